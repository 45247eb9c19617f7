/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rewriting of regular expressions: limited for PCRE2, widened for the prefilter. */
#pragma once

#include <glib.h>

/* The same expression with each repeat without end (* + {n,}) ended at most, to free. */
char *widen_limit(const char *expression, guint most);
/*
 * An expression in what vectorscan knows that matches a stretch from the start of all that the given one matches: to free. NULL where there
 * is none. Look-arounds and \b are gone, classes and repeats are wider.
 */
char *widen(const char *expression);
/* The same of all of it, repeats as they are: no match of the given one is longer than the longest of this. To free; NULL: there is none. */
char *widen_whole(const char *expression);
/* TRUE where the case of letters does not count in some part of it. */
gboolean widen_caseless(const char *expression);
