/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains whose key has too many spellings for a hash, 24 bins of them (sieve.c). */
#pragma once

#include "patterns/match/sieve_strip.h"

#define SIEVE_TABLES 3u
#define SIEVE_BINS (SIEVE_TABLES * 8)
#define SIEVE_SPAN_BEFORE 2u /* links before and behind the key that are compared for many chains in one go */
#define SIEVE_SPAN (SIEVE_SPAN_BEFORE + SIEVE_KEY + 2u)
#define SIEVE_GROUP 64u

/* Up to 64 chains of a bin, a bit each: by place (SIEVE_SPAN_BEFORE before the key first) and byte, those that may have it there. */
struct sieve_group {
    guint64 chains[SIEVE_SPAN][256];
    guint64 whole; /* those with no links beyond */
    guint first;   /* number of its first chain */
    gboolean more; /* the next group is the same bin's */
};

/* A byte may be a link of a bin's key where both its halves may be; eight bins a table. */
struct sieve_halves {
    guint8 low[SIEVE_TABLES][SIEVE_KEY][16], high[SIEVE_TABLES][SIEVE_KEY][16];
} __attribute__((aligned(16)));

struct sieve_bins {
    guint32 fits[256][SIEVE_KEY]; /* by byte and link: bins whose keys may have it there */
    struct sieve_halves halves;   /* the same, a bit less strict */
    gboolean vectors;             /* of 32 bytes, there are */
    struct sieve_chain *chains;   /* by bin */
    struct sieve_group *groups;   /* by bin */
    guint first[SIEVE_BINS + 1];  /* number of a bin's first group */
};

void sieve_bins_fill(struct sieve_bins *bins, GArray *chains);
void sieve_bins_clear(struct sieve_bins *bins);
void sieve_bins_scan(const struct sieve_bins *bins, const struct strip *strip);
