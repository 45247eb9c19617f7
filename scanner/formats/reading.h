/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reading: what the sinks of one file's depths share, its limits and its account of what was left out. */
#pragma once

#include "scanner/formats/reader.h"
#include "scanner/formats/spool.h"
#include "scanner/lib/magic.h"

struct reading {
    const struct limits *limits;
    const struct reader_output *output;
    struct record *record;
    struct mime *mime;
    struct spool *spool;
    GStringChunk *names; /* texts that live as long as the reading */
    GHashTable *interned; /* those of sink_intern; NULL: none yet */
    gsize interned_bytes;
    guint64 packed;      /* bytes of the file itself */
    guint64 unpacked, members, text_bytes;
    gint64 deadline;     /* monotonic, microseconds */
    guint ticks;         /* chunks since the clock was last looked at */
    gboolean stopped;    /* a limit for the whole file was reached, or the output wants no more */
    gboolean open;       /* text was given out since the last end of a document */
};

/* One document at one depth: the file, or a member. */
struct level {
    struct sink sink; /* first, so that a sink is its level */
    struct reading *reading;
    struct level *above;
    const char *member; /* path of this document in the file; NULL: the file itself */
    guint depth;
    enum status status; /* the worst trouble of its own; READ: none */
    const char *reason;
    gboolean sensible;  /* something came out of it */
    guint below[STATUS_COUNT]; /* members left out, by status */
};

void level_init(struct level *level, struct reading *reading, struct level *above, const char *member);
/* What the document's reading comes to, all troubles weighed; reason is set unless it is read. */
enum status level_status(const struct level *level, const char **reason);
/* Sorts and reads the source. */
void level_read(struct level *level, const struct source *source);
