/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which format a source is, by its content. */
#pragma once

#include "scanner/base/format.h"
#include "scanner/lib/magic.h"

struct sorting {
    const struct format *format; /* NULL: nobody reads it */
    char media_type[96];
};

/* Asks libmagic and every format's sniff; what is text in no known format is format "text". */
void sort_source(struct mime *mime, const struct source *source, struct sorting *sorting);
