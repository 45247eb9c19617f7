/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives: every sort gives its members with their paths; what is broken or locked says so. */
#include "tests/unit/pack.h"

static const struct packed_file two[] = {{"mapp/", NULL}, {"mapp/ett.txt", "Åtgärd ett"}, {"länk -> /etc/passwd", NULL}, {"två.txt", "två"}, {0}};

static const char two_lines[] = "name/name mapp/ett.txt: mapp/ett.txt\nbody/prose mapp/ett.txt @1: Åtgärd ett\n"
                                "name/name två.txt: två.txt\nbody/prose två.txt @1: två";

static const struct {
    const char *what;
    int format, filter;
} sorts[] = {
    {"zip", ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE},
    {"tar", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_NONE},
    {"old tar", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE},
    {"tar.gz", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_GZIP},
    {"tar.bz2", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_BZIP2},
    {"tar.xz", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_XZ},
    {"tar.zst", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_ZSTD},
    {"tar.lz4", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_LZ4},
    {"tar.Z", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_COMPRESS},
    {"cpio", ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, ARCHIVE_FILTER_NONE},
    {"7z", ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE},
    {"xar", ARCHIVE_FORMAT_XAR, ARCHIVE_FILTER_NONE},
};

static void reads_every_sort(void **state)
{
    for (guint i = 0; i < G_N_ELEMENTS(sorts); i++)
        expect_lines(*state, sorts[i].what, pack(sorts[i].format, sorts[i].filter, NULL, two), STATUS_READ, two_lines);
}

/* One tape after the other, as cat makes of two; and bytes that hide behind the mark of a tape's end are never silently left out. */
static void reads_on_after_the_end_of_a_tape(void **state)
{
    static const struct packed_file first[] = {{"ett.txt", "ett"}, {0}}, second[] = {{"två.txt", "två"}, {0}};
    static const char text[] = "Anna bor på Storgatan ett";
    g_autoptr(GBytes) one = pack(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, NULL, first);
    g_autoptr(GBytes) two_tapes = pack(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, NULL, second);
    gsize len, more;
    const guint8 *a = g_bytes_get_data(one, &len), *b = g_bytes_get_data(two_tapes, &more);
    GByteArray *both = g_byte_array_new(), *hidden = g_byte_array_new();

    g_byte_array_append(both, a, (guint)len);
    g_byte_array_append(both, b, (guint)more);
    expect_lines(*state, "two tapes", g_byte_array_free_to_bytes(both), STATUS_READ,
                 "name/name ett.txt: ett.txt\nbody/prose ett.txt @1: ett\nname/name två.txt: två.txt\nbody/prose två.txt @1: två");
    g_byte_array_append(hidden, a, (guint)len);
    for (guint i = 0; i < 40; i++)
        g_byte_array_append(hidden, (const guint8 *)text, sizeof text - 1);
    expect_lines(*state, "text after the tape", g_byte_array_free_to_bytes(hidden), STATUS_PARTIAL,
                 "name/name ett.txt: ett.txt\nbody/prose ett.txt @1: ett\nname/name ?: ?");
}

static void reads_one_compressed_file(void **state)
{
    static const struct packed_file one[] = {{"data", "lön 2024"}, {0}};
    static const int filters[] = {ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_BZIP2, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD, ARCHIVE_FILTER_LZ4};
    for (guint i = 0; i < G_N_ELEMENTS(filters); i++)
        expect_lines(*state, "one file", pack(ARCHIVE_FORMAT_RAW, filters[i], NULL, one), STATUS_READ,
                     "name/name x: x\nbody/prose x @1: lön 2024");
}

static GBytes *patched(GBytes *bytes, const char *what, const char *with)
{
    gsize len;
    char *data = g_bytes_unref_to_data(bytes, &len);
    gsize size = strlen(what), changed = 0;
    assert_int_equal(size, strlen(with));
    for (gsize i = 0; i + size <= len; i++)
        if (memcmp(data + i, what, size) == 0) {
            memcpy(data + i, with, size);
            changed++;
        }
    assert_true(changed > 0);
    return g_bytes_new_take(data, len);
}

static void reads_names_in_old_codings(void **state)
{
    static const struct packed_file one[] = {{"lxn.txt", "a"}, {0}};
    expect_lines(*state, "DOS", patched(pack_zip(one), "lxn.txt", "l\x94n.txt"), STATUS_READ,
                 "name/name lön.txt: lön.txt\nbody/prose lön.txt @1: a");
    GBytes *tar = pack(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL, one);
    expect_lines(*state, "Windows", patched(tar, "lxn.txt", "l\xf6n.txt"), STATUS_READ,
                 "name/name lön.txt: lön.txt\nbody/prose lön.txt @1: a");
}

