/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the register know of each other. */
#pragma once

#include "reports/register/register.h"
#include "reports/register/sql.h"

#define REGISTER_APPLICATION_ID 0x44415232u /* "DAR2" */

struct exceptions;

struct register_ {
    struct sql *sql;
    char *path; /* "-" for a private one */
    int lock;   /* descriptor that holds the lock of a scan; -1 */
    /* of the scan that writes */
    gint64 scan, engine;
    gint64 began; /* seconds since 1970 */
    guint pending;         /* changes since the last commit */
    gint64 pending_since;  /* monotonic, microseconds */
    gboolean failed;       /* a write went wrong: what followed would not belong together */
    GHashTable *folders;   /* path with '/' -> id, the last ones used */
    struct exceptions *exceptions; /* as last loaded; NULL: not yet */
};

/* Makes the tables, or brings them from an older version to this one. */
gboolean schema_ready(struct register_ *reg, gboolean writable, GError **error);

/* Opens a transaction where none is; TRUE where the change may be made. */
gboolean writing(struct register_ *reg, GError **error);
/* A change was made (ok) or went wrong; commits at times. Gives ok. */
gboolean written(struct register_ *reg, gboolean ok, GError **error);
/* Commits what is pending. */
gboolean commit(struct register_ *reg, GError **error);

/* Path of a folder with '/' at its end; to free. */
char *folder_key(const char *folder);
/* Number of the folder, made where it is not there. FALSE with error. */
gboolean folder_id(struct register_ *reg, const char *folder, gint64 *id, GError **error);
/* First path that lies after all below the folder path (which ends with '/'); to free. */
char *folder_after(const char *path);

void exceptions_free(struct exceptions *exceptions);
/* Sets excepted on what the organisation has excepted, and takes it out of the sums. began: of the scan that read it. */
gboolean exceptions_apply(struct register_ *reg, struct record *record, gint64 began, GError **error);
