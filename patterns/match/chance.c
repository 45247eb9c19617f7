/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Of random ten-digit numbers 0.36 % pass for a personnummer. So 36 hits among 10,000 candidates are noise, and 190
 * among 200 are persons, whatever stands around them. In between decides Bayes. A scope is taken to be one of a
 * few worlds: a share r of its candidates is real, and of the others a share q passes (by pure chance, or as
 * series of look-alikes do, of which up to a fifth has been seen to pass):
 *
 *     hits among candidates  ~  Binomial(n, r + (1 - r) q)
 *
 *              q:  chance   0.05   0.2                 ten times chance: other numbers with a check digit
 *     r:  0        noise    look-alike series            of the same kind (OCR, customers' numbers), where bare
 *         0.01 ... a few persons among other numbers
 *         0.99     a column of persons
 *
 * Where the misses are told apart (a real date and a wrong check digit, or no date at all), so are the worlds: chance gives nine of
 * the first for a hit, look-alike series give nothing else, and a column of persons gives hardly any.
 *
 * Hits that the real ones seldom look like (a series hardly in use) speak each against worlds with real ones. So do those of a kind
 * that few persons have, from the second on: by chance it is as common as the others.
 *
 * The hit itself is left out of n and of hits, and the weight of r > 0 is such that a hit without company keeps the
 * confidence of its spelling.
 */
#include "patterns/match/chance.h"

#include <math.h>

#define SCOPES_MAX 65536
#define SEEN_BITS 13
#define LAG 8               /* chance_lately may be behind by that part */
#define SERIES_MIN 10       /* hits from which their birth dates tell */
#define SERIES_SHARE 0.4    /* of the different dates that so many persons would have */

struct scope {
    guint32 candidates, hits, near, rare;
    gboolean few;       /* one of the few has come */
    double rate;
    guint32 population; /* the scope that holds all candidates of the form; 0: this one does */
    double share;       /* of that which begins as these do, by chance */
    gboolean bare;      /* digits alone */
    guint64 days[4];    /* bits: by birth date, mixed */
    guint32 told_candidates, told_hits; /* when confidence was last asked for */
    double told_base, told;             /* ... with what base, and the answer */
    struct late {
        guint32 candidates, hits;
        double base, told;
    } late[2]; /* the same for chance_lately, of the last two bases */
};

struct chance {
    GArray *scopes;    /* of struct scope; number 0 is none */
    GHashTable *by_key; /* guint64 -> number */
    guint16 seen[1 << SEEN_BITS];
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

void chance_among(struct chance *chance, guint32 number, guint32 population, double share)
{
    struct scope *scope = &g_array_index(chance->scopes, struct scope, number);
    if (number == 0 || population == 0)
        return;
    scope->population = population;
    scope->share = share;
}

void chance_bare(struct chance *chance, guint32 number)
{
    g_array_index(chance->scopes, struct scope, number).bare = TRUE;
}

/* The slot of a value that comes, and what stands in it where the value was the last. */
static guint16 *slot_of(struct chance *chance, guint64 hash, guint16 *tag)
{
    guint64 mixed = hash * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    *tag = (guint16)(mixed >> 16) | 1;
    return &chance->seen[mixed >> (64 - SEEN_BITS)];
}

gboolean chance_seen(struct chance *chance, guint64 hash)
{
    guint16 tag;
    return *slot_of(chance, hash, &tag) == tag;
}

gboolean chance_fresh(struct chance *chance, guint64 hash)
{
    guint16 tag, *slot = slot_of(chance, hash, &tag);
    gboolean fresh = *slot != tag;
    *slot = tag;
    return fresh;
}

void chance_candidate(struct chance *chance, guint32 number)
{
    struct scope *scope = &g_array_index(chance->scopes, struct scope, number);
    if (number != 0 && scope->candidates < G_MAXUINT32)
        scope->candidates++;
}

guint32 chance_candidates(const struct chance *chance, guint32 number)
{
    return g_array_index(chance->scopes, struct scope, number).candidates;
}

void chance_rare(struct chance *chance, guint32 number)
{
    g_array_index(chance->scopes, struct scope, number).rare++;
}

void chance_few(struct chance *chance, guint32 number)
{
    struct scope *scope = &g_array_index(chance->scopes, struct scope, number);
    scope->rare += scope->few;
    scope->few = TRUE;
}

void chance_hit(struct chance *chance, guint32 number, double rate, guint32 day)
{
    struct scope *scope = &g_array_index(chance->scopes, struct scope, number);
    if (number == 0)
        return;
    scope->hits++;
    scope->rate = MAX(scope->rate, rate);
    if (day) {
        guint32 mixed = (day * 2654435761u) >> 24;
        scope->days[mixed / 64] |= G_GUINT64_CONSTANT(1) << (mixed % 64);
    }
}

void chance_near(struct chance *chance, guint32 number)
{
    g_array_index(chance->scopes, struct scope, number).near++;
}

void chance_count(struct chance *chance, guint32 number, const struct chance_value *value)
{
    if (number == 0 || !chance_fresh(chance, value->hash ^ ((guint64)number << 32)))
        return;
    chance_candidate(chance, number);
    if (value->hit)
        chance_hit(chance, number, value->rate, value->day);
    else if (value->near)
        chance_near(chance, number);
}

static const double shares[] = {0.01, 0.03, 0.1, 0.3, 0.5, 0.8, 0.95, 0.99};
static const double share_weights[] = {0.08, 0.08, 0.08, 0.08, 0.1, 0.14, 0.2, 0.24}; /* numbers of a kind keep to themselves */
enum world { WORLD_CHANCE, WORLD_LOOK_ALIKE, WORLD_SERIES, WORLD_SEEN, WORLD_CHECKED, WORLDS };
static const double world_rates[WORLDS] = {0, 0.05, 0.2, 0, 0}; /* 0: not the same for all scopes */
static const double world_weights[WORLDS] = {0.83, 0.07, 0.03, 0.01, 0.06};
#define CHECKED 10   /* of numbers whose check digit holds so many times more pass */
#define RARE_REAL 0.03
#define RARE_NOISE 0.6
#define RARE_MOST 3.4  /* all together; a house may have a series of its own */
#define TYPOS 0.005  /* of real numbers so many are misspelt in one way or another */

/* The weight of all r > 0 together that gives a lone hit this confidence. */
static double real_weight(double base, double rate)
{
    double real = 0, noise = 0;
    for (guint r = 0; r < G_N_ELEMENTS(shares); r++)
        real += shares[r] * share_weights[r];
    for (guint q = 0; q < WORLD_SEEN; q++)
        noise += world_weights[q] * (q ? world_rates[q] : rate);
    double odds = base / (1 - base);
    return odds * noise / (real + odds * noise);
}

/*
 * Persons are born on all days. Running numbers that happen to pass stand on a few: where hits share far fewer birth dates than as many persons would,
 * they are a series. How much more than usual there are look-alikes.
 */
static double series_weight(const struct scope *scope)
{
    int days = 0;
    for (guint i = 0; i < G_N_ELEMENTS(scope->days); i++)
        days += __builtin_popcountll(scope->days[i]);
    double expected = 256 * (1 - pow(255.0 / 256, scope->hits));
    if (days == 0 || scope->hits < SERIES_MIN)
        return 1;
    return days < expected * SERIES_SHARE ? 1000 : 0.01;
}

/* One check digit in ten holds by itself. */
static double near_of(double rate)
{
    return MIN(rate * 9, MAX(1 - rate - TYPOS, TYPOS));
}

/* How likely the scope's other candidates are in a world where the share is real and of the others the rate passes; its logarithm. */
static double log_likely(const struct scope *scope, guint32 candidates, double share, double rate, double *pass)
{
    double near = scope->near ? share * TYPOS + (1 - share) * near_of(rate) : 0, misses = (double)candidates - scope->hits - scope->near;
    *pass = share * (1 - 2 * TYPOS) + (1 - share) * MIN(rate, 1 - 2 * TYPOS);
    double rare = (share * RARE_REAL + (1 - share) * rate * RARE_NOISE) / ((share + (1 - share) * rate) * RARE_NOISE);
    return (scope->hits - 1.0) * log(*pass) + MAX(scope->rare * log(rare), -RARE_MOST) + (scope->near ? scope->near * log(near) : 0) + misses * log(MAX(1 - *pass - near, TYPOS / 10));
}

static double judge(const struct chance *chance, const struct scope *scope, double base)
{
    gboolean among = scope->population != 0;
    guint32 candidates = among ? g_array_index(chance->scopes, struct scope, scope->population).candidates : scope->candidates;
    double chance_rate = scope->rate * (among ? scope->share : 1);
    candidates = MAX(candidates, scope->hits + scope->near);
    if (candidates < 2 || scope->hits == 0 || !(chance_rate > 0 && chance_rate < 0.5))
        return base;
    double seen = MIN((double)scope->hits / candidates, 0.25), series = series_weight(scope);
    double weight = real_weight(base, chance_rate), top = -INFINITY, real = 0, all = 0;
    const double rates[WORLDS] = {chance_rate, world_rates[WORLD_LOOK_ALIKE], world_rates[WORLD_SERIES], seen, MIN(chance_rate * CHECKED, 0.999)};
    double weights[(G_N_ELEMENTS(shares) + 1) * WORLDS], passes[G_N_ELEMENTS(weights)];
    for (guint i = 0; i < G_N_ELEMENTS(weights); i++) {
        guint r = i / WORLDS, q = i % WORLDS;
        double likely_world = world_weights[q] * (q > WORLD_CHANCE && q < WORLD_CHECKED ? series : 1) * (r ? weight * share_weights[r - 1] : 1 - weight);
        weights[i] = q == WORLD_CHECKED && !scope->bare
                         ? -INFINITY
                         : log(likely_world) + log_likely(scope, candidates, r ? shares[r - 1] : 0, rates[q], &passes[i]);
        top = MAX(top, weights[i]);
    }
    for (guint i = 0; i < G_N_ELEMENTS(weights); i++) {
        double likely = exp(weights[i] - top);
        if (weights[i] == -INFINITY)
            continue;
        real += i < WORLDS ? 0 : likely * shares[i / WORLDS - 1];
        all += likely * passes[i];
    }
    return all > 0 ? CLAMP(real / all, 1e-6, 1 - 1e-6) : base;
}

double chance_confidence(const struct chance *chance, guint32 number, double base)
{
    struct scope *scope = &g_array_index(chance->scopes, struct scope, number);
    if (number == 0)
        return base;
    guint32 all = scope->population ? g_array_index(chance->scopes, struct scope, scope->population).candidates : scope->candidates;
    if (scope->told_base == base && scope->told_candidates == all && scope->told_hits == scope->hits)
        return scope->told;
    scope->told = judge(chance, scope, base);
    scope->told_base = base;
    scope->told_candidates = all;
    scope->told_hits = scope->hits;
    return scope->told;
}

double chance_lately(const struct chance *chance, guint32 number, double base, guint32 *until)
{
    struct scope *scope = &g_array_index(chance->scopes, struct scope, number);
    if (number == 0)
        return base;
    guint32 all = scope->population ? g_array_index(chance->scopes, struct scope, scope->population).candidates : scope->candidates;
    struct late *late = &scope->late[scope->late[0].base != base];
    if (late->base != base || all - late->candidates > late->candidates / LAG || scope->hits - late->hits > late->hits / LAG) {
        scope->late[1] = scope->late[0].base == base ? scope->late[1] : scope->late[0];
        late = &scope->late[0];
        *late = (struct late){all, scope->hits, base, judge(chance, scope, base)};
    }
    if (until)
        *until = MIN(*until, late->candidates + late->candidates / LAG);
    return late->told;
}
