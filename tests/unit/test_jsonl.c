/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Lines to the letter: keys, their order, what is left out, and names that want to break out. */
#include "reports/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *written(const struct record *record, const struct verdict *verdict)
{
    const struct report *jsonl = report_find("jsonl");
    struct report_about about = {.language = "en"};
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    void *state = jsonl->begin(out, &about, NULL);

    assert_non_null(state);
    assert_true(jsonl->record(state, record, verdict, NULL));
    assert_true(jsonl->end(state, TRUE, NULL));
    fclose(out);
    return text;
}

static struct verdict nothing(void)
{
    return (struct verdict){.class = CLASS_NONE};
}

static void full(void **state)
{
    struct verdict verdict = {.class = CLASS_K3, .label = "Sekretess", .action = "Granska"};
    AUTO(record) record = record_new();
    struct finding *finding = finding_new();
    struct theme *theme = theme_new();
    struct unread *unread = g_new0(struct unread, 1);
    struct place one = {.member = g_strdup("post.zip/b.docx"), .page = 2, .part = PART_FOOTNOTE};
    struct place two = {.sheet = g_strdup("Blad \"1\""), .row = 12, .column = 28, .line = 4, .part = PART_HIDDEN_SHEET};
    char *seen;

    verdict.lagrum = g_ptr_array_new();
    g_ptr_array_add(verdict.lagrum, (gpointer) "OSL 26 kap. 1 §");
    g_ptr_array_add(verdict.lagrum, (gpointer) "OSL 25 kap. 1 §");
    record->path = g_strdup("/share/a\t\"b\"\\\n\x7f.txt");
    record->identity = (struct identity){.size = 42, .mtime_ns = 1741082400000000000};
    record->owner = g_strdup("anna");
    record->encoding = g_strdup("windows-1252");
    record->status = STATUS_PARTIAL;
    record->evidence->persons = 3;
    record->evidence->minors = 1;
    finding->kind = g_strdup("personnummer");
    finding->masked = g_strdup("19900101-****");
    finding->value = g_strdup("199001019802");
    finding->confidence = 0.98;
    finding->count = 3;
    finding->excepted = g_strdup("mall");
    g_array_append_val(finding->places, one);
    g_array_append_val(finding->places, two);
    g_ptr_array_add(record->evidence->findings, finding);
    theme->name = g_strdup("halsa");
    theme->confidence = 1.0 / 3;
    g_ptr_array_add(record->evidence->themes, theme);
    unread->member = g_strdup("l\xe5st.txt");
    unread->status = STATUS_ENCRYPTED;
    g_ptr_array_add(record->unread, unread);
    seen = written(record, &verdict);
    assert_string_equal(
        seen,
        "{\"path\": \"/share/a\\u0009\\\"b\\\"\\\\\\u000a\\u007f.txt\", \"size\": 42, \"modified\": \"2025-03-04T10:00:00Z\", \"owner\": \"anna\", "
        "\"media_type\": \"application/octet-stream\", \"encoding\": \"windows-1252\", \"status\": \"partial\", "
        "\"reason\": \"something in the file could not be read\", \"class\": \"K3\", \"label\": \"Sekretess\", "
        "\"lagrum\": [\"OSL 26 kap. 1 §\", \"OSL 25 kap. 1 §\"], \"gdpr\": [], \"why\": [], \"action\": \"Granska\", \"persons\": 3, \"minors\": 1, "
        "\"themes\": [{\"name\": \"halsa\", \"confidence\": 0.333}], "
        "\"findings\": [{\"kind\": \"personnummer\", \"masked\": \"19900101-****\", \"confidence\": 0.98, \"count\": 3, \"test\": false, "
        "\"excepted\": \"mall\", \"places\": [{\"member\": \"post.zip/b.docx\", \"page\": 2, \"part\": \"footnote\"}, "
        "{\"sheet\": \"Blad \\\"1\\\"\", \"cell\": \"AB12\", \"line\": 4, \"part\": \"hidden sheet\"}]}], "
        "\"unread\": [{\"member\": \"l\xef\xbf\xbdst.txt\", \"status\": \"encrypted\", \"reason\": \"the file is protected by a password\"}]}\n");
    g_ptr_array_unref(verdict.lagrum);
    free(seen);
}

