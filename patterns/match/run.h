/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every search of a block does with a candidate: where it stands, whether it is valid, how it counts and weighs. */
#pragma once

#include "patterns/match/core.h"

struct run {
    struct detector *detector;
    struct stretch stretch;      /* all that may be looked at */
    guint64 end;                 /* of the block */
    const struct origin *origin; /* of the last place asked for, and how far it goes */
    guint64 where;               /* run_where of it */
    guint label_words;           /* words of its label */
    guint64 ended;               /* where the candidate before the last one ended, of its slot */
    guint64 origin_from, origin_to;
    struct near near; /* words near what is looked at */
    guint64 raised[BLOCK_CELLS]; /* by cell: bits (word_bit) of the rules that words near it are for */
    gsize before; /* bytes of a sign that began before the block, as the prefilter counts */
};

/* A number for the column or document in which candidates are counted. */
static inline guint64 run_where(const struct origin *origin)
{
    return origin->label ? (G_GUINT64_CONSTANT(1) << 32 | origin->label->id) : origin->part;
}
/* Finds the origin of that byte. */
void run_seek(struct run *run, guint64 at);
/* The origin of that byte; cheap where one asks in order. */
static inline const struct origin *run_origin(struct run *run, guint64 at)
{
    if (!run->origin || at < run->origin_from || at >= run->origin_to)
        run_seek(run, at);
    return run->origin;
}
/* TRUE where the rule takes the text for valid; what is learnt in result. */
gboolean run_valid(struct run *run, const struct rule *rule, struct text spelt, struct check_result *result);
/* A candidate of a rule with a validator is counted, against chance. */
void run_count(struct run *run, const struct origin *origin, struct hit *hit, struct text spelt, gboolean good);
/* What is known so far of its like in the column or document has its say. */
double claim_odds(const struct detector *detector, const struct claim *claim);
/* Weighs a hit by its context and claims its place. */
void run_weigh(struct run *run, const struct origin *origin, struct hit *hit);
