/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record: one file of the file system, what was read and what was found; masks and digests, never a clear value. */
#pragma once

#include "scanner/base/evidence.h"
#include "scanner/base/status.h"

struct unread {
    char *member;
    enum status status;
    char *reason; /* an N_() text: translated where it is shown */
};

/* Who and what the file is, as the file system says. */
struct identity {
    guint64 size; /* bytes */
    gint64 mtime_ns, ctime_ns; /* since 1970 */
    guint64 device, inode;
    guint32 mode, uid, gid, links;
};

struct record {
    guint64 number;   /* in the register; 0: none yet */
    char *path;       /* absolute, bytes as the file system has them */
    struct identity identity;
    char *owner;      /* user name, or the number where there is none */
    char *media_type; /* never NULL: "application/octet-stream" where nothing is known */
    char *encoding;   /* guessed coding, or NULL */
    enum status status;
    char *reason;     /* an N_() text; NULL where read or empty */
    guint64 bytes_read;
    guint8 content_hash[32]; /* SHA-256 of the bytes, keyed (digest.h) before it leaves the worker; zeros where they were not all read */
    gboolean hashed;
    struct evidence *evidence; /* never NULL */
    GPtrArray *unread; /* of struct unread */
};

struct record *record_new(void);
void record_free(struct record *record);
void unread_free(struct unread *unread);

/*
 * What a worker answers and the register keeps: all but number, path, identity and owner. Clear values are packed
 * only where with_values (show --reveal). To free with g_bytes_unref.
 */
GBytes *record_pack(const struct record *record, gboolean with_values);
/* Fills the record from packed bytes, which may be hostile: FALSE and DATAROND_ERROR_CORRUPT where they are no record. */
gboolean record_unpack(struct record *record, GBytes *packed, GError **error);
DEFINE_AUTO(record, record_free)
