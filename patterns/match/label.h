/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels: what a table's column is headed and a field is called, with the words of the dictionary in it. */
#pragma once

#include "patterns/match/dictionary.h"

struct label {
    guint64 id;    /* from 1; its own in the file */
    GArray *words; /* of struct word_hit */
    guint heads;   /* cells that were taken as header */
    gboolean data; /* a cell that is no header has come */
    guint named;   /* what the namer made of its name; 0: nothing */
    guint role;    /* enum pair_role */
    guint32 quasi; /* quasi.h */
    guint32 cells; /* of data, counted to some few */
    gint64 table;  /* its own in the file; 0: a field */
};

struct labels; /* of one file */

/* What is told by a name as a whole: a number, 0 for nothing. */
struct namer {
    guint (*name)(void *user, const char *text, gsize len);
    void *user;
};

struct labels *labels_new(const struct dictionary *dictionary, struct namer namer);
void labels_free(struct labels *labels);
void labels_reset(struct labels *labels);
/* NULL where there are too many. */
struct label *labels_field(struct labels *labels, const char *name);
struct label *labels_column(struct labels *labels, guint32 part, guint32 table, guint32 column);
/* The quasi-identifiers that stand together in one table, most of all tables; bits 1 << enum quasi. */
guint32 labels_quasi(const struct labels *labels);
/* A whole cell of the column, folded: a header or not. */
void labels_cell(struct labels *labels, struct label *label, const char *text, gsize len);
