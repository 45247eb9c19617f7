/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables, and how a register of an older release becomes one of this.
 *
 * A file is (folder, name) in a narrow table without rowid: that is what a nightly comparison reads. What was read of it
 * lies apart under its number, which stays its own. Digests lie in the order of their first eight bytes as a number.
 * A folder's path ends with '/', so that the order of paths is the order of bytes.
 */
#include "reports/register/internal.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#define APPLICATION_ID "1145131570" /* "DAR2" as a number, at byte 68 of the file */

static const char version_1[] =
    "CREATE TABLE engine (id INTEGER PRIMARY KEY, version TEXT NOT NULL UNIQUE);"
    "CREATE TABLE scan (id INTEGER PRIMARY KEY AUTOINCREMENT, began INTEGER NOT NULL, ended INTEGER, engine INTEGER NOT NULL,"
    " classifier TEXT NOT NULL, state TEXT NOT NULL, found INTEGER, read INTEGER, unread INTEGER, unchanged INTEGER, bytes INTEGER,"
    " seen INTEGER, hash BLOB);"
    "CREATE TABLE root (scan INTEGER NOT NULL, path BLOB NOT NULL, files INTEGER, PRIMARY KEY (scan, path)) WITHOUT ROWID;"
    "CREATE TABLE sum (scan INTEGER NOT NULL, class INTEGER NOT NULL, status INTEGER NOT NULL, files INTEGER NOT NULL,"
    " bytes INTEGER NOT NULL, PRIMARY KEY (scan, class, status)) WITHOUT ROWID;"
    "CREATE TABLE folder (id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, done INTEGER NOT NULL DEFAULT 0,"
    " gone INTEGER NOT NULL DEFAULT 0);"
    "CREATE TABLE file (folder INTEGER NOT NULL, name BLOB NOT NULL, number INTEGER NOT NULL, seen INTEGER NOT NULL,"
    " gone INTEGER NOT NULL DEFAULT 0, engine INTEGER NOT NULL, status INTEGER NOT NULL, class INTEGER NOT NULL, size INTEGER NOT NULL,"
    " mtime INTEGER NOT NULL, ctime INTEGER NOT NULL, device INTEGER NOT NULL, inode INTEGER NOT NULL, mode INTEGER NOT NULL,"
    " uid INTEGER NOT NULL, gid INTEGER NOT NULL, links INTEGER NOT NULL, owner TEXT, hash BLOB NOT NULL,"
    " PRIMARY KEY (folder, name)) WITHOUT ROWID;"
    "CREATE TABLE record (number INTEGER PRIMARY KEY AUTOINCREMENT, folder INTEGER NOT NULL, name BLOB NOT NULL, scan INTEGER NOT NULL,"
    " content BLOB, packed BLOB NOT NULL);"
    "CREATE TABLE digest (head INTEGER NOT NULL, number INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (head, number, digest))"
    " WITHOUT ROWID;"
    "CREATE TABLE mark (number INTEGER PRIMARY KEY, content BLOB, status INTEGER NOT NULL, owner TEXT, note TEXT, due TEXT,"
    " at INTEGER NOT NULL, who TEXT NOT NULL);"
    "CREATE INDEX mark_content ON mark (content);"
    "CREATE TABLE history (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,"
    " was TEXT, became TEXT);"
    "CREATE INDEX history_number ON history (number);"
    "CREATE TABLE exception (id INTEGER PRIMARY KEY AUTOINCREMENT, digest BLOB, content BLOB, path BLOB, folder BLOB, rule TEXT,"
    " masked TEXT, reason TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, ended INTEGER, ended_by TEXT);";

/* The reports that were written, to be known again where they lie in what is scanned. */
static const char version_2[] = "CREATE TABLE report (id INTEGER PRIMARY KEY, inode INTEGER NOT NULL, size INTEGER NOT NULL,"
                                " mtime INTEGER NOT NULL, UNIQUE (inode, size, mtime));";

/* migrations[n] takes a register from version n to n + 1. A released one is never changed again. */
static const char *const migrations[] = {version_1, version_2};

#define VERSION_NOW ((gint64)G_N_ELEMENTS(migrations))

static gboolean migrate(struct sql *sql, gint64 from, GError **error)
{
    gboolean ok = TRUE;

    for (gint64 version = from; ok && version < VERSION_NOW; version++) {
        g_autofree char *stamp = g_strdup_printf("PRAGMA user_version = %d", (int)version + 1);

        ok = sql_run(sql, migrations[version], error) && sql_run(sql, stamp, error);
    }
    return ok;
}

gboolean schema_ready(struct register_ *reg, gboolean writable, GError **error)
{
    gint64 version = 0;
    gboolean ok;

    if (!sql_number(reg->sql, "PRAGMA user_version", &version, error))
        return FALSE;
    if (version == VERSION_NOW)
        return TRUE;
    if (version > VERSION_NOW) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_UNSUPPORTED,
                    _("%s: the register was made by a newer version of this program; use that one"), reg->path);
        return FALSE;
    }
    if (!writable) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_UNSUPPORTED,
                    _("%s: the register was made by an older version; the next scan brings it up to date"), reg->path);
        return FALSE;
    }
    if (!sql_run(reg->sql, "BEGIN IMMEDIATE", error))
        return FALSE;
    /* Another may have been faster. */
    ok = sql_number(reg->sql, "PRAGMA user_version", &version, error) && migrate(reg->sql, version, error) &&
         sql_run(reg->sql, "PRAGMA application_id = " APPLICATION_ID, error) && sql_run(reg->sql, "COMMIT", error);
    if (!ok && sql_in_transaction(reg->sql))
        sql_run(reg->sql, "ROLLBACK", NULL);
    return ok;
}
