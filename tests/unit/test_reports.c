/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV, text and HTML of the same files: what each must say, and what none may. */
#include "report_kit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char *const formats[] = {"csv", "text", "html"};

static GPtrArray *files_new(void)
{
    return g_ptr_array_new_with_free_func(kit_free);
}

static void unread_stands_everywhere_with_its_reason(void **state)
{
    g_autoptr(GPtrArray) files = files_new();
    struct pair *locked = kit_file(files, "/share/a/locked.zip", CLASS_NONE, STATUS_ENCRYPTED);
    struct pair *part = kit_file(files, "/share/a/part.zip", CLASS_K2, STATUS_PARTIAL);
    struct unread *unread = g_new0(struct unread, 1);

    locked->record->reason = g_strdup("wants a password");
    part->verdict->at_least = TRUE;
    *unread = (struct unread){g_strdup("inner/secret.docx"), STATUS_ENCRYPTED, g_strdup("is locked")};
    g_ptr_array_add(part->record->unread, unread);
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *text = kit_report(formats[i], files);
        assert_non_null(strstr(text, "locked.zip"));
        assert_non_null(strstr(text, "wants a password"));
        assert_non_null(strstr(text, "is locked"));
    }
}

static void hostile_names_are_text(void **state)
{
    g_autoptr(GPtrArray) files = files_new();

    kit_file(files, "/share/<script>alert(1)</script>.txt", CLASS_K3, STATUS_READ);
    kit_file(files, "/share/a\nb\033[31m.txt", CLASS_K3, STATUS_READ);
    kit_file(files, "/share/\"><img src=x onerror=alert(2)>/q.txt", CLASS_NONE, STATUS_DENIED);
    kit_file(files, "/share/x\xE2\x80\xAEy \xE5.txt", CLASS_K2, STATUS_READ);
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *text = kit_report(formats[i], files);
        assert_null(strchr(text, '\033'));
        assert_null(strstr(text, "\xE2\x80\xAE"));
        assert_true(g_utf8_validate(text, -1, NULL));
        assert_null(strstr(text, "a\nb"));
    }
    g_autofree char *html = kit_report("html", files);
    assert_null(strstr(html, "<script>alert"));
    assert_null(strstr(html, "<img"));
    assert_non_null(strstr(html, "&lt;script&gt;alert(1)&lt;"));
    assert_int_equal(kit_count(html, "<script"), 1);
}

static void numbers_in_names_are_masked(void **state)
{
    g_autoptr(GPtrArray) files = files_new();

    kit_file(files, "/share/19850101-2382/Intyg 198501012390.txt", CLASS_K2, STATUS_READ);
    kit_file(files, "/share/850101-2382/x.zip", CLASS_NONE, STATUS_CORRUPT);
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *text = kit_report(formats[i], files);
        assert_null(strstr(text, "2382"));
        assert_null(strstr(text, "2390"));
        assert_non_null(strstr(text, "19850101-****"));
    }
}

static void every_row_of_csv_has_every_column(void **state)
{
    g_autoptr(GPtrArray) files = files_new();

    kit_file(files, "/share/a;\"b\".txt", CLASS_K1, STATUS_READ);
    kit_file(files, "/share/c.txt", CLASS_NONE, STATUS_DENIED);
    g_autofree char *text = kit_report("csv", files);
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
    assert_true(g_str_has_prefix(text, "\xEF\xBB\xBF\""));
    assert_int_equal(g_strv_length(lines), 4);
    for (guint i = 0; i < 3; i++)
        assert_int_equal(kit_count(lines[i], "\";\""), 18);
    assert_non_null(strstr(text, "/share/a;\"\"b\"\".txt"));
}

static void qualified_files_show_their_marking_alone(void **state)
{
    g_autoptr(GPtrArray) files = files_new();
    struct pair *pair = kit_file(files, "/share/plan.txt", CLASS_K4, STATUS_READ);

    pair->verdict->urgency = URGENT_QUALIFIED;
    kit_finding(pair, "markning", "HEMLIG");
    kit_finding(pair, "personnummer", "19600101-****");
    g_autofree char *html = kit_report("html", files), *csv = kit_report("csv", files);
    assert_non_null(strstr(html, "<code>HEMLIG</code>"));
    assert_null(strstr(html, "19600101"));
    assert_null(strstr(csv, "Personnummer 1"));
}

