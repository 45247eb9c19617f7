/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing for people: nothing that is scanned may command a terminal, a spreadsheet or a browser. */
#pragma once

#include <glib.h>

/* Bytes of a name or text as one visible line: control characters, newlines and direction overrides become visible signs, invalid
 * UTF-8 U+FFFD. To free. */
char *write_terminal(const char *bytes);
