/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The net: what signs may follow each other in the matches of a regular expression, roughly (essay in gate.c). */
#pragma once

#include "patterns/match/chain.h"

#define NET_FREE G_MAXUINT /* the class of a step that takes no sign */
#define NET_HIGH 0xc3      /* stands before the match for any sign that is not ASCII */

struct step {
    guint from, to; /* knots */
    guint class;    /* of the signs' first bytes */
};

struct net {
    GArray *steps;   /* of struct step */
    GArray *classes; /* of struct bytes */
    guint knots;     /* number 0 is where it begins, one sign before the match */
    guint end;       /* a match may end there */
};

/* What an expression may take; one that is not understood takes any sign. */
void net_init(struct net *net, const char *expression);
void net_clear(struct net *net);
