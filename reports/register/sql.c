/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/register/sql.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>

#define BUSY_MILLISECONDS 10000

struct sql {
    sqlite3 *base;
    char *name;          /* for words */
    GHashTable *queries; /* text (literal) -> struct query */
};

struct query {
    struct sql *sql;
    sqlite3_stmt *statement;
};

/* SQLite's words speak of tables and files, never of what stands in them. */
static void complain(struct sql *sql, int code, GError **error)
{
    enum datarond_error kind = DATAROND_ERROR_IO;
    const char *words = _("%s: the register cannot be used: %s");

    switch (code & 0xff) {
    case SQLITE_FULL:
        words = _("%s: the disk is full; the register stands as it was when it was last saved (%s)");
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        words = _("%s: the register is being written by another; try again in a while (%s)");
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        kind = DATAROND_ERROR_CORRUPT;
        words = _("%s: the register is damaged: %s");
        break;
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
        kind = DATAROND_ERROR_DENIED;
        break;
    }
    g_set_error(error, DATAROND_ERROR, kind, words, sql->name, sql->base ? sqlite3_errmsg(sql->base) : sqlite3_errstr(code));
}

/* A register from elsewhere may hold a hostile schema: nothing in it may call functions or write behind our back. */
static void harden(sqlite3 *base)
{
    sqlite3_extended_result_codes(base, 1);
    sqlite3_busy_timeout(base, BUSY_MILLISECONDS);
    sqlite3_db_config(base, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(base, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(base, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(base, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
}

struct sql *sql_open(const char *file, gboolean writable, GError **error)
{
    struct sql *sql = g_new0(struct sql, 1);
    int flags = writable || !file ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    int code;

    sql->name = g_strdup(file ? file : "-");
    sql->queries = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)query_free);
    code = sqlite3_open_v2(file ? file : "", &sql->base, flags | (file ? 0 : SQLITE_OPEN_CREATE) | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK) {
        complain(sql, code, error);
        sql_close(sql);
        return NULL;
    }
    harden(sql->base);
    return sql;
}

void sql_close(struct sql *sql)
{
    if (!sql)
        return;
    g_hash_table_unref(sql->queries);
    sqlite3_close_v2(sql->base);
    g_free(sql->name);
    g_free(sql);
}

gboolean sql_run(struct sql *sql, const char *statements, GError **error)
{
    int code = sqlite3_exec(sql->base, statements, NULL, NULL, NULL);

    if (code != SQLITE_OK)
        complain(sql, code, error);
    return code == SQLITE_OK;
}

gboolean sql_number(struct sql *sql, const char *statement, gint64 *number, GError **error)
{
    struct query *query = query_new(sql, statement, error);
    enum step step = query ? query_step(query, error) : STEP_ERROR;

    if (step == STEP_ROW)
        *number = query_int(query, 0);
    query_free(query);
    return step != STEP_ERROR;
}

gboolean sql_in_transaction(struct sql *sql)
{
    return !sqlite3_get_autocommit(sql->base);
}

gint64 sql_last_id(struct sql *sql)
{
    return sqlite3_last_insert_rowid(sql->base);
}

gint64 sql_changes(struct sql *sql)
{
    return sqlite3_changes64(sql->base);
}

struct query *query_new(struct sql *sql, const char *text, GError **error)
{
    struct query *query = g_new0(struct query, 1);
    int code = sqlite3_prepare_v3(sql->base, text, -1, SQLITE_PREPARE_PERSISTENT, &query->statement, NULL);

    query->sql = sql;
    if (code == SQLITE_OK)
        return query;
    complain(sql, code, error);
    g_free(query);
    return NULL;
}

void query_free(struct query *query)
{
    if (!query)
        return;
    sqlite3_finalize(query->statement);
    g_free(query);
}

struct query *sql_query(struct sql *sql, const char *text, GError **error)
{
    struct query *query = g_hash_table_lookup(sql->queries, text);

    if (query) {
        query_reset(query);
        return query;
    }
    query = query_new(sql, text, error);
    if (query)
        g_hash_table_insert(sql->queries, (gpointer)text, query);
    return query;
}

void query_bind(struct query *query, const char *letters, ...)
{
    va_list list;

    va_start(list, letters);
    for (int i = 1; letters[i - 1]; i++) {
        if (letters[i - 1] == 'i') {
            sqlite3_bind_int64(query->statement, i, va_arg(list, gint64));
        } else if (letters[i - 1] == 't') {
            sqlite3_bind_text(query->statement, i, va_arg(list, const char *), -1, SQLITE_STATIC);
        } else {
            const void *bytes = va_arg(list, const void *);

            sqlite3_bind_blob64(query->statement, i, bytes, va_arg(list, gsize), SQLITE_STATIC);
        }
    }
    va_end(list);
}

enum step query_step(struct query *query, GError **error)
{
    int code = sqlite3_step(query->statement);

    if (code == SQLITE_ROW)
        return STEP_ROW;
    if (code != SQLITE_DONE)
        complain(query->sql, code, error);
    sqlite3_reset(query->statement);
    return code == SQLITE_DONE ? STEP_END : STEP_ERROR;
}

gboolean query_run(struct query *query, GError **error)
{
    enum step step;

    if (!query)
        return FALSE;
    while ((step = query_step(query, error)) == STEP_ROW)
        ;
    return step == STEP_END;
}

void query_reset(struct query *query)
{
    sqlite3_reset(query->statement);
}

gint64 query_int(struct query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

const char *query_text(struct query *query, int column)
{
    return (const char *)sqlite3_column_text(query->statement, column);
}

const guint8 *query_bytes(struct query *query, int column, gsize *len)
{
    const guint8 *bytes = sqlite3_column_blob(query->statement, column);

    *len = (gsize)sqlite3_column_bytes(query->statement, column);
    return bytes;
}

char *query_string(struct query *query, int column)
{
    gsize len;
    const guint8 *bytes = query_bytes(query, column, &len);

    return bytes || len ? g_strndup((const char *)bytes, len) : NULL;
}
