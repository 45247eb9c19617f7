/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader: sorts a file by its content, hands it to its format, and reads members the same way, within the limits. */
#pragma once

#include "scanner/base/chunk.h"
#include "scanner/base/limits.h"
#include "scanner/base/record.h"

struct reader;

/* What is read goes here. */
struct reader_output {
    gboolean (*text)(void *user, const struct chunk *chunk); /* FALSE: stop reading */
    void (*end_of_document)(void *user); /* a member or the file ended: nothing joins across */
    void *user;
};

/* Loads what the cage would forbid later (magic, converters, a kept PDF) and opens temporary files: call in the nursery. */
struct reader *reader_new(const struct limits *limits, GError **error);
void reader_free(struct reader *reader);
/* In each worker, before its cage closes: temporary files of its own. */
gboolean reader_open_spool(struct reader *reader, GError **error);
/*
 * Reads the file behind the descriptor (which it does not close) and sets the record's media_type, encoding, status,
 * reason, unread, bytes_read and content_hash. The name is a hint and stands in no output.
 */
void reader_read(struct reader *reader, int fd, guint64 size, const char *name, const struct reader_output *output,
                 struct record *record);
