/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spool: where a member's bytes lie while it is read, in memory or in one of a few unlinked temporary files. */
#pragma once

#include "scanner/base/auto.h"
#include "scanner/base/sink.h"

#define SPOOL_FILES 6 /* depths that have a file of their own */

struct spool;

struct spool *spool_new(void);
void spool_free(struct spool *spool);
DEFINE_AUTO(spool, spool_free)
/* Opens the temporary files in the folder. FALSE with error where it cannot. */
gboolean spool_open(struct spool *spool, const char *folder, GError **error);

struct member_pull {
    member_read read;
    void *user;
    /* NULL, or: asked after every piece, with its bytes; FALSE stops the spooling. */
    gboolean (*allow)(void *allow_user, gsize len);
    void *allow_user;
};

struct spooled {
    struct source source;
    GByteArray *memory; /* NULL where the bytes lie in a file */
    gboolean full;      /* there was no room for all */
};

/*
 * Reads a member to its end into the place for this depth (from 1). The source holds what came before an error, too.
 * To clear with spooled_clear before the depth is used again.
 */
gboolean spool_fill(struct spool *spool, guint depth, const struct member_pull *pull, struct spooled *spooled, GError **error);
void spooled_clear(struct spooled *spooled);
