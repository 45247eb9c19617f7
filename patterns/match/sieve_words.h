/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains with a key of few spellings, found by the key's hash (sieve.c). */
#pragma once

#include "patterns/match/sieve_strip.h"

#define WORDS_KEY 5
#define WORDS_BITS 17
#define WORDS_HEADS 12

struct sieve_probe {
    guint64 mask, value; /* of folded bytes, from the chain's first on: those that it has one of alone */
    guint32 hash, chain; /* of its key; number in the list */
    guint32 lead;
};

struct sieve_words {
    guint64 *bits;              /* of all keys' hashes */
    guint32 *heads;             /* by hash: number of the first probe; one more than there are */
    struct sieve_probe *probes; /* in order of hash */
    struct sieve_chain *chains;
    guint8 *whole;              /* by chain: its mask tells all of it */
};

/* Takes those of the chains that have such a key out of the list. */
void sieve_words_fill(struct sieve_words *words, GArray *chains);
void sieve_words_clear(struct sieve_words *words);
void sieve_words_scan(const struct sieve_words *words, const struct strip *strip);
