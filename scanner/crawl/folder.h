/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder that is to be visited: its name and its parent, no path and no descriptor. */
#pragma once

#include "scanner/crawl/roots.h"

struct folder {
    gint refs;
    const struct root *root;
    struct folder *parent; /* NULL: the root itself */
    char name[];
};

/* Takes a reference of the parent. */
struct folder *folder_new(const struct root *root, struct folder *parent, const char *name);
void folder_unref(struct folder *folder);
/* The whole path, a g_ref_string; *below is where what lies below the root begins in it. */
char *folder_path(const struct folder *folder, gsize *below);
