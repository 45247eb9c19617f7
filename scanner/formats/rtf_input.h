/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of an RTF document, one by one or by runs of plain signs. */
#pragma once

#include "scanner/base/source.h"
#include "scanner/base/text.h"

#define RTF_BUFFER (64 * 1024)

struct rtf_input {
    const struct source *source;
    guint8 *buffer; /* of RTF_BUFFER bytes, the owner's */
    gsize at, len;
    guint64 offset; /* of the buffer's end */
    GError *error;  /* NULL: none so far; the owner's */
};

/* -1 at the end, and where the source cannot be read. */
int rtf_next(struct rtf_input *input);
/* Takes back what rtf_next just gave. */
void rtf_back(struct rtf_input *input, int sign);
/* The byte that rtf_next just gave and the plain ASCII text behind it, as far as it is at hand. */
struct text rtf_run(struct rtf_input *input);
