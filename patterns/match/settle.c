/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/settle.h"

#include <string.h>

#include "patterns/match/beside.h"

#define INNER_ODDS 0.05  /* a hit this much less likely than what lies within it may still be the whole of it */

static int by_odds(gconstpointer a, gconstpointer b)
{
    const struct claim *one = *(const struct claim *const *)a, *two = *(const struct claim *const *)b;
    double odds_one = one->odds, odds_two = two->odds;
    if (one->inner != two->inner)
        return one->inner - two->inner;
    if (odds_one != odds_two)
        return odds_one > odds_two ? -1 : 1;
    guint64 len_one = one->to - one->from, len_two = two->to - two->from;
    if (len_one != len_two)
        return len_one > len_two ? -1 : 1;
    if (one->from != two->from)
        return one->from < two->from ? -1 : 1;
    return one->rule != two->rule ? (int)one->rule - two->rule : (int)one->spelling - two->spelling;
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const struct claim *one = *(const struct claim *const *)a, *two = *(const struct claim *const *)b;
    if (one->from != two->from)
        return one->from < two->from ? -1 : 1;
    return one->to > two->to ? -1 : one->to < two->to;
}

/* Marks what is part of a longer hit that is likely itself: the date in a number, the giro in an account. In order of place. */
static void mark_inner(struct claim **hits, guint count)
{
    const struct claim *around = hits[0];
    for (guint i = 1; i < count; i++) {
        struct claim *hit = hits[i];
        double odds = around->odds;
        gboolean within = hit->to <= around->to && hit->to - hit->from < around->to - around->from;
        hit->inner = within && odds >= 1 && odds >= hit->odds * INNER_ODDS;
        if (!hit->inner && (hit->to > around->to || hit->odds > odds))
            around = hit;
    }
}

/* The likeliest hit takes its bytes, all that overlaps it falls away: how many are left, in order of place. */
static guint take(struct detector *detector, struct claim **hits, guint count)
{
    guint8 *taken = detector->taken->data;
    guint left = 0;
    for (guint i = 0; i < count; i++) {
        gsize from = (gsize)(hits[i]->from - MIN(hits[i]->from, detector->block)), len = (gsize)(hits[i]->to - hits[i]->from);
        if (memchr(taken + from, 1, len))
            continue;
        memset(taken + from, 1, len);
        hits[left++] = hits[i];
    }
    return left;
}

static int sort_place(gconstpointer a, gconstpointer b, gpointer user)
{
    return by_place(a, b);
}

static int sort_odds(gconstpointer a, gconstpointer b, gpointer user)
{
    return by_odds(a, b);
}

/* Hits that overlap one after another; most often there is but one. */
static guint settle_cluster(struct detector *detector, struct claim **hits, guint count)
{
    guint64 block = detector->block;
    /* A block's own are apart; with those of another it may share but the edges. */
    if (count == 1 && hits[0]->from >= block + LOOK_BYTES && hits[0]->to <= block + BLOCK_BYTES)
        return 1;
    if (count > 1) {
        mark_inner(hits, count);
        g_qsort_with_data(hits, (int)count, sizeof(struct claim *), sort_odds, NULL);
    }
    guint left = take(detector, hits, count);
    if (left > 1)
        g_qsort_with_data(hits, (int)left, sizeof(struct claim *), sort_place, NULL);
    return left;
}

/* Length of the first cluster. */
static guint cluster(struct claim *const *hits, guint count)
{
    guint64 to = hits[0]->to;
    guint n = 1;
    for (; n < count && hits[n]->from < to; n++)
        to = MAX(to, hits[n]->to);
    return n;
}

/* A personkonto says who holds it: found as that person's number too, so that the person counts and is found again. */
static void keep_holder(struct detector *detector, const struct hit *account, const struct place *place)
{
    static const char *const kinds[] = {"personnummer", "samordningsnummer"};
    struct hit hit = *account;
    gsize len = strlen(account->result.value);
    if (!account->result.holder || len < 10)
        return;
    struct text ten = {account->result.value + len - 10, 10};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (!check_find(kinds[i])->valid(ten, &detector->env, &hit.result))
            continue;
        hit.result.kind = kinds[i];
        store_add(detector->store, &hit, store_key(detector->store, &hit), place);
        break;
    }
    explicit_bzero(&hit.result, sizeof hit.result);
}

static void keep(struct detector *detector, const struct claim *claim)
{
    struct place place;
    if (claim->detail == NO_DETAIL)
        return;
    const struct hit *hit = &g_array_index(detector->details, struct hit, claim->detail);
    window_locate(&detector->window, claim->from, &place);
    store_add(detector->store, hit, claim->key, &place);
    keep_holder(detector, hit, &place);
}

void run_settle(struct run *run)
{
    struct detector *detector = run->detector;
    GArray *claims = detector->claims;
    guint8 *taken = detector->taken->data;
    gboolean settled = !(detector->engine->without & WITHOUT_SETTLE);
    g_autoptr(GPtrArray) hits = g_ptr_array_sized_new(claims->len);
    for (guint i = 0; i < claims->len; i++) {
        struct claim *claim = &g_array_index(claims, struct claim, i);
        claim->odds = claim_odds(detector, claim);
        g_ptr_array_add(hits, claim);
    }
    struct claim **all = (struct claim **)hits->pdata;
    for (guint i = 1; i < hits->len; i++)
        if (by_place(&all[i - 1], &all[i]) > 0) {
            g_ptr_array_sort(hits, by_place);
            break;
        }
    guint won = 0;
    for (guint i = 0, count; i < hits->len; i += count) {
        count = cluster(all + i, hits->len - i);
        guint left = settled ? settle_cluster(detector, all + i, count) : count;
        for (guint k = 0; k < left; k++)
            all[won++] = all[i + k];
    }
    beside_names(detector, run->stretch, all, won);
    beside_persons(detector, run->stretch, all, won);
    for (guint i = 0; i < won; i++)
        keep(detector, all[i]);
    if (detector->details->len)
        explicit_bzero(detector->details->data, detector->details->len * sizeof(struct hit));
    g_array_set_size(detector->details, 0);
    g_array_set_size(claims, 0);
    memmove(taken, taken + BLOCK_BYTES, LOOK_BYTES);
    memset(taken + LOOK_BYTES, 0, BLOCK_BYTES);
}
