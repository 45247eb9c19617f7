/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compound files (OLE2): the streams of old Office documents, of messages, and of documents under a password (MS-CFB). */
#pragma once

#include "scanner/base/auto.h"
#include "scanner/base/source.h"

#define CFB_NONE G_MAXUINT

struct cfb;

/* The source must outlive it. NULL: DATAROND_ERROR_CORRUPT or what source_pread says. */
struct cfb *cfb_new(const struct source *source, GError **error);
void cfb_free(struct cfb *cfb);
DEFINE_AUTO(cfb, cfb_free)

/* Streams of all folders, numbered from 0 as the directory has them. */
guint cfb_count(const struct cfb *cfb);
/* UTF-8, control characters and all ("\1Ole10Native"); owned by cfb. */
const char *cfb_name(const struct cfb *cfb, guint stream);
guint64 cfb_size(const struct cfb *cfb, guint stream);
/* The first stream of that name in any case, or CFB_NONE. */
guint cfb_find(const struct cfb *cfb, const char *name);

/* A stream read from its start, as a member_read: user is a struct cfb_stream. */
struct cfb_stream {
    struct cfb *cfb;
    guint32 sector;   /* where the next byte lies */
    guint64 in_sector, left, steps;
    gboolean small;   /* kept in the stream of small ones */
};
void cfb_open(struct cfb *cfb, guint stream, struct cfb_stream *opened);
gssize cfb_read(void *stream, void *buffer, gsize len, GError **error);
