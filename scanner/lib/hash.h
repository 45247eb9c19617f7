/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 of a source's bytes, taken while they pass where they are read in order. */
#pragma once

#include "scanner/base/auto.h"
#include "scanner/base/source.h"

struct hash;

struct hash *hash_new(void);
void hash_free(struct hash *hash);
DEFINE_AUTO(hash, hash_free)

/* Begins a new hash. */
void hash_reset(struct hash *hash);
/* For source.seen: takes the bytes where they go on from those taken before, and lets others pass. */
void hash_seen(void *hash, const void *data, gsize len, guint64 offset);
/* How many bytes are taken, from the start. */
guint64 hash_taken(const struct hash *hash);
/* Reads what is not taken yet, up to max bytes in all. FALSE with error where the source cannot be read. */
gboolean hash_rest(struct hash *hash, const struct source *source, guint64 max, GError **error);
/* The hash; the next thing must be hash_reset. */
void hash_end(struct hash *hash, guint8 digest[32]);
