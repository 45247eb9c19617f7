/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the HTML page share: its state, and the few ways to put text into it. */
#pragma once

#include "reports/ranking.h"
#include "reports/totals.h"

/* The page stays of one size however large the scan: more files than this stand in the CSV alone. */
#define HTML_ROWS_MAX 2000
#define HTML_UNREAD_MAX 2000
#define HTML_SAMPLE 10
#define HTML_FINDINGS_MAX 100        /* values shown of one file */
#define HTML_FINDINGS_BYTES (16u << 20) /* of all files together; then files show how many only */

struct html {
    FILE *out;
    GString *text; /* what is not yet written */
    struct report_about about;
    struct totals *totals;
    struct ranking *files, *sample, *unread;
    guint64 unread_rows; /* all that belong in the list of unread */
    guint64 findings_bytes;
    gboolean swedish;
};

/* A row of the list of files; findings may be left out for room. */
struct html_row {
    char *head, *findings, *tail;
};

/* --- text --- */
/* Markup of ours, as printf. What comes from files never goes here. */
void html_add(GString *out, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Any text: visible, masked, escaped. */
void html_text(GString *out, const char *text);
/* A path or name of a file; a break is allowed after each '/'. */
void html_path(GString *out, const char *path, const struct evidence *evidence);
/* Words as they are in the catalogue, escaped. */
void html_words(GString *out, const char *words);
/* The badge of a class; CLASS_NONE is "?". */
void html_badge(GString *out, int class);
/* "▮▮▯▯ Alla på servern" */
void html_exposure(GString *out, enum exposure exposure);
/* A bar of this style ("g3"), as long as part is of whole, in a table's cell: <td>...</td>. */
void html_bar(GString *out, const char *style, guint64 part, guint64 whole, guint width);
/* <td class="r" data-e="label">12 345</td>; label NULL: none. */
void html_count(GString *out, guint64 count, const char *label, gboolean swedish);
/* Heading of a section: opens <section id> with <h2>. */
void html_section(GString *out, const char *id, const char *heading);

/* --- parts of the page, in order --- */
void html_head(struct html *html);
void html_start(struct html *html);
void html_units(struct html *html);
void html_folders(struct html *html);
/* Drawing of the folders by their files in K3; called by html_folders. Nothing where there are few. */
void html_treemap(struct html *html);
void html_files(struct html *html);
/* Sums by folder of what has no row; called by html_files. */
void html_tree(struct html *html);
void html_unread(struct html *html);
void html_formats(struct html *html);
void html_guide(struct html *html);
void html_made(struct html *html);
void html_foot(struct html *html);

/* --- rows, made while records stream --- */
struct html_row *html_row_new(const struct html *html, const struct record *record, const struct verdict *verdict);
void html_row_free(gpointer row);
/* Findings of one file, grouped by kind: <details>; NULL where there are none to show. */
char *html_findings(const struct record *record, const struct verdict *verdict, gboolean swedish);
/* Row of the list of what was not read; to free. */
char *html_unread_row(const struct html *html, const struct record *record, const struct verdict *verdict);
