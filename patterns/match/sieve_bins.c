/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which keys share a bin: each begins alone, in order of its links, so that those that are like each other are neighbours; then, again and
 * again, those two neighbours are joined that make the least more places to look at, until the bins are enough.
 */
#include "patterns/match/sieve_bins.h"

#include <string.h>

#define NEIGHBOURS 200 /* keys behind it that one may be joined with */

struct key {
    struct bytes link[SIEVE_KEY];
    double share;
    guint number;  /* of its chain */
    guint bin;     /* place in the list of the key it has been joined to; its own: it stands for a bin */
    guint partner; /* cheapest to join with */
    double cost;
};

/* All bytes whose halves both belong to one of these. */
static struct bytes halved(const struct bytes *link)
{
    guint16 highs[16], low = 0, high = 0;
    struct bytes all = {{0}};
    for (guint i = 0; i < 16; i++) {
        highs[i] = (guint16)(link->bits[i / 4] >> (i % 4 * 16));
        low |= highs[i];
        high |= (guint16)((highs[i] != 0) << i);
    }
    for (guint i = 0; i < 16; i++)
        if (high >> i & 1)
            all.bits[i / 4] |= (guint64)low << (i % 4 * 16);
    return all;
}

static double share_of(const struct bytes link[SIEVE_KEY])
{
    struct chain chain = {.len = SIEVE_KEY};
    for (guint i = 0; i < SIEVE_KEY; i++)
        chain.link[i] = halved(&link[i]);
    return chain_places(&chain);
}

/* The rarest links in a row; those that are missing may be anything. */
static struct key key_of(const struct chain *chain, guint *lead)
{
    struct key best = {.share = 2};
    guint last = chain->len > SIEVE_KEY ? chain->len - SIEVE_KEY : 0;
    for (guint first = 0; first <= last; first++) {
        struct key key = {.share = 1};
        memset(key.link, 0xff, sizeof key.link);
        memcpy(key.link, chain->link + first, MIN(chain->len - first, (guint)SIEVE_KEY) * sizeof key.link[0]);
        key.share = share_of(key.link);
        if (key.share >= best.share)
            continue;
        best = key;
        *lead = first;
    }
    return best;
}

static void unite(struct bytes to[SIEVE_KEY], const struct bytes from[SIEVE_KEY])
{
    for (guint i = 0; i < SIEVE_KEY; i++)
        for (guint word = 0; word < G_N_ELEMENTS(to[i].bits); word++)
            to[i].bits[word] |= from[i].bits[word];
}

static double cost_of(const struct key *a, const struct key *b)
{
    struct bytes both[SIEVE_KEY];
    memcpy(both, a->link, sizeof both);
    unite(both, b->link);
    return share_of(both) - a->share - b->share;
}

/* Finds the cheapest partner of a bin among the next in the list. */
static void find_partner(GArray *keys, guint i)
{
    struct key *key = &g_array_index(keys, struct key, i);
    guint seen = 0;
    key->cost = G_MAXDOUBLE;
    for (guint k = i + 1; k < keys->len && seen < NEIGHBOURS; k++) {
        const struct key *other = &g_array_index(keys, struct key, k);
        if (other->bin != k)
            continue;
        seen++;
        double cost = cost_of(key, other);
        if (cost >= key->cost)
            continue;
        key->cost = cost;
        key->partner = k;
    }
}

static void join(GArray *keys, guint into, guint gone)
{
    struct key *key = &g_array_index(keys, struct key, into), *other = &g_array_index(keys, struct key, gone);
    unite(key->link, other->link);
    key->share = share_of(key->link);
    for (guint i = 0; i < keys->len; i++)
        if (g_array_index(keys, struct key, i).bin == gone)
            g_array_index(keys, struct key, i).bin = into;
    for (guint i = 0; i < keys->len; i++) {
        const struct key *one = &g_array_index(keys, struct key, i);
        if (one->bin == i && (i == into || (one->cost < G_MAXDOUBLE && (one->partner == gone || one->partner == into))))
            find_partner(keys, i);
    }
}

static void join_until(GArray *keys, guint most)
{
    guint bins = keys->len;
    for (guint i = 0; bins > most && i < keys->len; i++)
        find_partner(keys, i);
    for (; bins > most; bins--) {
        const struct key *best = NULL;
        for (guint i = 0; i < keys->len; i++) {
            const struct key *key = &g_array_index(keys, struct key, i);
            if (key->bin == i && key->cost < G_MAXDOUBLE && (!best || key->cost < best->cost))
                best = key;
        }
        join(keys, best->bin, best->partner);
    }
}

