/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives of every sort: each file in them is a member. One compressed file alone is an archive of one. */
#include "scanner/lib/archive.h"

#include "scanner/base/error.h"
#include "scanner/base/format.h"
#include "scanner/base/i18n.h"

#include <time.h>

static void broken(struct sink *sink, const GError *error)
{
    if (g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_ENCRYPTED))
        sink->trouble(sink, STATUS_ENCRYPTED, N_("encrypted: it needs a password"));
    else if (g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_UNSUPPORTED))
        sink->trouble(sink, STATUS_UNSUPPORTED, N_("packed in a way that cannot be unpacked"));
    else
        sink->trouble(sink, STATUS_CORRUPT, N_("the archive is broken, or ends too early"));
}

static void read_entries(struct archive_reader *reader, struct sink *sink)
{
    struct archive_entry_view entry;
    g_autoptr(GError) error = NULL;
    enum archive_step step;
    guint64 entries = 0;
    while ((step = archive_reader_next(reader, &entry, &error)) == ARCHIVE_STEP_ENTRY) {
        entries++;
        if (entry.file && entry.encrypted)
            sink->unread(sink, entry.name, STATUS_ENCRYPTED, N_("encrypted: it needs a password"));
        else if (entry.file && !sink->member(sink, entry.name, entry.size, archive_reader_read, reader))
            return;
    }
    if (step == ARCHIVE_STEP_BROKEN)
        broken(sink, error);
    else if (!entries && !archive_reader_is_compressed(reader) && !archive_reader_may_be_empty(reader))
        sink->trouble(sink, STATUS_CORRUPT, N_("the archive is broken, or ends too early"));
}

/* "lön.csv.gz" holds "lön.csv". */
static char *inner_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    if (dot && dot > name && (strcmp(dot, ".tgz") == 0 || strcmp(dot, ".txz") == 0 || strcmp(dot, ".tbz2") == 0))
        return g_strdup_printf("%.*s.tar", (int)(dot - name), name);
    return dot && dot > name ? g_strndup(name, dot - name) : g_strdup(*name ? name : "data");
}

static void read_stream(const struct source *source, struct sink *sink)
{
    struct archive_entry_view entry;
    g_autoptr(GError) error = NULL;
    AUTO(archive_reader) reader = archive_reader_new(source, ARCHIVE_SHAPE_STREAM, &error);
    if (!reader || !archive_reader_is_compressed(reader)) {
        broken(sink, NULL);
        return;
    }
    enum archive_step step = archive_reader_next(reader, &entry, &error);
    g_autofree char *name = inner_name(source->name);
    if (step == ARCHIVE_STEP_ENTRY)
        sink->member(sink, name, 0, archive_reader_read, reader);
    else if (step == ARCHIVE_STEP_BROKEN)
        broken(sink, error);
}

static void read_archive(const struct source *source, struct sink *sink)
{
    static const enum archive_shape shapes[] = {ARCHIVE_SHAPE_PLAIN, ARCHIVE_SHAPE_PACKED};
    for (guint i = 0; i < G_N_ELEMENTS(shapes); i++) {
        AUTO(archive_reader) reader = archive_reader_new(source, shapes[i], NULL);
        if (!reader)
            continue;
        read_entries(reader, sink);
        return;
    }
    read_stream(source, sink);
}

static const char *const media_types[] = {
    "application/zip", "application/x-zip-compressed", "application/java-archive", "application/epub+zip",
    "application/x-tar", "application/x-gtar", "application/x-ustar", "application/gzip", "application/x-gzip",
    "application/x-bzip2", "application/x-xz", "application/x-lzma", "application/x-lzip", "application/zstd",
    "application/x-zstd", "application/x-lz4", "application/x-compress", "application/x-7z-compressed", "application/x-rar",
    "application/vnd.rar", "application/x-cpio", "application/x-archive", "application/x-iso9660-image",
    "application/vnd.ms-cab-compressed", "application/x-lha", "application/x-lzh-compressed", "application/x-lharc",
    "application/x-xar", "application/warc", "application/x-rpm", "application/vnd.debian.binary-package",
    "application/x-debian-package", NULL};

/*
 * The times of entries are reckoned in local time: where no zone is set, the C library would look for its file at each,
 * and inside the cage in vain.
 */
static void prepare(void)
{
    g_setenv("TZ", ":/etc/localtime", FALSE);
    tzset();
}

/* A zip that libmagic takes for nothing, by the odd version in its first header. */
static int sniff(const struct source *source, struct text head)
{
    static const char *const marks[] = {"PK\3\4", "PK\5\6", "PK\7\10"};
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (head.len >= 4 && memcmp(head.at, marks[i], 4) == 0)
            return 50;
    return 0;
}

const struct format format_archive = {.name = "archive", .media_types = media_types, .sniff = sniff, .prepare = prepare, .read = read_archive};
