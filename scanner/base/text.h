/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text view: a run of UTF-8 bytes that somebody else owns. */
#pragma once

#include <glib.h>
#include <string.h>

struct text {
    const char *at; /* not terminated by NUL; may be NULL where len is 0 */
    gsize len;      /* bytes */
};

static inline struct text text_of(const char *string)
{
    return (struct text){string, string ? strlen(string) : 0};
}

#define TEXT(literal) ((struct text){"" literal, sizeof(literal) - 1})
