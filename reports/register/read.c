/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file, by path, number or digest; and what the register knows of it beside the record. */
#include "reports/register/read.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <string.h>

struct record *record_of_row(struct register_ *reg, struct query *query, const char *folder, GError **error)
{
    AUTO(record) record = record_new();
    g_autoptr(GBytes) packed = NULL;
    const guint8 *bytes;
    gsize len;

    record->number = (guint64)query_int(query, 0);
    bytes = query_bytes(query, 1, &len);
    record->path = g_strdup_printf("%s%.*s", folder, (int)len, bytes ? (const char *)bytes : "");
    record->identity = (struct identity){(guint64)query_int(query, 2), query_int(query, 3), query_int(query, 4), (guint64)query_int(query, 5),
                                         (guint64)query_int(query, 6), (guint32)query_int(query, 7), (guint32)query_int(query, 8),
                                         (guint32)query_int(query, 9), (guint32)query_int(query, 10)};
    record->owner = g_strdup(query_text(query, 11));
    bytes = query_bytes(query, 12, &len);
    packed = g_bytes_new(bytes, len);
    /* One damaged record is one file unread, never a report that does not come. */
    if (!record_unpack(record, packed, NULL)) {
        record->status = STATUS_CRASHED;
        record->reason = g_strdup(N_("what the register knew of the file is damaged; it is read again when it changes, or with --full"));
    }
    if (!exceptions_apply(reg, record, query_int(query, 13), error))
        return NULL;
    return g_steal_pointer(&record);
}

struct record *register_get(struct register_ *reg, const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path), *over = folder_key(folder);
    const char *name = strrchr(path, '/');
    struct query *query = sql_query(reg->sql,
                                    "SELECT " RECORD_COLUMNS " WHERE file.folder = (SELECT id FROM folder WHERE path = ?)"
                                    " AND file.name = ? AND file.gone = 0", error);
    struct record *record = NULL;

    if (!query)
        return NULL;
    name = name ? name + 1 : path;
    query_bind(query, "bb", over, strlen(over), name, strlen(name));
    if (query_step(query, error) == STEP_ROW)
        record = record_of_row(reg, query, over, error);
    query_reset(query);
    return record;
}

struct record *register_get_number(struct register_ *reg, guint64 number, GError **error)
{
    struct query *query = sql_query(reg->sql,
                                    "SELECT " RECORD_COLUMNS_BY_NUMBER " WHERE record.number = ?", error);
    g_autofree char *folder = NULL;
    struct record *record = NULL;

    if (!query)
        return NULL;
    query_bind(query, "i", (gint64)number);
    if (query_step(query, error) == STEP_ROW) {
        folder = query_string(query, 14);
        record = record_of_row(reg, query, folder, error);
    }
    query_reset(query);
    return record;
}

gboolean register_state(struct register_ *reg, guint64 number, struct file_state *state, GError **error)
{
    struct query *query = sql_query(reg->sql,
                                    "SELECT record.scan, file.seen, file.gone, file.class, engine.version,"
                                    " (SELECT began FROM scan WHERE id = record.scan), (SELECT began FROM scan WHERE id = file.seen),"
                                    " (SELECT began FROM scan WHERE id = file.gone) FROM record"
                                    " JOIN file ON file.folder = record.folder AND file.name = record.name"
                                    " LEFT JOIN engine ON engine.id = file.engine WHERE record.number = ?", error);
    enum step step;

    memset(state, 0, sizeof *state);
    if (!query)
        return FALSE;
    query_bind(query, "i", (gint64)number);
    step = query_step(query, error);
    if (step == STEP_ROW) {
        state->read = (guint64)query_int(query, 0);
        state->seen = (guint64)query_int(query, 1);
        state->gone = (guint64)query_int(query, 2);
        state->class = (int)query_int(query, 3);
        g_strlcpy(state->engine, query_text(query, 4) ? query_text(query, 4) : "", sizeof state->engine);
        state->read_at = query_int(query, 5);
        state->seen_at = query_int(query, 6);
        state->gone_at = query_int(query, 7);
    }
    query_reset(query);
    return step != STEP_ERROR;
}

static int by_path(gconstpointer a, gconstpointer b)
{
    const struct record *one = *(const struct record *const *)a, *two = *(const struct record *const *)b;

    return strcmp(one->path, two->path);
}

/* Numbers and paths of the files that hold the digest; the records come later, one at a time. */
static GPtrArray *holders(struct register_ *reg, const guint8 digest[DIGEST_BYTES], GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    struct query *query = sql_query(reg->sql,
                                    "SELECT digest.number, folder.path, file.name FROM digest JOIN record ON record.number = digest.number"
                                    " JOIN file ON file.folder = record.folder AND file.name = record.name"
                                    " JOIN folder ON folder.id = file.folder"
                                    " WHERE digest.head = ? AND digest.digest = ? AND file.gone = 0", error);
    enum step step;
    gint64 head;

    if (!query)
        return NULL;
    memcpy(&head, digest, sizeof head);
    query_bind(query, "ib", GINT64_FROM_BE(head), digest, (gsize)DIGEST_BYTES);
    while ((step = query_step(query, error)) == STEP_ROW) {
        struct record *record = record_new();
        g_autofree char *folder = query_string(query, 1), *name = query_string(query, 2);

        record->number = (guint64)query_int(query, 0);
        record->path = g_strconcat(folder, name, NULL);
        g_ptr_array_add(found, record);
    }
    g_ptr_array_sort(found, by_path);
    return step == STEP_END ? g_steal_pointer(&found) : NULL;
}

gboolean register_find(struct register_ *reg, const guint8 digest[DIGEST_BYTES], register_each_fn each, void *user, GError **error)
{
    g_autoptr(GPtrArray) found = holders(reg, digest, error);
    gboolean ok = found != NULL;

    for (guint i = 0; ok && i < found->len; i++) {
        AUTO(record) record = register_get_number(reg, ((struct record *)found->pdata[i])->number, error);

        ok = record && each(record, user, error);
    }
    return ok;
}
