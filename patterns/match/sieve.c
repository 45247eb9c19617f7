/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each chain is known by a key: its four rarest links in a row. Keys that are like each other share one of 64 bins, a bit each:
 *
 *     text       n     _     1     2               byte 0  1  2 ... 255
 *                |     |     |     |          link 0  [ ][ ][ ]   [ ]     a word of 64 bits for each byte: the bins whose keys
 *                v     v     v     v          link 1  [ ][ ][ ]   [ ]     have it there
 *              words AND words AND ...  -> bins whose keys stand here
 *
 * The four are not asked for each place anew: what fitted the last three bytes is carried on to the next. The same is done once more for the
 * chains of such a bin, with two bytes before the key and two behind it; what then is left is compared whole. No place costs more than a fixed
 * number of steps, so the cost grows with the text alone.
 */
#include "patterns/match/sieve.h"

#include "patterns/match/sieve_bins.h"

struct sieve {
    struct sieve_bins bins;
};

static void tell(const struct sieve_chain *chain, const struct sieve_text *text, gsize at, const struct sieve_found *found)
{
    if (at < chain->lead || at - chain->lead + chain->chain.len > text->len)
        return;
    const char *p = text->at + at - chain->lead;
    gint64 start = (gint64)(at - chain->lead);
    for (guint i = 0; i < chain->chain.len; i++)
        if (!bytes_have(&chain->chain.link[i], (guchar)p[i]))
            return;
    if (start >= chain->chain.from_min)
        found->near(found->user, chain->expression, (gsize)MAX(start - chain->chain.from_max, 0), (gsize)(start - chain->chain.from_min));
}

/* Chains of the bin that fit all around the place; what lies beyond the text is left to be compared. */
static guint64 chains_at(const struct sieve_bin *bin, const struct sieve_text *text, gsize at)
{
    static const guint order[SIEVE_SPAN] = {1, 6, 2, 3, 4, 5, 0, 7};
    guint64 fits = G_MAXUINT64;
    for (guint i = 0; i < SIEVE_SPAN && fits; i++) {
        gsize place = at + order[i];
        if (place >= SIEVE_BEFORE && place - SIEVE_BEFORE < text->len)
            fits &= bin->chains[order[i]][(guchar)text->at[place - SIEVE_BEFORE]];
    }
    return fits;
}

/* Bins whose keys fit there, as far as the text goes. */
static guint64 fits_at(const struct sieve_bins *bins, const struct sieve_text *text, gsize at)
{
    guint64 fits = G_MAXUINT64;
    for (gsize i = 0; i < SIEVE_KEY && at + i < text->len; i++)
        fits &= bins->fits[(guchar)text->at[at + i]][i];
    return fits;
}

/* A place that is a key's of some bins: their chains are compared. */
static void look(const struct sieve_bins *bins, const struct sieve_text *text, gsize at, guint64 fits, const struct sieve_found *found)
{
    for (; fits; fits &= fits - 1) {
        guint bin = (guint)__builtin_ctzll(fits), count = bins->first[bin + 1] - bins->first[bin];
        guint64 chains = chains_at(&bins->bins[bin], text, at);
        for (chains &= count < 64 ? (G_GUINT64_CONSTANT(1) << count) - 1 : G_MAXUINT64; chains; chains &= chains - 1)
            tell(&bins->chains[bins->first[bin] + (guint)__builtin_ctzll(chains)], text, at, found);
    }
}

void sieve_scan(const struct sieve *sieve, const struct sieve_text *text, const struct sieve_found *found)
{
    const struct sieve_bins *bins = &sieve->bins;
    /* A key may stand behind the first links of its chain. */
    gsize to = MIN(text->to + CHAIN_MAX, text->len), at = text->from;
    guint64 one = 0, two = 0, three = 0; /* bins that fit the last byte, the last two, the last three */
    for (; at < to; at++) {
        const guint64 *row = bins->fits[(guchar)text->at[at]];
        guint64 four = three & row[3];
        three = two & row[2];
        two = one & row[1];
        one = row[0];
        if (four)
            look(bins, text, at - (SIEVE_KEY - 1), four, found);
    }
    /* Chains shorter than a key may stand at the very end. */
    for (at = to - MIN(to - text->from, (gsize)SIEVE_KEY - 1); at < to; at++)
        look(bins, text, at, fits_at(bins, text, at), found);
}

struct sieve *sieve_new(GArray *const *chains, guint count)
{
    struct sieve *sieve = g_new0(struct sieve, 1);
    if (sieve_bins_fill(&sieve->bins, chains, count))
        return sieve;
    sieve_free(sieve);
    return NULL;
}

void sieve_free(struct sieve *sieve)
{
    if (!sieve)
        return;
    sieve_bins_clear(&sieve->bins);
    g_free(sieve);
}
