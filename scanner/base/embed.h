/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data files that the build puts into the program, so that it needs none beside it. */
#pragma once

#include <glib.h>

struct embedded {
    const char *name; /* file name without folder: "personnummer.yaml"; NULL ends the table */
    const char *data;
    gsize len; /* bytes; data[len] is NUL */
};

extern const struct embedded embedded_patterns[];    /* patterns/rules */
extern const struct embedded embedded_classifiers[]; /* classifiers/rules */
extern const struct embedded embedded_reports[];     /* reports/assets */
