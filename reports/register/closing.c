/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Closes a scan: finds the folders that are gone, adds up, and seals.
 *
 * A folder that is gone says nothing: it is known by its silence. The nearest folder above it that the register knows
 * was read to its end, and told neither of it nor that it could not be read. Where that nearest one was not read to its
 * end, nothing is known, and what lies below stays as it was.
 *
 * The seal is SHA-256 over the seal before it, the scan's number and roots, and every file that the scan saw, in
 * order of folder and name: path, size, time, and the hash of the record's bytes.
 */
#include "reports/register/internal.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <string.h>

#define CLASSES 6 /* none, K0 to K4 */

struct sums {
    GChecksum *seal;
    guint64 seen;
    guint64 files[CLASSES][STATUS_COUNT], bytes[CLASSES][STATUS_COUNT];
};

struct above {
    gint64 id, done, gone; /* id 0: not known */
};

static gboolean look_above(struct register_ *reg, const char *path, gsize len, struct above *above, GError **error)
{
    struct query *query = sql_query(reg->sql, "SELECT id, done, gone FROM folder WHERE path = ?", error);
    enum step step;

    *above = (struct above){0};
    if (!query)
        return FALSE;
    query_bind(query, "b", path, len);
    step = query_step(query, error);
    if (step == STEP_ROW)
        *above = (struct above){query_int(query, 0), query_int(query, 1), query_int(query, 2)};
    query_reset(query);
    return step != STEP_ERROR;
}

/* Whether the folder told of this name: as a file now, or as a folder that could not be read. */
static gboolean told_of(struct register_ *reg, gint64 folder, const char *name, gsize len, gboolean *told, GError **error)
{
    struct query *query = sql_query(reg->sql, "SELECT 1 FROM file WHERE folder = ? AND name = ? AND seen = ?", error);
    enum step step;

    if (!query)
        return FALSE;
    query_bind(query, "ibi", folder, name, len, reg->scan);
    step = query_step(query, error);
    *told = step == STEP_ROW;
    query_reset(query);
    return step != STEP_ERROR;
}

/* Climbs from the folder towards the root until somebody knows. */
static gboolean is_gone(struct register_ *reg, const char *path, const char *root, gboolean *gone, GError **error)
{
    gsize end = strlen(path), least = strlen(root);
    struct above above = {0};
    gboolean told = FALSE;

    *gone = FALSE;
    while (!above.id && end > least) {
        gsize child_end = end - 1, start = child_end;

        while (start > 0 && path[start - 1] != '/')
            start--;
        end = start;
        if (end < least)
            return TRUE;
        if (!look_above(reg, path, end, &above, error) ||
            (above.id && above.done == reg->scan && !told_of(reg, above.id, path + start, child_end - start, &told, error)))
            return FALSE;
    }
    *gone = above.id && (above.done == reg->scan ? !told : above.gone != 0);
    return TRUE;
}

static gboolean set_gone(struct register_ *reg, gint64 id, GError **error)
{
    struct query *query = sql_query(reg->sql, "UPDATE folder SET gone = ? WHERE id = ?", error);

    if (!query)
        return FALSE;
    query_bind(query, "ii", reg->scan, id);
    if (!query_run(query, error))
        return FALSE;
    query = sql_query(reg->sql, "UPDATE file SET gone = ? WHERE folder = ? AND seen <> ? AND gone = 0", error);
    if (!query)
        return FALSE;
    query_bind(query, "iii", reg->scan, id, reg->scan);
    return query_run(query, error);
}

/* One step at a time by path, so that no cursor is open while rows change: parents come before what is in them. */
static gboolean gone_below(struct register_ *reg, const char *root, GError **error)
{
    g_autofree char *from = folder_key(root), *after = folder_after(from), *path = g_strdup(from);

    for (;;) {
        struct query *query = sql_query(reg->sql,
                                        "SELECT id, path FROM folder WHERE path > ? AND path < ? AND done <> ? AND gone = 0"
                                        " ORDER BY path LIMIT 1", error);
        gboolean gone;
        enum step step;
        gint64 id;

        if (!query)
            return FALSE;
        query_bind(query, "bbi", path, strlen(path), after, strlen(after), reg->scan);
        step = query_step(query, error);
        if (step != STEP_ROW)
            return step == STEP_END;
        id = query_int(query, 0);
        g_autofree char *next = query_string(query, 1);
        query_reset(query);
        if (!is_gone(reg, next, from, &gone, error) || (gone && !set_gone(reg, id, error)))
            return FALSE;
        g_free(path);
        path = g_steal_pointer(&next);
    }
}

