/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of readers: reads bytes as a file and writes down what came out, a chunk a line. */
#pragma once

#include "scanner/formats/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct collected {
    GString *lines; /* "part/sort member@line field: text", JOIN_RUN put to the line before */
    guint documents;
    guint64 text_bytes;
    guint stop_after; /* chunks; 0: never */
    guint chunks;
    gboolean invalid; /* some chunk was no valid UTF-8 */
};

static inline gboolean collect_text(void *user, const struct chunk *chunk)
{
    static const char *const sorts[] = {"prose", "cell", "field", "name"};
    struct collected *all = user;
    all->chunks++;
    all->text_bytes += chunk->text.len;
    all->invalid |= !g_utf8_validate(chunk->text.at, (gssize)chunk->text.len, NULL);
    if (all->lines->len < 4 << 20) {
        if (chunk->join == JOIN_NONE) {
            g_string_append_printf(all->lines, "%s%s/%s", all->lines->len ? "\n" : "", part_name(chunk->place.part), sorts[chunk->sort]);
            if (chunk->place.member)
                g_string_append_printf(all->lines, " %s", chunk->place.member);
            if (chunk->place.page)
                g_string_append_printf(all->lines, " p%u", chunk->place.page);
            if (chunk->place.sheet)
                g_string_append_printf(all->lines, " [%s]", chunk->place.sheet);
            char cell[16];
            place_cell(&chunk->place, cell);
            if (*cell)
                g_string_append_printf(all->lines, " %s", cell);
            if (chunk->place.line)
                g_string_append_printf(all->lines, " @%u", chunk->place.line);
            if (chunk->row)
                g_string_append_printf(all->lines, " r%uc%u", chunk->row, chunk->column);
            if (chunk->field)
                g_string_append_printf(all->lines, " %s", chunk->field);
            g_string_append(all->lines, ": ");
        }
        g_string_append_len(all->lines, chunk->text.at, (gssize)chunk->text.len);
    }
    return all->stop_after == 0 || all->chunks < all->stop_after;
}

static inline void collect_end(void *user)
{
    ((struct collected *)user)->documents++;
}

/* A reader with default limits and its spool; to free. */
static inline struct reader *collect_reader(const struct limits *wanted)
{
    struct limits limits;
    limits_default(&limits);
    struct reader *reader = reader_new(wanted ? wanted : &limits, NULL);
    assert_non_null(reader);
    assert_true(reader_open_spool(reader, NULL));
    return reader;
}

/* The file's bytes through the reader; gives the record, and in all what came out (lines to free). */
static inline struct record *collect(struct reader *reader, struct text bytes, const char *name, struct collected *all)
{
    int fd = memfd_create("test", 0);
    assert_true(fd >= 0 && write(fd, bytes.at, bytes.len) == (ssize_t)bytes.len);
    all->lines = g_string_new(NULL);
    struct reader_output output = {collect_text, collect_end, all};
    struct record *record = record_new();
    reader_read(reader, fd, bytes.len, name, &output, record);
    close(fd);
    assert_false(all->invalid);
    return record;
}
