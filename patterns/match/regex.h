/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regular expressions, by PCRE2: the only file that knows it. */
#pragma once

#include <glib.h>

#define REGEX_HIT_MAX 200 /* bytes */

struct regex;         /* shared by all */
struct regex_scratch; /* one a detector */

gboolean regex_good(const char *expression, GError **error);
/* Unlimited repeats are limited to REGEX_HIT_MAX. NULL with the expression's fault in words. */
struct regex *regex_new(const char *expression, GError **error);
void regex_free(struct regex *regex);
struct regex_scratch *regex_scratch_new(void);
void regex_scratch_free(struct regex_scratch *scratch);

struct regex_match {
    gsize from, to;             /* of the whole match */
    gsize value_from, value_to; /* of group 1, or of all */
};

/* Where to look: valid UTF-8 with two offsets between which a match may begin, from the first byte of a sign; last itself is the last. */
struct regex_field {
    const char *text;
    gsize len, from, last;
};

/* The first match that begins there; FALSE: none, or over the limits. */
gboolean regex_match(const struct regex *regex, struct regex_scratch *scratch, const struct regex_field *field, struct regex_match *match);
/* After the last regex_new: compiled code may be run and no longer written. */
void regex_seal(void);
/* Before the next regex_new or regex_free. FALSE (in a cage): it cannot be, and neither may be called. */
gboolean regex_unseal(void);
