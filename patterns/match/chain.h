/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains: short rows of classes of bytes, one of which stands in every match of an expression. Sets of them are GArrays of struct chain. */
#pragma once

#include <glib.h>

#define CHAIN_MAX 8
#define CHAINS_MAX 96 /* of one set */

struct bytes {
    guint64 bits[4];
};

struct chain {
    struct bytes link[CHAIN_MAX];
    guint len;
    int from_min, from_max; /* bytes from the match's first byte to the chain's; both may be -1 (a line break before it) */
};

static inline void bytes_add(struct bytes *bytes, guchar byte)
{
    bytes->bits[byte / 64] |= G_GUINT64_CONSTANT(1) << (byte % 64);
}

static inline gboolean bytes_have(const struct bytes *bytes, guchar byte)
{
    return bytes->bits[byte / 64] >> (byte % 64) & 1;
}

/* How often, of all places of a text, the chain stands there. */
double chain_share(const struct chain *chain);
/* Of the places of many texts, half of them prose and half tables of numbers: how many it fits. */
double chain_places(const struct chain *chain);
/* Of all chains of the set together; 1 or more where one of them is empty. */
double chains_share(const GArray *set);

/* The set of the empty chain alone, and an empty set. */
GArray *chains_nothing(void);
GArray *chains_new(void);
void chains_put(GArray *set, const struct chain *chain);

enum chains_keep {
    KEEP_ALL,  /* NULL where one gets too long */
    KEEP_HEAD, /* the first links */
    KEEP_TAIL, /* the last */
    KEEP_BEST  /* the rarest; from_min and from_max count from where the two meet */
};
/* Each of a with each of b behind it. NULL where they get too many. */
GArray *chains_join(const GArray *a, const GArray *b, enum chains_keep keep);
/* All of both; NULL where they get too many. */
GArray *chains_unite(const GArray *a, const GArray *b);
/* Leaves out each chain that another one tells: shorter, and part of it at the same end (tail: the last links, else the first). */
void chains_prune(GArray *set, gboolean tail);
