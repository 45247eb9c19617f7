/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report files of a run: opened before the first byte is read, written beside their place, put there when whole. */
#pragma once

#include "reports/report.h"

struct output {
    const struct report *report;
    char *file; /* NULL: standard output */
    char *temporary; /* what is written until it is whole; NULL: written in place */
    FILE *out;
    void *state; /* of the report, between begin and end */
};

/* Takes "FORMAT:FILE" ('-' is standard output). NULL: DATAROND_ERROR_USAGE for no such format, else what opening said. */
struct output *output_open(const char *assignment, GError **error);
/* Puts a whole report in its place; keep FALSE throws it away. Frees it. */
gboolean output_close(struct output *output, gboolean keep, GError **error);
/* All formats with their words, one a line, for --help; to free. */
char *outputs_help(void);
