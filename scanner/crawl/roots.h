/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roots of a crawl: what was named, made absolute, each once, none within another. */
#pragma once

#include "scanner/crawl/crawl.h"

struct root {
    char *path; /* absolute; of a file: its folder's */
    char *name; /* of a file; NULL for a folder */
    int fd;     /* the folder, O_PATH; -1 for a file */
    struct identity identity;
};

void root_free(struct root *root);
gboolean name_excluded(const char *const *excludes, const char *name);
/* GPtrArray of struct root. missing gets "PATH: why" for each root that cannot be looked at. */
GPtrArray *roots_resolve(const struct crawl_options *options, GPtrArray *missing);
