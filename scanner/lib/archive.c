/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>

#include "scanner/base/error.h"
#include "scanner/lib/archive.h"

#define BLOCK_BYTES (64 * 1024)

struct archive_reader {
    struct archive *archive;
    const struct source *source;
    guint64 position; /* in the source */
    char *name;       /* of the entry at hand */
    GError *io;       /* the source could not be read */
    const guint8 *data; /* what is left of the entry's block at hand */
    gsize left;
    guint64 told, data_offset; /* bytes of the entry handed out; where in it the block lies */
    guint8 block[BLOCK_BYTES];
};

static la_ssize_t on_read(struct archive *archive, void *user, const void **block)
{
    struct archive_reader *reader = user;
    const struct source *source = reader->source;
    if (source->data) {
        gsize left = reader->position < source->size ? source->size - reader->position : 0;
        gsize len = MIN(left, 16 * BLOCK_BYTES);
        *block = source->data + reader->position;
        reader->position += len;
        return len;
    }
    gssize got = source_pread(source, reader->block, sizeof reader->block, reader->position, reader->io ? NULL : &reader->io);
    if (got < 0) {
        archive_set_error(archive, EIO, "read");
        return ARCHIVE_FATAL;
    }
    *block = reader->block;
    reader->position += got;
    return got;
}

static la_int64_t on_skip(struct archive *archive, void *user, la_int64_t request)
{
    struct archive_reader *reader = user;
    guint64 left = reader->position < reader->source->size ? reader->source->size - reader->position : 0;
    guint64 step = MIN((guint64)MAX(request, 0), left);
    reader->position += step;
    return step;
}

static la_int64_t on_seek(struct archive *archive, void *user, la_int64_t offset, int whence)
{
    struct archive_reader *reader = user;
    gint64 base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (gint64)reader->position : (gint64)reader->source->size;
    gint64 wanted;
    if (__builtin_add_overflow(base, offset, &wanted) || wanted < 0)
        return ARCHIVE_FATAL;
    reader->position = MIN((guint64)wanted, reader->source->size);
    return reader->position;
}

/* By name, since "all" would also take filters that start programs. */
static void support_compressed(struct archive *archive)
{
    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_bzip2(archive);
    archive_read_support_filter_xz(archive);
    archive_read_support_filter_lzma(archive);
    archive_read_support_filter_lzip(archive);
    archive_read_support_filter_zstd(archive);
    archive_read_support_filter_lz4(archive);
    archive_read_support_filter_compress(archive);
    archive_read_support_filter_rpm(archive);
}

/* What people compress as a whole. A compressed zip or document is a member, to be sorted by its own content. */
static void support_tapes(struct archive *archive)
{
    archive_read_support_format_tar(archive);
    /* What was appended after the mark of a tape's end (cat a.tar b.tar) is there all the same. */
    archive_read_set_option(archive, "tar", "read_concatenated_archives", "1");
    archive_read_support_format_cpio(archive);
    archive_read_support_format_ar(archive);
}

static void support_formats(struct archive *archive)
{
    support_tapes(archive);
    archive_read_support_format_zip(archive);
    archive_read_support_format_7zip(archive);
    archive_read_support_format_rar(archive);
    archive_read_support_format_rar5(archive);
    archive_read_support_format_cab(archive);
    archive_read_support_format_lha(archive);
    archive_read_support_format_iso9660(archive);
    archive_read_support_format_xar(archive);
    archive_read_support_format_warc(archive);
}

static gboolean names_a_password(const char *words)
{
    g_autofree char *lower = g_ascii_strdown(words ? words : "", -1);
    return strstr(lower, "passphrase") || strstr(lower, "encrypt") || strstr(lower, "password");
}

static gboolean names_a_method(const char *words)
{
    g_autofree char *lower = g_ascii_strdown(words ? words : "", -1);
    return strstr(lower, "unsupported") || strstr(lower, "not supported") || strstr(lower, "unknown compression");
}

static void set_error(struct archive_reader *reader, gboolean opened, GError **error)
{
    const char *words = archive_error_string(reader->archive);
    if (reader->io) {
        g_propagate_error(error, g_steal_pointer(&reader->io));
        return;
    }
    int code = DATAROND_ERROR_CORRUPT;
    /* Asked after a failed opening the library jumps through garbage; hence "opened". */
    if (names_a_password(words) || (opened && archive_read_has_encrypted_entries(reader->archive) == 1))
        code = DATAROND_ERROR_ENCRYPTED;
    else if (names_a_method(words))
        code = DATAROND_ERROR_UNSUPPORTED;
    g_set_error(error, DATAROND_ERROR, code, "%s", words ? words : "archive");
}

