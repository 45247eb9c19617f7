/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A compound file is a file system: sectors, a table (FAT) that tells of each sector which one follows, and a directory.
 *
 *     header | sector 0 | sector 1 | sector 2 ...        FAT: [1] = 2, [2] = end: a stream of sectors 1, 2
 *
 * Streams below 4,096 bytes lie in sectors of 64 bytes within one long stream, with a table of their own. Every chain may
 * be a loop, and every number may point outside: chains are followed no further than there are sectors.
 */
#include "scanner/lib/cfb.h"

#include "scanner/base/error.h"

#include <string.h>

#define HEADER_BYTES 512
#define ENTRY_BYTES 128
#define SMALL_SHIFT 6
#define SECTOR_LAST 0xFFFFFFFAu /* above it: marks, no sectors */
#define CHAIN_END 0xFFFFFFFEu
#define STREAMS_MAX 200000
#define TABLE_BYTES_MAX ((gsize)256 << 20)

struct stream_row {
    char *name;
    guint64 size;
    guint32 start;
};

struct cfb {
    const struct source *source;
    guint shift; /* 9 or 12: bytes of a sector as a power of two */
    guint32 small_below; /* bytes; smaller streams are small ones */
    GArray *next, *small_next; /* of guint32, by sector */
    GArray *small_sectors; /* of guint32: where the stream of small ones lies */
    GArray *streams; /* of struct stream_row */
};

static guint32 u32(const guint8 *at)
{
    return (guint32)at[0] | (guint32)at[1] << 8 | (guint32)at[2] << 16 | (guint32)at[3] << 24;
}

static guint16 u16(const guint8 *at)
{
    return (guint16)(at[0] | at[1] << 8);
}

static gboolean broken(GError **error)
{
    g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_CORRUPT, "compound file");
    return FALSE;
}

static guint64 sector_offset(const struct cfb *cfb, guint32 sector)
{
    return ((guint64)sector + 1) << cfb->shift;
}

static gboolean read_sector(const struct cfb *cfb, guint32 sector, guint8 *bytes)
{
    gsize size = (gsize)1 << cfb->shift;
    memset(bytes, 0, size);
    return sector < SECTOR_LAST && source_pread(cfb->source, bytes, size, sector_offset(cfb, sector), NULL) > 0;
}

static void append_numbers(GArray *numbers, const guint8 *bytes, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        guint32 number = u32(bytes + 4 * i);
        g_array_append_val(numbers, number);
    }
}

static guint32 follow(const GArray *next, guint32 sector)
{
    return sector < next->len ? g_array_index(next, guint32, sector) : CHAIN_END;
}

/* The FAT's own sectors: 109 in the header, more in a chain of sectors whose last number leads on. */
static void read_table(struct cfb *cfb, const guint8 *header)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint32));
    guint8 bytes[4096];
    gsize in_sector = ((gsize)1 << cfb->shift) / 4;
    guint64 most = (cfb->source->size >> cfb->shift) + 1;
    append_numbers(places, header + 0x4C, 109);
    guint32 more = u32(header + 0x44);
    for (guint64 i = 0; i < most && read_sector(cfb, more, bytes); i++) {
        append_numbers(places, bytes, in_sector - 1);
        more = u32(bytes + 4 * (in_sector - 1));
    }
    for (guint i = 0; i < places->len && cfb->next->len < most && cfb->next->len * 4 < TABLE_BYTES_MAX; i++)
        if (read_sector(cfb, g_array_index(places, guint32, i), bytes))
            append_numbers(cfb->next, bytes, in_sector);
}

static void read_small_table(struct cfb *cfb, guint32 sector)
{
    guint8 bytes[4096];
    for (guint i = 0; i <= cfb->next->len && cfb->small_next->len * 4 < TABLE_BYTES_MAX && read_sector(cfb, sector, bytes); i++) {
        append_numbers(cfb->small_next, bytes, ((gsize)1 << cfb->shift) / 4);
        sector = follow(cfb->next, sector);
    }
}

static void list_entry(struct cfb *cfb, const guint8 *entry)
{
    gunichar2 name[32];
    guint8 type = entry[66];
    guint32 start = u32(entry + 116);
    guint64 size = u32(entry + 120) | (cfb->shift == 12 ? (guint64)u32(entry + 124) << 32 : 0);
    if (type == 5) { /* the root: its stream is that of the small ones */
        for (guint i = 0; i <= cfb->next->len && start < SECTOR_LAST && cfb->small_sectors->len * 4 < TABLE_BYTES_MAX; i++) {
            g_array_append_val(cfb->small_sectors, start);
            start = follow(cfb->next, start);
        }
    }
    if (type != 2 || cfb->streams->len == STREAMS_MAX)
        return;
    for (guint i = 0; i < 32; i++)
        name[i] = u16(entry + 2 * i);
    char *utf8 = g_utf16_to_utf8(name, MIN(u16(entry + 64) / 2, 31), NULL, NULL, NULL);
    struct stream_row row = {utf8 ? utf8 : g_strdup(""), MIN(size, cfb->source->size), start};
    g_array_append_val(cfb->streams, row);
}

