/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/run.h"

#define ODDS_MIN 1e-5

void run_seek(struct run *run, guint64 at)
{
    run->origin = window_span(&run->detector->window, at, &run->origin_to);
    run->origin_from = at;
    run->where = run_where(run->origin);
    run->label_words = run->origin->label ? run->origin->label->words->len : 0;
}

static guint64 digits_hash(const char *text, gsize len)
{
    guint64 hash = G_GUINT64_CONSTANT(14695981039346656037);
    for (gsize i = 0; i < len; i++)
        if (g_ascii_isdigit(text[i]))
            hash = (hash ^ (guchar)text[i]) * G_GUINT64_CONSTANT(1099511628211);
    return hash;
}

/* Canonical value where there is no validator: what stands there. */
static void plain_value(const struct rule *rule, struct text spelt, struct check_result *result)
{
    gsize len = MIN(spelt.len, (gsize)CHECK_VALUE_MAX - 1);
    while (len < spelt.len && len && ((guchar)spelt.at[len] & 0xc0) == 0x80)
        len--;
    for (gsize i = 0; i < len; i++)
        result->value[i] = rule->mask == MASK_EMAIL ? g_ascii_tolower(spelt.at[i]) : spelt.at[i];
    result->value[len] = '\0';
}

gboolean run_valid(struct run *run, const struct rule *rule, struct text spelt, struct check_result *result)
{
    if (rule->check)
        return rule->check->valid(spelt, &run->detector->env, result);
    *result = (struct check_result){0};
    plain_value(rule, spelt, result);
    return TRUE;
}

void run_count(struct run *run, const struct origin *origin, struct hit *hit, struct text spelt, gboolean good)
{
    struct detector *detector = run->detector;
    guint64 where = run_where(origin);
    struct scope_note *note = &detector->scopes[detector->engine->first_spelling[hit->rule] + hit->spelling];
    if (note->where != where || !note->scope)
        *note = (struct scope_note){where, chance_scope(detector->chance, where, hit->rule, hit->spelling)};
    const struct check_result *result = &hit->result;
    struct chance_value value = {digits_hash(spelt.at, spelt.len), good, !good && result->near, result->chance,
                                 (guint32)((result->year * 16 + result->month) * 32 + result->day)};
    hit->scope = note->scope;
    chance_count(detector->chance, hit->scope, &value);
    if (detector->engine->without & WITHOUT_CHANCE)
        hit->scope = NO_SCOPE;
}

double claim_odds(const struct detector *detector, const struct claim *claim)
{
    double base = claim->by_words ? claim->base : chance_lately(detector->chance, claim->scope, claim->base, NULL);
    double odds = base / (1 - base) * claim->factor;
    return claim->lacking && base < COMPANY_ENOUGH ? MIN(odds, 0.8) : odds;
}

/* A claim of the same value to the same place, of those that came last; NULL: none. */
static struct claim *claimed(const struct detector *detector, const struct claim *claim)
{
    for (guint i = detector->claims->len; i > 0; i--) {
        struct claim *other = &g_array_index(detector->claims, struct claim, i - 1);
        if (other->from != claim->from)
            break;
        if (other->to == claim->to && other->key == claim->key)
            return other;
    }
    return NULL;
}

static void claim(struct detector *detector, const struct hit *hit)
{
    struct claim claim = {.from = hit->from, .to = hit->to, .key = store_key(detector->store, hit), .rule = hit->rule, .spelling = hit->spelling,
                          .scope = hit->scope, .detail = NO_DETAIL, .lacking = hit->lacking, .by_words = hit->by_words,
                          .base = hit->base, .factor = hit->factor};
    struct claim *other = claimed(detector, &claim);
    if (other && claim_odds(detector, other) >= claim_odds(detector, &claim))
        return;
    if (store_wants(detector->store, hit, claim.key)) {
        claim.detail = detector->details->len;
        g_array_append_vals(detector->details, hit, 1);
    }
    if (other)
        *other = claim;
    else
        g_array_append_val(detector->claims, claim);
}

void run_weigh(struct run *run, const struct origin *origin, struct hit *hit)
{
    struct detector *detector = run->detector;
    if (hit->result.likelihood > 0 && hit->result.likelihood != 1)
        hit_reason(hit, (struct reason){hit->result.likely_why, NO_WORD, FALSE, hit->result.likelihood});
    const struct surroundings around = {detector->engine->dictionary, detector->words, run->stretch, origin->label,
                                        origin->sort == CHUNK_CELL};
    context_weigh(g_ptr_array_index(detector->engine->rules, hit->rule), &around, hit);
    if (hit->base / (1 - hit->base) * hit->factor >= ODDS_MIN)
        claim(detector, hit);
}
