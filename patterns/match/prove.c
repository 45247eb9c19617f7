/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/prove.h"

#include <string.h>

#include "patterns/match/core.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#define FAULTS_MAX 20
#define ENOUGH 0.5

static struct evidence *evidence_of(struct detector *detector, const GDate *today, const struct rule *rule, const char *text)
{
    struct detector_file file = {.today = *today};
    struct chunk chunk = {.text = text_of(text), .place = {.line = 1}};
    const char *colon = rule->sort == RULE_FIELD ? strstr(text, ": ") : NULL;
    g_autofree char *name = colon ? g_strndup(text, (gsize)(colon - text)) : NULL;
    if (colon) {
        chunk.sort = CHUNK_FIELD;
        chunk.field = name;
        chunk.text = text_of(colon + 2);
    }
    detector_begin(detector, &file);
    detector_text(detector, &chunk);
    return detector_end(detector);
}

/* How likely the rule's kind is in the text, be it by another rule; by_rule: by this one. */
static double found(const struct rule *rule, const struct evidence *evidence, gboolean by_rule)
{
    double best = 0;
    if (g_str_equal(rule->kind, "genre"))
        return evidence->genre;
    for (guint i = 0; i < evidence->themes->len; i++) {
        const struct theme *theme = g_ptr_array_index(evidence->themes, i);
        if (g_str_equal(theme->name, rule->kind))
            best = MAX(best, theme->confidence);
    }
    for (guint i = 0; i < evidence->findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(evidence->findings, i);
        if (g_str_equal(by_rule ? finding->rule : finding->kind, by_rule ? rule->name : rule->kind))
            best = MAX(best, finding->confidence);
    }
    return best;
}

static void fault(GString *faults, const struct rule *rule, const struct rule_place *at, const char *words, double likely)
{
    g_string_append_printf(faults, "%s:%u:%u: ", rule->origin, at->line, at->column);
    g_string_append_printf(faults, words, (guint)(likely * 100));
    g_string_append_c(faults, '\n');
}

static guint prove(struct detector *detector, const GDate *today, const struct rule *rule, GString *faults)
{
    guint wrong = 0;
    for (guint i = 0; rule->accept[i]; i++) {
        struct evidence *evidence = evidence_of(detector, today, rule, rule->accept[i]);
        double likely = MAX(found(rule, evidence, FALSE), found(rule, evidence, TRUE));
        if (likely < ENOUGH && ++wrong)
            fault(faults, rule, &g_array_index(rule->accept_at, struct rule_place, i),
                  likely > 0 ? _("this example of accept is found at %u %% only; 50 %% are needed") : _("this example of accept is not found"), likely);
        evidence_free(evidence);
    }
    for (guint i = 0; rule->reject[i]; i++) {
        struct evidence *evidence = evidence_of(detector, today, rule, rule->reject[i]);
        double likely = found(rule, evidence, rule->sort != RULE_WORDS);
        if (likely >= ENOUGH && ++wrong)
            fault(faults, rule, &g_array_index(rule->reject_at, struct rule_place, i), _("this example of reject is found all the same, at %u %%"), likely);
        evidence_free(evidence);
    }
    return wrong;
}

gboolean rules_prove(const struct engine *engine, const GDate *today, GError **error)
{
    struct detector *detector = detector_new(engine);
    g_autoptr(GString) faults = g_string_new(NULL);
    guint wrong = 0;
    for (guint i = 0; i < engine->rules->len && wrong < FAULTS_MAX; i++)
        wrong += prove(detector, today, g_ptr_array_index(engine->rules, i), faults);
    detector_free(detector);
    if (!wrong)
        return TRUE;
    g_string_truncate(faults, faults->len - 1);
    g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, faults->str);
    return FALSE;
}
