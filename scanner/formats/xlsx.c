/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Excel workbooks: sheets in the workbook's order, then comments, drawings, pivot caches and all else, each with its sheet. */
#include "scanner/base/format.h"
#include "scanner/base/i18n.h"
#include "scanner/formats/flow.h"
#include "scanner/formats/ooxml.h"
#include "scanner/formats/xlsx_sheet.h"
#include "scanner/lib/xml.h"

#define SHEETS_MAX 100000

struct sheet_row {
    const char *name; /* interned */
    char *relation;
    gboolean hidden;
};

struct workbook {
    struct ooxml *document;
    struct sink *sink;
    GArray *sheets; /* of struct sheet_row */
    struct strings *strings;
    struct flow *name;      /* the text of a defined name */
    const char *name_field; /* interned; NULL: in none */
};

static void sheet_row_clear(gpointer data)
{
    g_free(((struct sheet_row *)data)->relation);
}

static gboolean on_start(void *user, const struct xml_element *element)
{
    struct workbook *book = user;
    const char *name = xml_attribute(element, NULL, "name"), *state = xml_attribute(element, NULL, "state");
    if (strcmp(element->name, "definedName") == 0)
        book->name_field = sink_intern(book->sink, name ? name : "definedName");
    if (strcmp(element->name, "sheet") != 0 || book->sheets->len == SHEETS_MAX)
        return TRUE;
    const char *id = NULL;
    for (guint i = 0; i < element->count; i++) /* r:id; "sheetId" is another */
        if (strcmp(element->attributes[i].name, "id") == 0)
            id = element->attributes[i].value;
    struct sheet_row row = {sink_intern(book->sink, name ? name : ""), g_strdup(id ? id : ""), state && g_str_has_suffix(state, "idden")};
    g_array_append_val(book->sheets, row);
    return TRUE;
}

static struct chunk name_chunk(const struct workbook *book)
{
    return (struct chunk){.sort = CHUNK_FIELD, .field = book->name_field, .place.part = PART_METADATA};
}

static gboolean on_end(void *user, const struct xml_element *element)
{
    struct workbook *book = user;
    struct chunk as = name_chunk(book);
    gboolean on = !book->name_field || flow_end(book->name, &as);
    book->name_field = NULL;
    return on;
}

static gboolean on_text(void *user, struct text text, guint32 line)
{
    struct workbook *book = user;
    struct chunk as = name_chunk(book);
    return !book->name_field || flow_add(book->name, text, &as);
}

static void read_workbook(struct workbook *book, guint part)
{
    GError *error = NULL;
    struct xml_handler handler = {.start = on_start,
                                  .end = on_end,
                                  .text = on_text,
                                  .user = book,
                                  .max_depth = book->sink->limits->max_xml_depth};
    if (ooxml_open(book->document, part) && !xml_parse(&handler, package_read, book->document->package, &error))
        ooxml_trouble(book->document, error);
}

static void read_strings(struct workbook *book, const GPtrArray *relations)
{
    GError *error = NULL;
    const struct relation *relation = relation_find(relations, NULL, "sharedStrings");
    guint part = package_find(book->document->package, relation ? relation->target : "xl/sharedStrings.xml");
    if (part != PACKAGE_NONE && ooxml_open(book->document, part) &&
        !strings_read(book->strings, package_read, book->document->package, &error))
        ooxml_trouble(book->document, error);
}

static void read_sheet(struct workbook *book, guint part, const struct place *place, guint32 number)
{
    GError *error = NULL;
    struct sheet sheet = {book->sink, book->strings, *place, number};
    struct ooxml *document = book->document;
    if (document->stopped || g_array_index(document->done, gboolean, part) || !ooxml_open(document, part))
        return;
    if (!sheet_read(&sheet, package_read, document->package, &error))
        ooxml_trouble(document, error);
}

/* Places for all sheets first: a drawing or a cache that two share belongs to the first. */
static void read_sheets(struct workbook *book, const GPtrArray *relations)
{
    struct package *package = book->document->package;
    g_autofree guint *parts = g_new(guint, book->sheets->len + 1);
    for (guint i = 0; i < book->sheets->len; i++) {
        const struct sheet_row *row = &g_array_index(book->sheets, struct sheet_row, i);
        const struct relation *relation = relation_find(relations, row->relation, NULL);
        struct place place = {.sheet = row->name, .part = row->hidden ? PART_HIDDEN_SHEET : PART_BODY};
        parts[i] = relation && !relation->external ? package_find(package, relation->target) : PACKAGE_NONE;
        if (parts[i] == PACKAGE_NONE)
            continue;
        ooxml_own(book->document, parts[i], &place);
        read_sheet(book, parts[i], &place, i + 1);
    }
    book->document->tables = book->sheets->len;
}

/* Sheets that the workbook does not name. */
static void read_strays(struct workbook *book)
{
    struct package *package = book->document->package;
    for (guint part = 0; part < package_count(package); part++) {
        g_autofree char *name = g_path_get_basename(package_name(package, part));
        struct place place = {.sheet = sink_intern(book->sink, name), .part = PART_HIDDEN_SHEET};
        if (g_str_has_prefix(package_name(package, part), "xl/worksheets/") && g_str_has_suffix(name, ".xml"))
            read_sheet(book, part, &place, ++book->document->tables);
    }
}

static void read_xlsx(const struct source *source, struct sink *sink)
{
    AUTO(ooxml) document = ooxml_new(source, sink);
    if (!document)
        return;
    AUTO(strings) strings = strings_new(sink);
    AUTO(flow) name = flow_new(sink);
    struct workbook book = {document, sink, g_array_new(FALSE, FALSE, sizeof(struct sheet_row)), strings, name, NULL};
    g_array_set_clear_func(book.sheets, sheet_row_clear);
    guint main = ooxml_main(document, "xl/workbook.xml");
    const char *main_name = main == PACKAGE_NONE ? "xl/workbook.xml" : package_name(document->package, main);
    g_autoptr(GPtrArray) relations = package_relations(document->package, main_name);
    if (g_str_has_suffix(main_name, ".bin")) {
        sink->trouble(sink, STATUS_UNSUPPORTED, N_("a binary workbook (xlsb): its cells are not read"));
    } else {
        if (main != PACKAGE_NONE)
            read_workbook(&book, main);
        read_strings(&book, relations);
        read_sheets(&book, relations);
        read_strays(&book);
        if (!document->stopped && !strings_push_unused(strings))
            document->stopped = TRUE;
    }
    ooxml_read_rest(document);
    g_array_unref(book.sheets);
}

static int sniff(const struct source *source, struct text head)
{
    return ooxml_sniff(source, head, "xl/");
}

#define EXCEL "application/vnd.openxmlformats-officedocument.spreadsheetml."
static const char *const media_types[] = {EXCEL "sheet", EXCEL "template", "application/vnd.ms-excel.sheet.macroenabled.12",
                                          "application/vnd.ms-excel.template.macroenabled.12",
                                          "application/vnd.ms-excel.sheet.binary.macroenabled.12", NULL};

const struct format format_xlsx = {.name = "xlsx", .media_types = media_types, .sniff = sniff, .read = read_xlsx};
