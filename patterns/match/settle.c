/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One place is one kind. */
#include "patterns/match/block.h"

#include <string.h>

#define INNER_ODDS 0.05  /* a hit this much less likely than what lies within it may still be the whole of it */

/* What is known so far of its like in the column or document has its say. */
static double odds_now(const struct detector *detector, const struct hit *hit)
{
    double base = hit->by_words ? hit->base : chance_lately(detector->chance, hit->scope, hit->base);
    double odds = base / (1 - base) * hit->factor;
    return hit->lacking ? MIN(odds, 0.8) : odds;
}

static int by_odds(gconstpointer a, gconstpointer b)
{
    const struct hit *one = *(const struct hit *const *)a, *two = *(const struct hit *const *)b;
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
    const struct hit *one = *(const struct hit *const *)a, *two = *(const struct hit *const *)b;
    if (one->from != two->from)
        return one->from < two->from ? -1 : 1;
    return one->to > two->to ? -1 : one->to < two->to;
}

/* Marks what is part of a longer hit that is likely itself: the date in a number, the giro in an account. In order of place. */
static void mark_inner(struct hit **hits, guint count)
{
    const struct hit *around = hits[0];
    for (guint i = 1; i < count; i++) {
        struct hit *hit = hits[i];
        double odds = around->odds;
        gboolean within = hit->to <= around->to && hit->to - hit->from < around->to - around->from;
        hit->inner = within && odds >= 1 && odds >= hit->odds * INNER_ODDS;
        if (!hit->inner && (hit->to > around->to || hit->odds > odds))
            around = hit;
    }
}

/* The likeliest hit takes its bytes, all that overlaps it falls away: how many are left, in order of place. */
static guint take(struct detector *detector, struct hit **hits, guint count)
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
static guint settle_cluster(struct detector *detector, struct hit **hits, guint count)
{
    if (count > 1) {
        mark_inner(hits, count);
        g_qsort_with_data(hits, (int)count, sizeof *hits, sort_odds, NULL);
    }
    guint left = take(detector, hits, count);
    if (left > 1)
        g_qsort_with_data(hits, (int)left, sizeof *hits, sort_place, NULL);
    return left;
}

/* Length of the first cluster. */
static guint cluster(struct hit *const *hits, guint count)
{
    guint64 to = hits[0]->to;
    guint n = 1;
    for (; n < count && hits[n]->from < to; n++)
        to = MAX(to, hits[n]->to);
    return n;
}

static void keep(struct detector *detector, const struct hit *hit)
{
    struct place place;
    window_locate(&detector->window, hit->from, &place);
    store_add(detector->store, hit, &place);
}

void run_settle(struct run *run)
{
    struct detector *detector = run->detector;
    GArray *found = detector->hits;
    guint8 *taken = detector->taken->data;
    g_autoptr(GPtrArray) hits = g_ptr_array_sized_new(found->len);
    for (guint i = 0; i < found->len; i++) {
        struct hit *hit = &g_array_index(found, struct hit, i);
        hit->odds = odds_now(detector, hit);
        g_ptr_array_add(hits, hit);
    }
    struct hit **all = (struct hit **)hits->pdata;
    for (guint i = 1; i < hits->len; i++)
        if (by_place(&all[i - 1], &all[i]) > 0) {
            g_ptr_array_sort(hits, by_place);
            break;
        }
    for (guint i = 0, count; i < hits->len; i += count) {
        count = cluster(all + i, hits->len - i);
        gboolean settled = !(detector->engine->without & WITHOUT_SETTLE);
        guint left = settled ? settle_cluster(detector, all + i, count) : count;
        for (guint k = 0; k < left; k++)
            keep(detector, all[i + k]);
    }
    if (found->len)
        explicit_bzero(found->data, found->len * sizeof(struct hit));
    g_array_set_size(found, 0);
    memmove(taken, taken + BLOCK_BYTES, LOOK_BYTES);
    memset(taken + LOOK_BYTES, 0, BLOCK_BYTES);
}
