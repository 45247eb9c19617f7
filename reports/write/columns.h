/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in columns of a terminal: widths are columns on the screen, not bytes. */
#pragma once

#include <glib.h>

guint columns_of(const char *text);
/* At most so many columns, cut in the middle with '…'; to free. */
char *columns_cut(const char *text, guint columns);
/* Appends the text and blanks up to the columns; blanks first where right. */
void columns_pad(GString *out, const char *text, guint columns, gboolean right);
/* Appends the text broken at blanks; lines after the first begin with indent blanks. Words longer than a line stand alone. */
void columns_wrap(GString *out, const char *text, guint columns, guint indent);
