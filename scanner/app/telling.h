/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling: every record of the register goes through its verdict into the reports, and into the summary. */
#pragma once

#include "reports/register/register.h"
#include "reports/summary.h"
#include "scanner/app/outputs.h"

struct telling {
    struct register_ *reg;
    struct classifier *classifier;
    const char *const *below;    /* only files below these folders; NULL: all */
    struct report_about about;   /* language is that of the reports */
    const char *summary_language; /* NULL: no summary */
    GPtrArray *outputs;          /* of struct output; may be empty */
    guint64 *root_files;         /* NULL, or where the number of files below each root is counted */
    gboolean unread;             /* answer: something could not be read */
    guint64 files;               /* answer: how many records were told */
    struct summary *summary;     /* its own */
    char *page;                  /* its own: the HTML report's file */
    char **written;              /* its own: the files of all reports, once they are in their place; NULL: not yet */
};

/* Writes all reports. FALSE with error where one of them could not be written. */
gboolean telling_tell(struct telling *telling, GError **error);
/* Writes the summary to standard output, where one was asked for; it tells the exit status. */
gboolean telling_sum_up(struct telling *telling, int exit_status, GError **error);
void telling_clear(struct telling *telling);
