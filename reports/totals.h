/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums kept while the records of a scan stream by: what every report and the summary say before they name a file. */
#pragma once

#include "reports/report.h"
#include "reports/write/words.h"

#define SLOT_UNKNOWN (CLASS_K4 + 1) /* files without a class */
#define SLOTS (SLOT_UNKNOWN + 1)

/* Of a folder, or of all. */
struct sum {
    char *name; /* as the file system has it, below the root; NULL: lies directly in the root */
    guint64 files, class[SLOTS], full, partial, unread;
    guint64 open;    /* K3 and K4 files that everybody on the server may read */
    guint64 persons; /* different ones, at 0.5 or more; at least so many where totals->persons_capped */
    gint64 oldest;   /* seconds since 1970, of the K2 to K4 files; 0: none */
    enum exposure widest; /* of the K3 and K4 files */
    struct sum *unit;     /* of a folder: the förvaltning it lies in */
    guint index;          /* in the order they came, from 1; 0: the rest */
};

enum format_group {
    FORMAT_TEXT, FORMAT_PDF, FORMAT_TABLE, FORMAT_MAIL, FORMAT_IMAGE, FORMAT_CODE, FORMAT_SLIDES, FORMAT_ARCHIVE, FORMAT_OTHER,
    FORMAT_GROUPS
};

#define AGES 5

struct totals {
    struct sum all;
    guint64 bytes, bytes_read; /* of the files; of those bytes, how many were read */
    guint64 status[STATUS_COUNT], unread[STATUS_COUNT]; /* all files; those without a class */
    guint64 urgent; /* files that must be seen to today; each once */
    guint64 protected, protected_open, credentials, credentials_open, open, qualified; /* the lines of the urgent */
    guint64 test_files, test_values, excepted;
    guint64 denied_folders;
    GPtrArray *denied; /* of char *: the first of them, as the file system has them */
    GHashTable *units, *folders; /* name -> struct sum; first folder below the root, first two */
    struct sum rest, rest_folders; /* what found no room in them */
    struct {
        guint64 files, full, secret;
    } formats[FORMAT_GROUPS];
    struct {
        guint64 secret, sensitive;
    } ages[AGES]; /* under 1, 1-2, 3-5, 6-10 and over 10 years */
    GHashTable *kinds; /* char * -> struct kind_sum */
    gboolean persons_capped;
    GHashTable *persons; /* who was counted already */
    gint64 now;
    char **roots;
    gboolean swedish;
};

struct kind_sum {
    guint64 files, values;
};

/* about may be gone before the totals. */
struct totals *totals_new(const struct report_about *about);
void totals_free(struct totals *totals);
/* The förvaltning that a file was counted under. */
const struct sum *totals_unit(const struct totals *totals, const char *path);
void totals_add(struct totals *totals, const struct record *record, const struct verdict *verdict);

/* A folder that could not be opened, or was left by a limit: no file, stands in no other sum. */
gboolean totals_is_folder(const struct record *record);
/* Path below the root it was found under, without leading '/'; the whole path where it is below none. Part of the record's path. */
const char *totals_below_root(const struct totals *totals, const char *path);
/* Slot of the class in a sum. */
guint totals_slot(const struct verdict *verdict);
/* READ or EMPTY with a class / some of it / nothing. */
gboolean totals_is_full(const struct record *record, const struct verdict *verdict);
gboolean totals_is_unread(const struct record *record, const struct verdict *verdict);
/* Needs attention today: urgent by its verdict, or secret and open to everybody. */
gboolean totals_is_urgent(const struct record *record, const struct verdict *verdict);
enum format_group totals_format(const char *media_type);
/* "Word och annan text" */
const char *totals_format_words(enum format_group group);
/* "1–2 år" */
const char *totals_age_words(guint age);
/* The sums of a table with the worst first: by K4 and K3, K2, files, then name. Array to unref; the sums are the totals'. */
GPtrArray *totals_worst(GHashTable *sums);
/* Shown name of a sum: masked, visible, "Directly in the folder scanned" for NULL. To free. */
char *totals_name(const struct sum *sum);
/* The same in at most so many columns of a terminal: "förvaltningen" becomes "förv." before anything is cut. To free. */
char *totals_short_name(const struct sum *sum, gboolean last_folder, guint columns);
/* "Barn och familj 22, Grundskola 9": the folders with most files open to everybody, at most three; columns 0: uncut. To free. */
char *totals_open_where(const struct totals *totals, guint columns);

/* One thing to do, and the figure or person that goes with it; rest may be NULL. */
struct step {
    char *what, *rest;
};

/* What to do now, the most urgent first, one to five of them; array of struct step, to unref. */
GPtrArray *totals_steps(const struct totals *totals);
/* "52 files need attention today", or "Nothing urgent was found"; to free. */
char *totals_heading(const struct totals *totals);
