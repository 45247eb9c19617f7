/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells and fields that say something only together: a birth date and its last four digits, a setting's name and its value. */
#pragma once

#include "patterns/match/label.h"

#define PAIR_DIGITS 12
#define PAIR_NAME_MAX 64

/* What a column or field is called makes of its value. */
enum pair_role { PAIR_NONE, PAIR_BIRTH, PAIR_SERIAL, PAIR_NAME, PAIR_VALUE };

/* A number put together: it stands where its birth date stands. */
struct pair_number {
    guint64 from, to; /* stream offsets */
    char digits[PAIR_DIGITS + 1];
};

struct pair {
    struct pair_number birth;  /* the last birth date, without its serial; to 0: none */
    guint32 table, row;        /* where it stood; 0 for fields */
    gboolean named;            /* the last field was a setting's name: */
    char name[PAIR_NAME_MAX + 1];
    GArray *numbers;           /* of struct pair_number: in the window */
};

/* By the name of a field or the head of a column. */
enum pair_role pair_role(const char *name, gsize len);
/*
 * A whole cell or field of that role, folded, whose text begins at that offset of the stream. reach: bytes of the stream that two parts may
 * lie apart at most.
 */
struct pair_cell {
    enum pair_role role;
    const char *text;
    gsize len;
    guint64 at;
    guint32 table, row;
};
void pair_take(struct pair *pair, const struct pair_cell *cell, guint64 reach);
/* What the field that now comes is called: the setting's name where it is that setting's value, else its own. */
const char *pair_field(struct pair *pair, const char *name);
void pair_reset(struct pair *pair);
