/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shape: how the digits of a number and the signs between them stand ("YYMMDD-NNNN"; the language is told in rule.h). */
#pragma once

#include <glib.h>

#define SHAPE_TOKENS_MAX 40
#define SHAPE_GROUP_MAX 32 /* longest first group of digits */

struct shape {
    struct {
        char sign; /* 'N': digits; '0' to '9': that one; else the sign itself */
        guint8 min, max; /* of digits */
    } tokens[SHAPE_TOKENS_MAX];
    guint8 count;
    char lead;                     /* '+' or '(' before the first digit; 0: none */
    guint8 first_min, first_max;   /* digits of the first group */
};

gboolean shape_good(const char *text, GError **error);
gboolean shape_compile(struct shape *shape, const char *text, GError **error);
/*
 * End of the match that begins with the first digit of a group at text[at] (a lead stands before it); 0: none. The byte at end, where there
 * is one, is no digit.
 */
gsize shape_match(const struct shape *shape, const char *text, gsize at, gsize len);
/* Copies a hit as a validator reads it: one space for several, no line break after a hyphen. out holds at least len + 1 bytes. */
gsize shape_clean(const char *spelt, gsize len, char *out);
/* TRUE where the shape is that many digits and nothing else. */
gboolean shape_bare(const char *text, gsize digits);