/* Numbers the bins from 0: of each chain its bin's, to free. */
static guint *numbers_of(const GArray *keys)
{
    g_autofree guint *of_bin = g_new0(guint, keys->len + 1);
    guint *numbers = g_new0(guint, keys->len + 1), next = 0;
    for (guint i = 0; i < keys->len; i++)
        if (g_array_index(keys, struct key, i).bin == i)
            of_bin[i] = next++;
    for (guint i = 0; i < keys->len; i++)
        numbers[g_array_index(keys, struct key, i).number] = of_bin[g_array_index(keys, struct key, i).bin];
    return numbers;
}

static void fill_keys(struct sieve_bins *bins, const GArray *keys, const guint *numbers)
{
    for (guint i = 0; i < keys->len; i++) {
        const struct key *key = &g_array_index(keys, struct key, i);
        guint bin = numbers[key->number];
        for (guint k = 0; k < SIEVE_KEY; k++)
            for (guint byte = 0; byte < 256; byte++)
                if (bytes_have(&key->link[k], (guchar)byte)) {
                    bins->fits[byte][k] |= 1u << bin;
                    bins->halves.low[bin / 8][k][byte % 16] |= (guint8)(1u << bin % 8);
                    bins->halves.high[bin / 8][k][byte / 16] |= (guint8)(1u << bin % 8);
                }
    }
}

/* What the chain says of each place of the span; anything where it has no link. */
static void fill_span(struct sieve_group *group, const struct sieve_chain *chain, guint number)
{
    if (chain->lead <= SIEVE_SPAN_BEFORE && chain->chain.len + SIEVE_SPAN_BEFORE <= chain->lead + SIEVE_SPAN)
        group->whole |= G_GUINT64_CONSTANT(1) << number;
    for (guint place = 0; place < SIEVE_SPAN; place++) {
        guint link = place + chain->lead - SIEVE_SPAN_BEFORE;
        gboolean known = place + chain->lead >= SIEVE_SPAN_BEFORE && link < chain->chain.len;
        for (guint byte = 0; byte < 256; byte++)
            if (!known || bytes_have(&chain->chain.link[link], (guchar)byte))
                group->chains[place][byte] |= G_GUINT64_CONSTANT(1) << number;
    }
}

static void fill_chains(struct sieve_bins *bins, const GArray *chains, const guint *numbers)
{
    guint next = 0, groups = 0;
    bins->chains = g_new0(struct sieve_chain, chains->len);
    bins->groups = g_new0(struct sieve_group, SIEVE_BINS + chains->len / SIEVE_GROUP);
    for (guint bin = 0; bin < SIEVE_BINS; bin++) {
        guint inside = 0;
        bins->first[bin] = groups;
        for (guint i = 0; i < chains->len; i++)
            if (numbers[i] == bin) {
                if (inside % SIEVE_GROUP == 0) {
                    if (inside)
                        bins->groups[groups - 1].more = TRUE;
                    bins->groups[groups++].first = next;
                }
                bins->chains[next] = g_array_index(chains, struct sieve_chain, i);
                fill_span(&bins->groups[groups - 1], &bins->chains[next++], inside++ % SIEVE_GROUP);
            }
    }
    bins->first[SIEVE_BINS] = groups;
}

static int by_links(gconstpointer a, gconstpointer b)
{
    const struct key *one = a, *two = b;
    int order = memcmp(one->link, two->link, sizeof one->link);
    return order ? order : one->number < two->number ? -1 : 1;
}

void sieve_bins_fill(struct sieve_bins *bins, GArray *chains)
{
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(struct key));
    for (guint i = 0; i < chains->len; i++) {
        struct sieve_chain *chain = &g_array_index(chains, struct sieve_chain, i);
        struct key key = key_of(&chain->chain, &chain->lead);
        key.number = i;
        g_array_append_val(keys, key);
    }
    if (keys->len == 0)
        return;
    g_array_sort(keys, by_links);
    for (guint i = 0; i < keys->len; i++)
        g_array_index(keys, struct key, i).bin = i;
    join_until(keys, SIEVE_BINS);
    g_autofree guint *numbers = numbers_of(keys);
    fill_keys(bins, keys, numbers);
    fill_chains(bins, chains, numbers);
#if defined(__x86_64__)
    bins->vectors = __builtin_cpu_supports("avx2") != 0;
#endif
}

void sieve_bins_clear(struct sieve_bins *bins)
{
    g_free(bins->chains);
    g_free(bins->groups);
}
