/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Notes, comments and text boxes stand inside the paragraph they hang on, so that what is being gathered forms a stack
 * of frames: the paragraph outside waits while the one inside is pushed. A spreadsheet's empty rows and columns are
 * counted, never walked: a sheet ends with a million of them.
 */
#include "scanner/formats/odf_text.h"

#include "scanner/formats/cell.h"
#include "scanner/formats/flow.h"
#include "scanner/formats/odf_words.h"
#include "scanner/lib/xml.h"

#define REPEAT_MAX 10000000

struct frame {
    struct flow *flow;
    enum part part;
    const char *field;      /* interned; NULL: prose or a cell */
    guint paragraphs;       /* open ones */
    guint first_table;      /* tables opened outside the frame do not count within it */
    guint32 depth;          /* of the element that opened it */
};

struct table {
    const char *sheet; /* interned; NULL where it is no spreadsheet's */
    guint32 number, row, column, row_step, column_step;
    gboolean hidden, number_told;
};

struct telling {
    struct sink *sink;
    guint32 *table_count;
    GArray *frames; /* of struct frame; at least one */
    GArray *tables; /* of struct table */
    GHashTable *hidden_styles; /* interned */
    const char *style, *field; /* interned */
    enum part note;
    guint32 page, skip_depth;
    gboolean spreadsheet, text_document;
};

static struct frame *top_frame(const struct telling *telling)
{
    return &g_array_index(telling->frames, struct frame, telling->frames->len - 1);
}

static struct table *top_table(const struct telling *telling)
{
    guint len = telling->tables->len;
    return len > top_frame(telling)->first_table ? &g_array_index(telling->tables, struct table, len - 1) : NULL;
}

static void open_frame(struct telling *telling, enum part part, const char *field, guint32 depth)
{
    struct frame frame = {flow_new(telling->sink), part, field, field ? 1 : 0, telling->tables->len, depth};
    if (telling->frames->len)
        top_frame(telling)->flow->going = FALSE; /* another text stands between now */
    g_array_append_val(telling->frames, frame);
}

static void frame_clear(gpointer data)
{
    flow_free(((struct frame *)data)->flow);
}

/* A comment of a spreadsheet stands in the cell it hangs on, though it is no value of the column. */
static void place_in_sheet(const struct telling *telling, struct place *place)
{
    guint len = telling->tables->len;
    const struct table *table = len ? &g_array_index(telling->tables, struct table, len - 1) : NULL;
    if (!table || !table->sheet)
        return;
    place->sheet = table->sheet;
    place->row = table->row;
    place->column = table->column;
    if (table->hidden && place->part == PART_BODY)
        place->part = PART_HIDDEN_SHEET;
}

static struct chunk chunk_now(const struct telling *telling)
{
    const struct frame *frame = top_frame(telling);
    const struct table *table = top_table(telling);
    struct chunk chunk = {.place = {.page = telling->page, .part = frame->part}, .field = frame->field};
    place_in_sheet(telling, &chunk.place);
    if (frame->field) {
        chunk.sort = CHUNK_FIELD;
    } else if (table && table->row && table->column) { /* a broken table may hold text outside its cells */
        chunk.sort = CHUNK_CELL;
        chunk.table = table->number;
        chunk.row = table->row;
        chunk.column = table->column;
    }
    return chunk;
}

static gboolean end_text(struct telling *telling)
{
    struct chunk as = chunk_now(telling);
    return flow_end(top_frame(telling)->flow, &as);
}

static gboolean close_frame(struct telling *telling)
{
    gboolean on = end_text(telling);
    g_array_set_size(telling->tables, MIN(telling->tables->len, top_frame(telling)->first_table));
    g_array_set_size(telling->frames, telling->frames->len - 1);
    return on;
}

static gboolean add(struct telling *telling, struct text text)
{
    struct chunk as = chunk_now(telling);
    return flow_add(top_frame(telling)->flow, text, &as);
}

static gboolean push(struct telling *telling, const char *text, struct chunk as)
{
    as.text = text_of(text);
    return !as.text.len || telling->sink->text(telling->sink, &as);
}

static guint32 count_of(const struct xml_element *element, const char *name)
{
    const char *value = xml_attribute(element, NULL, name);
    guint64 count = value ? g_ascii_strtoull(value, NULL, 10) : 1;
    return (guint32)CLAMP(count, 1, REPEAT_MAX);
}

