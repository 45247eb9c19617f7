/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the sieve (sieve.c). */
#pragma once

#include "patterns/match/chain.h"

#define SIEVE_KEY 4     /* links of a key */
#define SIEVE_BINS 64u
#define SIEVE_PLANES 8u /* of eight bins thrown together */

struct sieve_chain {
    struct chain chain;
    guint lead;       /* links before its key */
    guint8 order[CHAIN_MAX]; /* of its links, the rarest beside the key first */
    guint expression;
};

struct sieve_bins {
    guint64 fits[SIEVE_KEY][256];    /* by link and byte: bins whose keys may have it there */
    _Alignas(16) guchar low[SIEVE_PLANES][SIEVE_KEY][16], high[SIEVE_PLANES][SIEVE_KEY][16]; /* the same by half bytes, of eight bins */
    struct sieve_chain *chains;      /* by bin */
    guint first[SIEVE_BINS + 1];     /* number of a bin's first chain */
};

/* Of all chains of all expressions (NULL: none). FALSE where there are none at all. */
gboolean sieve_bins_fill(struct sieve_bins *bins, GArray *const *chains, guint count);
