/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding: words of paths and rules made comparable. */
#pragma once

#include <glib.h>

/*
 * Lower case, marks over letters gone (å is a, whether composed or not), everything that is no letter or digit one
 * space, none at the ends. Takes any bytes. To free.
 */
char *fold(const char *text);
/* As fold, but upper and lower case and marks are kept: for codes. */
char *fold_spaces(const char *text);
/* Both folded: the words stand in the text from the start of a word on; whole: and end at the end of one. */
gboolean fold_begins(const char *text, const char *words, gboolean whole);
