/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables as text: fields apart by ; , tab or |, in quotes where they hold such a sign or a line end (RFC 4180).
 *
 *     begin --"--> quoted --"--> after --other--> plain        a quote within a quoted field is written twice
 *       |                          |
 *       +--other--> plain          +--separator, line end--> the cell is given out
 *
 * A quote that nobody closes would swallow the rest of the file into one cell: past QUOTED_MAX the field is taken
 * back and read as if its quote were a plain sign.
 */
#include "scanner/formats/csv.h"

#include "scanner/base/format.h"
#include "scanner/base/i18n.h"
#include "scanner/lib/charset.h"

#define CELL_PIECE (64 * 1024)
#define QUOTED_MAX (128 * 1024)
/* What a spreadsheet can show; beyond it a cell has no name. */
#define SHEET_ROWS 1048576
#define SHEET_COLUMNS 16384

enum state { BEGIN, PLAIN, QUOTED, AFTER_QUOTE };

struct table {
    struct sink *sink;
    char separator; /* NUL: none, each line is a cell */
    enum state state;
    GString *cell;
    gboolean begun;      /* a piece of the cell was given out already */
    gboolean after_cr;
    gboolean going;
    guint32 row, column; /* of the cell being read, from 1 */
    guint32 line, row_line;
    gsize quoted;        /* bytes in the quoted field */
};

static void give_piece(struct table *table)
{
    gboolean shown = table->row <= SHEET_ROWS && table->column <= SHEET_COLUMNS;
    struct chunk chunk = {.text = {table->cell->str, table->cell->len},
                          .place = {.line = table->row_line,
                                    .row = shown ? table->row : 0,
                                    .column = shown ? table->column : 0},
                          .sort = CHUNK_CELL,
                          .join = table->begun ? JOIN_RUN : JOIN_NONE,
                          .table = 1,
                          .row = table->row,
                          .column = table->column};
    if (table->going && table->cell->len > 0)
        table->going = table->sink->text(table->sink, &chunk);
    table->begun = TRUE;
    g_string_truncate(table->cell, 0);
}

static void end_cell(struct table *table)
{
    give_piece(table);
    table->begun = FALSE;
    table->state = BEGIN;
    table->column++;
    table->quoted = 0;
}

static void end_row(struct table *table)
{
    gboolean blank = table->column == 1 && table->cell->len == 0 && !table->begun;
    end_cell(table);
    table->column = 1;
    table->row += !blank;
    table->row_line = table->line;
}

static void feed(struct table *table, const char *at, gsize len);

/* The quote was never closed: what was taken for one field is read again, its quote a plain sign. */
static void unquote(struct table *table)
{
    g_autoptr(GString) taken = table->cell;
    table->cell = g_string_new("\"");
    table->state = PLAIN;
    table->quoted = 0;
    table->line = table->row_line;
    feed(table, taken->str, taken->len);
}

/* Bytes from the start that belong to the cell whatever follows. */
static gsize span(const struct table *table, const char *at, gsize len)
{
    gsize i = 0;
    if (table->state == QUOTED) {
        const char *quote = memchr(at, '"', len);
        return quote ? (gsize)(quote - at) : len;
    }
    while (i < len && at[i] != table->separator && at[i] != '\n' && at[i] != '\r')
        i++;
    return i;
}

/* A sign outside quotes that ends a cell or row, or opens a quote; FALSE where it is neither. */
static gboolean take_sign(struct table *table, char sign)
{
    if (sign == '\n' && table->after_cr) {
        table->line++;
        table->row_line = table->line;
        table->after_cr = FALSE;
        return TRUE;
    }
    table->after_cr = sign == '\r';
    if (sign == '\n' || sign == '\r') {
        table->line += sign == '\n';
        end_row(table);
    } else if (table->separator && sign == table->separator)
        end_cell(table);
    else if (sign == '"' && table->state == BEGIN)
        table->state = QUOTED;
    else
        return FALSE;
    return TRUE;
}

static void take_plain(struct table *table, const char *at, gsize len)
{
    for (gsize i = 0; table->state == QUOTED && i < len; i++)
        table->line += at[i] == '\n';
    g_string_append_len(table->cell, at, (gssize)len);
    if (table->state != QUOTED)
        table->state = PLAIN;
    else
        table->quoted += len;
    table->after_cr = FALSE;
}

static void feed(struct table *table, const char *at, gsize len)
{
    while (len > 0 && table->going) {
        gsize plain = 0;
        if (table->state == QUOTED && *at == '"') {
            table->state = AFTER_QUOTE;
            plain = 1;
        } else if (table->state == AFTER_QUOTE && *at == '"') {
            g_string_append_c(table->cell, '"');
            table->state = QUOTED;
            plain = 1;
        } else if (table->state != QUOTED && take_sign(table, *at))
            plain = 1;
        else {
            plain = MAX(span(table, at, len), 1);
            take_plain(table, at, plain);
        }
        at += plain;
        len -= plain;
    }
    if (table->state == QUOTED && table->quoted > QUOTED_MAX && !table->begun)
        unquote(table);
    else if (table->state == PLAIN && table->cell->len > CELL_PIECE)
        give_piece(table);
}

static void read_csv(const struct source *source, struct sink *sink)
{
    AUTO(decoder) decoder = decoder_new(source, NULL);
    struct table table = {.sink = sink, .going = TRUE, .row = 1, .column = 1, .line = 1, .row_line = 1, .cell = g_string_new(NULL)};
    g_autoptr(GError) error = NULL;
    struct text piece;
    gboolean first = TRUE;
    while (table.going && decoder_next(decoder, &piece, &error)) {
        if (first)
            table.separator = csv_separator(piece, source->name, NULL);
        first = FALSE;
        feed(&table, piece.at, piece.len);
    }
    if (table.going && table.state == QUOTED)
        unquote(&table);
    end_cell(&table);
    g_string_free(table.cell, TRUE);
    if (error)
        sink->trouble(sink, STATUS_PARTIAL, N_("the file could not be read to its end"));
    if (decoder_guessed(decoder))
        sink->encoding(sink, decoder_guessed(decoder));
}

static int sniff_csv(const struct source *source, struct text head)
{
    int sure = 0;
    if (csv_possible(head)) {
        struct source bytes = {.size = head.len, .data = (const guint8 *)head.at, .fd = -1, .name = (char *)""};
        AUTO(decoder) decoder = decoder_new(&bytes, NULL);
        struct text piece;
        if (decoder_next(decoder, &piece, NULL))
            csv_separator(piece, source->name, &sure);
    }
    return sure;
}

static const char *const types[] = {"text/csv", "text/tab-separated-values", NULL};

const struct format format_csv = {.name = "csv", .media_types = types, .sniff = sniff_csv, .read = read_csv};
