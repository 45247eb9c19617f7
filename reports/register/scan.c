/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scan writes: what was read, what was as known, which folders were read to their end. */
#include "reports/register/internal.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <string.h>

#define COMMIT_CHANGES 1000
#define COMMIT_MICROSECONDS (2 * G_USEC_PER_SEC) /* others may want to note something meanwhile */
#define FOLDERS_KEPT 20000

gboolean writing(struct register_ *reg, GError **error)
{
    if (reg->failed) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("%s: the register could not be written before"), reg->path);
        return FALSE;
    }
    if (sql_in_transaction(reg->sql))
        return TRUE;
    reg->pending = 0;
    reg->pending_since = g_get_monotonic_time();
    reg->failed = !sql_run(reg->sql, "BEGIN IMMEDIATE", error);
    return !reg->failed;
}

gboolean commit(struct register_ *reg, GError **error)
{
    if (reg->failed || !sql_in_transaction(reg->sql))
        return TRUE;
    reg->failed = !sql_run(reg->sql, "COMMIT", error);
    return !reg->failed;
}

/* After an error SQLite may have rolled back by itself; to go on would enter the rest one by one. */
gboolean written(struct register_ *reg, gboolean ok, GError **error)
{
    if (!ok) {
        reg->failed = TRUE;
        if (sql_in_transaction(reg->sql))
            sql_run(reg->sql, "ROLLBACK", NULL);
        g_hash_table_remove_all(reg->folders);
        return FALSE;
    }
    return ++reg->pending >= COMMIT_CHANGES ? commit(reg, error) : register_tick(reg, error);
}

gboolean register_rest(struct register_ *reg, GError **error)
{
    return commit(reg, error);
}

gboolean register_tick(struct register_ *reg, GError **error)
{
    if (!sql_in_transaction(reg->sql) || g_get_monotonic_time() - reg->pending_since <= COMMIT_MICROSECONDS)
        return TRUE;
    return commit(reg, error);
}

char *folder_key(const char *folder)
{
    return g_str_has_suffix(folder, "/") ? g_strdup(folder) : g_strconcat(folder, "/", NULL);
}

char *folder_after(const char *path)
{
    char *after = g_strdup(path);

    after[strlen(after) - 1] = '/' + 1;
    return after;
}

/* Number of the folder, or 0. */
static gboolean folder_look(struct register_ *reg, const char *path, gint64 *id, GError **error)
{
    struct query *query = sql_query(reg->sql, "SELECT id FROM folder WHERE path = ?", error);
    enum step step;

    *id = 0;
    if (!query)
        return FALSE;
    query_bind(query, "b", path, strlen(path));
    step = query_step(query, error);
    if (step == STEP_ROW)
        *id = query_int(query, 0);
    query_reset(query);
    return step != STEP_ERROR;
}

gboolean folder_id(struct register_ *reg, const char *folder, gint64 *id, GError **error)
{
    g_autofree char *path = folder_key(folder);
    const gint64 *kept = g_hash_table_lookup(reg->folders, path);
    struct query *query;

    if (kept) {
        *id = *kept;
        return TRUE;
    }
    if (!folder_look(reg, path, id, error))
        return FALSE;
    if (!*id) {
        query = sql_query(reg->sql, "INSERT INTO folder (path) VALUES (?)", error);
        if (!query)
            return FALSE;
        query_bind(query, "b", path, strlen(path));
        if (!query_run(query, error))
            return FALSE;
        *id = sql_last_id(reg->sql);
    }
    if (g_hash_table_size(reg->folders) >= FOLDERS_KEPT)
        g_hash_table_remove_all(reg->folders);
    g_hash_table_insert(reg->folders, g_steal_pointer(&path), g_memdup2(id, sizeof *id));
    return TRUE;
}

static gboolean engine_id(struct register_ *reg, const char *version, GError **error)
{
    struct query *query = sql_query(reg->sql, "INSERT OR IGNORE INTO engine (version) VALUES (?)", error);

    if (!query)
        return FALSE;
    query_bind(query, "t", version);
    if (!query_run(query, error) || !(query = sql_query(reg->sql, "SELECT id FROM engine WHERE version = ?", error)))
        return FALSE;
    query_bind(query, "t", version);
    if (query_step(query, error) != STEP_ROW)
        return FALSE;
    reg->engine = query_int(query, 0);
    query_reset(query);
    return TRUE;
}

static gboolean enter_scan(struct register_ *reg, const char *const *roots, const char *classifier_version, GError **error)
{
    struct query *query = sql_query(reg->sql, "INSERT INTO scan (began, engine, classifier, state) VALUES (?, ?, ?, 'running')", error);

    if (!query)
        return FALSE;
    query_bind(query, "iit", reg->began, reg->engine, classifier_version);
    if (!query_run(query, error))
        return FALSE;
    reg->scan = sql_last_id(reg->sql);
    for (; *roots; roots++) {
        query = sql_query(reg->sql, "INSERT OR IGNORE INTO root (scan, path) VALUES (?, ?)", error);
        if (!query)
            return FALSE;
        query_bind(query, "ib", reg->scan, *roots, strlen(*roots));
        if (!query_run(query, error))
            return FALSE;
    }
    return TRUE;
}

