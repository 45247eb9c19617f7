/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reports that were written. Without the device: a share's number may be another after a restart. */
#include "reports/register/internal.h"

#define REPORTS_KEPT 2000

gboolean register_put_report(struct register_ *reg, const struct identity *identity, GError **error)
{
    gboolean ok = writing(reg, error);
    struct query *query = ok ? sql_query(reg->sql, "INSERT OR IGNORE INTO report (inode, size, mtime) VALUES (?, ?, ?)", error) : NULL;

    if (query)
        query_bind(query, "iii", (gint64)identity->inode, (gint64)identity->size, identity->mtime_ns);
    ok = query && query_run(query, error);
    return written(reg, ok, error) && commit(reg, error);
}

GArray *register_reports(struct register_ *reg, GError **error)
{
    g_autoptr(GArray) reports = g_array_new(FALSE, FALSE, sizeof(struct identity));
    struct query *query = sql_query(reg->sql, "SELECT inode, size, mtime FROM report ORDER BY id DESC LIMIT ?", error);
    enum step step = STEP_ERROR;

    if (query)
        query_bind(query, "i", (gint64)REPORTS_KEPT);
    while (query && (step = query_step(query, error)) == STEP_ROW) {
        struct identity identity = {.inode = (guint64)query_int(query, 0), .size = (guint64)query_int(query, 1), .mtime_ns = query_int(query, 2)};

        g_array_append_val(reports, identity);
    }
    return step == STEP_END ? g_steal_pointer(&reports) : NULL;
}
