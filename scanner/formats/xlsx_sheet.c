/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/xlsx_sheet.h"

#include "scanner/formats/cell.h"
#include "scanner/formats/flow.h"
#include "scanner/lib/xml.h"

#define FORMULA_BYTES 65536 /* Excel takes 8,192 characters */

/* Where the text of an element goes. */
enum bin { BIN_NONE, BIN_VALUE, BIN_INDEX, BIN_FORMULA, BIN_MARGIN, BIN_OTHER };

struct telling {
    const struct sheet *sheet;
    struct flow *flow;  /* the cell's value, or another element's text */
    GString *index;     /* of a shared string */
    GString *formula;   /* of a cell, or what stands in a margin with its codes */
    enum bin bin;
    guint32 row, column; /* of the cell at hand */
    gboolean in_cell, shared, useless;
};

static struct chunk cell_chunk(const struct telling *telling)
{
    struct chunk chunk = {.place = telling->sheet->place, .sort = CHUNK_CELL, .table = telling->sheet->table};
    chunk.row = chunk.place.row = telling->row;
    chunk.column = chunk.place.column = telling->column;
    return chunk;
}

static struct chunk other_chunk(const struct telling *telling)
{
    return (struct chunk){.place = telling->sheet->place};
}

static void start_row(struct telling *telling, const struct xml_element *element)
{
    const char *number = xml_attribute(element, "", "r");
    guint64 row = number ? g_ascii_strtoull(number, NULL, 10) : 0;
    telling->row = row && row < G_MAXINT32 ? (guint32)row : telling->row + 1;
    telling->column = 0;
}

static void start_cell(struct telling *telling, const struct xml_element *element)
{
    const char *name = xml_attribute(element, "", "r"), *type = xml_attribute(element, "", "t");
    if (!name || !cell_parse(name, &telling->row, &telling->column))
        telling->column++;
    telling->in_cell = TRUE;
    telling->shared = type && strcmp(type, "s") == 0;
    telling->useless = type && (strcmp(type, "b") == 0 || strcmp(type, "e") == 0);
    g_string_truncate(telling->index, 0);
    g_string_truncate(telling->formula, 0);
}

static enum bin bin_of(const struct telling *telling, const char *name)
{
    if (g_str_has_suffix(name, "Header") || g_str_has_suffix(name, "Footer"))
        return BIN_MARGIN;
    if (!telling->in_cell)
        return BIN_OTHER;
    if (strcmp(name, "t") == 0)
        return BIN_VALUE;
    if (strcmp(name, "v") == 0)
        return telling->useless ? BIN_NONE : telling->shared ? BIN_INDEX : BIN_VALUE;
    return strcmp(name, "f") == 0 ? BIN_FORMULA : BIN_NONE;
}

static gboolean tell_links(struct telling *telling, const struct xml_element *element)
{
    static const char *const names[] = {"display", "tooltip", "location", "promptTitle", "prompt", "error", NULL};
    gboolean on = TRUE;
    const char *ref = xml_attribute(element, "", "ref");
    for (guint i = 0; on && i < element->count; i++) {
        struct chunk chunk = other_chunk(telling);
        if (!g_strv_contains(names, element->attributes[i].name) || !*element->attributes[i].value)
            continue;
        if (ref)
            cell_parse(ref, &chunk.place.row, &chunk.place.column);
        chunk.sort = CHUNK_FIELD;
        chunk.field = sink_intern(telling->sheet->sink, element->attributes[i].name);
        chunk.text = text_of(element->attributes[i].value);
        on = telling->sheet->sink->text(telling->sheet->sink, &chunk);
    }
    return on;
}

static gboolean on_start(void *user, const struct xml_element *element)
{
    struct telling *telling = user;
    if (strcmp(element->name, "row") == 0)
        start_row(telling, element);
    else if (strcmp(element->name, "c") == 0)
        start_cell(telling, element);
    telling->bin = bin_of(telling, element->name);
    return telling->in_cell || tell_links(telling, element);
}

static gboolean push(struct telling *telling, struct text text, struct chunk as)
{
    as.text = text;
    return telling->sheet->sink->text(telling->sheet->sink, &as);
}

