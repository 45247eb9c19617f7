/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * No word and no neighbour silences a document: every example of every rule is still found where the words that speak
 * against it, of all rules, stand in the same document, and a word right beside it only shifts the odds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "patterns/match/context.h"
#include "patterns/match/rule.h"
#include "tests/unit/engine_kit.h"

#define ODDS_LEAST 0.002 /* no group of words may weigh more against a hit than this */

static double confidence(const struct evidence *evidence, const char *kind)
{
    double best = 0;
    for (guint i = 0; i < evidence->findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(evidence->findings, i);
        if (g_str_equal(finding->kind, kind))
            best = MAX(best, finding->confidence);
    }
    for (guint i = 0; i < evidence->themes->len; i++) {
        const struct theme *theme = g_ptr_array_index(evidence->themes, i);
        if (g_str_equal(theme->name, kind))
            best = MAX(best, theme->confidence);
    }
    return best;
}

static void append_words(GString *text, char **words)
{
    for (guint i = 0; words && words[i]; i++)
        g_string_append_printf(text, "%s och\n", words[i] + (words[i][0] == '='));
}

/* Every word that speaks against anything, and every theme's, one a line; then more lines than any word reaches. */
static char *all_words(void)
{
    const GPtrArray *rules = engine_rules(kit.engine);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < rules->len; i++) {
        const struct rule *rule = g_ptr_array_index(rules, i);
        append_words(text, rule->strong);
        append_words(text, rule->ordinary);
        append_words(text, rule->weak);
        for (guint k = 0; k < rule->context->len; k++) {
            const struct context_group *group = &g_array_index(rule->context, struct context_group, k);
            if (group->factor < 1)
                append_words(text, group->words);
        }
    }
    for (guint i = 0; i < 40; i++)
        g_string_append(text, "här står ingenting alls av intresse för någon\n");
    return g_string_free(text, FALSE);
}

static void words_elsewhere_silence_nothing(void **state)
{
    const GPtrArray *rules = engine_rules(kit.engine);
    g_autofree char *words = all_words();
    guint tried = 0;
    for (guint i = 0; i < rules->len; i++) {
        const struct rule *rule = g_ptr_array_index(rules, i);
        for (guint k = 0; rule->sort != RULE_WORDS && rule->sort != RULE_FIELD && rule->accept[k]; k++, tried++) {
            g_autofree char *text = g_strconcat(words, rule->accept[k], "\n", NULL);
            struct evidence *evidence = kit_find(text);
            if (confidence(evidence, rule->kind) < 0.5)
                fail_msg("%s: \"%s\" is silenced by words elsewhere in its document", rule->name, rule->accept[k]);
            evidence_free(evidence);
        }
    }
    assert_true(tried > 100);
}

static void no_group_weighs_without_bound(void **state)
{
    const GPtrArray *rules = engine_rules(kit.engine);
    for (guint i = 0; i < rules->len; i++) {
        const struct rule *rule = g_ptr_array_index(rules, i);
        for (guint k = 0; k < rule->context->len; k++) {
            const struct context_group *group = &g_array_index(rule->context, struct context_group, k);
            if (group->factor < ODDS_LEAST || group->within > CONTEXT_REACH)
                fail_msg("%s: a group of words weighs %g within %u characters", rule->name, group->factor, group->within);
        }
    }
}

/* A whole page of look-alikes before it, and the time of day in the next row. */
static void neighbours_silence_nothing(void **state)
{
    static const char *const after[] = {"\n13:20", " 13:20", ";4711;0,00", "\t12", " (fakturanr saknas i ärendet)", "\n8501012381"};
    g_autoptr(GString) before = g_string_new(NULL);
    for (guint i = 0; i < 60; i++)
        g_string_append_printf(before, "Fakturanr 85010%05u, ocr %u, belopp %u,50 kr.\n", 10000 + 37 * i, 900000000u + 7919 * i, 100 + i);
    for (guint i = 0; i < G_N_ELEMENTS(after); i++) {
        g_autofree char *text = g_strconcat(before->str, "Sökande Karin Lund, 850101-2382", after[i], "\n", NULL);
        struct evidence *evidence = kit_find(text);
        if (confidence(evidence, "personnummer") < 0.5)
            fail_msg("silenced by \"%s\"", after[i]);
        evidence_free(evidence);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_elsewhere_silence_nothing),
        cmocka_unit_test(no_group_weighs_without_bound),
        cmocka_unit_test(neighbours_silence_nothing),
    };
    return cmocka_run_group_tests_name("no veto", tests, kit_open, kit_close);
}
