/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Word, PowerPoint and Excel share most of their words: paragraphs (p) of runs (r) of text (t), tables (tbl, tr, tc).
 * A text box stands inside a run of the paragraph it hangs on, so that what is being gathered forms a stack:
 *
 *     p: "Sökanden " ............ " bor i"         frame 0: the body's paragraph waits
 *            txbxContent  p: "850101-2382"         frame 1: the box's paragraph is pushed first
 *
 * and within a paragraph what is deleted and what is a field's code is kept apart from the text that a person sees.
 */
#include "scanner/formats/story.h"

#include "scanner/formats/cell.h"
#include "scanner/formats/flow.h"
#include "scanner/formats/story_words.h"
#include "scanner/lib/xml.h"

enum layer { LAYER_TEXT, LAYER_DELETED, LAYER_CODE, LAYER_COUNT };

struct frame {
    struct flow *layers[LAYER_COUNT];
    guint first_table; /* tables opened outside the frame do not count within it */
    enum part part;
};

struct table {
    guint32 number, row, column, span;
};

struct telling {
    struct story *story;
    struct sink *sink;
    GPtrArray *frames; /* of struct frame; at least one */
    GArray *tables;    /* of struct table, the innermost last */
    struct flow *field;
    const char *field_name; /* interned */
    const char *named;      /* interned; NULL: fields bear their element's name */
    GHashTable *authors;    /* interned names already told */
    GByteArray *open;       /* enum story_tag of each open element */
    guint runs, deleted, skip_depth;
    guint64 told;           /* bytes of text */
    GArray *told_before;    /* as much was told before each open AlternateContent */
};

static void frame_free(gpointer data)
{
    struct frame *frame = data;
    for (int i = 0; i < LAYER_COUNT; i++)
        flow_free(frame->layers[i]);
    g_free(frame);
}

static void open_frame(struct telling *telling, enum part part)
{
    struct frame *frame = g_new0(struct frame, 1);
    for (int i = 0; i < LAYER_COUNT; i++)
        frame->layers[i] = flow_new(telling->sink);
    frame->first_table = telling->tables->len;
    frame->part = part;
    g_ptr_array_add(telling->frames, frame);
}

static struct frame *top_frame(const struct telling *telling)
{
    return g_ptr_array_index(telling->frames, telling->frames->len - 1);
}

static struct table *top_table(const struct telling *telling)
{
    guint len = telling->tables->len;
    return len > top_frame(telling)->first_table ? &g_array_index(telling->tables, struct table, len - 1) : NULL;
}

static struct chunk chunk_of(const struct telling *telling, enum layer layer)
{
    const struct table *table = top_table(telling);
    struct chunk chunk = {.place = telling->story->place};
    chunk.place.part = layer == LAYER_DELETED ? PART_DELETED : top_frame(telling)->part;
    if (!table || layer == LAYER_CODE)
        return chunk;
    chunk.sort = CHUNK_CELL;
    chunk.table = table->number;
    chunk.row = table->row;
    chunk.column = table->column;
    return chunk;
}

static gboolean end_paragraph(struct telling *telling)
{
    gboolean on = TRUE;
    for (int i = 0; i < LAYER_COUNT; i++) {
        struct chunk as = chunk_of(telling, i);
        on = flow_end(top_frame(telling)->layers[i], &as) && on;
    }
    return on;
}

static gboolean add(struct telling *telling, enum layer layer, struct text text)
{
    struct chunk as = chunk_of(telling, layer);
    telling->told += text.len;
    return flow_add(top_frame(telling)->layers[layer], text, &as);
}

static gboolean end_field(struct telling *telling)
{
    struct chunk as = {.place = telling->story->place, .sort = CHUNK_FIELD, .field = telling->field_name};
    return flow_end(telling->field, &as);
}

static gboolean tell_attributes(struct telling *telling, const struct xml_element *element)
{
    gboolean on = TRUE;
    for (guint i = 0; on && i < element->count; i++) {
        const struct xml_attribute *attribute = &element->attributes[i];
        enum part part = telling->story->place.part;
        const char *field = story_attribute(element->name, attribute->name, &part);
        if (!field || !*attribute->value)
            continue;
        /* Each change bears its author again. */
        if (strcmp(field, "author") == 0 && !g_hash_table_add(telling->authors, (gpointer)sink_intern(telling->sink, attribute->value)))
            continue;
        struct chunk chunk = {.text = text_of(attribute->value), .place = telling->story->place, .sort = CHUNK_FIELD, .field = field};
        if (strcmp(field, "v") == 0 && telling->named)
            chunk.field = telling->named;
        chunk.place.part = part;
        on = telling->sink->text(telling->sink, &chunk);
    }
    return on;
}

