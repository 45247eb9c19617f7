/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON: values with their names and lines, whatever is broken, however deep. */
#include "tests/unit/collect.h"

static const struct {
    const char *text, *lines;
} rows[] = {
    {"{\"elever\": [\n{\"personnummer\": \"20010101\\u002d1234\"}]}", "body/field @2 personnummer: 20010101-1234"},
    {"{\"pnr\": 200101011234}", "body/field @1 pnr: 200101011234"},
    {"{\"a\":\"x\\n\\\"y\\\\\\/\\t\\u00e5\\ud83d\\ude00\"}", "body/field @1 a: x\n\"y\\/\tå😀"},
    {"{\"a\":\"\\ud83d.\\ude00\\u0000\\uzz\"}", "body/field @1 a: \xef\xbf\xbd." "\xef\xbf\xbd" " " "\xef\xbf\xbd" "zz"},
    {"[\"a\", \"b\",3, true, null]", "body/prose @1: a\nbody/prose @1: b\nbody/prose @1: 3"},
    {"{\"a\":[1,{\"b\":2},3],\"c\":4}",
     "body/field @1 a: 1\nbody/field @1 b: 2\nbody/field @1 a: 3\nbody/field @1 c: 4"},
    {"{\"010101-1234\": 1}", "body/prose @1: 010101-1234\nbody/field @1 010101-1234: 1"},
    {"{\"a\":1}\n{\"a\":2}\n", "body/field @1 a: 1\nbody/field @2 a: 2"},
    {"{\"a\":\"x", "body/field @1 a: x"},
    {"{\"a\":\"x\",}]}}}{\"b\":\"y\" \"z\"", "body/field @1 a: x\nbody/field @1 b: y\nbody/field @1 b: z"},
    {"{\"a\": \"\", \"b\": {}}", ""},
};

static void gives_values(void **state)
{
    struct reader *reader = collect_reader(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct collected all = {0};
        struct record *record = collect(reader, text_of(rows[i].text), "x", &all);
        if (record->status != STATUS_READ || strcmp(record->media_type, "application/json") || strcmp(all.lines->str, rows[i].lines))
            fail_msg("%s: %s, %s\n%s", rows[i].text, status_name(record->status), record->media_type, all.lines->str);
        g_string_free(all.lines, TRUE);
        record_free(record);
    }
    reader_free(reader);
}

static void leaves_other_text(void **state)
{
    static const char *const texts[] = {"[avsnitt]\nnamn=x\n", "[12:00:00] start\n", "{\\rtf1 hej}", "{ int x; }", "[1] Fotnot"};
    struct reader *reader = collect_reader(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        struct collected all = {0};
        struct record *record = collect(reader, text_of(texts[i]), "x", &all);
        if (!strcmp(record->media_type, "application/json"))
            fail_msg("%s", texts[i]);
        g_string_free(all.lines, TRUE);
        record_free(record);
    }
    reader_free(reader);
}

/* A value far longer than a piece arrives whole, and depth costs neither stack nor the values behind it. */
static void survives_size_and_depth(void **state)
{
    struct reader *reader = collect_reader(NULL);
    g_autoptr(GString) text = g_string_new("{\"a\":\"");
    for (guint i = 0; i < 100000; i++)
        g_string_append(text, "åäö\\u00e5");
    g_string_append(text, "\",\"b\":");
    for (guint i = 0; i < 100000; i++)
        g_string_append(text, "{\"a\":[");
    g_string_append(text, "\"djupt\"");
    struct collected all = {0};
    struct record *record = collect(reader, (struct text){text->str, text->len}, "x.json", &all);
    assert_int_equal(record->status, STATUS_READ);
    assert_int_equal(all.text_bytes, 100000 * 8 + 5);
    assert_true(g_str_has_suffix(all.lines->str, "a: djupt"));
    g_string_free(all.lines, TRUE);
    record_free(record);
    reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_values),
        cmocka_unit_test(leaves_other_text),
        cmocka_unit_test(survives_size_and_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