static void read_directory(struct cfb *cfb, guint32 sector)
{
    guint8 bytes[4096];
    for (guint i = 0; i <= cfb->next->len && read_sector(cfb, sector, bytes); i++) {
        for (gsize at = 0; at < (gsize)1 << cfb->shift; at += ENTRY_BYTES)
            list_entry(cfb, bytes + at);
        sector = follow(cfb->next, sector);
    }
}

static void stream_row_clear(gpointer data)
{
    g_free(((struct stream_row *)data)->name);
}

static gboolean read_all(struct cfb *cfb, GError **error)
{
    static const guint8 mark[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    guint8 header[HEADER_BYTES];
    gssize got = source_pread(cfb->source, header, sizeof header, 0, error);
    if (got < 0)
        return FALSE;
    cfb->shift = u16(header + 0x1E);
    if (got < (gssize)sizeof header || memcmp(header, mark, sizeof mark) != 0 || (cfb->shift != 9 && cfb->shift != 12))
        return broken(error);
    cfb->small_below = u32(header + 0x38);
    read_table(cfb, header);
    read_small_table(cfb, u32(header + 0x3C));
    read_directory(cfb, u32(header + 0x30));
    return cfb->streams->len ? TRUE : broken(error);
}

struct cfb *cfb_new(const struct source *source, GError **error)
{
    struct cfb *cfb = g_new0(struct cfb, 1);
    cfb->source = source;
    cfb->next = g_array_new(FALSE, FALSE, sizeof(guint32));
    cfb->small_next = g_array_new(FALSE, FALSE, sizeof(guint32));
    cfb->small_sectors = g_array_new(FALSE, FALSE, sizeof(guint32));
    cfb->streams = g_array_new(FALSE, FALSE, sizeof(struct stream_row));
    g_array_set_clear_func(cfb->streams, stream_row_clear);
    if (read_all(cfb, error))
        return cfb;
    cfb_free(cfb);
    return NULL;
}

void cfb_free(struct cfb *cfb)
{
    g_array_unref(cfb->next);
    g_array_unref(cfb->small_next);
    g_array_unref(cfb->small_sectors);
    g_array_unref(cfb->streams);
    g_free(cfb);
}

guint cfb_count(const struct cfb *cfb)
{
    return cfb->streams->len;
}

static const struct stream_row *row_of(const struct cfb *cfb, guint stream)
{
    return &g_array_index(cfb->streams, struct stream_row, stream);
}

const char *cfb_name(const struct cfb *cfb, guint stream)
{
    return row_of(cfb, stream)->name;
}

guint64 cfb_size(const struct cfb *cfb, guint stream)
{
    return row_of(cfb, stream)->size;
}

guint cfb_find(const struct cfb *cfb, const char *name)
{
    for (guint i = 0; i < cfb->streams->len; i++)
        if (g_ascii_strcasecmp(row_of(cfb, i)->name, name) == 0)
            return i;
    return CFB_NONE;
}

void cfb_open(struct cfb *cfb, guint stream, struct cfb_stream *opened)
{
    const struct stream_row *row = row_of(cfb, stream);
    *opened = (struct cfb_stream){.cfb = cfb, .sector = row->start, .left = row->size, .small = row->size < cfb->small_below};
}

/* Where a byte of a small sector lies in the file; G_MAXUINT64 where it lies nowhere. */
static guint64 small_offset(const struct cfb *cfb, guint32 sector)
{
    guint64 at = (guint64)sector << SMALL_SHIFT;
    guint64 big = at >> cfb->shift;
    if (big >= cfb->small_sectors->len)
        return G_MAXUINT64;
    return sector_offset(cfb, g_array_index(cfb->small_sectors, guint32, big)) + (at & ((1u << cfb->shift) - 1));
}

gssize cfb_read(void *user, void *buffer, gsize len, GError **error)
{
    struct cfb_stream *stream = user;
    const struct cfb *cfb = stream->cfb;
    const GArray *next = stream->small ? cfb->small_next : cfb->next;
    guint64 size = 1u << (stream->small ? SMALL_SHIFT : cfb->shift);
    if (!stream->left || !len)
        return 0;
    if (stream->in_sector == size) {
        stream->sector = follow(next, stream->sector);
        stream->in_sector = 0;
        stream->steps++;
    }
    guint64 offset = stream->sector >= SECTOR_LAST ? G_MAXUINT64
                     : stream->small               ? small_offset(cfb, stream->sector)
                                                   : sector_offset(cfb, stream->sector);
    if (offset == G_MAXUINT64 || stream->steps > next->len) {
        broken(error);
        return -1;
    }
    gsize part = MIN(MIN(len, stream->left), size - stream->in_sector);
    gssize got = source_pread(cfb->source, buffer, part, offset + stream->in_sector, error);
    if (got == 0)
        broken(error);
    if (got <= 0)
        return -1;
    stream->in_sector += (guint64)got;
    stream->left -= (guint64)got;
    return got;
}
