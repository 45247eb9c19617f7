/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of cells in spreadsheets, and what of a formula is worth reading. */
#pragma once

#include "scanner/base/text.h"

/* Row 12 and column 2 of "B12", "$B$12" or "B12:C14". FALSE: it is none, and both stay. */
gboolean cell_parse(const char *name, guint32 *row, guint32 *column);
/* The formula holds a text, or a number of six digits or more: more than names of cells. */
gboolean formula_holds_value(struct text formula);