static void open_table(struct telling *telling, const struct xml_element *element)
{
    const char *name = xml_attribute(element, NULL, "name"), *style = xml_attribute(element, NULL, "style-name");
    struct table table = {.number = ++*telling->table_count};
    if (telling->spreadsheet)
        table.sheet = sink_intern(telling->sink, name ? name : "");
    table.hidden = style && g_hash_table_contains(telling->hidden_styles, sink_intern(telling->sink, style));
    g_array_append_val(telling->tables, table);
}

static void open_row(struct table *table, const struct xml_element *element)
{
    table->row += MAX(table->row_step, 1);
    table->row_step = count_of(element, "number-rows-repeated");
    table->column = 0;
    table->column_step = 1;
}

/* A number is told as it is kept, not as it is shown: the display may round it or write it with an exponent. */
static gboolean open_cell(struct telling *telling, struct table *table, const struct xml_element *element)
{
    const char *value = xml_attribute(element, NULL, "value"), *formula = xml_attribute(element, NULL, "formula");
    table->column += MAX(table->column_step, 1);
    table->column_step = count_of(element, "number-columns-repeated");
    table->number_told = value != NULL;
    struct chunk as = chunk_now(telling);
    gboolean on = !value || push(telling, value, as);
    if (!on || !formula || !formula_holds_value(text_of(formula)))
        return on;
    as.sort = CHUNK_PROSE;
    return push(telling, formula, as);
}

static gboolean tell_attributes(struct telling *telling, const struct xml_element *element)
{
    gboolean on = TRUE;
    for (guint i = 0; on && i < element->count; i++) {
        const struct xml_attribute *attribute = &element->attributes[i];
        if (!odf_attribute_is_text(attribute->name))
            continue;
        struct chunk as = chunk_now(telling);
        as.sort = CHUNK_FIELD;
        as.field = sink_intern(telling->sink, attribute->name);
        on = push(telling, attribute->value, as);
    }
    return on;
}

static gboolean tell_link(struct telling *telling, const struct xml_element *element)
{
    const char *target = xml_attribute(element, NULL, "href");
    struct chunk as = chunk_now(telling);
    if (!target || *target == '#')
        return TRUE;
    as.sort = CHUNK_FIELD;
    as.field = "hyperlink";
    return push(telling, target, as);
}

static void note_style(struct telling *telling, enum odf_tag tag, const struct xml_element *element)
{
    const char *name = xml_attribute(element, NULL, "name"), *display = xml_attribute(element, NULL, "display");
    if (tag == ODF_STYLE && name)
        telling->style = sink_intern(telling->sink, name);
    else if (tag == ODF_TABLE_STYLE && telling->style && display && strcmp(display, "false") == 0)
        g_hash_table_add(telling->hidden_styles, (gpointer)telling->style);
}

static gboolean open_inline(struct telling *telling, enum odf_tag tag, const struct xml_element *element)
{
    if (!top_frame(telling)->paragraphs)
        return TRUE;
    if (tag != ODF_SPACES)
        return add(telling, tag == ODF_TAB ? TEXT("\t") : TEXT("\n"));
    g_autofree char *blanks = g_strnfill(MIN(count_of(element, "c"), 1000), ' ');
    return add(telling, text_of(blanks));
}

static void open_part(struct telling *telling, enum odf_tag tag, const struct xml_element *element)
{
    enum part now = top_frame(telling)->part;
    const char *class = xml_attribute(element, NULL, "note-class");
    if (tag == ODF_NOTE)
        telling->note = class && strcmp(class, "endnote") == 0 ? PART_ENDNOTE : PART_FOOTNOTE;
    else if (tag == ODF_NOTE_BODY)
        open_frame(telling, telling->note, NULL, element->depth);
    else if (tag == ODF_ANNOTATION)
        open_frame(telling, PART_COMMENT, NULL, element->depth);
    else if (tag == ODF_DELETION)
        open_frame(telling, PART_DELETED, NULL, element->depth);
    else if (tag == ODF_SPEAKER)
        open_frame(telling, PART_NOTES, NULL, element->depth);
    else if (tag == ODF_HEADER || tag == ODF_FOOTER)
        open_frame(telling, tag == ODF_HEADER ? PART_HEADER : PART_FOOTER, NULL, element->depth);
    else if (tag == ODF_TEXTBOX)
        open_frame(telling, telling->text_document && now == PART_BODY ? PART_TEXTBOX : now, NULL, element->depth);
    else if (tag == ODF_ALT)
        open_frame(telling, now, sink_intern(telling->sink, element->name), element->depth);
}

