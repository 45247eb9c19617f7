/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML and HTML as a stream of events over libxml2: flat memory, no network, no external entity, bounded depth. */
#pragma once

#include "scanner/base/sink.h"

enum xml_mode {
    XML_STRICT,  /* parts of office documents: an error of structure ends it */
    XML_LENIENT, /* XML as people write it: what can be mended is, xml_parse() still tells the first error at the end */
    XML_HTML     /* tag soup: no error of structure; names in lower case, no name spaces */
};

struct xml_attribute {
    const char *name;  /* local name */
    const char *space; /* its name space's URI; "" where none */
    const char *value; /* UTF-8, entities resolved; never NULL */
};

/* Valid during the call only. */
struct xml_element {
    const char *name;  /* local name */
    const char *space; /* its name space's URI; "" where none */
    guint32 line;      /* of the tag's end, from 1; 0: not known */
    guint32 depth;     /* from 1 */
    const struct xml_attribute *attributes; /* NULL at an end */
    guint count;
};

/* Each may be NULL, and returns FALSE to stop the parsing (which is then no error). */
struct xml_handler {
    gboolean (*start)(void *user, const struct xml_element *element);
    gboolean (*end)(void *user, const struct xml_element *element);
    /* A text comes in as many pieces as the parser likes, each valid UTF-8; line of its first byte. White space too. */
    gboolean (*text)(void *user, struct text text, guint32 line);
    gboolean (*comment)(void *user, struct text text, guint32 line);
    void *user;
    enum xml_mode mode;
    guint64 max_depth;    /* limits->max_xml_depth; deeper is DATAROND_ERROR_LIMIT */
    const char *encoding; /* NULL: as the document declares; else the coding of what is read, whatever it declares */
};

/* Reads to the end. FALSE: DATAROND_ERROR_CORRUPT, _LIMIT, or what read() said; everything before has been handed over. */
gboolean xml_parse(const struct xml_handler *handler, member_read read, void *read_user, GError **error);
/* The same for a whole source. */
gboolean xml_parse_source(const struct xml_handler *handler, const struct source *source, GError **error);
/* Value of the attribute with that local name; space NULL: in any name space. NULL where there is none. */
const char *xml_attribute(const struct xml_element *element, const char *space, const char *name);
/* The sink's trouble for an error of xml_parse (corrupt, limit, partial); frees it. NULL: nothing happens. */
void xml_trouble(struct sink *sink, GError *error);
/* Once, before the cage closes. */
void xml_prepare(void);
