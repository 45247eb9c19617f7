/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains with a key of few spellings, found by the key's hash (sieve.c). */
#pragma once

#include "patterns/match/sieve_strip.h"

#define WORDS_KEY 5   /* links of a key */
#define WORDS_STRIDE 2 /* every other place is looked at: each chain has a key at two links in a row */
#define WORDS_BITS 17
#define WORDS_HEADS 13

/* A key and the folded bytes around it that its chains have alike. */
struct sieve_probe {
    guint64 mask, value; /* of the chain's folded bytes, from its first on */
    guint32 hash;
    guint32 first;       /* number of its first chain in the list */
    guint16 count;       /* chains */
    guint8 lead;         /* links before the key */
    guint8 more;         /* the next probe's key has the same head */
};

struct sieve_words {
    guint64 *bits;              /* of all keys' hashes */
    guint32 *heads;             /* by hash: number of a probe; the first of all fits nothing */
    struct sieve_probe *probes;
    guint32 *list;              /* by probe: numbers of chains */
    struct sieve_chain *chains;
    guint8 *whole;              /* by chain: a probe tells all of it */
};

/* Takes those of the chains that have such keys out of the list. */
void sieve_words_fill(struct sieve_words *words, GArray *chains);
void sieve_words_clear(struct sieve_words *words);
void sieve_words_scan(const struct sieve_words *words, const struct strip *strip);
