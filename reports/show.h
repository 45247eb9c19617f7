/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file explained in the terminal: verdict, reasons, findings with places and masks, confidence part by part. */
#pragma once

#include "reports/report.h"

struct show_options {
    gboolean colour;
    gboolean reveal; /* findings bear clear values, and they are shown */
    const char *language; /* "sv" or "en" */
};

void show_file(FILE *out, const struct record *record, const struct verdict *verdict, const struct show_options *options);
/* The findings alone, as `patterns test` shows them: kind, mask, confidence and its parts. */
void show_findings(FILE *out, const struct evidence *evidence, const struct show_options *options);
