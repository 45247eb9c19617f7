/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signs: what one item of a regular expression that takes a single character may take, at least. */
#pragma once

#include "patterns/match/chain.h"

struct signs {
    guint64 low[32]; /* code points below 0x800 that may come: one or two bytes */
    gboolean far;    /* and any from there on */
};

/* Reads the item at *at (a character, an escape, a class or '.') and moves on. FALSE: it is none that is known. */
gboolean signs_read(const char **at, gboolean caseless, struct signs *signs);
/* All its spellings in bytes, to free; NULL where they are too many. */
GArray *signs_exact(const struct signs *signs);
/* What each spelling begins with, what each ends with; to free. */
GArray *signs_head(const struct signs *signs);
GArray *signs_tail(const struct signs *signs);
/* Bytes of the shortest and longest. */
guint signs_min(const struct signs *signs);
guint signs_max(const struct signs *signs);