static void seal_bytes(GChecksum *seal, const void *bytes, gsize len)
{
    guint64 size = GUINT64_TO_LE(len);

    g_checksum_update(seal, (const guchar *)&size, sizeof size);
    g_checksum_update(seal, bytes, (gssize)len);
}

static void seal_number(GChecksum *seal, gint64 number)
{
    gint64 little = GINT64_TO_LE(number);

    g_checksum_update(seal, (const guchar *)&little, sizeof little);
}

static gboolean seal_head(struct register_ *reg, GChecksum *seal, GPtrArray *roots, GError **error)
{
    struct query *query = sql_query(reg->sql, "SELECT hash FROM scan WHERE id < ? AND hash IS NOT NULL ORDER BY id DESC LIMIT 1", error);
    const guint8 *bytes;
    enum step step;
    gsize len;

    if (!query)
        return FALSE;
    query_bind(query, "i", reg->scan);
    step = query_step(query, error);
    if (step == STEP_ROW) {
        bytes = query_bytes(query, 0, &len);
        seal_bytes(seal, bytes, len);
    }
    query_reset(query);
    seal_number(seal, reg->scan);
    for (guint i = 0; i < roots->len; i++)
        seal_bytes(seal, roots->pdata[i], strlen(roots->pdata[i]));
    return step != STEP_ERROR;
}

static gboolean add_up(struct register_ *reg, struct sums *sums, GError **error)
{
    struct query *query = sql_query(reg->sql,
                                    "SELECT folder.path, file.name, file.size, file.mtime, file.hash, file.class, file.status"
                                    " FROM folder CROSS JOIN file ON file.folder = folder.id WHERE file.seen = ?"
                                    " ORDER BY folder.path, file.name", error);
    enum step step;

    if (!query)
        return FALSE;
    query_bind(query, "i", reg->scan);
    while ((step = query_step(query, error)) == STEP_ROW) {
        static const int texts[] = {0, 1, 4};
        gint64 class = CLAMP(query_int(query, 5) + 1, 0, CLASSES - 1), status = CLAMP(query_int(query, 6), 0, STATUS_COUNT - 1);

        for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
            gsize len;
            const guint8 *bytes = query_bytes(query, texts[i], &len);

            seal_bytes(sums->seal, bytes, len);
        }
        seal_number(sums->seal, query_int(query, 2));
        seal_number(sums->seal, query_int(query, 3));
        sums->seen++;
        sums->files[class][status]++;
        sums->bytes[class][status] += (guint64)query_int(query, 2);
    }
    return step == STEP_END;
}

static gboolean enter_sums(struct register_ *reg, const struct sums *sums, GError **error)
{
    for (int class = 0; class < CLASSES; class++)
        for (int status = 0; status < STATUS_COUNT; status++) {
            struct query *query = sql_query(reg->sql, "INSERT INTO sum (scan, class, status, files, bytes) VALUES (?, ?, ?, ?, ?)", error);

            if (!query)
                return FALSE;
            query_bind(query, "iiiii", reg->scan, (gint64)class - 1, (gint64)status, (gint64)sums->files[class][status],
                       (gint64)sums->bytes[class][status]);
            if (sums->files[class][status] && !query_run(query, error))
                return FALSE;
        }
    return TRUE;
}

static GPtrArray *scan_roots(struct register_ *reg, GError **error)
{
    g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func(g_free);
    struct query *query = sql_query(reg->sql, "SELECT path FROM root WHERE scan = ? ORDER BY path", error);
    enum step step;

    if (!query)
        return NULL;
    query_bind(query, "i", reg->scan);
    while ((step = query_step(query, error)) == STEP_ROW)
        g_ptr_array_add(roots, query_string(query, 0));
    return step == STEP_END ? g_steal_pointer(&roots) : NULL;
}

