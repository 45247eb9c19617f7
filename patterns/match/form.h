/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms: what is known of a part of a regular expression while its anchor is sought (essay in anchor.c). */
#pragma once

#include "patterns/match/chain.h"

/* Sets are never NULL but exact, inner and those for "some". */
struct form {
    GArray *exact; /* all that it can be; NULL: more than that */
    GArray *head, *tail; /* what all it can be begins with, and ends with */
    GArray *some_head, *some_tail; /* the same where it is not empty, of what may be; NULL: not known */
    GArray *inner; /* the rarest set known, with distances from the part's first byte; NULL: none */
    double share;  /* of inner; 1 without */
    guint min, max; /* bytes */
};

void form_clear(struct form *form);
struct form form_empty(void);
/* These take their parts. */
struct form form_join(struct form *a, struct form *b);
struct form form_either(struct form *a, struct form *b);
/* The part from min to max times (0: without end). */
struct form form_repeat(struct form *form, guint min, guint max);
/* What it begins or ends with may itself be the rarest: to ask for when it is whole. */
void form_whole(struct form *form);
