/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 *     Namn              Född        Diagnos      headers: where the gaps are
 *     Anna Lund         1985-01-01  F32.1
 *     Bo Christer Ek    1990-12-03    J45
 *     .........        .           .             blank in every line: columns are cut here
 *
 * A row that closes a gap ends the list, so does a line with less than two columns.
 */
#include "scanner/formats/columns.h"

#include <string.h>

#define HEADER_GAP 2
#define HEADER_MAX 40 /* characters of one header */
#define ROWS_LEAST 3

struct line {
    guint64 blank[COLUMNS_WIDTH / 64]; /* of its characters; all that is behind its end */
    guint len;                         /* characters */
    gboolean digits;
};

static gboolean is_blank(const guint64 *blank, guint at)
{
    return blank[at / 64] >> (at % 64) & 1;
}

/* FALSE: too long, or there is a tab. */
static gboolean read_line(struct text text, struct line *line)
{
    *line = (struct line){.len = 0};
    memset(line->blank, 0xff, sizeof line->blank);
    for (gsize i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (((guchar)c & 0xc0) == 0x80)
            continue;
        if (line->len == COLUMNS_WIDTH || c == '\t')
            return FALSE;
        if (c != ' ')
            line->blank[line->len / 64] &= ~(G_GUINT64_CONSTANT(1) << (line->len % 64));
        line->digits |= g_ascii_isdigit(c);
        line->len++;
    }
    return TRUE;
}

struct text columns_line(struct text text, gsize *whole)
{
    const char *end = memchr(text.at, '\n', text.len);
    gsize len = end ? (gsize)(end - text.at) : text.len;
    *whole = len + (end != NULL);
    while (len > 0 && (text.at[len - 1] == '\r' || text.at[len - 1] == ' '))
        len--;
    return (struct text){text.at, len};
}

static gboolean read_headers(const struct line *line, struct columns *columns)
{
    guint end = 0;
    *columns = (struct columns){.count = 0};
    memcpy(columns->blank, line->blank, sizeof columns->blank);
    for (guint at = 0; at < line->len; at++) {
        if (is_blank(line->blank, at))
            continue;
        gboolean first = columns->count == 0;
        if (first || at - end >= HEADER_GAP) {
            if (columns->count == COLUMNS_MAX)
                return FALSE;
            columns->gap[columns->count] = first ? 0 : end;
            columns->from[columns->count++] = at;
        }
        end = at + 1;
        if (end - columns->from[columns->count - 1] > HEADER_MAX)
            return FALSE;
    }
    return columns->count >= 2;
}

/* The character at which the column begins: behind the first that is blank in its gap; 0 for the first, COLUMNS_WIDTH where the gap is closed. */
static guint begin_of(const struct columns *columns, guint column)
{
    if (column == 0)
        return 0;
    if (column == columns->count)
        return COLUMNS_WIDTH;
    for (guint at = columns->gap[column]; at < columns->from[column]; at++)
        if (is_blank(columns->blank, at))
            return at;
    return COLUMNS_WIDTH;
}

/* FALSE: the line is no row of the list. */
static gboolean take_row(struct columns *columns, const struct line *line)
{
    struct columns after = *columns;
    guint filled = 0, from = 0;
    for (guint i = 0; i < G_N_ELEMENTS(after.blank); i++)
        after.blank[i] &= line->blank[i];
    for (guint i = 0; i < after.count; i++) {
        guint to = begin_of(&after, i + 1);
        if (i + 1 < after.count && to == COLUMNS_WIDTH)
            return FALSE;
        guint at = from;
        while (at < MIN(to, line->len) && is_blank(line->blank, at))
            at++;
        filled += at < MIN(to, line->len);
        from = to;
    }
    if (filled < 2)
        return FALSE;
    *columns = after;
    return TRUE;
}

gsize columns_rows(struct text text, struct columns *columns)
{
    gsize taken = 0, whole = 0;
    while (taken < text.len) {
        struct line line;
        if (!read_line(columns_line((struct text){text.at + taken, text.len - taken}, &whole), &line) || !take_row(columns, &line))
            break;
        taken += whole;
    }
    return taken;
}

/* Headers and the first rows; 0: there are none. */
static gsize begin_list(struct text text, struct columns *columns)
{
    struct line line;
    gsize taken = 0, whole = 0;
    if (!read_line(columns_line(text, &taken), &line) || line.digits || !read_headers(&line, columns))
        return 0;
    for (guint row = 0; row < ROWS_LEAST; row++) {
        if (taken >= text.len || !read_line(columns_line((struct text){text.at + taken, text.len - taken}, &whole), &line) || !line.digits ||
            !take_row(columns, &line))
            return 0;
        taken += whole;
    }
    return taken;
}

gsize columns_list(struct text text, struct columns *columns)
{
    gsize taken = begin_list(text, columns);
    if (!taken) {
        columns->count = 0;
        return 0;
    }
    return taken + columns_rows((struct text){text.at + taken, text.len - taken}, columns);
}

static gsize byte_at(struct text line, guint character)
{
    guint characters = 0;
    gsize at = 0;
    for (; at < line.len; at++)
        if (((guchar)line.at[at] & 0xc0) != 0x80 && characters++ == character)
            break;
    return at;
}

struct text columns_cell(const struct columns *columns, struct text line, guint column)
{
    gsize from = byte_at(line, begin_of(columns, column)), to = byte_at(line, begin_of(columns, column + 1));
    while (from < to && line.at[from] == ' ')
        from++;
    while (to > from && line.at[to - 1] == ' ')
        to--;
    return (struct text){line.at + from, to - from};
}
