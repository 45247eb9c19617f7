/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RTF: signs in their codings, the parts of a document, what is skipped, and what is broken. */
#include "tests/unit/collect.h"

#define HEAD "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Kyr;}}{\\colortbl;\\red0;}"

static const struct {
    const char *text;
    enum status status;
    const char *lines;
} rows[] = {
    {HEAD "h\\'e5ll 1985{\\b 01}01-\r\n2382\\par n\\u228?sta\\par}", STATUS_READ, "body/prose: håll 19850101-2382\nbody/prose: nästa"},
    {HEAD "\\uc2 a\\u8364\\'80?b{\\uc0\\u229 c}\\u-10179??\\u-8704??.}", STATUS_READ, "body/prose: a€båc😀."},
    {HEAD "{\\f1\\'cf\\'f0}\\'e4\\{\\}\\\\ \\~x\\_y\\emdash}", STATUS_READ, "body/prose: Прä{}\\  x-y—"},
    {"{\\rtf1\\mac \\'8a}", STATUS_READ, "body/prose: ä"},
    {"{\\rtf1\\pca \\'84}", STATUS_READ, "body/prose: ä"},
    {"{\\rtf1 r\xe5}", STATUS_READ, "body/prose: rå"},
    {HEAD "{\\info{\\title Akt}{\\author Bo Alm}{\\creatim\\yr2024}}x}", STATUS_READ,
     "metadata/field title: Akt\nmetadata/field author: Bo Alm\nbody/prose: x"},
    {HEAD "{\\header topp\\par}f\\'f6re{\\*\\annotation hemligt}{\\footnote not}\\deleted bort\\deleted0  efter\\par{\\footer fot\\par}}", STATUS_READ,
     "header/prose: topp\ncomment/prose: hemligt\nfootnote/prose: not\nbody/prose: före efter\ndeleted/prose: bort\nfooter/prose: fot"},
    {HEAD "{\\field{\\*\\fldinst HYPERLINK \"mailto:bo@example.se\"}{\\fldrslt Bo}}!}", STATUS_READ,
     "body/field hyperlink: HYPERLINK \"mailto:bo@example.se\"\nbody/prose: Bo!"},
    {HEAD "a{\\pict\\wmetafile8 0102}{\\*\\okand {inre} skit}{\\stylesheet Normal;}b{\\bin3 }}}c}}", STATUS_READ, "body/prose: abc"},
    {HEAD "\\trowd\\pard\\intbl Namn\\cell PIN\\cell\\row\\trowd\\pard\\intbl Eva\\par Ek\\cell 4821\\cell\\row\\pard slut\\par}", STATUS_READ,
     "body/cell r1c1: Namn\nbody/cell r1c2: PIN\nbody/cell r2c1: Eva\nEk\nbody/cell r2c2: 4821\nbody/prose: slut"},
    {HEAD "{\\object{\\*\\objdata 0105}{\\result bild}}}", STATUS_PARTIAL, "body/prose: bild"},
    {HEAD "avbruten {\\b te", STATUS_PARTIAL, "body/prose: avbruten te"},
    {"{\\rtf1}}} \\'zz\\u\\bin99999999999 mer", STATUS_READ, NULL},
};

static void reads_rtf(void **state)
{
    struct reader *reader = collect_reader(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct collected all = {0};
        struct record *record = collect(reader, text_of(rows[i].text), "x", &all);
        if (record->status != rows[i].status || strcmp(record->media_type, "text/rtf") || all.invalid ||
            (rows[i].lines && strcmp(all.lines->str, rows[i].lines)))
            fail_msg("%s: %s, %s\n%s", rows[i].text, status_name(record->status), record->media_type, all.lines->str);
        g_string_free(all.lines, TRUE);
        record_free(record);
    }
    reader_free(reader);
}

/* Groups without end, and a paragraph that is longer than any buffer with a note in its midst. */
static void depth_and_length_are_no_matter(void **state)
{
    struct reader *reader = collect_reader(NULL);
    g_autoptr(GString) text = g_string_new(HEAD "a");
    for (guint i = 0; i < 20000; i++)
        g_string_append(text, "{\\b ");
    for (guint i = 0; i < 20000; i++)
        g_string_append(text, "0123456789");
    g_string_append(text, "{\\footnote n}");
    for (guint i = 0; i < 20000; i++)
        g_string_append(text, "}");
    g_string_append(text, "z}");
    struct collected all = {0};
    struct record *record = collect(reader, (struct text){text->str, text->len}, "x", &all);
    assert_int_equal(record->status, STATUS_READ);
    assert_int_equal(all.text_bytes, 200003);
    g_string_free(all.lines, TRUE);
    record_free(record);
    reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_rtf), cmocka_unit_test(depth_and_length_are_no_matter)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