guint64 register_begin(struct register_ *reg, const char *const *roots, const char *engine_version, const char *classifier_version,
                       GError **error)
{
    gboolean ok;

    reg->began = g_get_real_time() / G_USEC_PER_SEC;
    /* A scan that still runs by its row was killed: this one holds the lock. */
    ok = writing(reg, error) && sql_run(reg->sql, "UPDATE scan SET state = 'unfinished' WHERE state = 'running'", error) &&
         engine_id(reg, engine_version, error) && enter_scan(reg, roots, classifier_version, error);
    if (!written(reg, ok, error) || !commit(reg, error))
        return 0;
    return (guint64)reg->scan;
}

static gboolean answered(enum status status)
{
    return status != STATUS_DENIED && status != STATUS_CRASHED;
}

GHashTable *register_folder(struct register_ *reg, const char *folder, GError **error)
{
    g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree char *path = folder_key(folder);
    struct query *query = sql_query(reg->sql,
                                    "SELECT name, size, mtime, ctime, device, inode, mode, uid, gid, links, engine, status FROM file"
                                    " WHERE folder = (SELECT id FROM folder WHERE path = ?)", error);
    enum step step;

    if (!query)
        return NULL;
    query_bind(query, "b", path, strlen(path));
    while ((step = query_step(query, error)) == STEP_ROW) {
        struct known *known = g_new0(struct known, 1);

        known->identity = (struct identity){(guint64)query_int(query, 1), query_int(query, 2), query_int(query, 3),
                                            (guint64)query_int(query, 4), (guint64)query_int(query, 5), (guint32)query_int(query, 6),
                                            (guint32)query_int(query, 7), (guint32)query_int(query, 8), (guint32)query_int(query, 9)};
        known->current = query_int(query, 10) == reg->engine;
        known->trusted = answered((enum status)query_int(query, 11));
        g_hash_table_insert(all, query_string(query, 0), known);
    }
    return step == STEP_ERROR ? NULL : g_steal_pointer(&all);
}

gboolean register_keep(struct register_ *reg, const char *folder, const char *name, GError **error)
{
    gint64 id;
    gboolean ok = writing(reg, error) && folder_id(reg, folder, &id, error);
    struct query *query = ok ? sql_query(reg->sql, "UPDATE file SET seen = ?, gone = 0 WHERE folder = ? AND name = ?", error) : NULL;

    if (query) {
        query_bind(query, "iib", reg->scan, id, name, strlen(name));
        ok = query_run(query, error);
        if (ok && sql_changes(reg->sql) != 1) {
            ok = FALSE;
            g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("%s: a file that was to be kept is not in the register"), reg->path);
        }
    }
    return written(reg, query && ok, error);
}

gboolean register_identity(struct register_ *reg, const char *folder, const char *name, const struct identity *identity, GError **error)
{
    gint64 id;
    gboolean ok = writing(reg, error) && folder_id(reg, folder, &id, error);
    struct query *query = ok ? sql_query(reg->sql, "UPDATE file SET size = ?, mtime = ?, ctime = ? WHERE folder = ? AND name = ?", error) : NULL;

    if (query) {
        query_bind(query, "iiiib", (gint64)identity->size, identity->mtime_ns, identity->ctime_ns, id, name, strlen(name));
        ok = query_run(query, error);
    }
    return written(reg, query && ok, error);
}

/* Where an earlier scan could not look into the folder it stands as a file of the one above: that is over. */
static gboolean forget_refusal(struct register_ *reg, const char *folder, GError **error)
{
    g_autofree char *name = g_path_get_basename(folder), *parent = g_path_get_dirname(folder), *above = folder_key(parent);
    struct query *query = sql_query(reg->sql,
                                    "UPDATE file SET gone = ? WHERE folder = (SELECT id FROM folder WHERE path = ?) AND name = ?"
                                    " AND seen <> ? AND gone = 0", error);

    if (!query)
        return FALSE;
    query_bind(query, "ibbi", reg->scan, above, strlen(above), name, strlen(name), reg->scan);
    return query_run(query, error);
}

gboolean register_folder_done(struct register_ *reg, const char *folder, GError **error)
{
    gint64 id;
    gboolean ok = writing(reg, error) && folder_id(reg, folder, &id, error);
    struct query *query = ok ? sql_query(reg->sql, "UPDATE folder SET done = ?, gone = 0 WHERE id = ?", error) : NULL;

    if (query) {
        query_bind(query, "ii", reg->scan, id);
        ok = query_run(query, error);
    }
    query = query && ok ? sql_query(reg->sql, "UPDATE file SET gone = ? WHERE folder = ? AND seen <> ? AND gone = 0", error) : NULL;
    if (query) {
        query_bind(query, "iii", reg->scan, id, reg->scan);
        ok = query_run(query, error) && forget_refusal(reg, folder, error);
    }
    return written(reg, query && ok, error);
}
