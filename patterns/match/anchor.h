/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anchors: what must stand in a text near where a regular expression matches. */
#pragma once

#include "patterns/match/chain.h"

struct anchor {
    GArray *chains; /* of struct chain: in each match one of them stands, so far from its first byte */
    gboolean edges; /* a chain may be a line break that the text's own edge stands for: tried there too */
};

/* The rarest that can be told. FALSE: the expression is not understood, or all that is known of it is common. */
gboolean anchor_find(const char *expression, struct anchor *anchor);
