/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register: the store of records, scans and follow-up, behind a dozen verbs. Masks and keyed digests only. */
#pragma once

#include "scanner/base/record.h"

struct register_;

enum register_mode {
    REGISTER_READ, /* reports and questions; also while a scan writes */
    REGISTER_SCAN, /* makes the register where there is none; one at a time */
    REGISTER_NOTE  /* follow-up and exceptions; waits for a scan's transaction */
};

/* path NULL: a register of this run alone (--no-register). Makes the file 0600; refuses what is no register, one of a newer
 * schema, and one that another scan holds (REGISTER_SCAN). */
struct register_ *register_open(const char *path, enum register_mode mode, GError **error);
void register_close(struct register_ *reg);
DEFINE_AUTO(register_, register_close)
/* $XDG_STATE_HOME/datarond/register.db; to free. */
char *register_default_path(void);
/* The files it consists of, there or not: a scan leaves them out. NULL-terminated, to free with g_strfreev. */
char **register_files(const struct register_ *reg);

/* --- a scan writes --- */
/* Begins a scan of these absolute roots under these rule versions; the number of the scan, or 0 with error. */
guint64 register_begin(struct register_ *reg, const char *const *roots, const char *engine_version, const char *classifier_version,
                       GError **error);

/* What is known of a file, to tell whether it must be read again. */
struct known {
    struct identity identity;
    gboolean current; /* read under the engine version of this scan */
    gboolean trusted; /* its reading answered something; FALSE (denied, crashed): read again */
};
/* name -> struct known for one folder; to unref. NULL with error. */
GHashTable *register_folder(struct register_ *reg, const char *folder, GError **error);
/* Enters or replaces the record of a file. class is of the verdict, for sums. Grouped into transactions. */
gboolean register_put(struct register_ *reg, const struct record *record, int class, GError **error);
/* The file is as known: seen in this scan. */
gboolean register_keep(struct register_ *reg, const char *folder, const char *name, GError **error);
/* The file's size and times changed by our own hand (a tag): what is known of it follows. */
gboolean register_identity(struct register_ *reg, const char *folder, const char *name, const struct identity *identity, GError **error);
/* Commits what is pending. */
gboolean register_rest(struct register_ *reg, GError **error);
/* The same where it has been pending for two seconds: for every turn of a scan, so that others may write while it waits for a file. */
gboolean register_tick(struct register_ *reg, GError **error);
/* The folder was read to its end: sets its stamp; what it holds that this scan did not see is gone. */
gboolean register_folder_done(struct register_ *reg, const char *folder, GError **error);
/* Closes the scan. found = read + unread + unchanged, each exactly once, or it is marked unfinished. */
struct closing {
    guint64 found, read, unread, unchanged;
    guint64 bytes;
    gboolean interrupted;
};
gboolean register_end(struct register_ *reg, const struct closing *closing, GError **error);
/* Whether the last scan was closed, and closed whole: neither interrupted nor unfinished. */
gboolean register_finished(struct register_ *reg);
/* How many files the last finished scan of this root held; 0: none known. */
guint64 register_root_files(struct register_ *reg, const char *root);

/* A report was written: where it lies in what is scanned, later scans leave it out for as long as it is as it was. */
gboolean register_put_report(struct register_ *reg, const struct identity *identity, GError **error);
/* Inode, size and time of the newest of them, in struct identity; NULL with error. To unref. */
GArray *register_reports(struct register_ *reg, GError **error);

/* --- reports and questions read --- */
/* Called with a record that lives during the call; FALSE stops. May not write to the register. */
typedef gboolean (*register_each_fn)(const struct record *record, void *user, GError **error);
/* Every file below one of the absolute roots (NULL: of all), ordered by the bytes of its path, each once; one view, also while a scan
 * writes. A root may be one file. What the organisation has excepted bears its reason and weighs nothing. */
gboolean register_each(struct register_ *reg, const char *const *roots, register_each_fn each, void *user, GError **error);
/* One file by path, or by number ("#12" is parsed by the caller); NULL without error where it is not there. To free. */
struct record *register_get(struct register_ *reg, const char *path, GError **error);
struct record *register_get_number(struct register_ *reg, guint64 number, GError **error);
/* What is known of the file beside the record; numbers of scans, and when they began (seconds since 1970). */
struct file_state {
    guint64 read, seen, gone; /* the scan that read it, that last saw it, that missed it (0: it is there) */
    gint64 read_at, seen_at, gone_at;
    int class;       /* as first judged, -1: none */
    char engine[80]; /* version of the rules that read it */
};
/* All zeros where there is no such file. register_get_number finds also a file that is gone. */
gboolean register_state(struct register_ *reg, guint64 number, struct file_state *state, GError **error);
/* Every file that holds the digest, ordered by path. */
gboolean register_find(struct register_ *reg, const guint8 digest[DIGEST_BYTES], register_each_fn each, void *user, GError **error);
