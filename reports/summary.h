/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The summary that a scan prints in the terminal or into a nightly mail: one screen, what matters first. */
#pragma once

#include "reports/report.h"

struct summary;

struct summary *summary_new(void);
void summary_record(struct summary *summary, const struct record *record, const struct verdict *verdict);
/* Writes it, 80 columns; with terminal codes for colour only where colour. Words are of gettext's language now. */
void summary_write(const struct summary *summary, FILE *out, const struct report_about *about, gboolean colour);
void summary_free(struct summary *summary);
