/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Context: what stands around a hit moves its odds. */
#pragma once

#include "patterns/match/dictionary.h"
#include "patterns/match/hit.h"
#include "patterns/match/label.h"

#define CONTEXT_GROUPS_MAX 64
/* Bytes before and behind a hit that context reads: WITHIN_MAX characters. */
#define CONTEXT_REACH 400

struct surroundings {
    const struct dictionary *dictionary;
    const GArray *words;       /* of struct word_hit, in order; all within reach */
    struct stretch stretch;
    const struct label *label; /* NULL: none */
    gboolean cell;             /* words of other rows say nothing */
};

/* Words of the stream, and the first within reach of the last place asked for: places come nearly in order. */
struct near {
    const struct dictionary *dictionary;
    const GArray *words;
    guint first;
};

/* TRUE where a word within reach of the stretch may raise the odds of a hit by that rule. rules: of struct rule. */
gboolean context_raises(const GPtrArray *rules, struct near *near, guint64 from, guint64 to, guint16 rule);
/* Most by which the words of the label can raise them; label may be NULL. */
double context_lift(const struct rule *rule, guint16 number, const struct dictionary *dictionary, const struct label *label);
/* The words of the rule's context near the hit, and in its label. */
void context_weigh(const struct rule *rule, const struct surroundings *surroundings, struct hit *hit);
/* Signs that touch the hit: letters, a digit behind ".", "," or "-", a sum before "+". listed: on that side stands another of its like.
 * TRUE: it looks like part of a longer number. */
gboolean context_guard(struct stretch stretch, gboolean listed_before, gboolean listed_behind, struct hit *hit);
