/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as bytes: nothing lost on the way, and no bytes that are none do harm. */
#include "scanner/base/digest.h"
#include "scanner/base/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct record *sample(void)
{
    struct record *record = record_new();
    struct finding *finding = finding_new();
    struct theme *theme = theme_new();
    struct unread *unread = g_new0(struct unread, 1);
    struct place here = {.member = "post.zip/bilaga.docx", .page = 3, .offset = 17, .part = PART_FOOTNOTE};
    struct place there = {.sheet = "Blad1", .row = 12, .column = 2, .part = PART_HIDDEN_SHEET}, copy;
    struct weight weight = {g_strdup("ett ord nära"), 4.5};

    record->path = g_strdup("/share/\xff.docx");
    record->number = 7;
    record->identity.size = 99;
    g_free(record->media_type);
    record->media_type = g_strdup("text/plain");
    record->encoding = g_strdup("windows-1252");
    record->status = STATUS_PARTIAL;
    record->reason = g_strdup("a member could not be read");
    record->bytes_read = 1 << 20;
    record->hashed = TRUE;
    memset(record->content_hash, 0xab, sizeof record->content_hash);
    finding->kind = g_strdup("personnummer");
    finding->rule = g_strdup("personnummer");
    finding->masked = g_strdup("19900101-****");
    finding->value = g_strdup("199001019802");
    memset(finding->digest, 0xcd, DIGEST_BYTES);
    finding->confidence = 0.98;
    finding->count = 3;
    finding->person = TRUE;
    place_copy(&copy, &here);
    g_array_append_val(finding->places, copy);
    place_copy(&copy, &there);
    g_array_append_val(finding->places, copy);
    g_array_append_val(finding->weights, weight);
    g_ptr_array_add(record->evidence->findings, finding);
    theme->name = g_strdup("halsa");
    theme->confidence = 0.7;
    theme->strong = 2;
    theme->words = g_strdup("diagnos, journal");
    theme->near_person = TRUE;
    g_ptr_array_add(record->evidence->themes, theme);
    record->evidence->persons = 1;
    record->evidence->minors = 1;
    record->evidence->owner_only = TRUE;
    unread->member = g_strdup("l\xe5st.txt"); /* not UTF-8 */
    unread->status = STATUS_ENCRYPTED;
    unread->reason = g_strdup("protected by a password");
    g_ptr_array_add(record->unread, unread);
    return record;
}

static void nothing_is_lost(void **state)
{
    AUTO(record) one = sample();
    AUTO(record) two = record_new();
    g_autoptr(GBytes) packed = record_pack(one, TRUE);
    g_autoptr(GBytes) again = NULL;
    g_autoptr(GError) error = NULL;
    const struct finding *finding;
    const struct place *place;
    const struct unread *unread;

    two->path = g_strdup("/mine");
    two->number = 5;
    assert_true(record_unpack(two, packed, &error));
    assert_string_equal(two->path, "/mine");
    assert_int_equal(two->number, 5);
    assert_int_equal(two->identity.size, 0);
    again = record_pack(two, TRUE);
    /* Packed again it is the same, but for what was not UTF-8 and was made so. */
    assert_true(g_bytes_equal(packed, again));
    finding = g_ptr_array_index(two->evidence->findings, 0);
    assert_string_equal(finding->value, "199001019802");
    assert_true(finding->confidence == 0.98 && finding->count == 3 && finding->person && !finding->test && !finding->excepted);
    place = &g_array_index(finding->places, struct place, 1);
    assert_string_equal(place->sheet, "Blad1");
    assert_null(place->member);
    assert_int_equal(place->row, 12);
    assert_int_equal(place->part, PART_HIDDEN_SHEET);
    assert_true(g_array_index(finding->weights, struct weight, 0).factor == 4.5);
    unread = g_ptr_array_index(two->unread, 0);
    assert_true(g_utf8_validate(unread->member, -1, NULL));
    assert_int_equal(unread->status, STATUS_ENCRYPTED);
    assert_true(two->hashed && two->content_hash[31] == 0xab && two->evidence->owner_only);
}

