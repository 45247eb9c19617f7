/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file with more values than are kept of one: the many do not hide the few, whatever comes first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "patterns/match/engine.h"
#include "scanner/base/evidence.h"

#define MOST 100

static struct detector *detector;

static int open_detector(void **state)
{
    struct engine *engine = engine_new(&(struct engine_options){.real_test_numbers = TRUE, .max_findings = MOST}, NULL);
    *state = engine;
    detector = engine ? detector_new(engine) : NULL;
    return engine ? 0 : -1;
}

static int close_detector(void **state)
{
    detector_free(detector);
    engine_free(*state);
    return 0;
}

static void add_mails(GString *text, guint count)
{
    for (guint i = 0; i < count; i++)
        g_string_append_printf(text, "Skriv till handlaggare%u@example.se om detta.\n", i);
}

/* Numbers at random: some pass for one of a person, and are unlikely. */
static void add_unlikely(GString *text)
{
    guint64 state = 42;
    for (guint i = 0; i < 10000; i++) {
        state = state * G_GUINT64_CONSTANT(6364136223846793005) + 1442695040888963407;
        g_string_append_printf(text, "Post %010" G_GUINT64_FORMAT " kom in.\n", (guint64)(state >> 20) % 10000000000);
    }
}

static struct evidence *find(const GString *text)
{
    struct detector_file file = {.year = 2026, .month = 10, .day = 1};
    struct chunk chunk = {.text = {text->str, text->len}, .place = {.line = 1}};
    g_date_clear(&file.today, 1);
    g_date_set_dmy(&file.today, 1, 10, 2026);
    detector_begin(detector, &file);
    detector_text(detector, &chunk);
    return detector_end(detector);
}

static guint count_of(const struct evidence *evidence, const char *kind)
{
    guint count = 0;
    for (guint i = 0; i < evidence->findings->len; i++)
        count += g_str_equal(((const struct finding *)g_ptr_array_index(evidence->findings, i))->kind, kind);
    return count;
}

static void few_are_kept_behind_many(void **state)
{
    for (guint mails = 0; mails <= 2000; mails += 1000)
        for (guint unlikely = 0; unlikely < 2; unlikely++) {
            g_autoptr(GString) text = g_string_new(NULL);
            add_mails(text, mails);
            if (unlikely)
                add_unlikely(text);
            g_string_append(text, "Sökande Karin Lund, 19850101-2382, har kompletterat sin ansökan.\n");
            add_mails(text, mails / 2);
            struct evidence *evidence = find(text);
            assert_int_equal(detector_full(detector), mails > 0);
            assert_int_equal(evidence->persons, 1);
            assert_int_equal(count_of(evidence, "personnummer"), 1);
            assert_true(evidence->findings->len <= MOST);
            assert_true(mails == 0 || count_of(evidence, "epost") > MOST / 2);
            evidence_free(evidence);
        }
}

static void what_is_kept_is_counted_on(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint round = 0; round < 3; round++)
        add_mails(text, 60);
    struct evidence *evidence = find(text);
    assert_false(detector_full(detector));
    assert_int_equal(evidence->findings->len, 60);
    for (guint i = 0; i < evidence->findings->len; i++)
        assert_int_equal(((const struct finding *)g_ptr_array_index(evidence->findings, i))->count, 3);
    evidence_free(evidence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(few_are_kept_behind_many), cmocka_unit_test(what_is_kept_is_counted_on)};
    return cmocka_run_group_tests(tests, open_detector, close_detector);
}
