/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Enters one record: its row, its bytes, its digests. */
#include "reports/register/internal.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <string.h>

struct place_in {
    gint64 folder;
    const char *name;
    gint64 number; /* 0: not there yet */
};

static gint64 head_of(const guint8 digest[DIGEST_BYTES])
{
    gint64 head;

    memcpy(&head, digest, sizeof head);
    return GINT64_FROM_BE(head);
}

static gboolean is_set(const guint8 digest[DIGEST_BYTES])
{
    static const guint8 zeros[DIGEST_BYTES];

    return memcmp(digest, zeros, DIGEST_BYTES) != 0;
}

static gboolean each_digest(struct register_ *reg, const struct record *record, gint64 number, const char *statement, GError **error)
{
    struct query *query = sql_query(reg->sql, statement, error);

    for (guint i = 0; query && i < record->evidence->findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(record->evidence->findings, i);

        if (!is_set(finding->digest))
            continue;
        query_bind(query, "iib", head_of(finding->digest), number, finding->digest, (gsize)DIGEST_BYTES);
        if (!query_run(query, error))
            return FALSE;
    }
    return query != NULL;
}

/* The old digests are found through the old record, so that the table needs no second index. */
static gboolean forget(struct register_ *reg, gint64 number, GError **error)
{
    struct query *query = sql_query(reg->sql, "SELECT packed FROM record WHERE number = ?", error);
    AUTO(record) old = record_new();
    g_autoptr(GBytes) packed = NULL;
    const guint8 *bytes;
    gsize len;

    if (!query)
        return FALSE;
    query_bind(query, "i", number);
    if (query_step(query, error) != STEP_ROW)
        return FALSE;
    bytes = query_bytes(query, 0, &len);
    packed = g_bytes_new(bytes, len);
    query_reset(query);
    if (record_unpack(old, packed, NULL))
        return each_digest(reg, old, number, "DELETE FROM digest WHERE head = ? AND number = ? AND digest = ?", error);
    query = sql_query(reg->sql, "DELETE FROM digest WHERE number = ?", error); /* slow, and as rare as a damaged record */
    if (!query)
        return FALSE;
    query_bind(query, "i", number);
    return query_run(query, error);
}

static gboolean find_place(struct register_ *reg, const char *path, struct place_in *in, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    const char *slash = strrchr(path, '/');
    struct query *query;
    enum step step;

    in->name = slash ? slash + 1 : path;
    if (!folder_id(reg, folder, &in->folder, error) ||
        !(query = sql_query(reg->sql, "SELECT number FROM file WHERE folder = ? AND name = ?", error)))
        return FALSE;
    query_bind(query, "ib", in->folder, in->name, strlen(in->name));
    step = query_step(query, error);
    in->number = step == STEP_ROW ? query_int(query, 0) : 0;
    query_reset(query);
    return step != STEP_ERROR;
}

static gboolean put_record(struct register_ *reg, const struct record *record, struct place_in *in, GBytes *packed, GError **error)
{
    struct query *query;
    gsize len;
    const void *bytes = g_bytes_get_data(packed, &len);
    const guint8 *content = record->hashed ? record->content_hash : NULL;
    gsize content_len = record->hashed ? sizeof record->content_hash : 0;

    if (in->number && !forget(reg, in->number, error))
        return FALSE;
    query = sql_query(reg->sql,
                      in->number ? "UPDATE record SET scan = ?, content = ?, packed = ?, folder = ?, name = ? WHERE number = ?"
                                 : "INSERT INTO record (scan, content, packed, folder, name) VALUES (?, ?, ?, ?, ?)", error);
    if (!query)
        return FALSE;
    if (in->number)
        query_bind(query, "ibbibi", reg->scan, content, content_len, bytes, len, in->folder, in->name, strlen(in->name), in->number);
    else
        query_bind(query, "ibbib", reg->scan, content, content_len, bytes, len, in->folder, in->name, strlen(in->name));
    if (!query_run(query, error))
        return FALSE;
    if (!in->number)
        in->number = sql_last_id(reg->sql);
    return each_digest(reg, record, in->number, "INSERT OR IGNORE INTO digest (head, number, digest) VALUES (?, ?, ?)", error);
}

static gboolean put_file(struct register_ *reg, const struct record *record, int class, const struct place_in *in, GBytes *packed,
                         GError **error)
{
    const struct identity *identity = &record->identity;
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 hash[32];
    gsize len, hash_len = sizeof hash;
    const void *bytes = g_bytes_get_data(packed, &len);
    struct query *query = sql_query(reg->sql,
                                    "INSERT OR REPLACE INTO file (folder, name, number, seen, engine, status, class, size, mtime, ctime,"
                                    " device, inode, mode, uid, gid, links, owner, hash)"
                                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);

    g_checksum_update(checksum, bytes, (gssize)len);
    g_checksum_get_digest(checksum, hash, &hash_len);
    g_checksum_free(checksum);
    if (!query)
        return FALSE;
    query_bind(query, "ibiiiiiiiiiiiiiitb", in->folder, in->name, strlen(in->name), in->number, reg->scan, reg->engine,
               (gint64)record->status, (gint64)class, (gint64)identity->size, identity->mtime_ns, identity->ctime_ns,
               (gint64)identity->device, (gint64)identity->inode, (gint64)identity->mode, (gint64)identity->uid, (gint64)identity->gid,
               (gint64)identity->links, record->owner, hash, sizeof hash);
    return query_run(query, error);
}

gboolean register_put(struct register_ *reg, const struct record *record, int class, GError **error)
{
    g_autoptr(GBytes) packed = record_pack(record, FALSE);
    struct place_in in = {0};
    gboolean ok = writing(reg, error) && find_place(reg, record->path, &in, error) && put_record(reg, record, &in, packed, error) &&
                  put_file(reg, record, class, &in, packed, error);

    return written(reg, ok, error);
}
