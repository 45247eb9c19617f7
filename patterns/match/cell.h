/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as spreadsheets spoil them: leading zeros lost, exponents, decimals that are none. */
#pragma once

#include <glib.h>

#define CELL_DIGITS_MAX 20

/* A cell whose whole text is a spoilt number. */
struct cell_number {
    guint64 from, to;               /* stream offsets */
    char digits[CELL_DIGITS_MAX + 1]; /* what was meant */
};

/* FALSE: the text is something else, or stands there unspoilt. */
gboolean cell_number(const char *text, gsize len, char digits[CELL_DIGITS_MAX + 1]);
