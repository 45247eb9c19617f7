/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text in any coding, as one long run; lists whose columns stand apart by spaces are given out by cell, so that their headers count. */
#include <string.h>

#include "scanner/base/format.h"
#include "scanner/base/i18n.h"
#include "scanner/formats/columns.h"
#include "scanner/lib/charset.h"

#define TAIL_MAX 4096 /* bytes of an unfinished line that wait for the next piece */

struct reading {
    struct sink *sink;
    struct place place;
    enum chunk_join join;
    gboolean going;
    gboolean line_begins;   /* what comes next does */
    struct columns columns; /* of the list that goes on; count 0: none */
    guint32 table, row;
};

static guint32 count_lines(struct text text)
{
    guint32 lines = 0;
    const char *at = text.at, *end = text.at + text.len;
    while ((at = memchr(at, '\n', (gsize)(end - at)))) {
        lines++;
        at++;
    }
    return lines;
}

static void pass(struct reading *reading, struct text text)
{
    reading->place.line += count_lines(text);
    reading->place.offset += text.len;
    if (text.len)
        reading->line_begins = text.at[text.len - 1] == '\n';
}

static void give_prose(struct reading *reading, struct text text)
{
    struct chunk chunk = {.text = text, .sort = CHUNK_PROSE, .join = reading->join, .place = reading->place};
    if (text.len == 0)
        return;
    reading->going = reading->going && reading->sink->text(reading->sink, &chunk);
    reading->join = JOIN_RUN;
    pass(reading, text);
}

static void give_rows(struct reading *reading, struct text text)
{
    gsize whole;
    for (gsize at = 0; at < text.len && reading->going; at += whole) {
        struct text line = columns_line((struct text){text.at + at, text.len - at}, &whole);
        reading->row++;
        for (guint column = 0; column < reading->columns.count && reading->going; column++) {
            struct chunk chunk = {.text = columns_cell(&reading->columns, line, column), .sort = CHUNK_CELL, .join = JOIN_NONE, .place = reading->place,
                                  .table = reading->table, .row = reading->row, .column = column + 1};
            if (!chunk.text.len)
                continue;
            chunk.place.offset += (gsize)(chunk.text.at - line.at);
            reading->going = reading->sink->text(reading->sink, &chunk);
        }
        pass(reading, (struct text){text.at + at, whole});
    }
    reading->join = JOIN_NONE;
}

/* First place from at on where a line begins that may be one of headers: two spaces stand in it. The text's end: there is none. */
static gsize seek_headers(const struct reading *reading, struct text text, gsize at)
{
    const char *blank = memmem(text.at + at, text.len - at, "  ", 2);
    const char *begin = blank ? memrchr(text.at + at, '\n', (gsize)(blank - text.at) - at) : NULL;
    if (!blank)
        return text.len;
    if (begin)
        return (gsize)(begin + 1 - text.at);
    return at > 0 || reading->line_begins ? at : MIN((gsize)(blank - text.at) + 1, text.len);
}

static gsize line_end(struct text text, gsize at)
{
    const char *end = memchr(text.at + at, '\n', text.len - at);
    return end ? (gsize)(end + 1 - text.at) : text.len;
}

static void take(struct reading *reading, struct text text)
{
    gsize done = 0;
    if (reading->columns.count && reading->line_begins)
        give_rows(reading, (struct text){text.at, done = columns_rows(text, &reading->columns)});
    if (done == text.len)
        return;
    reading->columns.count = 0;
    for (gsize at = done; reading->going && (at = seek_headers(reading, text, at)) < text.len;) {
        gsize len = at == 0 || text.at[at - 1] == '\n' ? columns_list((struct text){text.at + at, text.len - at}, &reading->columns) : 0;
        if (len) {
            give_prose(reading, (struct text){text.at + done, at - done});
            reading->table++;
            reading->row = 0;
            give_rows(reading, (struct text){text.at + at, len});
            done = at += len;
        } else {
            at = line_end(text, at);
        }
        if (at < text.len)
            reading->columns.count = 0;
    }
    give_prose(reading, (struct text){text.at + done, text.len - done});
}

/* Takes what has come but for its last line, which may go on. */
static void take_lines(struct reading *reading, GString *come)
{
    const char *last = memrchr(come->str, '\n', come->len);
    gsize rest = last ? (gsize)(come->str + come->len - last - 1) : come->len;
    if (rest > TAIL_MAX)
        rest = 0;
    take(reading, (struct text){come->str, come->len - rest});
    g_string_erase(come, 0, (gssize)(come->len - rest));
}

static void read_text(const struct source *source, struct sink *sink)
{
    AUTO(decoder) decoder = decoder_new(source, NULL);
    struct reading reading = {.sink = sink, .place = {.line = 1}, .join = JOIN_NONE, .going = TRUE, .line_begins = TRUE};
    g_autoptr(GString) come = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    struct text piece;
    while (reading.going && decoder_next(decoder, &piece, &error)) {
        take_lines(&reading, come);
        g_string_append_len(come, piece.at, (gssize)piece.len);
    }
    take(&reading, (struct text){come->str, come->len});
    if (error)
        sink->trouble(sink, STATUS_PARTIAL, N_("the file could not be read to its end"));
    if (decoder_guessed(decoder))
        sink->encoding(sink, decoder_guessed(decoder));
}

static const char *const types[] = {"text/plain", NULL};

const struct format format_text = {.name = "text", .media_types = types, .read = read_text};
