/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding: the many ways to write one sign become one, on the way into the window. */
#pragma once

#include "patterns/match/window.h"

/* What folding remembers from chunk to chunk; all zeros at the start. */
struct fold {
    gboolean carriage_return; /* a CR came last, and is not yet put */
    gboolean moved;           /* the next byte needs a mark of its own */
};

/*
 * Puts the chunk's text (valid UTF-8, whole characters), of which the first byte stands at this offset from the chunk's start. Composed
 * a, o, e and u with combining marks, hyphens '-', spaces ' ', full-width forms narrow,
 * long s, KELVIN and ANGSTROM the letters they are, zero-width and soft hyphens
 * gone, CR LF a line break, CR alone a space, UTF-8 that was once read as windows-1252 mended.
 */
void fold_text(struct fold *fold, struct window *window, struct text text, guint64 source);
/* The chunk has ended and nothing joins it to the next. */
void fold_end(struct fold *fold);
