/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of archives and packages: builds them in memory. */
#pragma once

#include "tests/unit/collect.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

struct packed_file {
    const char *name; /* NULL ends a list; a '/' at its end: a folder; "a -> b": a symbolic link */
    const char *text; /* NULL: none */
};

#define PACK_BYTES (4 << 20)

static inline void pack_one(struct archive *archive, const struct packed_file *file)
{
    const char *arrow = strstr(file->name, " -> ");
    g_autofree char *name = g_strndup(file->name, arrow ? (gsize)(arrow - file->name) : strlen(file->name));
    gsize len = file->text ? strlen(file->text) : 0;
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_mode(entry, arrow ? AE_IFLNK | 0777 : g_str_has_suffix(name, "/") ? AE_IFDIR | 0755 : AE_IFREG | 0644);
    archive_entry_set_size(entry, (la_int64_t)len);
    archive_entry_set_mtime(entry, 1741082400, 0);
    if (arrow)
        archive_entry_set_symlink(entry, arrow + 4);
    assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
    assert_int_equal(archive_write_data(archive, file->text, len), len);
    archive_entry_free(entry);
}

/* Format and filter by their numbers in the library; options may be NULL. To free with g_bytes_unref. */
static inline GBytes *pack(int format, int filter, const char *options, const struct packed_file *files)
{
    struct archive *archive = archive_write_new();
    char *bytes = g_malloc(PACK_BYTES);
    size_t used = 0;
    assert_int_equal(archive_write_set_format(archive, format), ARCHIVE_OK);
    assert_int_equal(archive_write_add_filter(archive, filter), ARCHIVE_OK);
    assert_int_equal(archive_write_set_bytes_in_last_block(archive, 1), ARCHIVE_OK);
    if (options)
        assert_int_equal(archive_write_set_options(archive, options), ARCHIVE_OK);
    assert_int_equal(archive_write_open_memory(archive, bytes, PACK_BYTES, &used), ARCHIVE_OK);
    for (; files->name; files++)
        pack_one(archive, files);
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
    return g_bytes_new_take(bytes, used);
}

static inline GBytes *pack_zip(const struct packed_file *files)
{
    return pack(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL, files);
}

/* Reads the bytes and holds the lines that come out, and the status. Takes the bytes. */
static inline void expect_lines(struct reader *reader, const char *what, GBytes *bytes, enum status status, const char *lines)
{
    struct collected all = {0};
    struct text text = {g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)};
    struct record *record = collect(reader, text, "x", &all);
    if (record->status != status || strcmp(all.lines->str, lines) != 0)
        fail_msg("%s: %s (%s), %s\n%s\nexpected:\n%s", what, status_name(record->status), record->reason, record->media_type, all.lines->str, lines);
    g_string_free(all.lines, TRUE);
    record_free(record);
    g_bytes_unref(bytes);
}
