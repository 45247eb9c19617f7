/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns: lists in plain text whose columns stand apart by spaces, below a line of headers. */
#pragma once

#include "scanner/base/text.h"

#define COLUMNS_MAX 24
#define COLUMNS_WIDTH 320 /* characters of a line; a longer one is of no list */

struct columns {
    guint count;                           /* 0: no list */
    guint from[COLUMNS_MAX];               /* character at which a column's header begins; its column begins somewhere in the gap before */
    guint gap[COLUMNS_MAX];                /* ... and that gap */
    guint64 blank[COLUMNS_WIDTH / 64];     /* characters at which all lines are blank */
};

/*
 * Bytes of the list with which text begins, whole lines; 0 (and no columns): there is none. A list is a line of headers, two or more apart by two spaces and
 * without digits, and at least three rows that keep the gaps open and hold digits.
 */
gsize columns_list(struct text text, struct columns *columns);
/* Bytes of further rows of the list; the columns become narrower where the rows' gaps are. */
gsize columns_rows(struct text text, struct columns *columns);
/* The column's text in a line (without its line end), trimmed; column from 0. */
struct text columns_cell(const struct columns *columns, struct text line, guint column);
/* The first line, without its line end; whole: its bytes with that. */
struct text columns_line(struct text text, gsize *whole);
