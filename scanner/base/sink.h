/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sink: what a reader of a format pushes into. Readers push, so each is one straight function; limits are
 * enforced here, in one place. */
#pragma once

#include "scanner/base/chunk.h"
#include "scanner/base/limits.h"
#include "scanner/base/source.h"
#include "scanner/base/status.h"

/* Reads the next bytes of a member, as read(2): 0 at its end, -1 with an error. */
typedef gssize (*member_read)(void *user, void *buffer, gsize len, GError **error);

struct sink {
    /* FALSE: a limit or the officer stops the reading; the reader returns at once, the sink has noted why. */
    gboolean (*text)(struct sink *sink, const struct chunk *chunk);
    /*
     * A file within this one (archive member, attachment): its name, what is known of its size (0: nothing) and how
     * its bytes are read. The sink spools, sorts and reads it before it returns. FALSE as for text.
     */
    gboolean (*member)(struct sink *sink, const char *name, guint64 size, member_read read, void *user);
    /* The member of that name could not be read: a row in "unread". words: an N_() text without parameters. */
    void (*unread)(struct sink *sink, const char *name, enum status status, const char *words);
    /* Something about the document being read. words as above. The worst status stays; reading may go on. */
    void (*trouble)(struct sink *sink, enum status status, const char *words);
    /* The coding of the text had to be guessed: its name ("windows-1252"). */
    void (*encoding)(struct sink *sink, const char *name);
    const struct limits *limits;
};

/* A text's copy that lives until the file's reading ends: for place.sheet and chunk.field. "" where a file has no end of new ones. */
const char *sink_intern(struct sink *sink, const char *string);
/*
 * Bytes that a reader unpacked itself (a document's own parts), as they come: they count against max_bytes and max_ratio.
 * FALSE as for text.
 */
gboolean sink_unpacked(struct sink *sink, guint64 bytes);
