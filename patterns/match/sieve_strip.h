/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strips: so much of the text as the sieve looks at in one go (sieve.c). */
#pragma once

#include "patterns/match/sieve.h"

#define STRIP_BYTES 2048u
#define STRIP_BEFORE CHAIN_MAX
#define STRIP_BEHIND 40u /* a chain's last links, and what vectors read too much */
#define STRIP_ROOM (STRIP_BEFORE + STRIP_BYTES + STRIP_BEHIND)

#define SIEVE_KEY 4 /* links of a key */

struct sieve_chain {
    struct chain chain;
    guint lead; /* links before its key */
    guint expression;
};

struct strip {
    const struct sieve_text *text;
    const struct sieve_found *found;
    gsize at;  /* of the first byte that a key may begin with */
    guint len; /* such bytes */
    guint8 raw[STRIP_ROOM];    /* from STRIP_BEFORE bytes before at on; zeros beyond the text */
    guint8 folded[STRIP_ROOM]; /* the same, each folded */
};

/* Letters that differ by their case alone become one, also in UTF-8, and digits become one. Some other signs fall together too. */
static inline guint8 strip_fold(guint8 byte)
{
    return byte >= 0x40 ? byte | 0x20 : byte >= '0' && byte <= '9' ? '0' : byte;
}

/* Takes in the strip of its text from at on; keys begin before to. */
void strip_fill(struct strip *strip, gsize at, gsize to);
/* Tells of the chain where it stands whole from that byte of the strip on (it may be one before the strip). */
void strip_tell(const struct strip *strip, const struct sieve_chain *chain, int first);
/* The same where all its bytes are known to fit: it must only be within the text. */
void strip_tell_fitting(const struct strip *strip, const struct sieve_chain *chain, int first);
