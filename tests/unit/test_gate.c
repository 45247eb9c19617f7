/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate lets no match out of sight, and few places through beside them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "patterns/match/gates.h"
#include "patterns/match/regex.h"

static const char text[] =
    "Karin Holm (S) kom. Åsa Öberg-Ek ringde\nLibreOffice Base och Öl Bar 9\nHolm, Karin; SN 2024-113, [x] axbxbc abab\n"
    "lösenord: Hemlig1\n\tJA\t10.0.0.1 - - [\nKALLE ANKA\n\xe2\x82\xac 99 a@b.se ord\xc3\xa5 EK ek";

static const struct {
    const char *expression;
    int more; /* places let through beside the matches, at most */
} rows[] = {
    {"(?<![\\w-])\\p{Lu}\\p{Ll}{1,19} \\p{Lu}\\p{Ll}{1,24}(?: \\((?:S|M)\\))", 0},
    {"(?<![\\w-])\\p{Lu}\\p{Ll}{1,19}(?:-\\p{Lu}\\p{Ll}{1,19})? \\p{Lu}\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)?(?![\\w-])", 1},
    {"(?i)(?<![\\w/-])l(?:ösen|osen)ord[:=] ?(\\S{4,64})", 0},
    {"^[ \\t]{0,4}(?i:ja|nej)$|\\tja(?i)\\t|\\tJA\\t", 1},
    {"^((?:[0-9]{1,3}\\.){3}[0-9]{1,3})", 1},
    {"(?:ab){2,3}|a(?:xb){2}c", 0},
    {"[\\w.]{1,64}@[\\w]+\\.[a-z]{2,18}", 0},
    {"[0-9]{20}|€ [0-9]{2}", 0},
    {"(?:x|)(?<=a)x", 100},
    {"(?>[A-ZÅÄÖ]{2,5}) (?:19|20)[0-9]{2}-[0-9]{1,6}", 0},
    {"\\Bord", 2},
    {"(?i)\\bEK\\b", 2},
    {"(?<!x)\\]|\\[[^\\]]\\]", 1},
    {"[[:alpha:]]+", 1000},
    {".{3}99", 1},
};

static gboolean matches(const struct regex *regex, struct regex_scratch *scratch, gsize at)
{
    const struct regex_field field = {text, sizeof text - 1, at, at};
    struct regex_match match;
    return regex_match(regex, scratch, &field, &match) && match.from == at;
}

static void test_every_match_passes(void **state)
{
    struct regex_scratch *scratch = regex_scratch_new();
    assert_true(g_utf8_validate(text, -1, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct regex *regex = regex_new(rows[i].expression, NULL);
        struct gate *gate = gate_new(rows[i].expression, GATE_STATES);
        int more = 0;
        assert_non_null(regex);
        for (gsize at = 0; at < sizeof text - 1; at++) {
            if (((guchar)text[at] & 0xc0) == 0x80)
                continue;
            const struct gate_text place = {text, sizeof text - 1, at, at + 1};
            gboolean told = gate_next(gate, &place) == at, matched = matches(regex, scratch, at);
            if (matched && !told)
                fail_msg("%s is held back at \"%.12s\"", rows[i].expression, text + at);
            more += told && !matched;
        }
        if (more > rows[i].more)
            fail_msg("%s is let through %d times", rows[i].expression, more);
        gate_free(gate);
        regex_free(regex);
    }
    regex_scratch_free(scratch);
}

static void test_next_place(void **state)
{
    struct gate *gate = gate_new("(?<![\\w])[A-Z]x", GATE_STATES);
    const char signs[] = "aAx Bx Cx";
    struct gate_text places = {signs, sizeof signs - 1, 0, sizeof signs - 1};
    assert_int_equal(gate_next(gate, &places), 4);
    places.from = 5;
    assert_int_equal(gate_next(gate, &places), 7);
    places.from = 8;
    assert_int_equal(gate_next(gate, &places), places.to);
    places.from = 7;
    places.len = 8; /* what lies beyond is not looked at */
    assert_int_equal(gate_next(gate, &places), places.to);
    gate_free(gate);
}

static void test_those_that_begin_alike_are_together(void **state)
{
    static const char *const expressions[] = {
        "(?<![\\w-])\\p{Lu}\\p{Ll}+ \\p{Lu}", "(?<![\\w-])\\p{Lu}\\p{Ll}+, \\p{Lu}", NULL, "(?<![\\w])\\p{Lu}\\p{Ll}+",
        "(?<![\\w-])\\p{Lu}\\p{Ll}|\\p{Lu}[0-9]", "(?<![\\w-])?\\p{Lu}\\p{Ll}+",
    };
    static const guint sizes[] = {2, 1, 1, 1};
    static const char signs[] = "aB9 Karin Holm, Per";
    g_autoptr(GPtrArray) groups = gates_new(expressions, G_N_ELEMENTS(expressions));
    assert_int_equal(groups->len, G_N_ELEMENTS(sizes));
    for (guint i = 0; i < groups->len; i++) {
        const struct gate_group *group = g_ptr_array_index(groups, i);
        assert_int_equal(group->members->len, sizes[i]);
        assert_int_equal(g_array_index(group->members, struct gate_member, 0).own != NULL, sizes[i] > 1);
    }
    struct gate_text places = {signs, sizeof signs - 1, 0, sizeof signs - 1};
    const struct gate_group *names = g_ptr_array_index(groups, 0), *ways = g_ptr_array_index(groups, 2);
    assert_int_equal(gate_next(names->gate, &places), 4);
    assert_int_equal(gate_next(ways->gate, &places), 1);
    places.from = 5;
    assert_int_equal(gate_next(names->gate, &places), 10);
    assert_int_equal(gate_next(g_array_index(names->members, struct gate_member, 0).own, &places), places.to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_match_passes), cmocka_unit_test(test_next_place),
                                       cmocka_unit_test(test_those_that_begin_alike_are_together)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
