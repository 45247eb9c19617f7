/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digits of a candidate, read once for all rules that take it. */
#pragma once

#include <glib.h>

#define NUMBER_MAX 32 /* digits; of a longer one the last */

struct number {
    guint8 at[NUMBER_MAX]; /* values, the last digit last, zeros before the first */
    guint len;             /* digits in all */
};

/* All digits of text[from..to). */
void number_read(struct number *number, const char *text, gsize from, gsize to);
/* The same for digits that all look alike to whoever counts them: how many signs between them is part of it. */
guint64 number_hash(const struct number *number, gsize signs);
/* TRUE where a number of a day of birth has all that is needed, but for the check digit, and is no date with a time of our days. */
gboolean number_near(const struct number *number, guint needs, guint facts);
/* Which of the wanted facts (bits of enum check_needs) hold. */
guint number_facts(const struct number *number, guint wanted);