static void tests_exceptions_and_secrets_are_told(void **state)
{
    g_autoptr(GPtrArray) files = files_new();
    struct pair *pair = kit_file(files, "/share/a.txt", CLASS_K2, STATUS_READ);

    kit_finding(pair, "personnummer", "19610101-****")->test = TRUE;
    kit_finding(pair, "telefon", "070-*** ** 42")->excepted = g_strdup("the switchboard");
    kit_finding(pair, "inloggningsuppgift", "V***");
    g_autofree char *html = kit_report("html", files), *csv = kit_report("csv", files);
    assert_non_null(strstr(html, "test number"));
    assert_non_null(strstr(html, "excepted: the switchboard"));
    assert_non_null(strstr(html, "never shown"));
    assert_null(strstr(html, "V***"));
    assert_non_null(strstr(csv, "(test numbers 1)"));
    assert_non_null(strstr(csv, "(excepted 1)"));
}

static void urgent_files_come_first(void **state)
{
    g_autoptr(GPtrArray) files = files_new();

    kit_file(files, "/share/1 calm.txt", CLASS_K3, STATUS_READ)->record->evidence->persons = 900;
    kit_file(files, "/share/2 open.txt", CLASS_K3, STATUS_READ)->record->identity.mode = 0100644;
    kit_file(files, "/share/3 key.txt", CLASS_K3, STATUS_READ)->verdict->urgency = URGENT_CREDENTIALS;
    kit_file(files, "/share/4 protected.txt", CLASS_K3, STATUS_READ)->verdict->urgency = URGENT_PROTECTED;
    kit_file(files, "/share/5 low.txt", CLASS_K2, STATUS_READ);
    for (gsize i = 1; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *text = kit_report(formats[i], files);
        const char *order[] = {"4 protected", "3 key", "2 open", "1 calm", "5 low"};
        for (gsize k = 1; k < G_N_ELEMENTS(order); k++)
            assert_true(strstr(text, order[k - 1]) < strstr(text, order[k]));
    }
}

static void a_large_scan_makes_no_larger_page(void **state)
{
    g_autoptr(GPtrArray) files = files_new();

    for (guint i = 0; i < 5000; i++) {
        g_autofree char *path = g_strdup_printf("/share/unit %u/folder/%u.txt", i % 7, i);
        kit_file(files, path, i % 2 ? CLASS_K3 : CLASS_NONE, i % 2 ? STATUS_READ : STATUS_CORRUPT);
    }
    g_autofree char *html = kit_report("html", files);
    assert_int_equal(kit_count(html, "<tbody data-k"), 2000);
    assert_non_null(strstr(html, "500 more files have no row here."));
    assert_non_null(strstr(html, "500 more stand in the CSV report."));
}

static void the_page_allows_its_own_style_and_script_alone(void **state)
{
    g_autoptr(GPtrArray) files = files_new();
    g_autofree char *html = kit_report("html", files);
    const char *script = strstr(html, "<script>") + strlen("<script>");
    g_autofree char *body = g_strndup(script, (gsize)(strstr(script, "</script>") - script));
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize len = sizeof digest;

    g_checksum_update(sum, (const guchar *)body, -1);
    g_checksum_get_digest(sum, digest, &len);
    g_autofree char *base64 = g_base64_encode(digest, len), *allowed = g_strdup_printf("script-src 'sha256-%s'", base64);
    assert_non_null(strstr(html, allowed));
    assert_non_null(strstr(html, "default-src 'none'"));
    assert_null(strstr(html, " style=\""));
    assert_non_null(strstr(html, "No file was found"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unread_stands_everywhere_with_its_reason),
        cmocka_unit_test(hostile_names_are_text),
        cmocka_unit_test(numbers_in_names_are_masked),
        cmocka_unit_test(every_row_of_csv_has_every_column),
        cmocka_unit_test(qualified_files_show_their_marking_alone),
        cmocka_unit_test(tests_exceptions_and_secrets_are_told),
        cmocka_unit_test(urgent_files_come_first),
        cmocka_unit_test(a_large_scan_makes_no_larger_page),
        cmocka_unit_test(the_page_allows_its_own_style_and_script_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