static gboolean open_archive(struct archive_reader *reader, enum archive_shape shape, GError **error)
{
    struct archive *archive = reader->archive = archive_read_new();
    reader->position = 0;
    if (shape == ARCHIVE_SHAPE_PACKED || shape == ARCHIVE_SHAPE_STREAM)
        support_compressed(archive);
    if (shape == ARCHIVE_SHAPE_PLAIN)
        support_formats(archive);
    else if (shape == ARCHIVE_SHAPE_PACKED)
        support_tapes(archive);
    else if (shape == ARCHIVE_SHAPE_ZIP)
        archive_read_support_format_zip(archive);
    else
        archive_read_support_format_raw(archive);
    archive_read_set_read_callback(archive, on_read);
    archive_read_set_skip_callback(archive, on_skip);
    archive_read_set_seek_callback(archive, on_seek);
    archive_read_set_callback_data(archive, reader);
    if (archive_read_open1(archive) == ARCHIVE_OK)
        return TRUE;
    if (reader->io)
        g_propagate_error(error, g_steal_pointer(&reader->io));
    else
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_UNSUPPORTED, "%s", archive_error_string(archive));
    return FALSE;
}

struct archive_reader *archive_reader_new(const struct source *source, enum archive_shape shape, GError **error)
{
    struct archive_reader *reader = g_new0(struct archive_reader, 1);
    reader->source = source;
    if (open_archive(reader, shape, error))
        return reader;
    archive_reader_free(reader);
    return NULL;
}

void archive_reader_free(struct archive_reader *reader)
{
    if (reader->archive)
        archive_read_free(reader->archive);
    g_clear_error(&reader->io);
    g_free(reader->name);
    g_free(reader);
}

gboolean archive_reader_is_compressed(const struct archive_reader *reader)
{
    return archive_filter_count(reader->archive) > 1;
}

gboolean archive_reader_may_be_empty(const struct archive_reader *reader)
{
    static const guint8 empty_zip[] = {'P', 'K', 5, 6};
    guint8 head[sizeof empty_zip];
    if (archive_format(reader->archive) != ARCHIVE_FORMAT_ZIP)
        return TRUE;
    return source_pread(reader->source, head, sizeof head, 0, NULL) == sizeof head && memcmp(head, empty_zip, sizeof head) == 0;
}

/*
 * The coding of a name where the archive does not say: Windows of the West where the bytes are its Swedish letters
 * (which are lines and signs in DOS), else DOS.
 */
static const char *name_charset(const char *name)
{
    gboolean windows = strpbrk(name, "\xe5\xe4\xf6\xc5\xc4\xd6") != NULL;
    return windows && !strpbrk(name, "\x86\x84\x94\x8f\x8e\x99") ? "CP1252" : "CP850";
}

static char *entry_name(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    if (name && g_utf8_validate(name, -1, NULL))
        return g_strdup(name);
    name = archive_entry_pathname(entry);
    if (!name || g_utf8_validate(name, -1, NULL))
        return g_strdup(name ? name : "");
    char *converted = g_convert(name, -1, "UTF-8", name_charset(name), NULL, NULL, NULL);
    return converted ? converted : g_utf8_make_valid(name, -1);
}

enum archive_step archive_reader_next(struct archive_reader *reader, struct archive_entry_view *view, GError **error)
{
    struct archive_entry *entry;
    int got = archive_read_next_header(reader->archive, &entry);
    if (got == ARCHIVE_EOF)
        return ARCHIVE_STEP_END;
    if (got < ARCHIVE_WARN) {
        set_error(reader, TRUE, error);
        return ARCHIVE_STEP_BROKEN;
    }
    g_free(reader->name);
    reader->name = entry_name(entry);
    reader->left = 0;
    reader->told = 0;
    gint64 size = archive_entry_size_is_set(entry) ? archive_entry_size(entry) : 0;
    mode_t type = archive_entry_filetype(entry);
    view->name = reader->name;
    view->size = MAX(size, 0);
    /* Some formats (ar, raw, old tar) do not say what it is. A hard link bears no bytes of its own. */
    view->file = (type == AE_IFREG || type == 0) && !archive_entry_hardlink(entry) && !g_str_has_suffix(reader->name, "/");
    view->encrypted = archive_entry_is_data_encrypted(entry) || archive_entry_is_metadata_encrypted(entry);
    return ARCHIVE_STEP_ENTRY;
}

/* Block by block, since the library's own reading forgets what it has where an error follows. */
static int next_block(struct archive_reader *reader)
{
    const void *block = NULL;
    size_t len = 0;
    la_int64_t offset = 0;
    int got = archive_read_data_block(reader->archive, &block, &len, &offset);
    if (got == ARCHIVE_OK || got == ARCHIVE_WARN) {
        reader->data = block;
        reader->left = len;
        reader->data_offset = (guint64)MAX(offset, 0);
        return 1;
    }
    return got == ARCHIVE_EOF ? 0 : -1;
}

gssize archive_reader_read(void *user, void *buffer, gsize len, GError **error)
{
    struct archive_reader *reader = user;
    while (!reader->left) {
        int got = next_block(reader);
        if (got < 0)
            set_error(reader, FALSE, error);
        if (got <= 0)
            return got;
    }
    gsize part;
    if (reader->data_offset > reader->told) { /* a hole */
        part = MIN(len, reader->data_offset - reader->told);
        memset(buffer, 0, part);
    } else {
        part = MIN(len, reader->left);
        memcpy(buffer, reader->data, part);
        reader->data += part;
        reader->left -= part;
        reader->data_offset += part;
    }
    reader->told += part;
    return (gssize)part;
}
