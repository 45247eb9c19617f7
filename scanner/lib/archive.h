/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives: the entries of a zip, tar, 7z ... one after another, as they lie in the source. Wraps libarchive. */
#pragma once

#include "scanner/base/auto.h"
#include "scanner/base/source.h"

enum archive_shape {
    ARCHIVE_SHAPE_PLAIN,  /* every archive that is not compressed as a whole */
    ARCHIVE_SHAPE_PACKED, /* a tar, cpio or ar that is (tar.gz) */
    ARCHIVE_SHAPE_STREAM, /* one compressed file (.gz, .xz ...): one entry of no certain name */
    ARCHIVE_SHAPE_ZIP     /* a zip alone: the package of an office document */
};

struct archive_entry_view {
    const char *name;   /* valid UTF-8, '/' between folders; until the next call */
    guint64 size;       /* bytes, as the archive claims: may lie; 0 where it does not say */
    gboolean file;      /* a regular file; folders, links and devices are none */
    gboolean encrypted; /* its data cannot be read without a password */
};

enum archive_step { ARCHIVE_STEP_ENTRY, ARCHIVE_STEP_END, ARCHIVE_STEP_BROKEN };

struct archive_reader;

/* The source must outlive the reader. NULL: DATAROND_ERROR_UNSUPPORTED where it is no archive of that shape, or an error of source_pread. */
struct archive_reader *archive_reader_new(const struct source *source, enum archive_shape shape, GError **error);
void archive_reader_free(struct archive_reader *reader);
DEFINE_AUTO(archive_reader, archive_reader_free)

/* The next entry. BROKEN: error is ENCRYPTED, CORRUPT or UNSUPPORTED, and nothing more can be read. */
enum archive_step archive_reader_next(struct archive_reader *reader, struct archive_entry_view *entry, GError **error);
/* Reads on in the entry, as read(2): 0 at its end, -1 with error (ENCRYPTED, CORRUPT or UNSUPPORTED). Fits member_read. */
gssize archive_reader_read(void *reader, void *buffer, gsize len, GError **error);
/* The bytes are compressed as a whole (gzip, xz ...), whatever lies within. */
gboolean archive_reader_is_compressed(const struct archive_reader *reader);
/* After the last entry: an archive of that kind may well hold none (a tar of zeros, an empty zip). */
gboolean archive_reader_may_be_empty(const struct archive_reader *reader);
