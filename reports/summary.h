/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The summary that a scan prints in the terminal or into a nightly mail: one screen, what matters first. */
#pragma once

#include "reports/report.h"

struct summary;

/* about tells the roots, below which folders are told apart; it may be gone afterwards. */
struct summary *summary_new(const struct report_about *about);
void summary_record(struct summary *summary, const struct record *record, const struct verdict *verdict);
/* What stands at its end: file of the report for people (NULL: none) and the exit status that scan will end with (-1: none). */
void summary_tell(struct summary *summary, const char *report, int exit_status);
/* Writes it, 80 columns; with terminal codes for colour only where colour. Words are of gettext's language now. */
void summary_write(const struct summary *summary, FILE *out, const struct report_about *about, gboolean colour);
void summary_free(struct summary *summary);
/* The two lines of an interrupted scan; found 0: the total is not known. */
void summary_interrupted(FILE *out, guint64 done, guint64 found);
