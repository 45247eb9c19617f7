/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the share of hits among candidates makes of a hit's confidence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "patterns/match/chance.h"

#define RATE 0.0036 /* a personnummer of ten digits */
#define BARE 0.3

struct scene {
    guint candidates, hits;
    guint days; /* different birth dates among the hits; 0: the kind has none */
    double least, most;
};

static const struct scene scenes[] = {
    {1, 1, 1, BARE - 0.001, BARE + 0.001}, /* alone: as it is spelt */
    {10000, 36, 36, 0, 0.1},               /* noise */
    {10000, 60, 60, 0, 0.5},
    {200, 200, 180, 0.99, 1},              /* a column of persons */
    {200, 100, 95, 0.95, 1},
    {1000, 100, 90, 0.8, 1},               /* persons among other numbers */
    {3000, 290, 3, 0, 0.2},                /* running numbers that happen to pass */
    {3000, 600, 5, 0, 0.2},
    {2, 2, 2, BARE, 1},
    {50, 1, 1, 0, BARE},
};

static void count(struct chance *chance, guint32 scope, const struct scene *scene)
{
    for (guint i = 0; i < scene->candidates; i++) {
        struct chance_value value = {i * 7919u + 1, i < scene->hits, FALSE, RATE, scene->days ? 1000 + i % scene->days * 37 : 0};
        chance_count(chance, scope, &value);
    }
}

static void the_share_of_hits_tells(void **state)
{
    struct chance *chance = chance_new();
    for (guint i = 0; i < G_N_ELEMENTS(scenes); i++) {
        chance_reset(chance);
        guint32 scope = chance_scope(chance, 7, 1, 1);
        assert_int_not_equal(scope, 0);
        count(chance, scope, &scenes[i]);
        double confidence = chance_confidence(chance, scope, BARE);
        if (confidence < scenes[i].least || confidence > scenes[i].most)
            fail_msg("scene %u: %.4f", i, confidence);
    }
    chance_free(chance);
}

static void the_same_value_again_counts_nothing(void **state)
{
    struct chance *chance = chance_new();
    guint32 scope = chance_scope(chance, 7, 1, 1);
    struct chance_value value = {42, TRUE, FALSE, RATE, 5};
    for (guint i = 0; i < 100; i++)
        chance_count(chance, scope, &value);
    assert_true(chance_confidence(chance, scope, BARE) == BARE);
    chance_free(chance);
}

/* Three of a kind that few persons have, among many numbers, are chance; one says nothing yet, and a column of them stays one. */
static void a_kind_that_few_have_is_doubted_among_others(void **state)
{
    static const struct {
        guint candidates, hits;
        double less; /* at most so large a part of the odds is left; 1: all */
    } rows[] = {{130, 3, 0.1}, {40, 1, 1}, {200, 190, 1}};
    struct chance *chance = chance_new();
    for (guint k = 0; k < G_N_ELEMENTS(rows); k++) {
        double told[2];
        for (int few = 0; few < 2; few++) {
            chance_reset(chance);
            guint32 scope = chance_scope(chance, 7, 1, 1);
            count(chance, scope, &(struct scene){rows[k].candidates, rows[k].hits, rows[k].hits, 0, 0});
            for (guint i = 0; few && i < rows[k].hits; i++)
                chance_few(chance, scope);
            told[few] = chance_confidence(chance, scope, BARE);
        }
        double left = told[1] / (1 - told[1]) / (told[0] / (1 - told[0]));
        if (rows[k].less < 1 ? left > rows[k].less : told[1] < told[0] - 0.01)
            fail_msg("row %u: %.4f, few %.4f", k, told[0], told[1]);
    }
    chance_free(chance);
}

static void numbers_that_begin_alike_are_judged_among_all(void **state)
{
    static const struct {
        guint all, alike;
        gboolean real;
    } rows[] = {{10000, 60, FALSE}, {200, 190, TRUE}, {200, 2, FALSE}};
    struct chance *chance = chance_new();
    for (guint k = 0; k < G_N_ELEMENTS(rows); k++) {
        chance_reset(chance);
        guint32 all = chance_scope(chance, 7, 1, 1), alike = chance_scope(chance, 7, 2, 1);
        chance_among(chance, alike, all, 0.01);
        for (guint i = 0; i < rows[k].all; i++) {
            struct chance_value value = {i * 7919u + 1, FALSE, FALSE, 0, 0};
            chance_count(chance, all, &value);
            value.hit = TRUE;
            value.rate = 0.6;
            if (i < rows[k].alike)
                chance_count(chance, alike, &value);
        }
        assert_int_equal(chance_confidence(chance, alike, 0.6) >= 0.5, rows[k].real);
    }
    chance_free(chance);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_share_of_hits_tells),
        cmocka_unit_test(the_same_value_again_counts_nothing),
        cmocka_unit_test(a_kind_that_few_have_is_doubted_among_others),
        cmocka_unit_test(numbers_that_begin_alike_are_judged_among_all),
    };
    return cmocka_run_group_tests_name("chance", tests, NULL, NULL);
}