static void bare(void **state)
{
    static const struct {
        gint64 mtime_ns;
        const char *modified;
    } rows[] = {{0, "1970-01-01T00:00:00Z"},
                {-1, "1969-12-31T23:59:59Z"},
                {1709164800000000001, "2024-02-29T00:00:00Z"},
                {G_MAXINT64, "2262-04-11T23:47:16Z"}};
    struct verdict verdict = nothing();
    AUTO(record) record = record_new();

    record->path = g_strdup("/share/sm\xf6r.txt");
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *expected = g_strdup_printf(
            "{\"path\": \"/share/sm\xef\xbf\xbdr.txt\", \"path_base64\": \"L3NoYXJlL3Nt9nIudHh0\", \"size\": 0, \"modified\": \"%s\", "
            "\"owner\": \"\", \"media_type\": \"application/octet-stream\", \"status\": \"read\", \"class\": null, \"label\": null, \"lagrum\": [], "
            "\"gdpr\": [], \"why\": [], \"action\": null, \"persons\": 0, \"minors\": 0, \"themes\": [], \"findings\": []}\n",
            rows[i].modified);
        char *seen;

        record->identity.mtime_ns = rows[i].mtime_ns;
        seen = written(record, &verdict);
        assert_string_equal(seen, expected);
        free(seen);
    }
}

/* Every status but these two has its reason, whether the reader gave one or not. */
static void reasons(void **state)
{
    struct verdict verdict = nothing();
    AUTO(record) record = record_new();

    record->path = g_strdup("/share/x");
    for (int status = 0; status < STATUS_COUNT; status++) {
        char *seen;

        record->status = (enum status)status;
        seen = written(record, &verdict);
        assert_int_equal(strstr(seen, "\"reason\": \"") != NULL, status != STATUS_READ && status != STATUS_EMPTY);
        free(seen);
    }
}

/* What is sure looks sure, what is not quite does not. */
static void chances(void **state)
{
    static const struct {
        double chance;
        const char *written;
    } rows[] = {{1, "1"}, {0, "0"}, {0.5, "0.5"}, {0.49999, "0.499"}, {0.9999, "0.999"}, {0.07, "0.07"}, {1.5, "1"}, {-1, "0"}};
    struct verdict verdict = nothing();
    AUTO(record) record = record_new();
    struct theme *theme = theme_new();

    record->path = g_strdup("/share/x");
    theme->name = g_strdup("halsa");
    g_ptr_array_add(record->evidence->themes, theme);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *expected = g_strdup_printf("\"confidence\": %s}", rows[i].written);
        char *seen;

        theme->confidence = rows[i].chance;
        seen = written(record, &verdict);
        assert_non_null(strstr(seen, expected));
        free(seen);
    }
}

static void full_disk_is_told(void **state)
{
    const struct report *jsonl = report_find("jsonl");
    struct verdict verdict = nothing();
    struct report_about about = {.language = "en"};
    AUTO(record) record = record_new();
    FILE *out = fopen("/dev/full", "w");
    g_autoptr(GError) error = NULL;
    void *report;

    assert_non_null(out);
    record->path = g_strdup("/share/x");
    report = jsonl->begin(out, &about, NULL);
    jsonl->record(report, record, &verdict, NULL);
    assert_false(jsonl->end(report, TRUE, &error));
    assert_non_null(error);
    fclose(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full), cmocka_unit_test(bare), cmocka_unit_test(reasons), cmocka_unit_test(chances), cmocka_unit_test(full_disk_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