static gboolean end_cell(struct telling *telling)
{
    struct chunk as = cell_chunk(telling);
    gboolean on = flow_end(telling->flow, &as);
    telling->in_cell = FALSE;
    if (on && telling->shared && telling->index->len) {
        struct text text = strings_get(telling->sheet->strings, g_ascii_strtoull(telling->index->str, NULL, 10));
        on = !text.len || push(telling, text, as);
    }
    struct text formula = {telling->formula->str, telling->formula->len};
    as.sort = CHUNK_PROSE; /* no value of the column */
    as.row = as.column = as.table = 0;
    on = on && (!formula_holds_value(formula) || push(telling, formula, as));
    g_string_truncate(telling->formula, 0);
    return on;
}

/* "&L&"Arial,Fet"&14Namn&R&P": codes go, since the size of a font would join a number that follows. */
static void strip_codes(GString *text)
{
    gsize to = 0;
    for (gsize i = 0; i < text->len; i++) {
        if (text->str[i] != '&' || i + 1 == text->len) {
            text->str[to++] = text->str[i];
            continue;
        }
        char code = text->str[++i];
        if (code == '&')
            text->str[to++] = '&';
        else if (strchr("LCR", code))
            text->str[to++] = '\n';
        else if (code == '"')
            while (i + 1 < text->len && text->str[++i] != '"')
                ;
        else if (code == 'K')
            i = MIN(i + 6, text->len - 1);
        else if (g_ascii_isdigit(code) && g_ascii_isdigit(text->str[i + 1]))
            i++; /* a size of two digits; what follows is text */
    }
    g_string_truncate(text, to);
}

static gboolean end_margin(struct telling *telling, const char *name)
{
    struct chunk as = other_chunk(telling);
    as.place.part = g_str_has_suffix(name, "Header") ? PART_HEADER : PART_FOOTER;
    strip_codes(telling->formula);
    gboolean on = push(telling, (struct text){telling->formula->str, telling->formula->len}, as);
    g_string_truncate(telling->formula, 0);
    return on;
}

static gboolean on_end(void *user, const struct xml_element *element)
{
    struct telling *telling = user;
    enum bin bin = telling->bin;
    telling->bin = BIN_NONE;
    if (strcmp(element->name, "c") == 0 && telling->in_cell)
        return end_cell(telling);
    if (bin == BIN_MARGIN)
        return end_margin(telling, element->name);
    struct chunk as = other_chunk(telling);
    return bin != BIN_OTHER || flow_end(telling->flow, &as);
}

static gboolean on_text(void *user, struct text text, guint32 line)
{
    struct telling *telling = user;
    struct chunk as = telling->in_cell ? cell_chunk(telling) : other_chunk(telling);
    switch (telling->bin) {
    case BIN_VALUE:
    case BIN_OTHER:
        return flow_add(telling->flow, text, &as);
    case BIN_INDEX:
        if (telling->index->len < 20)
            g_string_append_len(telling->index, text.at, (gssize)MIN(text.len, 20));
        return TRUE;
    case BIN_FORMULA:
    case BIN_MARGIN:
        if (telling->formula->len + text.len <= FORMULA_BYTES)
            g_string_append_len(telling->formula, text.at, (gssize)text.len);
        return TRUE;
    default:
        return TRUE;
    }
}

gboolean sheet_read(const struct sheet *sheet, member_read read, void *user, GError **error)
{
    struct telling telling = {.sheet = sheet, .flow = flow_new(sheet->sink)};
    struct xml_handler handler = {.start = on_start,
                                  .end = on_end,
                                  .text = on_text,
                                  .user = &telling,
                                  .max_depth = sheet->sink->limits->max_xml_depth};
    telling.index = g_string_new(NULL);
    telling.formula = g_string_new(NULL);
    gboolean whole = xml_parse(&handler, read, user, error);
    struct chunk as = telling.in_cell ? cell_chunk(&telling) : other_chunk(&telling);
    if (!whole)
        flow_end(telling.flow, &as);
    g_string_free(telling.index, TRUE);
    g_string_free(telling.formula, TRUE);
    flow_free(telling.flow);
    return whole;
}
