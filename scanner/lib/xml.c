/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/lib/xml.h"

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

/* One parsing; libxml2 carries it in its context's _private, so that its own entity functions get the context. */
struct xml {
    const struct xml_handler *handler;
    member_read read;
    void *read_user;
    GError *error; /* what the reading said, or a limit */
    gboolean stopped;
    gboolean damaged;
    gboolean looping;    /* entities that grow without end */
    guint32 damage_line; /* of the first error of structure */
    guint32 depth;
    GArray *attributes; /* of struct xml_attribute */
    GString *values;
};

static struct xml *xml_of(void *context)
{
    return ((xmlParserCtxtPtr)context)->_private;
}

static guint32 line_of(void *context)
{
    xmlParserCtxtPtr parser = context;
    return parser->input && parser->input->line > 0 ? (guint32)parser->input->line : 0;
}

static void stop(void *context)
{
    xml_of(context)->stopped = TRUE;
    xmlStopParser(context);
}

/* FALSE: deeper than allowed, and the parser is stopped. */
static gboolean enter(void *context)
{
    struct xml *xml = xml_of(context);
    if (++xml->depth <= xml->handler->max_depth)
        return TRUE;
    if (!xml->error)
        xml->error = g_error_new_literal(DATAROND_ERROR, DATAROND_ERROR_LIMIT, "elements lie deeper within each other than is read");
    stop(context);
    return FALSE;
}

static void begin_element(void *context, const char *name, const char *space)
{
    struct xml *xml = xml_of(context);
    if (!enter(context) || !xml->handler->start)
        return;
    struct xml_attribute *attributes = (struct xml_attribute *)(void *)xml->attributes->data;
    /* Values were noted as offsets, since their buffer moves while it grows. */
    for (guint i = 0; i < xml->attributes->len; i++)
        attributes[i].value = xml->values->str + GPOINTER_TO_SIZE(attributes[i].value);
    struct xml_element element = {name, space, line_of(context), xml->depth, attributes, xml->attributes->len};
    if (!xml->handler->start(xml->handler->user, &element))
        stop(context);
}

static void clear_attributes(struct xml *xml)
{
    g_array_set_size(xml->attributes, 0);
    g_string_truncate(xml->values, 0);
}

static void add_attribute(struct xml *xml, const char *name, const char *space, struct text value)
{
    struct xml_attribute attribute = {name, space ? space : "", GSIZE_TO_POINTER(xml->values->len)};
    g_string_append_len(xml->values, value.at, (gssize)value.len);
    g_string_append_c(xml->values, '\0');
    g_array_append_val(xml->attributes, attribute);
}

/* The shape is libxml2's: five pointers an attribute, of which the last two are the value's ends. */
static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int spaces,
                     const xmlChar **declared, int count, int defaulted, const xmlChar **attributes)
{
    struct xml *xml = xml_of(context);
    if (xml->stopped)
        return;
    clear_attributes(xml);
    for (int i = 0; i < count; i++) {
        const xmlChar **at = attributes + (gsize)i * 5;
        add_attribute(xml, (const char *)at[0], (const char *)at[2], (struct text){(const char *)at[3], (gsize)(at[4] - at[3])});
    }
    begin_element(context, (const char *)name, space ? (const char *)space : "");
}

static void end_element(void *context, const char *name, const char *space)
{
    struct xml *xml = xml_of(context);
    if (xml->stopped)
        return;
    struct xml_element element = {name, space, line_of(context), xml->depth, NULL, 0};
    xml->depth -= xml->depth > 0;
    if (xml->handler->end && !xml->handler->end(xml->handler->user, &element))
        stop(context);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
    end_element(context, (const char *)name, space ? (const char *)space : "");
}

static void on_html_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    struct xml *xml = xml_of(context);
    if (xml->stopped)
        return;
    clear_attributes(xml);
    for (; attributes && attributes[0]; attributes += 2)
        add_attribute(xml, (const char *)attributes[0], "", text_of((const char *)attributes[1]));
    begin_element(context, (const char *)name, "");
}

static void on_html_end(void *context, const xmlChar *name)
{
    end_element(context, (const char *)name, "");
}

/* The parser stands behind the text: its first line is as many lines before. */
static guint32 first_line(void *context, struct text text)
{
    guint32 line = line_of(context);
    for (gsize i = 0; i < text.len && line > 1; i++)
        line -= text.at[i] == '\n';
    return line;
}

static void on_text(void *context, const xmlChar *at, int len)
{
    struct xml *xml = xml_of(context);
    struct text text = {(const char *)at, len > 0 ? (gsize)len : 0};
    if (!xml->stopped && xml->handler->text && !xml->handler->text(xml->handler->user, text, first_line(context, text)))
        stop(context);
}

static void on_comment(void *context, const xmlChar *string)
{
    struct xml *xml = xml_of(context);
    struct text text = text_of((const char *)string);
    if (!xml->stopped && xml->handler->comment && !xml->handler->comment(xml->handler->user, text, first_line(context, text)))
        stop(context);
}