static void open_table(struct telling *telling)
{
    struct table table = {.number = ++telling->story->tables, .span = 1};
    g_array_append_val(telling->tables, table);
}

static guint32 number_of(const struct xml_element *element, const char *name)
{
    const char *value = xml_attribute(element, NULL, name);
    guint64 number = value ? g_ascii_strtoull(value, NULL, 10) : 1;
    return CLAMP(number, 1, 1000);
}

static void open_cell(struct telling *telling, const struct xml_element *element)
{
    struct table *table = top_table(telling);
    if (!table)
        return;
    table->column += table->span;
    table->span = number_of(element, "gridSpan");
}

static gboolean open_paragraph_mark(struct telling *telling, enum story_tag tag)
{
    enum layer layer = telling->deleted ? LAYER_DELETED : LAYER_TEXT;
    if (tag == TAG_BREAK)
        return add(telling, layer, TEXT("\n"));
    if (!telling->runs)
        return TRUE; /* a tab stop of the paragraph's style */
    return add(telling, layer, tag == TAG_TAB ? TEXT("\t") : TEXT("-"));
}

static gboolean open_comment(struct telling *telling, const struct xml_element *element)
{
    gboolean on = end_paragraph(telling);
    const char *cell = xml_attribute(element, "", "ref");
    if (cell)
        cell_parse(cell, &telling->story->place.row, &telling->story->place.column);
    return on;
}

static gboolean open_structure(struct telling *telling, enum story_tag tag, const struct xml_element *element)
{
    struct table *table = top_table(telling);
    switch (tag) {
    case TAG_PARAGRAPH:
        return end_paragraph(telling);
    case TAG_COMMENT:
        return open_comment(telling, element);
    case TAG_TABLE:
        open_table(telling);
        break;
    case TAG_ROW:
        if (table) {
            table->row++;
            table->column = 0;
            table->span = 1;
        }
        break;
    case TAG_CELL:
        open_cell(telling, element);
        break;
    case TAG_SPAN:
        if (table)
            table->span = number_of(element, "val");
        break;
    case TAG_TEXTBOX:
        for (int i = 0; i < LAYER_COUNT; i++)
            top_frame(telling)->layers[i]->going = FALSE; /* the box stands between now */
        open_frame(telling, telling->story->place.part == PART_BODY ? PART_TEXTBOX : telling->story->place.part);
        break;
    case TAG_NAMED:
        telling->named = xml_attribute(element, NULL, "name");
        if (telling->named)
            telling->named = sink_intern(telling->sink, telling->named);
        break;
    default:
        break;
    }
    return TRUE;
}

/* Of an element where it may be meant otherwise in somebody's own XML. */
static enum story_tag tag_of(const struct xml_element *element)
{
    enum story_tag tag = story_tag(element->name);
    if (tag == TAG_LAYOUT && !strstr(element->space, "rawing") && !strstr(element->space, "office:excel") && !strstr(element->space, "chart"))
        return TAG_OTHER;
    return tag == TAG_FALLBACK && !strstr(element->space, "markup-compatibility") ? TAG_OTHER : tag;
}

/* The fallback says the same again for older programs, where the choice had a text. */
static gboolean told_already(const struct telling *telling)
{
    guint len = telling->told_before->len;
    return len && telling->told > g_array_index(telling->told_before, guint64, len - 1);
}

static gboolean on_start(void *user, const struct xml_element *element)
{
    struct telling *telling = user;
    enum story_tag tag = tag_of(element);
    guint8 byte = tag;
    if (telling->skip_depth)
        return TRUE;
    if (tag == TAG_FALLBACK && told_already(telling)) {
        telling->skip_depth = element->depth;
        return TRUE;
    }
    g_byte_array_append(telling->open, &byte, 1);
    if (element->depth == 1 && story_part(element->name) != PART_BODY) {
        telling->story->place.part = story_part(element->name);
        top_frame(telling)->part = telling->story->place.part;
    }
    if (!end_field(telling) || !tell_attributes(telling, element))
        return FALSE;
    if (tag == TAG_OTHER)
        telling->field_name = telling->named ? telling->named : sink_intern(telling->sink, element->name);
    else if (tag == TAG_RUN)
        telling->runs++;
    else if (tag == TAG_DELETED)
        telling->deleted++;
    else if (tag == TAG_ALTERNATE)
        g_array_append_val(telling->told_before, telling->told);
    else if (tag == TAG_TAB || tag == TAG_BREAK || tag == TAG_HYPHEN)
        return open_paragraph_mark(telling, tag);
    return open_structure(telling, tag, element);
}

