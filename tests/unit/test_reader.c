/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader: sorting, codings, status, hash, limits on text. */
#include "scanner/formats/reading.h"
#include "tests/unit/collect.h"

struct row {
    const char *what;
    struct text bytes;
    enum status status;
    const char *media_type, *encoding;
    const char *lines;
};

#define SWEDISH "prose @1: Åtgärd för äldre på sjukhus"

static const struct row rows[] = {
    {"no bytes", TEXT(""), STATUS_EMPTY, "inode/x-empty", NULL, ""},
    {"ASCII", TEXT("Hej\nhej"), STATUS_READ, "text/plain", NULL, "body/prose @1: Hej\nhej"},
    {"UTF-8", TEXT("Åtgärd för äldre på sjukhus"), STATUS_READ, "text/plain", NULL, "body/" SWEDISH},
    {"UTF-8 with mark", TEXT("\xef\xbb\xbfÅtgärd för äldre på sjukhus"), STATUS_READ, "text/plain", NULL, "body/" SWEDISH},
    {"windows-1252", TEXT("\xc5tg\xe4rd f\xf6r \xe4ldre p\xe5 sjukhus"), STATUS_READ, "text/plain", "windows-1252", "body/" SWEDISH},
    {"CP850", TEXT("\x8ftg\x84rd f\x94r \x84ldre p\x86 sjukhus"), STATUS_READ, "text/plain", "cp850", "body/" SWEDISH},
    {"CP437 as SIE says", TEXT("#FLAGGA 0\n#FORMAT PC8\n\x8fk"), STATUS_READ, "text/plain", "cp437",
     "body/prose @1: #FLAGGA 0\n#FORMAT PC8\nÅk"},
    {"Mac Roman", TEXT("\x81tg\x8ard f\x9ar \x8aldre p\x8c sjukhus"), STATUS_READ, "text/plain", "macintosh", "body/" SWEDISH},
    {"quotes of Word", TEXT("s\xe5 \x94" "bra\x94 \x96 sa hon \x84h\xe4r\x94"), STATUS_READ, "text/plain", "windows-1252",
     "body/prose @1: så ”bra” – sa hon „här”"},
    {"UTF-16 with mark", TEXT("\xff\xfe\xc5\0k\0"), STATUS_READ, "text/plain", NULL, "body/prose @1: Åk"},
    {"UTF-16 big end first", TEXT("\xfe\xff\0\xc5\0k"), STATUS_READ, "text/plain", NULL, "body/prose @1: Åk"},
    {"UTF-16 bare", TEXT("\xc5\0k\0e\0 \0h\0e\0m\0\n\0"), STATUS_READ, "text/plain", "utf-16le", "body/prose @1: Åke hem\n"},
    {"UTF-16 cut in a character", TEXT("\xff\xfe\xc5\0k\0\0"), STATUS_READ, "text/plain", NULL, "body/prose @1: Åk\xef\xbf\xbd"},
    {"two codings glued", TEXT("f\xc3\xb6r f\xc3\xb6r f\xf6r"), STATUS_READ, "text/plain", "utf-8", "body/prose @1: för för för"},
    {"UTF-8 that ends early", TEXT("f\xc3\xb6r p\xc3\xa5 \xe2\x82"), STATUS_READ, "text/plain", "utf-8", "body/prose @1: för på â‚"},
    {"a hole", TEXT("log\n\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0slut"), STATUS_READ, "text/plain", NULL,
     "body/prose @1: log\n slut"},
    {"bytes that are no text", TEXT("\1\2\3\4\5\6\7\x10\x11\x12\x13\x14\x15\x16\x17 abc"), STATUS_UNSUPPORTED, "application/octet-stream",
     NULL, ""},
    {"a picture", TEXT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0"), STATUS_UNSUPPORTED, "image/png", NULL, ""},
};

static void reads_each(void **state)
{
    struct reader *reader = collect_reader(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct row *row = &rows[i];
        struct collected all = {0};
        struct record *record = collect(reader, row->bytes, "x", &all);
        if (record->status != row->status || strcmp(all.lines->str, row->lines) || strcmp(record->media_type, row->media_type) ||
            g_strcmp0(record->encoding, row->encoding))
            fail_msg("%s: %s, %s, %s, %s", row->what, status_name(record->status), record->media_type, record->encoding, all.lines->str);
        assert_true((record->reason != NULL) == (record->status > STATUS_PARTIAL && record->status != STATUS_EMPTY));
        g_string_free(all.lines, TRUE);
        record_free(record);
    }
    reader_free(reader);
}

static void assert_hash(const struct record *record, const GString *bytes)
{
    g_autofree char *want = g_compute_checksum_for_string(G_CHECKSUM_SHA256, bytes->str, (gssize)bytes->len);
    assert_true(record->hashed);
    for (guint i = 0; i < 32; i++) {
        char hex[3] = {want[2 * i], want[2 * i + 1], 0};
        assert_int_equal(record->content_hash[i], g_ascii_strtoull(hex, NULL, 16));
    }
}

/* A hole in a file is passed over; what stands before and behind it is read, and the hash is that of its NUL bytes. */
static void passes_over_holes(void **state)
{
    struct reader *reader = collect_reader(NULL);
    g_autoptr(GString) bytes = g_string_new("början");
    gsize hole = 5 << 20;
    g_string_set_size(bytes, hole);
    memset(bytes->str + strlen("början"), 0, hole - strlen("början"));
    g_string_append(bytes, "slut");
    int fd = memfd_create("test", 0);
    assert_true(pwrite(fd, "början", strlen("början"), 0) > 0 && pwrite(fd, "slut", 4, (off_t)hole) == 4);
    struct collected all = {.lines = g_string_new(NULL)};
    struct reader_output output = {collect_text, collect_end, &all};
    struct record *record = record_new();
    reader_read(reader, fd, bytes->len, "x", &output, record);
    assert_int_equal(record->status, STATUS_READ);
    assert_string_equal(all.lines->str, "body/prose @1: början slut");
    assert_hash(record, bytes);
    close(fd);
    g_string_free(all.lines, TRUE);
    record_free(record);
    reader_free(reader);
}

/* 3 MiB, so that it is read in pieces behind the descriptor: pieces join, lines are counted, the hash is of all. */
static void reads_long_text_in_pieces(void **state)
{
    struct reader *reader = collect_reader(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 3 << 20)
        g_string_append(text, "en rad med å, ä och ö\n");
    struct collected all = {0};
    struct record *record = collect(reader, (struct text){text->str, text->len}, "x.txt", &all);
    assert_int_equal(record->status, STATUS_READ);
    assert_int_equal(all.text_bytes, text->len);
    assert_true(all.chunks > 10);
    assert_int_equal(all.documents, 1);
    assert_int_equal(record->bytes_read, text->len);
    assert_hash(record, text);
    g_string_free(all.lines, TRUE);
    record_free(record);
    reader_free(reader);
}

static void stops_at_limits(void **state)
{
    static const struct {
        const char *assignment;
        gsize bytes;
        enum status status;
        guint64 text;
    } limits_rows[] = {
        {"max_bytes=5000", 9000, STATUS_LIMIT, 5000},  {"max_bytes=5000", 5000, STATUS_READ, 5000},
        {"max_bytes=2M", 3 << 20, STATUS_LIMIT, 2 << 20}, {"max_text_bytes=100K", 3 << 20, STATUS_LIMIT, 64 << 10},
        {"max_text_bytes=100K", 100 << 10, STATUS_READ, 100 << 10},
    };
    for (guint i = 0; i < G_N_ELEMENTS(limits_rows); i++) {
        struct limits limits;
        limits_default(&limits);
        assert_true(limits_set(&limits, limits_rows[i].assignment, NULL));
        struct reader *reader = collect_reader(&limits);
        g_autofree char *bytes = g_strnfill(limits_rows[i].bytes, 'a');
        struct collected all = {0};
        struct record *record = collect(reader, text_of(bytes), "x", &all);
        if (record->status != limits_rows[i].status || all.text_bytes != limits_rows[i].text)
            fail_msg("%s: %s, %" G_GUINT64_FORMAT, limits_rows[i].assignment, status_name(record->status), all.text_bytes);
        g_string_free(all.lines, TRUE);
        record_free(record);
        reader_free(reader);
    }
}

/* A file may bring names without end; they are kept up to 32 MiB. */
static void keeps_names_within_bounds(void **state)
{
    struct reading reading = {.names = g_string_chunk_new(4096)};
    struct level level;
    gsize kept = 0, unkept = 0;

    level_init(&level, &reading, NULL, NULL);
    const char *first = sink_intern(&level.sink, "first");
    for (guint i = 0; i < 400000; i++) {
        g_autofree char *name = g_strdup_printf("%0100u", i);
        const char *own = sink_intern(&level.sink, name);
        assert_true(!*own || strcmp(own, name) == 0);
        *(*own ? &kept : &unkept) += strlen(name);
    }
    assert_true(kept > 16u << 20 && kept < 32u << 20 && unkept > 0);
    assert_ptr_equal(sink_intern(&level.sink, "first"), first);
    assert_null(sink_intern(&level.sink, NULL));
    g_hash_table_unref(reading.interned);
    g_string_chunk_free(reading.names);
}

static void takes_limits(void **state)
{
    static const struct {
        const char *assignment;
        gboolean good;
        guint64 depth;
    } limit_rows[] = {
        {"max_depth=3", TRUE, 3},  {"max_depth=0", TRUE, 0},  {"max_depth=2k", TRUE, 2048}, {"max_depth=1G", TRUE, 1 << 30},
        {"max_depth", FALSE, 16},  {"max_depth=", FALSE, 16}, {"max_depth=-1", FALSE, 16},  {"max_depth=3x", FALSE, 16},
        {"max_dept=3", FALSE, 16}, {"=3", FALSE, 16},         {"max_depth=3KB", FALSE, 16}, {"max_depth=99999999999999999999", FALSE, 16},
        {"max_depth=99999999999G", FALSE, 16},
    };
    for (guint i = 0; i < G_N_ELEMENTS(limit_rows); i++) {
        struct limits limits;
        limits_default(&limits);
        g_autoptr(GError) error = NULL;
        gboolean good = limits_set(&limits, limit_rows[i].assignment, &error);
        if (good != limit_rows[i].good || limits.max_depth != limit_rows[i].depth || good == (error != NULL))
            fail_msg("%s", limit_rows[i].assignment);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_each),
        cmocka_unit_test(reads_long_text_in_pieces),
        cmocka_unit_test(passes_over_holes),
        cmocka_unit_test(stops_at_limits),
        cmocka_unit_test(keeps_names_within_bounds),
        cmocka_unit_test(takes_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
