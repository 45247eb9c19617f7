/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coding: whether bytes are text at all, and in which coding, judged by the bytes alone. */
#pragma once

#include "scanner/base/text.h"

/* Whether the first bytes of a file are text in some coding: hardly any control characters, holes of NUL aside. */
gboolean coding_is_text(struct text head);

/* By byte order mark or by the pattern of NUL bytes: "utf-8", "utf-16le" ...; NULL: neither. mark: the length of the mark. */
const char *coding_wide(struct text head, gsize *mark);

/* "utf-8", "windows-1252", "cp850", "cp437" or "macintosh" for a sample that holds bytes over 127. Never NULL. */
const char *coding_guess(struct text sample);

/* Length of the valid UTF-8 character at the start, 0 where there is none; -1: the bytes end within it. len is at least 1. */
int coding_utf8(const guint8 *at, gsize len);

/* How many bytes from the start are ASCII other than NUL. */
gsize coding_ascii(const guint8 *at, gsize len);
/* How many bytes from the start are NUL. */
gsize coding_nul(const guint8 *at, gsize len);
