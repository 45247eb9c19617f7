/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Of random ten-digit numbers 0.36 % pass for a personnummer. So 36 hits among 10,000 candidates are noise, and 190
 * among 200 are persons, whatever stands around them. In between decides Bayes. A scope is taken to be one of a
 * few worlds: a share r of its candidates is real, and of the others a share q passes (by pure chance, or as
 * series of look-alikes do, of which up to a fifth has been seen to pass):
 *
 *     hits among candidates  ~  Binomial(n, r + (1 - r) q)
 *
 *              q:  chance   0.05   0.2
 *     r:  0        noise    look-alike series
 *         0.01 ... a few persons among other numbers
 *         0.99     a column of persons
 *
 * The hit itself is left out of n and of hits, and the weight of r > 0 is such that a hit without company keeps the
 * confidence of its spelling.
 */
#include "patterns/match/chance.h"

#include <math.h>

#define SCOPES_MAX 65536
#define SEEN_SLOTS 32768

struct scope {
    guint32 candidates, hits;
    double rate;
    guint32 told_candidates, told_hits; /* when confidence was last asked for */
    double told_base, told;             /* ... with what base, and the answer */
};

struct chance {
    GArray *scopes;    /* of struct scope; number 0 is none */
    GHashTable *by_key; /* guint64 -> number */
    guint64 seen[SEEN_SLOTS];
};

struct chance *chance_new(void)
{
    struct chance *chance = g_new0(struct chance, 1);
    chance->scopes = g_array_new(FALSE, TRUE, sizeof(struct scope));
    chance->by_key = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    chance_reset(chance);
    return chance;
}

void chance_free(struct chance *chance)
{
    if (!chance)
        return;
    g_array_unref(chance->scopes);
    g_hash_table_unref(chance->by_key);
    g_free(chance);
}

void chance_reset(struct chance *chance)
{
    g_array_set_size(chance->scopes, 0);
    g_array_set_size(chance->scopes, 1);
    g_hash_table_remove_all(chance->by_key);
    memset(chance->seen, 0, sizeof chance->seen);
}

guint32 chance_scope(struct chance *chance, guint64 where, guint16 rule, guint16 spelling)
{
    gint64 key = (gint64)(where << 24 | (guint64)rule << 8 | spelling);
    gpointer known = g_hash_table_lookup(chance->by_key, &key);
    if (known)
        return GPOINTER_TO_UINT(known);
    if (chance->scopes->len >= SCOPES_MAX)
        return 0;
    struct scope scope = {0};
    g_array_append_val(chance->scopes, scope);
    g_hash_table_insert(chance->by_key, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(chance->scopes->len - 1));
    return chance->scopes->len - 1;
}

void chance_count(struct chance *chance, guint32 number, guint64 value_hash, gboolean hit, double rate)
{
    guint64 mixed = (value_hash ^ ((guint64)number << 32)) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) | 1;
    guint64 *slot = &chance->seen[mixed >> 49];
    if (number == 0 || *slot == mixed)
        return;
    *slot = mixed;
    struct scope *scope = &g_array_index(chance->scopes, struct scope, number);
    if (scope->candidates < G_MAXUINT32)
        scope->candidates++;
    if (hit) {
        scope->hits++;
        scope->rate = rate;
    }
}

static const double shares[] = {0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999};
static const double look_alikes[] = {0, 0.05, 0.2}; /* the first stands for the rate of chance itself */
static const double look_alike_weights[] = {0.9, 0.07, 0.03};

/* The weight of all r > 0 together that gives a lone hit this confidence. */
static double real_weight(double base, double rate)
{
    double real = 0, noise = 0;
    for (guint r = 0; r < G_N_ELEMENTS(shares); r++)
        real += shares[r] / G_N_ELEMENTS(shares);
    for (guint q = 0; q < G_N_ELEMENTS(look_alikes); q++)
        noise += look_alike_weights[q] * (q ? look_alikes[q] : rate);
    double odds = base / (1 - base);
    return odds * noise / (real + odds * noise);
}

static double judge(const struct scope *scope, double base)
{
    if ( scope->candidates < 2 || scope->hits == 0 || !(scope->rate > 0 && scope->rate < 0.5))
        return base;
    double hits = scope->hits - 1, misses = scope->candidates - scope->hits;
    double weight = real_weight(base, scope->rate), top = -INFINITY, real = 0, all = 0;
    for (int pass = 0; pass < 2; pass++)
        for (guint r = 0; r <= G_N_ELEMENTS(shares); r++)
            for (guint q = 0; q < G_N_ELEMENTS(look_alikes); q++) {
                double share = r ? shares[r - 1] : 0, rate = q ? look_alikes[q] : scope->rate;
                double pass_rate = share + (1 - share) * rate;
                double log_weight = log(look_alike_weights[q]) + log(r ? weight / G_N_ELEMENTS(shares) : 1 - weight) +
                                    hits * log(pass_rate) + misses * log1p(-pass_rate);
                if (pass == 0) {
                    top = MAX(top, log_weight);
                    continue;
                }
                double likely = exp(log_weight - top);
                real += likely * share;
                all += likely * pass_rate;
            }
    return all > 0 ? CLAMP(real / all, 1e-6, 1 - 1e-6) : base;
}

double chance_confidence(const struct chance *chance, guint32 number, double base)
{
    struct scope *scope = &g_array_index(chance->scopes, struct scope, number);
    if (number == 0)
        return base;
    if (scope->told_base == base && scope->told_candidates == scope->candidates && scope->told_hits == scope->hits)
        return scope->told;
    scope->told = judge(scope, base);
    scope->told_base = base;
    scope->told_candidates = scope->candidates;
    scope->told_hits = scope->hits;
    return scope->told;
}
