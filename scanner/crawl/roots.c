/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/crawl/roots.h"

#include "scanner/base/i18n.h"
#include "scanner/crawl/path.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void root_free(struct root *root)
{
    if (root->fd >= 0)
        close(root->fd);
    g_free(root->path);
    g_free(root->name);
    g_free(root);
}

gboolean name_excluded(const char *const *excludes, const char *name)
{
    for (; excludes && *excludes; excludes++)
        if (fnmatch(*excludes, name, 0) == 0)
            return TRUE;
    return FALSE;
}

/* Where a name is a link, or climbs with "..", what it really is; else the name without what says nothing. To free. */
static char *cleaned(const char *root)
{
    g_autofree char *plain = g_canonicalize_filename(root, "/");
    struct stat status;

    if (strstr(root, "/..") || (lstat(plain, &status) == 0 && S_ISLNK(status.st_mode))) {
        char *real = realpath(root, NULL);
        char *copy = g_strdup(real);
        free(real);
        return copy;
    }
    return g_steal_pointer(&plain);
}

static gboolean within(const char *inner, const char *outer)
{
    gsize len = strcmp(outer, "/") == 0 ? 0 : strlen(outer);

    return strncmp(inner, outer, len) == 0 && inner[len] == '/';
}

static struct root *root_new(const char *path, int *reason)
{
    struct stat status;
    struct root *root = g_new0(struct root, 1);

    root->fd = path_open(AT_FDCWD, path, O_PATH | O_CLOEXEC, FALSE);
    if (root->fd < 0 || fstat(root->fd, &status) != 0) {
        *reason = errno;
        root_free(root);
        return NULL;
    }
    path_identity(&status, &root->identity);
    if (S_ISDIR(status.st_mode)) {
        root->path = g_strdup(path);
        return root;
    }
    close(root->fd);
    root->fd = -1;
    root->path = g_path_get_dirname(path);
    root->name = g_path_get_basename(path);
    return root;
}

static char *real_of(const char *path)
{
    char *real = realpath(path, NULL);
    char *copy = g_strdup(real ? real : path);

    free(real);
    return copy;
}

static gboolean within_any(const char *inner, const GPtrArray *outers)
{
    for (guint i = 0; i < outers->len; i++)
        if (within(inner, outers->pdata[i]))
            return TRUE;
    return FALSE;
}

/*
 * A root within another is visited once, by whoever comes first: so it must have the same path both ways, which is its real one.
 * Elsewhere a path stays as it was written.
 */
char **crawl_roots(const char *const *paths)
{
    GPtrArray *roots = g_ptr_array_new();
    g_autoptr(GPtrArray) plains = g_ptr_array_new_with_free_func(g_free), reals = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (; *paths; paths++) {
        char *path = cleaned(*paths);
        g_ptr_array_add(plains, path ? path : g_strdup(*paths));
        g_ptr_array_add(reals, real_of(plains->pdata[plains->len - 1]));
    }
    for (guint i = 0; i < plains->len; i++)
        if (g_hash_table_add(seen, reals->pdata[i]))
            g_ptr_array_add(roots, g_strdup(within_any(reals->pdata[i], reals) ? reals->pdata[i] : plains->pdata[i]));
    g_ptr_array_add(roots, NULL);
    return (char **)g_ptr_array_free(roots, FALSE);
}

GPtrArray *roots_resolve(const struct crawl_options *options, GPtrArray *missing)
{
    GPtrArray *roots = g_ptr_array_new_with_free_func((GDestroyNotify)root_free);
    g_auto(GStrv) paths = crawl_roots(options->roots);

    for (guint i = 0; paths[i]; i++) {
        int reason = 0;
        struct root *root = root_new(paths[i], &reason);
        if (root)
            g_ptr_array_add(roots, root);
        else
            g_ptr_array_add(missing, g_strdup_printf("%s: %s", paths[i], reason == ENOENT ? _("does not exist") : g_strerror(reason)));
    }
    return roots;
}
