/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML and XML: paragraphs, cells, fields, what is hidden, codings, and what is broken or out to do harm. */
#include "tests/unit/collect.h"

static const struct {
    const char *text, *media_type;
    enum status status;
    const char *lines;
} rows[] = {
    {"<html>\n<p>Personnummer: 20010101<b>&#45;1234</b></p></html>", "text/html", STATUS_READ,
     "body/prose @2: Personnummer: 20010101-1234"},
    {"<html><p>Hej<!-- hemligt --></p></html>", "text/html", STATUS_READ, "comment/prose @1:  hemligt \nbody/prose @1: Hej"},
    {"<p>ett<br>två<div>tre</div>fy<i>ra</i>", "text/html", STATUS_READ,
     "body/prose @1: ett\nbody/prose @1: två\nbody/prose @1: tre\nbody/prose @1: fyra"},
    {"<html><table><tr><th>Namn<th>Nr<tr><td>Åke<td>7</table>slut", "text/html", STATUS_READ,
     "body/cell @1 r1c1: Namn\nbody/cell @1 r1c2: Nr\nbody/cell @1 r2c1: Åke\nbody/cell @1 r2c2: 7\nbody/prose @1: slut"},
    {"<html><a href=\"mailto:a%40b.se\" class=\"x1\" id=\"rad\">post</a><input name=\"pnr\" value=\"1\">", "text/html", STATUS_READ,
     "body/field @1 href: mailto:a@b.se\nbody/prose @1: post\nbody/field @1 pnr: 1"},
    {"<html><script>var p = \"a<b\";</script><style>p{}</style>", "text/html", STATUS_READ,
     "body/prose @1: var p = \"a<b\";\nbody/prose @1: p{}"},
    {"<html><head><meta charset=\"iso-8859-1\"></head><p>\xe5lder</p>", "text/html", STATUS_READ,
     "body/prose @1: ålder"},
    {"<html><p>\xe5lder f\xf6r</p>", "text/html", STATUS_READ, "body/prose @1: ålder för"},
    {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<elever><elev namn=\"\xe5\"><nr>7</nr></elev></elever>", "application/xml", STATUS_READ,
     "body/field @2 namn: å\nbody/field @2 nr: 7"},
    {"<a>\n\n x <b>y</b> z\n<!--c--><![CDATA[<d>]]></a>", "application/xml", STATUS_READ,
     "body/field @3 a: x \nbody/field @3 b: y\nbody/field @3 a: z\n\ncomment/prose @4: c\nbody/field @4 a: <d>"},
    {"<!DOCTYPE d [<!ENTITY e \"inre\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&e;&x;</d>", "application/xml", STATUS_READ,
     "body/field @1 d: inre"},
    {"<a>\n<b>ett</b>\n<c>två</d>\n<e>tre</e>", "application/xml", STATUS_PARTIAL, NULL},
};

static void gives_text(void **state)
{
    struct reader *reader = collect_reader(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct collected all = {0};
        struct record *record = collect(reader, text_of(rows[i].text), "x", &all);
        if (record->status != rows[i].status || strcmp(record->media_type, rows[i].media_type) ||
            (rows[i].lines && strcmp(all.lines->str, rows[i].lines)))
            fail_msg("%s: %s, %s\n%s", rows[i].text, status_name(record->status), record->media_type, all.lines->str);
        if (!rows[i].lines)
            assert_non_null(strstr(all.lines->str, "tre"));
        g_string_free(all.lines, TRUE);
        record_free(record);
    }
    reader_free(reader);
}

static void check(struct reader *reader, GString *text, enum status least, const char *end)
{
    struct collected all = {0};
    struct record *record = collect(reader, (struct text){text->str, text->len}, "x", &all);
    if ((record->status != least && record->status != STATUS_READ) || (end && !strstr(all.lines->str, end)))
        fail_msg("%.60s: %s, %.200s", text->str, status_name(record->status), all.lines->str);
    g_string_free(all.lines, TRUE);
    record_free(record);
    g_string_free(text, TRUE);
}

static GString *repeat(const char *begin, const char *unit, guint count, const char *end)
{
    GString *text = g_string_new(begin);
    for (guint i = 0; i < count; i++)
        g_string_append(text, unit);
    return g_string_append(text, end);
}

/* What lies behind the depth that is parsed is read all the same. */
static void survives_harm(void **state)
{
    struct reader *reader = collect_reader(NULL);
    check(reader, repeat("<html><body>", "<div>", 100000, "djupt"), STATUS_PARTIAL, "djupt");
    check(reader, repeat("", "<a>", 100000, "djupt"), STATUS_PARTIAL, "djupt");
    check(reader, repeat("<html>", "<p>ord ", 100000, "sist"), STATUS_READ, NULL);
    check(reader, repeat("<html><p>", "en rad utan slut ", 200000, ""), STATUS_READ, "en rad utan slut");
    check(reader, repeat("<html><p>", "<", 100000, ""), STATUS_READ, NULL);
    check(reader, repeat("<html><p title=\"", "x", 20000000, ""), STATUS_PARTIAL, NULL);
    GString *laughs = g_string_new("<!DOCTYPE d [<!ENTITY e0 \"haha\">");
    for (guint i = 0; i < 12; i++)
        g_string_append_printf(laughs, "<!ENTITY e%u \"&e%u;&e%u;&e%u;&e%u;&e%u;&e%u;&e%u;&e%u;\">", i + 1, i, i, i, i, i, i, i, i);
    check(reader, g_string_append(laughs, "]><d>&e12;</d>"), STATUS_PARTIAL, NULL);
    reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_text),
        cmocka_unit_test(survives_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
