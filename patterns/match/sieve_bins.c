/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which keys share a bin: each begins alone; then, again and again, those two are joined that make the least more places to look at, until
 * the bins are enough.
 */
#include "patterns/match/sieve_bins.h"

#include <string.h>

struct key {
    struct bytes link[SIEVE_KEY];
    double share;
    guint bin;      /* number of the key it has been joined to; its own: it stands for a bin */
    guint partner;  /* cheapest to join with */
    double cost;
};

static double share_of(const struct bytes link[SIEVE_KEY])
{
    double share = 1;
    for (guint i = 0; i < SIEVE_KEY; i++)
        share *= bytes_share(&link[i], i ? &link[i - 1] : NULL);
    return share;
}

/* The rarest links in a row; those that are missing may be anything. */
static struct key key_of(const struct chain *chain, guint *lead)
{
    struct key best = {.share = 2};
    guint last = chain->len > SIEVE_KEY ? chain->len - SIEVE_KEY : 0;
    for (guint first = 0; first <= last; first++) {
        struct key key = {.share = 0};
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

/* All bytes whose halves both come in the link: what two tables by half byte tell of it. */
static void blur(struct bytes *link)
{
    guint low = 0, high = 0;
    for (guint byte = 0; byte < 256; byte++)
        if (bytes_have(link, (guchar)byte)) {
            low |= 1u << (byte & 15);
            high |= 1u << (byte >> 4);
        }
    for (guint byte = 0; byte < 256; byte++)
        if ((low >> (byte & 15) & 1) && (high >> (byte >> 4) & 1))
            bytes_add(link, (guchar)byte);
}

/* What the key does not tell is compared first, and of it the rarest. */
static void put_order(struct sieve_chain *chain)
{
    gboolean done[CHAIN_MAX] = {FALSE};
    for (guint n = 0; n < chain->chain.len; n++) {
        guint best = 0;
        double least = G_MAXDOUBLE;
        for (guint i = 0; i < chain->chain.len; i++) {
            double share = bytes_share(&chain->chain.link[i], NULL) + (i >= chain->lead && i < chain->lead + SIEVE_KEY);
            if (done[i] || share >= least)
                continue;
            least = share;
            best = i;
        }
        done[best] = TRUE;
        chain->order[n] = (guint8)best;
    }
}

static void unite(struct bytes to[SIEVE_KEY], const struct bytes from[SIEVE_KEY], gboolean halves)
{
    for (guint i = 0; i < SIEVE_KEY; i++) {
        for (guint word = 0; word < G_N_ELEMENTS(to[i].bits); word++)
            to[i].bits[word] |= from[i].bits[word];
        if (halves)
            blur(&to[i]);
    }
}

static double cost_of(const struct key *a, const struct key *b, gboolean halves)
{
    struct bytes both[SIEVE_KEY];
    memcpy(both, a->link, sizeof both);
    unite(both, b->link, halves);
    return share_of(both) - a->share - b->share;
}

/* Finds the cheapest partner of each bin behind it in the list. */
static void find_partner(GArray *keys, guint i, gboolean halves)
{
    struct key *key = &g_array_index(keys, struct key, i);
    key->cost = G_MAXDOUBLE;
    for (guint k = i + 1; k < keys->len; k++) {
        const struct key *other = &g_array_index(keys, struct key, k);
        double cost = other->bin == k ? cost_of(key, other, halves) : G_MAXDOUBLE;
        if (cost >= key->cost)
            continue;
        key->cost = cost;
        key->partner = k;
    }
}

static void join(GArray *keys, guint into, guint gone, gboolean halves)
{
    struct key *key = &g_array_index(keys, struct key, into), *other = &g_array_index(keys, struct key, gone);
    unite(key->link, other->link, halves);
    key->share = share_of(key->link);
    for (guint i = 0; i < keys->len; i++)
        if (g_array_index(keys, struct key, i).bin == gone)
            g_array_index(keys, struct key, i).bin = into;
    for (guint i = 0; i < keys->len; i++) {
        const struct key *one = &g_array_index(keys, struct key, i);
        if (one->bin == i && (i == into || one->partner == gone || one->partner == into))
            find_partner(keys, i, halves);
    }
}

static void join_until(GArray *keys, guint most, gboolean halves)
{
    guint bins = 0;
    for (guint i = 0; i < keys->len; i++)
        bins += g_array_index(keys, struct key, i).bin == i;
    for (guint i = 0; bins > most && i < keys->len; i++)
        find_partner(keys, i, halves);
    for (; bins > most; bins--) {
        guint best = keys->len;
        for (guint i = 0; i < keys->len; i++) {
            const struct key *key = &g_array_index(keys, struct key, i);
            if (key->bin == i && (best == keys->len || key->cost < g_array_index(keys, struct key, best).cost))
                best = i;
        }
        join(keys, best, g_array_index(keys, struct key, best).partner, halves);
    }
}

/* The same key twice is one bin from the start. */
static void join_same(GArray *keys)
{
    for (guint i = 0; i < keys->len; i++)
        for (guint k = 0; k < i && g_array_index(keys, struct key, i).bin == i; k++)
            if (memcmp(g_array_index(keys, struct key, i).link, g_array_index(keys, struct key, k).link, sizeof(struct bytes[SIEVE_KEY])) == 0)
                g_array_index(keys, struct key, i).bin = g_array_index(keys, struct key, k).bin;
}

/* Numbers the bins that are left from 0; the number of each key's, to free. */
static guint *numbers_of(const GArray *keys)
{
    guint *numbers = g_new0(guint, keys->len + 1), next = 0;
    for (guint i = 0; i < keys->len; i++)
        if (g_array_index(keys, struct key, i).bin == i)
            numbers[i] = next++;
    for (guint i = 0; i < keys->len; i++)
        numbers[i] = numbers[g_array_index(keys, struct key, i).bin];
    return numbers;
}

static void fill_fits(struct sieve_bins *bins, const GArray *keys, const guint *numbers)
{
    for (guint i = 0; i < keys->len; i++)
        for (guint k = 0; k < SIEVE_KEY; k++)
            for (guint byte = 0; byte < 256; byte++)
                if (bytes_have(&g_array_index(keys, struct key, i).link[k], (guchar)byte))
                    bins->fits[k][byte] |= G_GUINT64_CONSTANT(1) << numbers[i];
}

static void fill_halves(struct sieve_bins *bins, const GArray *keys, const guint *numbers)
{
    for (guint i = 0; i < keys->len; i++)
        for (guint k = 0; k < SIEVE_KEY; k++)
            for (guint byte = 0; byte < 256; byte++)
                if (bytes_have(&g_array_index(keys, struct key, i).link[k], (guchar)byte)) {
                    bins->low[numbers[i] / 8][k][byte & 15] |= (guchar)(1u << (numbers[i] % 8));
                    bins->high[numbers[i] / 8][k][byte >> 4] |= (guchar)(1u << (numbers[i] % 8));
                }
}

static void fill_chains(struct sieve_bins *bins, const GArray *chains, const guint *numbers)
{
    guint next = 0;
    bins->chains = g_new0(struct sieve_chain, chains->len + 1);
    for (guint bin = 0; bin < SIEVE_BINS; bin++) {
        bins->first[bin] = next;
        for (guint i = 0; i < chains->len; i++)
            if (numbers[i] == bin)
                bins->chains[next++] = g_array_index(chains, struct sieve_chain, i);
    }
    bins->first[SIEVE_BINS] = next;
}

gboolean sieve_bins_fill(struct sieve_bins *bins, GArray *const *chains, guint count)
{
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(struct key)), all = g_array_new(FALSE, FALSE, sizeof(struct sieve_chain));
    for (guint i = 0; i < count; i++)
        for (guint k = 0; chains[i] && k < chains[i]->len; k++) {
            struct sieve_chain chain = {.chain = g_array_index(chains[i], struct chain, k), .expression = i};
            struct key key = key_of(&chain.chain, &chain.lead);
            put_order(&chain);
            key.bin = keys->len;
            g_array_append_val(keys, key);
            g_array_append_val(all, chain);
        }
    if (keys->len == 0)
        return FALSE;
    join_same(keys);
    join_until(keys, SIEVE_BINS, FALSE);
    g_autofree guint *numbers = numbers_of(keys);
    fill_fits(bins, keys, numbers);
    fill_chains(bins, all, numbers);
    join_until(keys, SIEVE_PLANES * 8, TRUE);
    g_autofree guint *planes = numbers_of(keys);
    fill_halves(bins, keys, planes);
    return TRUE;
}
