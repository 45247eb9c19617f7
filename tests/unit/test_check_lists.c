/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Skatteverket's published test numbers: every one in every spelling, and no neighbour of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "patterns/check/check.h"
#include "patterns/check/digits.h"

static const struct check_env env = {.year = 2026, .month = 6, .day = 30, .scan_year = 2026};

/* The list, numbers of twelve digits; tests run from the top of the source tree. */
static char **numbers_read(void)
{
    g_autofree char *text = NULL;
    g_autoptr(GStrvBuilder) lines = g_strv_builder_new();

    assert_true(g_file_get_contents("patterns/data/testnummer.txt", &text, NULL, NULL));
    g_auto(GStrv) all = g_strsplit(text, "\n", -1);
    for (char **line = all; *line; line++)
        if (digits_all(*line, strlen(*line)))
            g_strv_builder_add(lines, *line);
    return g_strv_builder_end(lines);
}

static const struct check *check_for(const char *number)
{
    return check_find(number[6] >= '6' ? "samordningsnummer" : "personnummer");
}

static void expect(const char *number, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void expect(const char *number, const char *format, ...)
{
    struct check_result result;
    va_list list;

    va_start(list, format);
    g_autofree char *spelt = g_strdup_vprintf(format, list);
    va_end(list);
    if (!check_for(number)->valid(text_of(spelt), &env, &result) || strcmp(result.value, number) != 0 || !result.test)
        fail_msg("%s spelt '%s'", number, spelt);
}

static void every_number_in_every_spelling(void **state)
{
    g_auto(GStrv) numbers = numbers_read();

    assert_int_equal(g_strv_length(numbers), 43757);
    for (char **number = numbers; *number; number++) {
        const char *n = *number;
        char sign = digits_number(n, 4) <= 1926 ? '+' : '-';

        expect(n, "%s", n);
        expect(n, "%.8s%c%s", n, sign, n + 8);
        expect(n, "%.8s %s", n, n + 8);
        expect(n, "%.4s-%.2s-%.2s-%s", n, n + 4, n + 6, n + 8);
        expect(n, "%.4s-%.2s-%.2s %s", n, n + 4, n + 6, n + 8);
        expect(n, "%.6s%c%s", n + 2, sign, n + 8);
        expect(n, "%.6s %c %s", n + 2, sign, n + 8);
        if (sign == '-') {
            expect(n, "%s", n + 2);
            expect(n, "%.6s %s", n + 2, n + 8);
            expect(n, "%.2s-%.2s-%.2s %s", n + 2, n + 4, n + 6, n + 8);
        }
    }
}

static void no_changed_digit_passes(void **state)
{
    g_auto(GStrv) numbers = numbers_read();
    const struct check *checks[] = {check_find("personnummer"), check_find("samordningsnummer")};
    struct check_result result;
    char changed[13];

    for (char **number = numbers; *number; number++) {
        g_strlcpy(changed, *number, sizeof changed);
        for (gsize i = 2; i < 12; i++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                if (digit == (*number)[i])
                    continue;
                changed[i] = digit;
                for (gsize c = 0; c < G_N_ELEMENTS(checks); c++)
                    if (checks[c]->valid((struct text){changed, 12}, &env, &result))
                        fail_msg("%s passes as a neighbour of %s", changed, *number);
            }
            changed[i] = (*number)[i];
        }
    }
}

/* A valid number that is not on the list is nobody's test number: the serial decides nothing. */
static void only_the_list_makes_a_test_number(void **state)
{
    g_auto(GStrv) numbers = numbers_read();
    g_autoptr(GHashTable) list = g_hash_table_new(g_str_hash, g_str_equal);
    guint others = 0;

    for (char **number = numbers; *number; number++)
        g_hash_table_add(list, *number);
    for (int year = 1976; year <= 2013; year++) {
        for (int day = 1; day <= 28; day++) {
            for (int check = 0; check < 10; check++) {
                char number[16];
                struct check_result result;
                g_snprintf(number, sizeof number, "%04d01%02d238%d", year, day, check);
                if (!check_find("personnummer")->valid(text_of(number), &env, &result))
                    continue;
                assert_int_equal(result.test, g_hash_table_contains(list, number));
                others += !result.test;
            }
        }
    }
    assert_true(others > 0);
}

/* Tolvan Tolvansson of every form is not on the list. */
static void a_well_known_example_is_as_any_other(void **state)
{
    struct check_result result;
    assert_true(check_find("personnummer")->valid(text_of("191212121212"), &env, &result));
    assert_false(result.test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_in_every_spelling),
        cmocka_unit_test(no_changed_digit_passes),
        cmocka_unit_test(only_the_list_makes_a_test_number),
        cmocka_unit_test(a_well_known_example_is_as_any_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
