/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the sieve (sieve.c). */
#pragma once

#include "patterns/match/chain.h"

#define SIEVE_KEY 4     /* links of a key */
#define SIEVE_BINS 64u
#define SIEVE_BEFORE 2u /* links before and behind the key that are compared for all chains of a bin in one go */
#define SIEVE_SPAN (SIEVE_BEFORE + SIEVE_KEY + 2u)
#define SIEVE_CHAINS 64u /* of a bin, at most: a bit each */

struct sieve_chain {
    struct chain chain;
    guint lead;       /* links before its key */
    guint expression;
};

/* By place (SIEVE_BEFORE before the key first) and byte: chains of the bin that may have it there. */
struct sieve_bin {
    guint64 chains[SIEVE_SPAN][256];
};

struct sieve_bins {
    guint64 fits[256][SIEVE_KEY];    /* by byte and link: bins whose keys may have it there */
    struct sieve_chain *chains;      /* by bin */
    struct sieve_bin *bins;
    guint first[SIEVE_BINS + 1];     /* number of a bin's first chain */
};

/* Of all chains of all expressions (NULL: none). FALSE where there are none at all, or more than the bins hold. */
gboolean sieve_bins_fill(struct sieve_bins *bins, GArray *const *chains, guint count);
void sieve_bins_clear(struct sieve_bins *bins);
