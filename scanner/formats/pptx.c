/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PowerPoint presentations: slides in the order they are shown, each with what hangs on it (notes, comments, charts); then all else. */
#include "scanner/base/format.h"
#include "scanner/formats/ooxml.h"
#include "scanner/lib/xml.h"

#define SLIDES_MAX 100000

static gboolean on_start(void *user, const struct xml_element *element)
{
    GPtrArray *ids = user;
    if (strcmp(element->name, "sldId") != 0)
        return TRUE;
    for (guint i = 0; i < element->count; i++) /* r:id; its own "id" has no name space */
        if (strcmp(element->attributes[i].name, "id") == 0 && *element->attributes[i].space)
            g_ptr_array_add(ids, g_strdup(element->attributes[i].value));
    return ids->len < SLIDES_MAX;
}

/* The presentation's slides as ids of relations, in order. */
static GPtrArray *slide_ids(struct ooxml *document, guint main)
{
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    GError *error = NULL;
    struct xml_handler handler = {.start = on_start, .user = ids, .max_depth = document->sink->limits->max_xml_depth};
    if (package_open(document->package, main, &error))
        xml_parse(&handler, package_read, document->package, &error);
    g_clear_error(&error); /* told when its text is read */
    return ids;
}

/* What hangs on a slide follows it at once, so that its notes come before the next slide. */
static void read_slide(struct ooxml *document, guint part, guint32 page)
{
    struct place place = {.page = page};
    ooxml_own(document, part, &place);
    ooxml_read_part(document, part);
    g_autoptr(GPtrArray) relations = package_relations(document->package, package_name(document->package, part));
    for (guint i = 0; i < relations->len; i++) {
        const struct relation *relation = g_ptr_array_index(relations, i);
        guint other = relation->external ? PACKAGE_NONE : package_find(document->package, relation->target);
        if (other != PACKAGE_NONE && (strcmp(relation->type, "notesSlide") == 0 || strcmp(relation->type, "comments") == 0))
            ooxml_read_part(document, other);
    }
}

static void read_pptx(const struct source *source, struct sink *sink)
{
    AUTO(ooxml) document = ooxml_new(source, sink);
    if (!document)
        return;
    guint main = ooxml_main(document, "ppt/presentation.xml");
    if (main != PACKAGE_NONE) {
        g_autoptr(GPtrArray) ids = slide_ids(document, main);
        g_autoptr(GPtrArray) relations = package_relations(document->package, package_name(document->package, main));
        for (guint i = 0; i < ids->len && !document->stopped; i++) {
            const struct relation *relation = relation_find(relations, g_ptr_array_index(ids, i), NULL);
            guint part = relation && !relation->external ? package_find(document->package, relation->target) : PACKAGE_NONE;
            if (part != PACKAGE_NONE)
                read_slide(document, part, i + 1);
        }
    }
    ooxml_read_rest(document);
}

static int sniff(const struct source *source, struct text head)
{
    return ooxml_sniff(source, head, "ppt/");
}

#define POWERPOINT "application/vnd.openxmlformats-officedocument.presentationml."
static const char *const media_types[] = {POWERPOINT "presentation", POWERPOINT "slideshow", POWERPOINT "template",
                                          "application/vnd.ms-powerpoint.presentation.macroenabled.12",
                                          "application/vnd.ms-powerpoint.slideshow.macroenabled.12", NULL};

const struct format format_pptx = {.name = "pptx", .media_types = media_types, .sniff = sniff, .read = read_pptx};
