/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQL: the few things that the register asks of SQLite, so that one file alone knows it. */
#pragma once

#include <glib.h>

struct sql;
struct query;

/* file NULL: a private database that goes away with the process. The file must be there. */
struct sql *sql_open(const char *file, gboolean writable, GError **error);
void sql_close(struct sql *sql);
/* Runs statements that give no rows. */
gboolean sql_run(struct sql *sql, const char *statements, GError **error);
/* First column of the first row; otherwise where there is none. */
gboolean sql_number(struct sql *sql, const char *statement, gint64 *number, GError **error);
gboolean sql_in_transaction(struct sql *sql);
gint64 sql_last_id(struct sql *sql);
gint64 sql_changes(struct sql *sql);

/* Prepared once and kept by its text (a literal) until sql_close; ready to be bound. One user at a time. */
struct query *sql_query(struct sql *sql, const char *text, GError **error);
/* One of the caller's own, for cursors that run side by side; to free with query_free. */
struct query *query_new(struct sql *sql, const char *text, GError **error);
void query_free(struct query *query);

/* One letter a parameter: i gint64, t text or NULL, b bytes and gsize (NULL: null). What is bound must live until the query ends. */
void query_bind(struct query *query, const char *letters, ...);
enum step { STEP_ERROR, STEP_ROW, STEP_END };
/* At the end, and after an error, the query is ready to be bound anew. */
enum step query_step(struct query *query, GError **error);
/* Runs to the end, rows or none. */
gboolean query_run(struct query *query, GError **error);
void query_reset(struct query *query);

/* Columns of the row; texts and bytes live until the next step. */
gint64 query_int(struct query *query, int column);
const char *query_text(struct query *query, int column); /* NULL: null */
const guint8 *query_bytes(struct query *query, int column, gsize *len);
char *query_string(struct query *query, int column); /* bytes as a new string; NULL: null */