static gboolean close_textbox(struct telling *telling)
{
    if (telling->frames->len < 2)
        return TRUE;
    gboolean on = end_paragraph(telling);
    g_array_set_size(telling->tables, MIN(telling->tables->len, top_frame(telling)->first_table));
    g_ptr_array_set_size(telling->frames, telling->frames->len - 1);
    return on;
}

static gboolean on_end(void *user, const struct xml_element *element)
{
    struct telling *telling = user;
    if (telling->skip_depth) {
        telling->skip_depth = element->depth == telling->skip_depth ? 0 : telling->skip_depth;
        return TRUE;
    }
    enum story_tag tag = tag_of(element);
    gboolean on = end_field(telling);
    if (telling->open->len)
        g_byte_array_set_size(telling->open, telling->open->len - 1);
    if (tag == TAG_RUN && telling->runs)
        telling->runs--;
    else if (tag == TAG_DELETED && telling->deleted)
        telling->deleted--;
    else if (tag == TAG_ALTERNATE && telling->told_before->len)
        g_array_set_size(telling->told_before, telling->told_before->len - 1);
    else if (tag == TAG_NAMED)
        telling->named = NULL;
    else if (tag == TAG_PARAGRAPH || tag == TAG_COMMENT)
        on = end_paragraph(telling) && on;
    else if (tag == TAG_TABLE && top_table(telling))
        g_array_set_size(telling->tables, telling->tables->len - 1);
    else if (tag == TAG_TEXTBOX)
        on = close_textbox(telling) && on;
    return on;
}

static gboolean is_blank(struct text text)
{
    for (gsize i = 0; i < text.len; i++)
        if (!g_ascii_isspace(text.at[i]))
            return FALSE;
    return TRUE;
}

static gboolean on_text(void *user, struct text text, guint32 line)
{
    struct telling *telling = user;
    enum story_tag tag = telling->open->len ? telling->open->data[telling->open->len - 1] : TAG_LAYOUT;
    if (telling->skip_depth || tag == TAG_LAYOUT)
        return TRUE;
    if (tag == TAG_CODE)
        return add(telling, LAYER_CODE, text);
    if (tag == TAG_DELETED_TEXT || (tag == TAG_TEXT && telling->deleted))
        return add(telling, LAYER_DELETED, text);
    if (tag == TAG_OTHER && telling->field_name) {
        struct chunk as = {.place = telling->story->place, .sort = CHUNK_FIELD, .field = telling->field_name};
        telling->told += text.len;
        return flow_add(telling->field, text, &as);
    }
    /* Blanks between elements are none of the text's. */
    return (tag != TAG_TEXT && is_blank(text)) || add(telling, LAYER_TEXT, text);
}

gboolean story_read(struct story *story, member_read read, void *user, GError **error)
{
    struct telling telling = {.story = story, .sink = story->sink};
    struct xml_handler handler = {.start = on_start,
                                  .end = on_end,
                                  .text = on_text,
                                  .user = &telling,
                                  .mode = story->lenient ? XML_LENIENT : XML_STRICT,
                                  .max_depth = story->sink->limits->max_xml_depth};
    telling.frames = g_ptr_array_new_with_free_func(frame_free);
    telling.tables = g_array_new(FALSE, FALSE, sizeof(struct table));
    telling.open = g_byte_array_new();
    telling.told_before = g_array_new(FALSE, FALSE, sizeof(guint64));
    telling.field = flow_new(story->sink);
    telling.authors = g_hash_table_new(g_direct_hash, g_direct_equal);
    open_frame(&telling, story->place.part);
    gboolean whole = xml_parse(&handler, read, user, error);
    /* What came before an error counts, and stray text after the last paragraph. */
    end_paragraph(&telling);
    end_field(&telling);
    story->told = telling.told;
    g_ptr_array_unref(telling.frames);
    g_array_unref(telling.tables);
    g_array_unref(telling.told_before);
    g_byte_array_unref(telling.open);
    flow_free(telling.field);
    g_hash_table_unref(telling.authors);
    return whole;
}