static void no_value_without_asking(void **state)
{
    AUTO(record) record = sample();
    g_autoptr(GBytes) packed = record_pack(record, FALSE);
    gsize len;
    const char *data = g_bytes_get_data(packed, &len);

    assert_null(memmem(data, len, "199001019802", 12));
    assert_non_null(memmem(data, len, "19900101-****", 13));
}

static void long_strings_are_cut(void **state)
{
    AUTO(record) record = record_new();
    AUTO(record) back = record_new();
    g_autoptr(GBytes) packed = NULL;
    GString *reason = g_string_new("a");

    for (int i = 0; i < 20000; i++)
        g_string_append(reason, i % 3 ? "å" : "\xff");
    record->reason = g_string_free(reason, FALSE);
    packed = record_pack(record, FALSE);
    assert_true(record_unpack(back, packed, NULL));
    assert_true(strlen(back->reason) <= 16384 && strlen(back->reason) > 16000);
    assert_true(g_utf8_validate(back->reason, -1, NULL));
}

static void refused(struct record *record, const guint8 *data, gsize len)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, len);
    g_autoptr(GError) error = NULL;

    assert_false(record_unpack(record, bytes, &error));
    assert_non_null(error);
}

/* 20,000 mutated records: each is refused, or is a record that can be packed again; what the target held is not touched by a refusal. */
static void hostile_bytes(void **state)
{
    AUTO(record) record = sample();
    g_autoptr(GBytes) packed = record_pack(record, TRUE);
    gsize len;
    const guint8 *data = g_bytes_get_data(packed, &len);
    g_autoptr(GRand) random = g_rand_new_with_seed(20250101);
    g_autofree guint8 *copy = g_malloc(len + 64);
    guint taken = 0, left = 0;

    refused(record, NULL, 0);
    refused(record, (const guint8 *)"Detta är en inköpslista.", 25);
    assert_string_equal(record->reason, "a member could not be read");
    for (int round = 0; round < 20000; round++) {
        AUTO(record) other = record_new();
        g_autoptr(GBytes) bytes = NULL;
        gsize size = round % 4 ? len : (gsize)g_rand_int_range(random, 0, (gint32)len + 64);

        memset(copy, 0x41, len + 64);
        memcpy(copy, data, len);
        for (int flips = g_rand_int_range(random, 1, 6); flips > 0; flips--)
            copy[g_rand_int_range(random, 0, (gint32)len)] = (guint8)g_rand_int_range(random, 0, 256);
        bytes = g_bytes_new(copy, size);
        if (!record_unpack(other, bytes, NULL)) {
            left++;
            assert_string_equal(other->media_type, "application/octet-stream");
            continue;
        }
        g_autoptr(GBytes) again = record_pack(other, TRUE);
        assert_true(g_bytes_get_size(again) > 0);
        taken++;
    }
    assert_true(left > 1000 && taken > 1000);
}

static void order_of_findings(void **state)
{
    static const struct {
        const char *kind, *masked;
        double confidence;
    } rows[] = {{"telefon", "070-***", 0.5}, {"epost", "b***", 0.9}, {"epost", "a***", 0.9}, {"adress", "x*", 0.1}, {"adress", "x*", 0.9}};
    static const char *const expected[] = {"x*", "a***", "b***", "070-***", "x*"};
    AUTO(evidence) evidence = evidence_new();

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct finding *finding = finding_new();

        finding->kind = g_strdup(rows[i].kind);
        finding->masked = g_strdup(rows[i].masked);
        finding->confidence = rows[i].confidence;
        g_ptr_array_add(evidence->findings, finding);
    }
    evidence_sort(evidence);
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
        assert_string_equal(((struct finding *)g_ptr_array_index(evidence->findings, i))->masked, expected[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost),  cmocka_unit_test(no_value_without_asking), cmocka_unit_test(long_strings_are_cut),
        cmocka_unit_test(hostile_bytes),    cmocka_unit_test(order_of_findings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
