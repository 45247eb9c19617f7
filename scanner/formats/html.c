/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML as a browser would show it, by paragraph and table cell, and what it hides: comments, attributes, scripts. */
#include "scanner/formats/html.h"

#include "scanner/base/format.h"
#include "scanner/formats/flow.h"
#include "scanner/formats/markup.h"

#include <stdlib.h>

#define DEPTH 4096       /* of elements: tag soup closes little */
#define TABLES_WITHIN 64 /* tables within each other whose cells are told apart */

struct html_table {
    guint32 number, row, column;
};

struct page {
    struct sink *sink;
    struct flow *flow;
    GArray *tables; /* of struct html_table, the innermost last */
    guint64 deeper; /* tables within those */
    guint32 count;  /* tables so far */
    guint32 line, text_line;
};

static gboolean among(const char *const *list, const char *name)
{
    return g_strv_contains(list, name);
}

static int compare_names(const void *name, const void *other)
{
    return strcmp(name, *(const char *const *)other);
}

/* Elements within a line of text; every other one begins and ends a paragraph. */
static gboolean is_inline(const char *name)
{
    static const char *const sorted[] = {"a",    "abbr", "acronym", "b",    "bdi",  "bdo",   "big",  "cite",  "code",   "del", "dfn",
                                         "em",   "font", "i",       "img",  "ins",  "kbd",   "mark", "nobr",  "o:p",    "q",   "s",
                                         "samp", "small", "span",   "strike", "strong", "sub", "sup", "tt",    "u",      "var", "wbr"};
    return bsearch(name, sorted, G_N_ELEMENTS(sorted), sizeof *sorted, compare_names) != NULL;
}

static struct chunk paragraph_chunk(const struct page *page)
{
    struct chunk chunk = {.place.line = page->text_line, .sort = CHUNK_PROSE};
    if (page->tables->len > 0) {
        const struct html_table *table = &g_array_index(page->tables, struct html_table, page->tables->len - 1);
        if (table->row > 0 && table->column > 0) {
            chunk.sort = CHUNK_CELL;
            chunk.table = table->number;
            chunk.row = table->row;
            chunk.column = table->column;
        }
    }
    return chunk;
}

static gboolean end_paragraph(struct page *page)
{
    struct chunk as = paragraph_chunk(page);
    gboolean going = flow_end(page->flow, &as);
    page->text_line = 0;
    return going;
}

static void enter_table(struct page *page, const char *name)
{
    struct html_table *table = page->tables->len ? &g_array_index(page->tables, struct html_table, page->tables->len - 1) : NULL;
    if (strcmp(name, "table") == 0) {
        struct html_table new_table = {++page->count, 0, 0};
        if (page->tables->len < TABLES_WITHIN)
            g_array_append_val(page->tables, new_table);
        else
            page->deeper++;
    } else if (table && strcmp(name, "tr") == 0) {
        table->row++;
        table->column = 0;
    } else if (table && (strcmp(name, "td") == 0 || strcmp(name, "th") == 0)) {
        table->row += table->row == 0;
        table->column++;
    }
}

static void leave_table(struct page *page, const char *name)
{
    if (strcmp(name, "table") != 0)
        return;
    if (page->deeper > 0)
        page->deeper--;
    else if (page->tables->len > 0)
        g_array_set_size(page->tables, page->tables->len - 1);
}

/* Whether somebody wrote this attribute's value to be read, or it holds what may be searched for. */
static gboolean is_telling(const struct xml_attribute *attribute)
{
    static const char *const read[] = {"title", "alt", "value", "content", "placeholder", "label", "summary", "aria-label", NULL};
    static const char *const shape[] = {"class",   "style",       "width",       "height",  "colspan", "rowspan", "border",  "bgcolor", "color",
                                        "viewport", "cellpadding", "cellspacing", "charset", "d",       "points",  "viewbox", "srcset",  "integrity",
                                        NULL};
    if (among(read, attribute->name))
        return TRUE;
    return !among(shape, attribute->name) && !g_str_has_prefix(attribute->value, "data:") && strpbrk(attribute->value, "0123456789@");
}

/* The field's name: a form field's or a meta element's own, else the attribute's. */
static const char *field_name(const struct xml_element *element, const struct xml_attribute *attribute)
{
    gboolean own = strcmp(attribute->name, "value") == 0 || strcmp(attribute->name, "content") == 0;
    const char *name = own ? xml_attribute(element, NULL, "name") : NULL;
    return name && *name ? name : attribute->name;
}

