/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chunk: a piece of a document's text with its place and its sort, as a reader pushes it. */
#pragma once

#include "scanner/base/place.h"
#include "scanner/base/text.h"

enum chunk_sort {
    CHUNK_PROSE, /* running text */
    CHUNK_CELL,  /* a cell of a table: table, row and column are set */
    CHUNK_FIELD, /* the value of a named field: JSON key, XML element or attribute, mail header */
    CHUNK_NAME   /* a name of a file, folder, member or attachment (place.part PART_NAME) */
};

/*
 * How the chunk stands to the one before it. A reader that has to cut a long text cuts it anywhere (but never
 * inside a UTF-8 character) and says JOIN_RUN: the law is that a cut changes no finding.
 */
enum chunk_join {
    JOIN_NONE, /* a new line, paragraph, cell or field */
    JOIN_RUN   /* goes on where the last one ended, nothing between: runs of a word, parts of a long text */
};

struct chunk {
    struct text text; /* valid UTF-8 without NUL */
    struct place place; /* of the first byte; lines within the chunk are counted on from place.line when it is not 0 */
    enum chunk_sort sort;
    enum chunk_join join;
    const char *field; /* CHUNK_FIELD: the field's name; else NULL */
    guint32 table;     /* CHUNK_CELL: number of the table in the document, from 1 */
    guint32 row, column; /* CHUNK_CELL: position in the table, from 1; apart from place.row, which is what a person sees */
};
