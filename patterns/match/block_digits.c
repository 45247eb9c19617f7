/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is made of digits. */
#include "patterns/match/block.h"

#include "scanner/base/i18n.h"

#define SPOILT_FACTOR 0.5

/* The other side of a comma, dash or dot has the same shape: a list. */
static gboolean listed_behind(struct stretch stretch, const struct digits *digits)
{
    gsize at = digits->to + 1 + !!digits->shape->lead;
    return at < stretch.len && g_ascii_isdigit(stretch.text[at]) && shape_match(digits->shape, stretch.text, at, stretch.len);
}

static void on_digits(void *user, struct stretch stretch, const struct digits *digits)
{
    struct run *run = user;
    struct detector *detector = run->detector;
    const struct rule *rule = g_ptr_array_index(detector->engine->rules, digits->rule);
    const struct spelling *spelling = &g_array_index(rule->spellings, struct spelling, digits->spelling);
    struct hit hit = {.from = stretch.base + digits->from, .to = stretch.base + digits->to, .rule = digits->rule,
                      .spelling = digits->spelling, .base = spelling->confidence, .factor = 1};
    guint64 *last = &detector->shape_ends[detector->engine->first_spelling[digits->rule] + digits->spelling];
    gboolean listed_before = *last && *last + 1 == hit.from;
    gsize len = digits->to - digits->from;
    *last = hit.to;
    if (len > REGEX_HIT_MAX)
        return;
    char clean[REGEX_HIT_MAX + 1];
    len = shape_clean(stretch.text + digits->from, len, clean);
    struct text spelt = {clean, len};
    gboolean good = run_valid(run, rule, spelt, &hit.result);
    const struct origin *origin = run_origin(run, hit.from);
    gboolean guarded = !(detector->engine->without & WITHOUT_GUARD);
    gboolean part = good && guarded && context_guard(stretch, listed_before, listed_behind(stretch, digits), &hit);
    /* Decimals that happen to pass are no company for each other. */
    if (rule->check)
        run_count(run, origin, &hit, spelt, good && !part);
    if (!good)
        return;
    if (part)
        hit.scope = NO_SCOPE;
    run_weigh(run, origin, &hit);
}

void run_digits(struct run *run)
{
    guint64 base = run->stretch.base;
    scanner_run(run->detector->engine->scanner, run->stretch, (gsize)(run->detector->block - base), (gsize)(run->end - base), on_digits, run);
}

/* TRUE where the column's head speaks for the hit. */
static gboolean headed(const struct hit *hit)
{
    for (guint i = 0; i < hit->reasons; i++)
        if (hit->reason[i].header && hit->reason[i].factor > 1)
            return TRUE;
    return FALSE;
}

/* What a spoilt number was meant to be, for one rule: only where the column says so. */
static void try_number(struct run *run, const struct cell_number *number, guint16 rule_number)
{
    const struct rule *rule = g_ptr_array_index(run->detector->engine->rules, rule_number);
    struct text digits = text_of(number->digits);
    for (guint i = 0; i < rule->spellings->len; i++) {
        const struct spelling *spelling = &g_array_index(rule->spellings, struct spelling, i);
        struct hit hit = {.from = number->from, .to = number->to, .rule = rule_number, .spelling = (guint16)i,
                          .base = spelling->confidence, .factor = 1};
        if (!shape_bare(spelling->text, digits.len) || !run_valid(run, rule, digits, &hit.result))
            continue;
        guint kept = run->detector->hits->len;
        hit_reason(&hit, (struct reason){N_("the number is mended: a spreadsheet had spoilt it"), NO_WORD, FALSE, SPOILT_FACTOR});
        run_weigh(run, run_origin(run, hit.from), &hit);
        if (run->detector->hits->len > kept && !headed(&g_array_index(run->detector->hits, struct hit, kept)))
            g_array_set_size(run->detector->hits, kept);
        return;
    }
}

void run_cells(struct run *run)
{
    GArray *numbers = run->detector->cell_numbers;
    const GPtrArray *rules = run->detector->engine->rules;
    guint done = 0;
    for (; done < numbers->len; done++) {
        const struct cell_number *number = &g_array_index(numbers, struct cell_number, done);
        if (number->from >= run->end)
            break;
        for (guint i = 0; i < rules->len; i++) {
            const struct rule *rule = g_ptr_array_index(rules, i);
            if (rule->sort == RULE_DIGITS && rule->check && rule->person)
                try_number(run, number, (guint16)i);
        }
    }
    if (done)
        g_array_remove_range(numbers, 0, done);
}
