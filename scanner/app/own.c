/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/app/own.h"

#include "reports/register/audit.h"
#include "scanner/app/outputs.h"
#include "scanner/base/digest.h"

#include <sys/stat.h>

static void add(GArray *own, const char *path)
{
    struct stat state;
    if (!path || stat(path, &state) != 0 || !S_ISREG(state.st_mode))
        return;
    struct identity identity = {.device = state.st_dev, .inode = state.st_ino};
    g_array_append_val(own, identity);
}

GArray *own_files(struct register_ *reg, const GPtrArray *outputs, GError **error)
{
    GArray *own = register_reports(reg, error);
    if (!own)
        return NULL;
    g_auto(GStrv) files = register_files(reg);
    g_autofree char *key = key_default_path();
    g_autofree char *audit = audit_default_path();

    add(own, key);
    add(own, audit);
    for (int i = 0; files[i]; i++)
        add(own, files[i]);
    for (guint i = 0; i < outputs->len; i++) {
        const struct output *output = g_ptr_array_index(outputs, i);
        add(own, output->file);
        add(own, output->temporary);
    }
    return own;
}

gboolean own_remember(struct register_ *reg, const char *const *paths, GError **error)
{
    gboolean good = TRUE;

    for (; good && *paths; paths++) {
        struct stat state;
        if (stat(*paths, &state) != 0 || !S_ISREG(state.st_mode))
            continue;
        struct identity identity = {.inode = state.st_ino, .size = (guint64)state.st_size};
        identity.mtime_ns = state.st_mtim.tv_sec * G_GINT64_CONSTANT(1000000000) + state.st_mtim.tv_nsec;
        good = register_put_report(reg, &identity, error);
    }
    return good;
}
