/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A place: where in a file something stands, as a person would look it up. */
#pragma once

#include <glib.h>

/* The names are those of the JSON Lines contract; part_name() spells them. */
enum part {
    PART_BODY,
    PART_NAME, /* the file's, a folder's or a member's own name */
    PART_HEADER,
    PART_FOOTER,
    PART_FOOTNOTE,
    PART_ENDNOTE,
    PART_COMMENT,
    PART_NOTES, /* the speaker's */
    PART_TEXTBOX,
    PART_DELETED, /* tracked deletion */
    PART_METADATA,
    PART_HIDDEN_SHEET,
    PART_COUNT
};

struct place {
    const char *member; /* path through all archives with '/'; NULL: the file itself */
    const char *sheet;  /* name of the sheet; NULL: none */
    guint32 page;       /* from 1, a slide is a page; 0: none */
    guint32 line;       /* from 1, of the first byte; 0: not known */
    guint32 row, column; /* of a spreadsheet's cell, from 1; 0: no cell */
    guint64 offset;     /* bytes from the start of the decoded text */
    enum part part;
};

/* The contract's spelling ("hidden sheet"); never NULL, "body" for what is out of range. */
const char *part_name(enum part part);

/* Writes "B12" (at most 16 bytes with the NUL) for row 12 and column 2; "" where there is no cell. */
void place_cell(const struct place *place, char cell[16]);

/* Owned copy of the place's strings, freed with place_clear. */
void place_copy(struct place *to, const struct place *from);
void place_clear(struct place *place);