/* Sets the flag of encryption on the members named: in each local header and in the directory. */
static GBytes *locked(GBytes *bytes, const char *name)
{
    gsize len, found = 0;
    char *data = g_bytes_unref_to_data(bytes, &len);
    for (gsize i = 0; i + 46 + strlen(name) < len; i++) {
        gboolean local = memcmp(data + i, "PK\3\4", 4) == 0, listed = memcmp(data + i, "PK\1\2", 4) == 0;
        if ((local && memcmp(data + i + 30, name, strlen(name)) == 0) || (listed && memcmp(data + i + 46, name, strlen(name)) == 0)) {
            data[i + (local ? 6 : 8)] |= 1;
            found++;
        }
    }
    assert_int_equal(found, 2);
    return g_bytes_new_take(data, len);
}

static void tells_what_is_locked(void **state)
{
    static const struct packed_file one[] = {{"a.txt", "hemligt"}, {0}}, pair[] = {{"a.txt", "hemligt"}, {"b.txt", "öppet"}, {0}};
    expect_lines(*state, "all locked", locked(pack_zip(one), "a.txt"), STATUS_ENCRYPTED, "");
    expect_lines(*state, "one locked", locked(pack_zip(pair), "a.txt"), STATUS_PARTIAL, "name/name b.txt: b.txt\nbody/prose b.txt @1: öppet");
}

static GBytes *cut(GBytes *bytes, gsize percent)
{
    GBytes *part = g_bytes_new_from_bytes(bytes, 0, g_bytes_get_size(bytes) * percent / 100);
    g_bytes_unref(bytes);
    return part;
}

static void tells_what_is_broken(void **state)
{
    struct reader *reader = *state;
    g_autoptr(GString) noise = g_string_new("början\n");
    for (guint i = 0, x = 1; i < 200000; i++, x = x * 1103515245 + 12345)
        g_string_append_c(noise, (char)('a' + (x >> 16) % 26));
    const struct packed_file files[] = {{"a.txt", "hel"}, {"b.txt", noise->str}, {0}};
    static const struct {
        int format, filter;
    } rows[] = {{ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE}, {ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_GZIP},
                {ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, ARCHIVE_FILTER_NONE}};
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct collected all = {0};
        GBytes *bytes = cut(pack(rows[i].format, rows[i].filter, NULL, files), 60);
        struct record *record = collect(reader, (struct text){g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)}, "x", &all);
        assert_int_equal(record->status, STATUS_PARTIAL);
        assert_non_null(strstr(all.lines->str, "a.txt @1: hel"));
        assert_non_null(strstr(all.lines->str, "b.txt @1: början"));
        g_string_free(all.lines, TRUE);
        record_free(record);
        g_bytes_unref(bytes);
    }
    expect_lines(reader, "a head alone", g_bytes_new_static("PK\3\4\24\0\0\0\10\0abcdefgh", 18), STATUS_CORRUPT, "");
    expect_lines(reader, "an empty zip", g_bytes_new_static("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22), STATUS_READ, "");
    expect_lines(reader, "a ruined gzip", g_bytes_new_static("\x1f\x8b\10\0\0\0\0\0\0\3\xff\xff\xff\xff\xff\xff", 16), STATUS_CORRUPT, "");
}

static GBytes *zip_of(GBytes *inner, const char *name)
{
    struct archive *archive = archive_write_new();
    char *bytes = g_malloc(PACK_BYTES);
    size_t used = 0, len = g_bytes_get_size(inner);
    archive_write_set_format_zip(archive);
    archive_write_open_memory(archive, bytes, PACK_BYTES, &used);
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_mode(entry, AE_IFREG | 0644);
    archive_entry_set_size(entry, (la_int64_t)len);
    archive_write_header(archive, entry);
    archive_write_data(archive, g_bytes_get_data(inner, NULL), len);
    archive_entry_free(entry);
    archive_write_free(archive);
    g_bytes_unref(inner);
    return g_bytes_new_take(bytes, used);
}

static void reads_archives_within_archives(void **state)
{
    static const struct packed_file one[] = {{"akt.txt", "innerst"}, {0}};
    GBytes *inner = pack(ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_GZIP, NULL, one);
    expect_lines(*state, "nested", zip_of(zip_of(inner, "band.tar.gz"), "år/inre.zip"), STATUS_READ,
                 "name/name år/inre.zip: år/inre.zip\nname/name år/inre.zip/band.tar.gz: band.tar.gz\n"
                 "name/name år/inre.zip/band.tar.gz/akt.txt: akt.txt\nbody/prose år/inre.zip/band.tar.gz/akt.txt @1: innerst");
}

static int set_up(void **state)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    *state = collect_reader(NULL);
    return 0;
}

static int tear_down(void **state)
{
    reader_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_sort),     cmocka_unit_test(reads_one_compressed_file),      cmocka_unit_test(reads_names_in_old_codings),
        cmocka_unit_test(reads_on_after_the_end_of_a_tape),
        cmocka_unit_test(tells_what_is_locked), cmocka_unit_test(tells_what_is_broken), cmocka_unit_test(reads_archives_within_archives),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
