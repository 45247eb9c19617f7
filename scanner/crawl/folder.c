/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/crawl/folder.h"

#include <string.h>

struct folder *folder_new(const struct root *root, struct folder *parent, const char *name)
{
    gsize len = strlen(name);
    struct folder *folder = g_malloc(sizeof *folder + len + 1);

    folder->refs = 1;
    folder->root = root;
    folder->parent = parent;
    memcpy(folder->name, name, len + 1);
    if (parent)
        g_atomic_int_inc(&parent->refs);
    return folder;
}

void folder_unref(struct folder *folder)
{
    while (folder && g_atomic_int_dec_and_test(&folder->refs)) {
        struct folder *parent = folder->parent;
        g_free(folder);
        folder = parent;
    }
}

char *folder_path(const struct folder *folder, gsize *below)
{
    const char *root = strcmp(folder->root->path, "/") == 0 ? "" : folder->root->path;
    gsize len = 0;

    *below = strlen(root) + 1;
    for (const struct folder *at = folder; at->parent; at = at->parent)
        len += strlen(at->name) + 1;
    if (!len) {
        *below = strlen(folder->root->path);
        return g_ref_string_new(folder->root->path);
    }
    g_autofree char *path = g_malloc(*below + len);
    char *end = path + *below - 1 + len;
    *end = '\0';
    for (const struct folder *at = folder; at->parent; at = at->parent) {
        gsize part = strlen(at->name);
        end -= part;
        memcpy(end, at->name, part);
        *--end = '/';
    }
    memcpy(path, root, *below - 1);
    return g_ref_string_new(path);
}
