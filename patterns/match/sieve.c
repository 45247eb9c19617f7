/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each chain is known by a key: a few of its links in a row, the rarest. Strips of 2,048 bytes of text are looked at in two ways:
 *
 *     text         H  o  s     A  n  n  a     1  2          folded      h  o  s     a  n  n  a     0  0
 *
 *     words   Five folded bytes make a hash, and a bit tells whether a key of that hash exists:    [h o s _ a] -> bit 0
 *             Most chains have six links with few spellings, and so two such keys, one link        [s _ a n n] -> bit 1: tried
 *             apart: only every other place is looked at.
 *
 *     bins    Four links, each any class of bytes:        [a-z] [ ] [A-Z] [any]
 *             The keys too wide for a hash share 24 bins, a bit each. Two tables by link tell what bins may have a byte's high half there,
 *             and what its low half; a vector of 32 bytes is looked up in such a table in one step:
 *                                         links 0 to 3:  words AND words AND words AND words  -> bins whose keys stand here
 *
 * What is left is noted without a branch and sifted again: by all folded bytes that a chain is sure of, and by the bytes around a bin's key for
 * up to 64 of its chains at once. Only then is a chain compared whole, if that has not told all of it. No place costs more than a fixed number of
 * steps, so the cost grows with the text alone.
 */
#include "patterns/match/sieve.h"

#include "patterns/match/sieve_bins.h"
#include "patterns/match/sieve_words.h"

struct sieve {
    struct sieve_words words;
    struct sieve_bins bins;
};

void sieve_scan(const struct sieve *sieve, const struct sieve_text *text, const struct sieve_found *found)
{
    struct strip strip = {.text = text, .found = found};
    /* A key may stand behind the first links of its chain. */
    gsize to = MIN(text->to + CHAIN_MAX, text->len);
    for (gsize at = text->from; at < to; at += STRIP_BYTES) {
        strip_fill(&strip, at, to);
        sieve_words_scan(&sieve->words, &strip);
        sieve_bins_scan(&sieve->bins, &strip);
    }
}

struct sieve *sieve_new(GArray *const *chains, guint count)
{
    struct sieve *sieve = g_new0(struct sieve, 1);
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct sieve_chain));
    for (guint i = 0; i < count; i++)
        for (guint k = 0; chains[i] && k < chains[i]->len; k++) {
            struct sieve_chain chain = {.chain = g_array_index(chains[i], struct chain, k), .expression = i};
            g_array_append_val(all, chain);
        }
    sieve_words_fill(&sieve->words, all);
    sieve_bins_fill(&sieve->bins, all);
    return sieve;
}

void sieve_free(struct sieve *sieve)
{
    if (!sieve)
        return;
    sieve_words_clear(&sieve->words);
    sieve_bins_clear(&sieve->bins);
    g_free(sieve);
}