static gboolean give_attribute(struct page *page, const struct xml_element *element, const struct xml_attribute *attribute)
{
    g_autofree char *plain = strchr(attribute->value, '%') ? g_uri_unescape_string(attribute->value, NULL) : NULL;
    gboolean decoded = plain && g_utf8_validate(plain, -1, NULL);
    struct chunk chunk = {.text = text_of(decoded ? plain : attribute->value),
                          .place.line = element->line,
                          .sort = CHUNK_FIELD,
                          .field = sink_intern(page->sink, field_name(element, attribute))};
    /* Text that was cut because of its length would be taken to go on behind this. */
    if (page->flow->going && !end_paragraph(page))
        return FALSE;
    return page->sink->text(page->sink, &chunk);
}

static gboolean on_start(void *user, const struct xml_element *element)
{
    struct page *page = user;
    page->line = element->line;
    gboolean going = is_inline(element->name) || end_paragraph(page);
    enter_table(page, element->name);
    for (guint i = 0; going && i < element->count; i++)
        if (is_telling(&element->attributes[i]))
            going = give_attribute(page, element, &element->attributes[i]);
    return going;
}

static gboolean on_end(void *user, const struct xml_element *element)
{
    struct page *page = user;
    page->line = element->line;
    gboolean going = is_inline(element->name) || end_paragraph(page);
    leave_table(page, element->name);
    return going;
}

static gboolean on_text(void *user, struct text text, guint32 line)
{
    struct page *page = user;
    gsize blank = 0;
    if (page->text_line == 0) {
        while (blank < text.len && g_ascii_isspace(text.at[blank]))
            line += text.at[blank++] == '\n';
        text = (struct text){text.at + blank, text.len - blank};
    }
    if (text.len == 0)
        return TRUE;
    page->line = line;
    if (page->text_line == 0)
        page->text_line = line;
    struct chunk as = paragraph_chunk(page);
    return flow_add(page->flow, text, &as);
}

static gboolean on_comment(void *user, struct text text, guint32 line)
{
    struct page *page = user;
    struct chunk chunk = {.text = text, .place = {.line = line, .part = PART_COMMENT}, .sort = CHUNK_PROSE};
    if (page->flow->going && !end_paragraph(page))
        return FALSE;
    return page->sink->text(page->sink, &chunk);
}

void html_read(const struct source *source, struct sink *sink, const char *encoding)
{
    g_autofree char *declared = encoding ? g_strdup(encoding) : markup_encoding(source);
    AUTO(flow) flow = flow_new(sink);
    struct page page = {.sink = sink, .flow = flow, .line = 1, .tables = g_array_new(FALSE, FALSE, sizeof(struct html_table))};
    struct xml_handler handler = {.start = on_start,
                                  .end = on_end,
                                  .text = on_text,
                                  .comment = on_comment,
                                  .user = &page,
                                  .mode = XML_HTML,
                                  .max_depth = DEPTH};
    markup_parse(source, sink, &handler, declared, &page.line);
    end_paragraph(&page);
    g_array_unref(page.tables);
}

static void read_html(const struct source *source, struct sink *sink)
{
    html_read(source, sink, NULL);
}

static int sniff_html(const struct source *source, struct text head)
{
    static const char *const sure[] = {"<!doctype html", "<html", "<head>", "<body"};
    static const char *const begins[] = {"p", "div", "table", "meta", "title", "style", "script", "center", "font", "h1", "h2", "h3", "ul",
                                         "span", "br", "link",  "form",  "img",    "hr",     "ol",   NULL};
    g_autofree char *text = markup_head(head);
    if (text[0] != '<')
        return 0;
    g_autofree char *lower = g_ascii_strdown(text, -1);
    for (guint i = 0; i < G_N_ELEMENTS(sure); i++)
        if (strstr(lower, sure[i]))
            return 78;
    lower[1 + strcspn(lower + 1, " \t\r\n/>")] = '\0';
    return among(begins, lower + 1) ? 72 : 0;
}

static const char *const types[] = {"text/html", "application/xhtml+xml", NULL};

const struct format format_html = {.name = "html", .media_types = types, .sniff = sniff_html, .read = read_html};