static gboolean open_structure(struct telling *telling, enum odf_tag tag, const struct xml_element *element)
{
    struct table *table = top_table(telling);
    const char *name = xml_attribute(element, NULL, "name");
    switch (tag) {
    case ODF_PARAGRAPH:
        return top_frame(telling)->paragraphs++ ? TRUE : end_text(telling);
    case ODF_TABLE:
        open_table(telling, element);
        return TRUE;
    case ODF_ROW:
        if (table)
            open_row(table, element);
        return TRUE;
    case ODF_CELL:
        return !table || open_cell(telling, table, element);
    case ODF_PAGE:
        telling->page++;
        return TRUE;
    case ODF_SPREADSHEET:
        telling->spreadsheet = TRUE;
        return TRUE;
    case ODF_TEXT:
        telling->text_document = TRUE;
        return TRUE;
    case ODF_META:
        telling->field = name ? sink_intern(telling->sink, name) : telling->field;
        return TRUE;
    case ODF_LINK:
        return tell_link(telling, element);
    default:
        open_part(telling, tag, element);
        return TRUE;
    }
}

/* Two words mean something else in other name spaces: the title of a text's own fields, the text of a number's style. */
static enum odf_tag tag_of(const struct xml_element *element)
{
    enum odf_tag tag = odf_tag(element->name);
    if ((tag == ODF_ALT && !strstr(element->space, "svg")) || (tag == ODF_TEXT && !strstr(element->space, "office")))
        return ODF_OTHER;
    return tag;
}

static gboolean on_start(void *user, const struct xml_element *element)
{
    struct telling *telling = user;
    enum odf_tag tag = tag_of(element);
    if (telling->skip_depth)
        return TRUE;
    if (!top_frame(telling)->paragraphs) {
        if (!end_text(telling))
            return FALSE;
        telling->field = sink_intern(telling->sink, element->name);
    }
    if (tag == ODF_CITATION)
        telling->skip_depth = element->depth;
    if (tag == ODF_STYLE || tag == ODF_TABLE_STYLE)
        note_style(telling, tag, element);
    if (tag == ODF_SPACES || tag == ODF_TAB || tag == ODF_BREAK)
        return open_inline(telling, tag, element);
    return (tag == ODF_CELL || tell_attributes(telling, element)) && open_structure(telling, tag, element);
}

/* Text outside paragraphs: metadata, the author of a comment. */
static gboolean end_stray(struct telling *telling)
{
    struct frame *frame = top_frame(telling);
    struct chunk as = chunk_now(telling);
    as.sort = CHUNK_FIELD;
    as.field = telling->field;
    as.place.part = PART_METADATA;
    return frame->paragraphs || !frame->flow->text->len || flow_end(frame->flow, &as);
}

static gboolean on_end(void *user, const struct xml_element *element)
{
    struct telling *telling = user;
    enum odf_tag tag = tag_of(element);
    if (telling->skip_depth) {
        telling->skip_depth = telling->skip_depth == element->depth ? 0 : telling->skip_depth;
        return TRUE;
    }
    if (telling->frames->len > 1 && top_frame(telling)->depth == element->depth)
        return close_frame(telling);
    if (tag == ODF_PARAGRAPH && top_frame(telling)->paragraphs)
        return --top_frame(telling)->paragraphs ? TRUE : end_text(telling);
    if (tag == ODF_TABLE && top_table(telling))
        g_array_set_size(telling->tables, telling->tables->len - 1);
    if (tag == ODF_CELL && top_table(telling))
        top_table(telling)->number_told = FALSE;
    return end_stray(telling);
}

static gboolean on_text(void *user, struct text text, guint32 line)
{
    struct telling *telling = user;
    const struct table *table = top_table(telling);
    if (telling->skip_depth || (table && table->number_told))
        return TRUE;
    return add(telling, text);
}

gboolean odf_text_read(struct sink *sink, guint32 *tables, member_read read, void *user, GError **error)
{
    struct telling telling = {.sink = sink, .table_count = tables};
    struct xml_handler handler = {.start = on_start,
                                  .end = on_end,
                                  .text = on_text,
                                  .user = &telling,
                                  .max_depth = sink->limits->max_xml_depth};
    telling.frames = g_array_new(FALSE, FALSE, sizeof(struct frame));
    g_array_set_clear_func(telling.frames, frame_clear);
    telling.tables = g_array_new(FALSE, FALSE, sizeof(struct table));
    telling.hidden_styles = g_hash_table_new(g_direct_hash, g_direct_equal);
    open_frame(&telling, PART_BODY, NULL, 0);
    gboolean whole = xml_parse(&handler, read, user, error);
    if (!whole)
        end_text(&telling);
    g_array_unref(telling.frames);
    g_array_unref(telling.tables);
    g_hash_table_unref(telling.hidden_styles);
    return whole;
}
