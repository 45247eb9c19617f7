/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rewriting of regular expressions: limited for PCRE2, widened for the prefilter. */
#pragma once

#include <glib.h>

/* The same expression with each repeat without end (* + {n,}) ended at most, to free. */
char *widen_limit(const char *expression, guint most);
/*
 * An expression in what vectorscan knows that matches, caseless, all that the given one matches, and ends where it ends: to free. NULL where there
 * is none. Look-arounds and \b are gone, classes and repeats are wider.
 */
char *widen(const char *expression);
