/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/xmp.h"

#include "scanner/lib/xml.h"

struct xmp {
    struct sink *sink;
    GHashTable *told;
    GString *text;
    const char *field; /* interned name of the last property; its text may stand in a list within */
    gboolean stopped;
};

static gboolean is_list(const char *name)
{
    static const char *const names[] = {"li", "Alt", "Seq", "Bag", "RDF", "Description", "xmpmeta", NULL};
    return g_strv_contains(names, name);
}

static gboolean push(struct xmp *xmp, const char *text, const char *field)
{
    struct chunk chunk = {.text = text_of(text), .sort = CHUNK_FIELD, .field = field, .place.part = PART_METADATA};
    if (!*text || (xmp->told && g_hash_table_contains(xmp->told, text)))
        return TRUE;
    xmp->stopped = !xmp->sink->text(xmp->sink, &chunk);
    return !xmp->stopped;
}

static gboolean end_text(struct xmp *xmp)
{
    g_autofree char *text = g_strstrip(g_strdup(xmp->text->str));
    g_string_truncate(xmp->text, 0);
    return push(xmp, text, xmp->field ? xmp->field : "xmp");
}

static gboolean on_start(void *user, const struct xml_element *element)
{
    struct xmp *xmp = user;
    gboolean on = end_text(xmp);
    if (!is_list(element->name))
        xmp->field = sink_intern(xmp->sink, element->name);
    /* The short form: properties as attributes of the description. */
    for (guint i = 0; on && strcmp(element->name, "Description") == 0 && i < element->count; i++)
        on = push(xmp, element->attributes[i].value, sink_intern(xmp->sink, element->attributes[i].name));
    return on;
}

static gboolean on_end(void *user, const struct xml_element *element)
{
    return end_text(user);
}

static gboolean on_text(void *user, struct text text, guint32 line)
{
    g_string_append_len(((struct xmp *)user)->text, text.at, text.len);
    return TRUE;
}

struct rest {
    struct text left;
};

static gssize read_rest(void *user, void *buffer, gsize len, GError **error)
{
    struct rest *rest = user;
    gsize part = MIN(len, rest->left.len);
    if (part)
        memcpy(buffer, rest->left.at, part);
    rest->left.at += part;
    rest->left.len -= part;
    return part;
}

gboolean xmp_read(struct sink *sink, struct text xml, GHashTable *told)
{
    g_autoptr(GString) text = g_string_new(NULL);
    struct xmp xmp = {.sink = sink, .told = told, .text = text};
    struct rest rest = {xml};
    struct xml_handler handler = {.start = on_start,
                                  .end = on_end,
                                  .text = on_text,
                                  .user = &xmp,
                                  .mode = XML_LENIENT,
                                  .max_depth = sink->limits->max_xml_depth};
    xml_parse(&handler, read_rest, &rest, NULL);
    return !xmp.stopped;
}
