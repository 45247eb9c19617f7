/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of RTF that are heeded: groups that hold something else than the body, signs, and codings (RTF 1.9.1). */
#pragma once

#include "scanner/base/place.h"

struct rtf_group {
    const char *word;
    gboolean skip;     /* its text is none: fonts, pictures, styles */
    const char *field; /* its text is this field's value; NULL: it is text of the part */
    enum part part;
};

/* NULL: the word begins no group of its own. */
const struct rtf_group *rtf_group(const char *word);
/* The sign that the word stands for; 0: none. */
gunichar rtf_sign(const char *word);
/* Coding of a code page's number ("windows-1252"), and of a font's charset; NULL: unknown, or of several bytes a sign. */
const char *rtf_codepage(int number);
const char *rtf_charset(int charset);
/* The 128 signs of the bytes from 128 on; pages (coding -> signs, both to free) keeps them. */
const gunichar *rtf_page(GHashTable *pages, const char *coding);
