/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report: one way to tell people what a scan found. One file in reports each. */
#pragma once

#include "classifiers/verdict.h"

#include <stdio.h>

/* What a report knows besides the records. */
struct report_about {
    const char *language;      /* "sv" or "en" */
    const char *const *roots;  /* NULL-terminated */
    gint64 began, ended;       /* seconds since 1970 */
    const char *version;       /* of the program */
    const char *rules;         /* version of the rule sets, short */
    gboolean interrupted;
    gboolean test_numbers_real;
    guint64 excluded;          /* files and folders left out by --exclude */
};

struct report {
    const char *name;    /* FORMAT of --report: "jsonl" */
    const char *words;   /* N_() text for --help */
    /* State of one report into out, which the caller opened and closes. NULL with error. */
    void *(*begin)(FILE *out, const struct report_about *about, GError **error);
    gboolean (*record)(void *state, const struct record *record, const struct verdict *verdict, GError **error);
    /* Writes what is left and frees the state; also after an error (ok FALSE: only frees). */
    gboolean (*end)(void *state, gboolean ok, GError **error);
};

/* NULL-terminated table of all. */
extern const struct report *const reports[];
const struct report *report_find(const char *name);
