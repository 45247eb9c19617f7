/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every file in the order of its path's bytes, in memory that does not grow with their number.
 *
 * Folders come in order of their paths, which end with '/'. A folder's own files lie around those of the folders in it:
 *
 *     /a/b        a file of /a/
 *     /a/b/x      below /a/b/       <- the cursor of /a/ rests here, on "c"
 *     /a/c        /a/ goes on
 *
 * So there is a cursor for each folder from the root to where we are, and before a folder is entered, the files that
 * come before it are told.
 */
#include "reports/register/read.h"

#include <string.h>

struct level {
    char *path;
    struct query *query;
    gboolean row; /* a row is waiting */
};

struct walk {
    struct register_ *reg;
    GPtrArray *levels; /* of struct level; the last is the deepest */
    register_each_fn each;
    void *user;
};

static void level_free(gpointer data)
{
    struct level *level = data;

    query_free(level->query);
    g_free(level->path);
    g_free(level);
}

static gboolean advance(struct level *level, GError **error)
{
    enum step step = query_step(level->query, error);

    level->row = step == STEP_ROW;
    return step != STEP_ERROR;
}

/* Tells the level's files that come before the path (NULL: all). */
static gboolean drain(struct walk *walk, struct level *level, const char *before, GError **error)
{
    while (level->row) {
        AUTO(record) record = NULL;

        if (before) {
            g_autofree char *name = query_string(level->query, 1), *path = g_strconcat(level->path, name, NULL);

            if (strcmp(path, before) > 0)
                return TRUE;
        }
        record = record_of_row(walk->reg, level->query, level->path, error);
        if (!record || !walk->each(record, walk->user, error) || !advance(level, error))
            return FALSE;
    }
    return TRUE;
}

/* Leaves the levels that the path (NULL: none any more) does not lie in. */
static gboolean leave(struct walk *walk, const char *path, GError **error)
{
    while (walk->levels->len) {
        struct level *top = walk->levels->pdata[walk->levels->len - 1];

        if (path && g_str_has_prefix(path, top->path))
            return drain(walk, top, path, error);
        if (!drain(walk, top, NULL, error))
            return FALSE;
        g_ptr_array_set_size(walk->levels, (int)walk->levels->len - 1);
    }
    return TRUE;
}

static gboolean enter(struct walk *walk, gint64 id, const char *path, GError **error)
{
    struct level *level;
    struct query *query;

    if (!leave(walk, path, error))
        return FALSE;
    query = query_new(walk->reg->sql, "SELECT " RECORD_COLUMNS " WHERE file.folder = ? AND file.gone = 0 ORDER BY file.name", error);
    if (!query)
        return FALSE;
    level = g_new0(struct level, 1);
    level->path = g_strdup(path);
    level->query = query;
    g_ptr_array_add(walk->levels, level);
    query_bind(query, "i", id);
    return advance(level, error);
}

static gboolean below(struct walk *walk, const char *root, GError **error)
{
    g_autofree char *from = folder_key(root), *after = folder_after(from);
    struct query *query = query_new(walk->reg->sql, "SELECT id, path FROM folder WHERE path >= ? AND path < ? ORDER BY path", error);
    enum step step = STEP_ERROR;
    gboolean ok = query != NULL;

    if (query)
        query_bind(query, "bb", from, strlen(from), after, strlen(after));
    while (ok && (step = query_step(query, error)) == STEP_ROW) {
        g_autofree char *path = query_string(query, 1);

        ok = enter(walk, query_int(query, 0), path, error);
    }
    ok = ok && step == STEP_END && leave(walk, NULL, error);
    g_ptr_array_set_size(walk->levels, 0);
    query_free(query);
    return ok;
}

/* A root may be one file. */
static gboolean itself(struct walk *walk, const char *root, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    AUTO(record) record = register_get(walk->reg, root, &wrong);

    if (wrong)
        g_propagate_error(error, g_steal_pointer(&wrong));
    else if (!record)
        return TRUE;
    return record && walk->each(record, walk->user, error);
}

static int by_bytes(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In order, without those that lie in another. */
static GPtrArray *apart(const char *const *roots)
{
    static const char *const everything[] = {"/", NULL};
    GPtrArray *sorted = g_ptr_array_new_with_free_func(g_free);
    guint kept = 0;

    for (roots = roots ? roots : everything; *roots; roots++)
        g_ptr_array_add(sorted, folder_key(*roots));
    g_ptr_array_sort(sorted, by_bytes);
    for (guint i = 1; i < sorted->len; i++) {
        if (g_str_has_prefix(sorted->pdata[i], sorted->pdata[kept]))
            continue;
        kept++;
        if (kept != i) {
            char *swap = sorted->pdata[kept];

            sorted->pdata[kept] = sorted->pdata[i];
            sorted->pdata[i] = swap;
        }
    }
    if (sorted->len)
        g_ptr_array_set_size(sorted, (int)kept + 1);
    return sorted;
}

gboolean register_each(struct register_ *reg, const char *const *roots, register_each_fn each, void *user, GError **error)
{
    struct walk walk = {reg, g_ptr_array_new_with_free_func(level_free), each, user};
    g_autoptr(GPtrArray) sorted = apart(roots);
    gboolean mine = !sql_in_transaction(reg->sql); /* one view of it all, while a scan may write */
    gboolean ok = !mine || sql_run(reg->sql, "BEGIN", error);

    for (guint i = 0; ok && i < sorted->len; i++) {
        g_autofree char *bare = g_strndup(sorted->pdata[i], strlen(sorted->pdata[i]) - 1);

        ok = (!*bare || itself(&walk, bare, error)) && below(&walk, sorted->pdata[i], error);
    }
    g_ptr_array_unref(walk.levels);
    if (mine && sql_in_transaction(reg->sql))
        sql_run(reg->sql, "ROLLBACK", NULL);
    return ok;
}
