/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/reader.h"

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"
#include "scanner/formats/reading.h"
#include "scanner/formats/registry.h"
#include "scanner/formats/sort.h"
#include "scanner/lib/charset.h"
#include "scanner/lib/hash.h"
#include "scanner/lib/xml.h"

#include <string.h>
#include <sys/stat.h>

#define SMALL (1024 * 1024) /* a file up to this size is read once, into memory */

struct reader {
    struct limits limits;
    struct mime *mime;
    struct charsets *charsets;
    struct hash *hash;
    struct spool *spool;
    guint8 *small; /* SMALL bytes */
};

struct reader *reader_new(const struct limits *limits, GError **error)
{
    struct mime *mime = mime_new(error);
    if (!mime)
        return NULL;
    struct reader *reader = g_new0(struct reader, 1);
    reader->limits = *limits;
    reader->mime = mime;
    reader->charsets = charsets_load();
    reader->hash = hash_new();
    reader->spool = spool_new();
    reader->small = g_malloc(SMALL);
    xml_prepare();
    for (guint i = 0; formats[i]; i++)
        if (formats[i]->prepare)
            formats[i]->prepare();
    return reader;
}

void reader_free(struct reader *reader)
{
    mime_free(reader->mime);
    charsets_free(reader->charsets);
    hash_free(reader->hash);
    spool_free(reader->spool);
    g_free(reader->small);
    g_free(reader);
}

gboolean reader_open_spool(struct reader *reader, GError **error)
{
    return spool_open(reader->spool, g_get_tmp_dir(), error);
}

static void set_media_type(struct record *record, const char *type)
{
    g_free(record->media_type);
    record->media_type = g_strdup(type);
}

void level_read(struct level *level, const struct source *source)
{
    struct sorting sorting;
    sort_source(level->reading->mime, source, &sorting);
    if (level->depth == 0)
        set_media_type(level->reading->record, sorting.media_type);
    if (sorting.format)
        sorting.format->read(source, &level->sink);
    else
        level->sink.trouble(&level->sink, STATUS_UNSUPPORTED, N_("a kind of file that is not read"));
}

/* Takes a small file whole, else leaves it behind the descriptor. FALSE where it cannot be read at all. */
static gboolean open_source(struct reader *reader, int fd, guint64 size, struct source *source, GError **error)
{
    struct stat now; /* it may have grown or shrunk since it was found */
    *source = (struct source){.size = fstat(fd, &now) == 0 ? (guint64)now.st_size : size, .fd = fd};
    if (source->size > SMALL)
        return TRUE;
    gssize got = source_pread(source, reader->small, SMALL, 0, error);
    if (got < 0)
        return FALSE;
    *source = (struct source){.size = (guint64)got, .data = reader->small, .fd = -1};
    return TRUE;
}

static gboolean same_file(const struct stat *a, const struct stat *b)
{
    return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Hashes what the format did not read in order, and says how much was there. */
static void finish_hash(struct reader *reader, struct level *level, const struct source *source, gboolean cut)
{
    struct record *record = level->reading->record;
    g_autoptr(GError) error = NULL;
    if (!level->reading->stopped && !hash_rest(reader->hash, source, G_MAXUINT64, &error))
        level->sink.trouble(&level->sink, STATUS_PARTIAL, N_("the file could not be read to its end"));
    record->bytes_read = hash_taken(reader->hash);
    record->hashed = !cut && !error && !level->reading->stopped;
    if (record->hashed)
        hash_end(reader->hash, record->content_hash);
}

static void read_source(struct reader *reader, struct level *level, struct source *source, int fd)
{
    struct stat before, after;
    gboolean known = fstat(fd, &before) == 0;
    gboolean cut = source->size > reader->limits.max_bytes;
    if (cut) {
        level->sink.trouble(&level->sink, STATUS_LIMIT, N_("larger than a file may be"));
        source->size = reader->limits.max_bytes;
    }
    source->seen = hash_seen;
    source->seen_user = reader->hash;
    hash_reset(reader->hash);
    level_read(level, source);
    finish_hash(reader, level, source, cut);
    if (known && fstat(fd, &after) == 0 && !same_file(&before, &after))
        level->sink.trouble(&level->sink, STATUS_PARTIAL, N_("the file changed while it was read"));
}

void reader_read(struct reader *reader, int fd, guint64 size, const char *name, const struct reader_output *output, struct record *record)
{
    g_autoptr(GError) error = NULL;
    struct reading reading = {.limits = &reader->limits,
                              .output = output,
                              .record = record,
                              .mime = reader->mime,
                              .spool = reader->spool,
                              .names = g_string_chunk_new(4096),
                              .deadline = g_get_monotonic_time() + (gint64)MIN(reader->limits.max_seconds, G_MAXINT32) * G_USEC_PER_SEC};
    struct level level;
    level_init(&level, &reading, NULL, NULL);
    struct source source;
    gboolean opened = open_source(reader, fd, size, &source, &error);
    reading.packed = source.size;
    source.name = g_utf8_make_valid(name ? name : "", -1);
    if (!opened)
        level.sink.trouble(&level.sink, STATUS_DENIED, N_("the file cannot be read"));
    else if (source.size > 0)
        read_source(reader, &level, &source, fd);
    else {
        set_media_type(record, "inode/x-empty");
        record->status = STATUS_EMPTY;
    }
    if (reading.open)
        output->end_of_document(output->user);
    if (source.size > 0 || !opened) {
        const char *reason = NULL;
        record->status = level_status(&level, &reason);
        g_free(record->reason);
        record->reason = g_strdup(reason);
    }
    g_free(source.name);
    g_clear_pointer(&reading.interned, g_hash_table_unref);
    g_string_chunk_free(reading.names);
}
