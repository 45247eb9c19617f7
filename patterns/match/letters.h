/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters: which of 64 bytes are part of a word. */
#pragma once

#include <glib.h>

/* A bit for each byte, the first of them lowest. */
struct letters {
    guint64 word;  /* of a letter or an ASCII digit: beyond ASCII all signs but those that begin with C2, E2 or F0 and up, and the signs for times and division */
    guint64 digit;
    guint64 rest;  /* no sign begins there */
};

/* Of text[at] to text[at + 63]; what lies beyond len is none. text is valid UTF-8, cut anywhere. */
struct letters letters_of(const char *text, gsize len, gsize at);
