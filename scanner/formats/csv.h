/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a text is a table, judged by how evenly a separator falls on its first lines. */
#pragma once

#include "scanner/base/text.h"

/* FALSE at once for bytes that are no text. */
gboolean csv_possible(struct text head);
/*
 * The separator of a text's beginning (UTF-8), NUL where there is none; the name's ending (".csv") lowers what is asked
 * for. sure, where not NULL: 0-100 that it is a table at all.
 */
char csv_separator(struct text head, const char *name, int *sure);
