/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hit: a place in the stream that a rule takes for its own, with the odds that it is right. */
#pragma once

#include "patterns/match/rule.h"

#define REASONS_MAX 8
#define NO_WORD G_MAXUINT32
#define NO_SCOPE 0u

/* Why the odds are what they are. */
struct reason {
    const char *words; /* an N_() text or the rule's own; NULL: made of the word */
    guint32 word;      /* of the dictionary; NO_WORD: none */
    gboolean header;   /* the word stands in the column's header or the field's name */
    double factor;
};

struct hit {
    guint64 from, to; /* stream offsets */
    guint16 rule, spelling;
    guint32 scope;      /* where hits and candidates are counted (chance.h); NO_SCOPE: nowhere */
    double base;        /* the spelling's own confidence */
    double factor;      /* of its odds: all reasons together */
    gboolean lacking;   /* a word that is needed is not there */
    gboolean by_words;  /* words near speak for it: it does not share the lot of its like */
    gboolean person;    /* what stands beside it makes it somebody's: a birth date or an address and a name */
    guint reasons;
    struct reason reason[REASONS_MAX];
    struct check_result result;
};

/* What is left of a hit until all of a block are settled: a block has many, and most of them are not kept. */
struct claim {
    guint64 from, to;
    guint64 key;     /* of kind and value (store.h) */
    guint16 rule, spelling;
    guint32 scope;
    guint32 detail;  /* number of the hit among the block's; NO_DETAIL: the store would not take it */
    gboolean lacking, by_words;
    gboolean inner;  /* part of a longer hit that is likely itself */
    double base, factor;
    double odds;     /* all told */
};
#define NO_DETAIL G_MAXUINT32

/* All but the reasons and the result, which are written as they come to be known. */
static inline void hit_init(struct hit *hit, guint64 from, guint64 to, guint16 rule, guint16 spelling, double base)
{
    hit->from = from;
    hit->to = to;
    hit->rule = rule;
    hit->spelling = spelling;
    hit->scope = NO_SCOPE;
    hit->base = base;
    hit->factor = 1;
    hit->lacking = hit->by_words = hit->person = FALSE;
    hit->reasons = 0;
}

static inline void hit_reason(struct hit *hit, struct reason reason)
{
    hit->factor *= reason.factor;
    if (hit->reasons < REASONS_MAX)
        hit->reason[hit->reasons++] = reason;
}
