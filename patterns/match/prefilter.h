/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The prefilter, by vectorscan: tells near what places a regular expression can match. The only file that knows it. */
#pragma once

#include <glib.h>

struct prefilter;
struct prefilter_scratch; /* one a detector */

struct wide {
    char *text;  /* as widen gives it; NULL: there is none */
    char *whole; /* as widen_whole does */
    gboolean caseless;
};

/*
 * NULL where the processor cannot run it or nothing is left. reach[i]: a match begins at most so many bytes before the end that is told;
 * 0: the expression is not watched and must be tried everywhere.
 */
struct prefilter *prefilter_new(const struct wide *expressions, guint count, guint *reach);
void prefilter_free(struct prefilter *prefilter);
struct prefilter_scratch *prefilter_scratch_new(const struct prefilter *prefilter);
void prefilter_scratch_free(struct prefilter_scratch *scratch);
/* Calls ends for each expression and each end of a stretch from which a match can go on. text is valid UTF-8. FALSE: it could not, try all everywhere. */
gboolean prefilter_scan(const struct prefilter *prefilter, struct prefilter_scratch *scratch, const char *text, gsize len,
                        void (*ends)(void *user, guint expression, gsize end), void *user);
