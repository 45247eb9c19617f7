/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page for a terminal or a file: text with marks for colour, which become escape codes or nothing. */
#pragma once

#include <stdio.h>

#include <glib.h>

/* Marks within a text. What comes from names has none: write_visible() leaves no control character. */
#define MARK_ALARM "\x01"
#define MARK_WARN "\x02"
#define MARK_BOLD "\x03"
#define MARK_DIM "\x04"
#define MARK_END "\x05"

struct page {
    GString *text; /* with marks */
    gboolean colour;
    guint columns;
};

void page_begin(struct page *page, gboolean colour, guint columns);
/* printf; a newline must be written. */
void page_add(struct page *page, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Columns on the screen; marks have none. */
guint page_columns(const char *text);
/* Appends blanks to the GString until the text since `start` is so many columns wide. */
void page_fill(GString *line, gsize start, guint columns);
/* Two blocks of lines side by side, the right one at this column; one below the other where there is no room. */
void page_beside(struct page *page, GPtrArray *left, GPtrArray *right, guint column);
/* Text broken at blanks, each line indented. */
void page_paragraph(struct page *page, const char *text, guint indent);
/* Writes and frees what is held. */
void page_end(struct page *page, FILE *out);