static void on_error(void *context, xmlErrorPtr error)
{
    struct xml *xml = xml_of(context);
    xml->looping |= error->code == XML_ERR_ENTITY_LOOP;
    if (error->level != XML_ERR_FATAL || xml->damaged)
        return;
    xml->damaged = TRUE;
    xml->damage_line = error->line > 0 ? (guint32)error->line : 0;
}

static int on_read(void *user, char *buffer, int len)
{
    struct xml *xml = user;
    if (xml->stopped || xml->error)
        return xml->error ? -1 : 0;
    gssize got = xml->read(xml->read_user, buffer, (gsize)len, &xml->error);
    return got < 0 ? -1 : (int)got;
}

static int on_close(void *user)
{
    return 0;
}

static void parse_xml(struct xml *xml)
{
    int options = XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                  (xml->handler->mode == XML_LENIENT ? XML_PARSE_RECOVER : 0) |
                  (xml->handler->encoding ? XML_PARSE_IGNORE_ENC : 0);
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    context->_private = xml;
    context->sax->startElementNs = on_start;
    context->sax->endElementNs = on_end;
    context->sax->characters = on_text;
    context->sax->ignorableWhitespace = on_text;
    context->sax->cdataBlock = on_text;
    context->sax->comment = on_comment;
    context->sax->processingInstruction = NULL;
    context->sax->serror = on_error;
    xmlDocPtr document = xmlCtxtReadIO(context, on_read, on_close, xml, NULL, xml->handler->encoding, options);
    xml->damaged |= !context->wellFormed && !xml->stopped;
    /* The document holds nothing but the declarations of its own entities. */
    xmlFreeDoc(document);
    xmlFreeParserCtxt(context);
}

static void parse_html(struct xml *xml)
{
    htmlParserCtxtPtr context = htmlNewParserCtxt();
    context->_private = xml;
    memset(context->sax, 0, sizeof *context->sax);
    context->sax->initialized = XML_SAX2_MAGIC;
    context->sax->startElement = on_html_start;
    context->sax->endElement = on_html_end;
    context->sax->characters = on_text;
    context->sax->ignorableWhitespace = on_text;
    context->sax->cdataBlock = on_text;
    context->sax->comment = on_comment;
    context->sax->serror = on_error;
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED;
    xmlFreeDoc(htmlCtxtReadIO(context, on_read, on_close, xml, NULL, xml->handler->encoding, options));
    xml->damaged = FALSE;
    htmlFreeParserCtxt(context);
}

gboolean xml_parse(const struct xml_handler *handler, member_read read, void *read_user, GError **error)
{
    struct xml xml = {.handler = handler,
                      .read = read,
                      .read_user = read_user,
                      .attributes = g_array_new(FALSE, FALSE, sizeof(struct xml_attribute)),
                      .values = g_string_new(NULL)};
    if (handler->mode == XML_HTML)
        parse_html(&xml);
    else
        parse_xml(&xml);
    g_array_unref(xml.attributes);
    g_string_free(xml.values, TRUE);
    if (xml.error)
        g_propagate_error(error, xml.error);
    else if (xml.looping)
        g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_LIMIT, "entities that grow without end");
    else if (xml.damaged && !xml.stopped)
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_CORRUPT, "XML is broken at line %u", xml.damage_line);
    else
        return TRUE;
    return FALSE;
}

gboolean xml_parse_source(const struct xml_handler *handler, const struct source *source, GError **error)
{
    struct source_stream stream = {source, 0};
    return xml_parse(handler, source_stream_read, &stream, error);
}

const char *xml_attribute(const struct xml_element *element, const char *space, const char *name)
{
    for (guint i = 0; i < element->count; i++)
        if (strcmp(element->attributes[i].name, name) == 0 && (!space || strcmp(element->attributes[i].space, space) == 0))
            return element->attributes[i].value;
    return NULL;
}

void xml_trouble(struct sink *sink, GError *error)
{
    if (!error)
        return;
    if (g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_LIMIT))
        sink->trouble(sink, STATUS_LIMIT, N_("nested deeper, or growing larger, than is read"));
    else if (g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_CORRUPT))
        sink->trouble(sink, STATUS_CORRUPT, N_("its XML is broken"));
    else if (g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_ENCRYPTED))
        sink->trouble(sink, STATUS_ENCRYPTED, N_("encrypted: it needs a password"));
    else
        sink->trouble(sink, STATUS_PARTIAL, N_("the file could not be read to its end"));
    g_error_free(error);
}

/* Nothing outside the document is ever loaded. */
static xmlParserInputPtr load_nothing(const char *address, const char *id, xmlParserCtxtPtr context)
{
    return NULL;
}

void xml_prepare(void)
{
    xmlInitParser();
    xmlSetExternalEntityLoader(load_nothing);
}
