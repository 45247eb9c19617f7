/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A source: the bytes of a file or of a member, in memory or behind a descriptor. Never an mmap: a file that
 * shrinks on a share would be SIGBUS. */
#pragma once

#include <glib.h>

struct source {
    guint64 size;       /* bytes, as it was when opened; a file on a share may have changed since */
    const guint8 *data; /* all bytes, where they are in memory; else NULL */
    int fd;             /* a regular file, where data is NULL; else -1. Its offset belongs to nobody: seek before use */
    char *name;         /* last component of the name, UTF-8 made valid, for a hint; "" where unknown */
    /* NULL, or: is shown what is read, so that the bytes can be hashed while they pass. */
    void (*seen)(void *user, const void *data, gsize len, guint64 offset);
    void *seen_user;
};

/* Reads up to len bytes at the offset, as pread: 0 at the end, -1 with error. */
gssize source_pread(const struct source *source, void *buffer, gsize len, guint64 offset, GError **error);

/* How many bytes from the offset on are a hole, which holds nothing but NUL and costs nothing to pass over; 0: none known. */
guint64 source_hole(const struct source *source, guint64 offset);

/* A source read from its start to its end, as a member_read reads: user is a struct source_stream. */
struct source_stream {
    const struct source *source;
    guint64 offset;
};
gssize source_stream_read(void *stream, void *buffer, gsize len, GError **error);