static gboolean count_root(struct register_ *reg, const char *root, GError **error)
{
    g_autofree char *from = folder_key(root), *after = folder_after(from), *folder = g_path_get_dirname(root), *over = folder_key(folder);
    const char *name = strrchr(root, '/');
    struct query *query = sql_query(reg->sql,
                                    "UPDATE root SET files = (SELECT count(*) FROM folder CROSS JOIN file ON file.folder = folder.id"
                                    "  WHERE folder.path >= ? AND folder.path < ? AND file.seen = ?) + (SELECT count(*) FROM file"
                                    "  WHERE folder = (SELECT id FROM folder WHERE path = ?) AND name = ? AND seen = ?)"
                                    " WHERE scan = ? AND path = ?", error);

    if (!query)
        return FALSE;
    name = name ? name + 1 : root;
    query_bind(query, "bbibbiib", from, strlen(from), after, strlen(after), reg->scan, over, strlen(over), name, strlen(name), reg->scan,
               reg->scan, root, strlen(root));
    return query_run(query, error);
}

static gboolean enter_closing(struct register_ *reg, const struct closing *closing, const struct sums *sums, GError **error)
{
    gboolean holds = closing->found == closing->read + closing->unread + closing->unchanged && closing->found == sums->seen;
    const char *state = closing->interrupted ? "interrupted" : holds ? "finished" : "unfinished";
    struct query *query = sql_query(reg->sql,
                                    "UPDATE scan SET ended = ?, state = ?, found = ?, read = ?, unread = ?, unchanged = ?, bytes = ?,"
                                    " seen = ?, hash = ? WHERE id = ?", error);
    guint8 hash[32];
    gsize len = sizeof hash;

    if (!query)
        return FALSE;
    g_checksum_get_digest(sums->seal, hash, &len);
    query_bind(query, "itiiiiiibi", g_get_real_time() / G_USEC_PER_SEC, state, (gint64)closing->found, (gint64)closing->read,
               (gint64)closing->unread, (gint64)closing->unchanged, (gint64)closing->bytes, (gint64)sums->seen, hash, len, reg->scan);
    return query_run(query, error);
}

gboolean register_end(struct register_ *reg, const struct closing *closing, GError **error)
{
    g_autoptr(GPtrArray) roots = NULL;
    struct sums sums = {.seal = g_checksum_new(G_CHECKSUM_SHA256)};
    gboolean ok = writing(reg, error) && (roots = scan_roots(reg, error)) != NULL;

    for (guint i = 0; ok && !closing->interrupted && i < roots->len; i++)
        ok = gone_below(reg, roots->pdata[i], error);
    for (guint i = 0; ok && i < roots->len; i++)
        ok = count_root(reg, roots->pdata[i], error);
    ok = ok && seal_head(reg, sums.seal, roots, error) && add_up(reg, &sums, error) && enter_sums(reg, &sums, error) &&
         enter_closing(reg, closing, &sums, error);
    g_checksum_free(sums.seal);
    return written(reg, ok, error) && commit(reg, error);
}

gboolean register_finished(struct register_ *reg)
{
    gint64 finished = 0;

    return sql_number(reg->sql, "SELECT state = 'finished' FROM scan ORDER BY id DESC LIMIT 1", &finished, NULL) && finished;
}

guint64 register_root_files(struct register_ *reg, const char *root)
{
    struct query *query = sql_query(reg->sql,
                                    "SELECT root.files FROM root JOIN scan ON scan.id = root.scan WHERE root.path = ?"
                                    " AND scan.state = 'finished' ORDER BY scan.id DESC LIMIT 1", NULL);
    guint64 files = 0;

    if (!query)
        return 0;
    query_bind(query, "b", root, strlen(root));
    if (query_step(query, NULL) == STEP_ROW)
        files = (guint64)query_int(query, 0);
    query_reset(query);
    return files;
}
