/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sieve: tells near what places a regular expression can match, from the chains that its matches hold. */
#pragma once

#include "patterns/match/chain.h"

struct sieve;

/* chains[i]: of struct chain, of expression i; NULL: it has none. */
struct sieve *sieve_new(GArray *const *chains, guint count);
void sieve_free(struct sieve *sieve);

struct sieve_text {
    const char *at;
    gsize len;
    gsize from, to; /* chains that begin there are looked for */
};

/* What is found. A match of that expression may begin from first up to last. */
struct sieve_found {
    void (*near)(void *user, guint expression, gsize first, gsize last);
    void *user;
};

void sieve_scan(const struct sieve *sieve, const struct sieve_text *text, const struct sieve_found *found);
