/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/ooxml.h"

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"
#include "scanner/formats/story.h"
#include "scanner/lib/archive.h"
#include "scanner/lib/xml.h"

#define SNIFF_ENTRIES 2000
#define OWNERS_DEPTH 6

struct ooxml *ooxml_new(const struct source *source, struct sink *sink)
{
    g_autoptr(GError) error = NULL;
    struct package *package = package_new(source, sink, &error);
    if (!package) {
        gboolean limit = g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_LIMIT);
        sink->trouble(sink, limit ? STATUS_LIMIT : STATUS_CORRUPT, 
                      limit ? N_("more members than one file may hold") : N_("the document is broken, or ends too early"));
        return NULL;
    }
    struct ooxml *document = g_new0(struct ooxml, 1);
    document->package = package;
    document->sink = sink;
    document->places = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    document->done = g_array_new(FALSE, TRUE, sizeof(gboolean));
    g_array_set_size(document->done, package_count(package));
    return document;
}

void ooxml_free(struct ooxml *document)
{
    package_free(document->package);
    g_hash_table_unref(document->places);
    g_array_unref(document->done);
    g_free(document);
}

guint ooxml_main(struct ooxml *document, const char *fallback)
{
    g_autoptr(GPtrArray) relations = package_relations(document->package, "");
    const struct relation *relation = relation_find(relations, NULL, "officeDocument");
    guint part = relation ? package_find(document->package, relation->target) : PACKAGE_NONE;
    return part == PACKAGE_NONE ? package_find(document->package, fallback) : part;
}

/* Parts that many share: their text is nobody's. */
static gboolean is_shared(const struct relation *relation)
{
    static const char *const types[] = {"slide", "slideLayout", "slideMaster", "notesMaster", "handoutMaster", "theme",
                                        "worksheet", "styles", "sharedStrings", "officeDocument", NULL};
    return relation->external || g_strv_contains(types, relation->type);
}

static void own(struct ooxml *document, guint part, const struct place *place, guint depth)
{
    gpointer key = GUINT_TO_POINTER(part + 1);
    if (part == PACKAGE_NONE || depth > OWNERS_DEPTH || g_hash_table_contains(document->places, key))
        return;
    g_hash_table_insert(document->places, key, g_memdup2(place, sizeof *place));
    g_autoptr(GPtrArray) relations = package_relations(document->package, package_name(document->package, part));
    for (guint i = 0; i < relations->len; i++) {
        const struct relation *relation = g_ptr_array_index(relations, i);
        if (!is_shared(relation))
            own(document, package_find(document->package, relation->target), place, depth + 1);
    }
}

void ooxml_own(struct ooxml *document, guint part, const struct place *place)
{
    own(document, part, place, 0);
}

static struct place place_of(const struct ooxml *document, guint part)
{
    const struct place *place = g_hash_table_lookup(document->places, GUINT_TO_POINTER(part + 1));
    return place ? *place : (struct place){0};
}

void ooxml_trouble(struct ooxml *document, GError *error)
{
    if (g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_CANCELLED)) {
        document->stopped = TRUE;
        g_error_free(error);
    } else if (g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_ENCRYPTED)) {
        document->sink->trouble(document->sink, STATUS_ENCRYPTED, N_("encrypted: it needs a password"));
        g_error_free(error);
    } else {
        xml_trouble(document->sink, error);
    }
}

gboolean ooxml_open(struct ooxml *document, guint part)
{
    GError *error = NULL;
    g_array_index(document->done, gboolean, part) = TRUE;
    if (package_open(document->package, part, &error))
        return TRUE;
    ooxml_trouble(document, error);
    return FALSE;
}

/* Targets outside the document: addresses of links, of a template, of a picture. */
static void read_relations(struct ooxml *document, const char *name)
{
    const char *folder = strstr(name, "_rels/");
    g_autofree char *part = g_strdup_printf("%.*s%.*s", (int)(folder - name), name, (int)strlen(folder + 6) - 5, folder + 6);
    guint owner = package_find(document->package, part);
    g_autoptr(GPtrArray) relations = package_relations(document->package, part);
    for (guint i = 0; i < relations->len && !document->stopped; i++) {
        const struct relation *relation = g_ptr_array_index(relations, i);
        struct chunk chunk = {.text = text_of(relation->target), .sort = CHUNK_FIELD};
        if (!relation->external || !*relation->target)
            continue;
        chunk.field = sink_intern(document->sink, relation->type);
        chunk.place = owner == PACKAGE_NONE ? (struct place){0} : place_of(document, owner);
        if (strcmp(relation->type, "hyperlink") != 0)
            chunk.place.part = PART_METADATA;
        document->stopped = !document->sink->text(document->sink, &chunk);
    }
}

/* The sink may go on after a broken member. */
static void read_member(struct ooxml *document, guint part)
{
    const char *name = package_name(document->package, part);
    if (ooxml_open(document, part) && !document->sink->member(document->sink, name, 0, package_read, document->package))
        document->stopped = TRUE;
}

static gboolean is_embedded(const char *name)
{
    return strstr(name, "/embeddings/") || strstr(name, "/afchunk") || g_str_has_suffix(name, ".htm") || g_str_has_suffix(name, ".html") ||
           g_str_has_suffix(name, ".mht") || g_str_has_suffix(name, ".rtf") || g_str_has_suffix(name, ".txt");
}

static gboolean is_markup(const char *name)
{
    return g_str_has_suffix(name, ".xml") || g_str_has_suffix(name, ".vml") || g_str_has_suffix(name, ".fpage");
}

void ooxml_read_part(struct ooxml *document, guint part)
{
    g_autofree char *name = g_ascii_strdown(package_name(document->package, part), -1);
    GError *error = NULL;
    if (document->stopped || g_array_index(document->done, gboolean, part))
        return;
    g_array_index(document->done, gboolean, part) = TRUE;
    if (g_str_has_suffix(name, ".rels") && strstr(name, "_rels/")) {
        read_relations(document, package_name(document->package, part));
        return;
    }
    if (is_embedded(name)) {
        read_member(document, part);
        return;
    }
    if (!is_markup(name) || strcmp(name, "[content_types].xml") == 0 || !ooxml_open(document, part))
        return;
    struct story story = {.sink = document->sink, .place = place_of(document, part), .tables = document->tables};
    if (g_str_has_prefix(name, "customxml/"))
        story.place.part = PART_METADATA;
    if (strstr(name, "/drawings/") && story.place.part == PART_BODY)
        story.place.part = PART_TEXTBOX;
    /* Drawings of old bear marks that are no XML, and much that a later part says again. */
    story.lenient = g_str_has_suffix(name, ".vml");
    if (!story_read(&story, package_read, document->package, &error) && !story.lenient)
        ooxml_trouble(document, g_steal_pointer(&error));
    g_clear_error(&error);
    document->tables = story.tables;
    if (story.place.part != PART_METADATA)
        document->told += story.told;
}

void ooxml_read_rest(struct ooxml *document)
{
    for (guint part = 0; part < package_count(document->package) && !document->stopped; part++)
        ooxml_read_part(document, part);
    if (package_damage(document->package))
        document->sink->trouble(document->sink, STATUS_CORRUPT, N_("the document is broken, or ends too early"));
}

void ooxml_judge_pictures(struct ooxml *document)
{
    gboolean pictures = FALSE;
    for (guint part = 0; part < package_count(document->package); part++)
        pictures = pictures || strstr(package_name(document->package, part), "/media/");
    if (pictures && !document->told && !document->stopped)
        document->sink->trouble(document->sink, STATUS_PARTIAL, N_("some pages are pictures without text: their words would need OCR"));
}

int ooxml_sniff(const struct source *source, struct text head, const char *folder)
{
    struct archive_entry_view entry;
    gboolean types = FALSE, inside = FALSE;
    if (head.len < 4 || memcmp(head.at, "PK\3\4", 4) != 0)
        return 0;
    AUTO(archive_reader) reader = archive_reader_new(source, ARCHIVE_SHAPE_ZIP, NULL);
    for (guint i = 0; reader && i < SNIFF_ENTRIES && archive_reader_next(reader, &entry, NULL) == ARCHIVE_STEP_ENTRY; i++) {
        types = types || strcmp(entry.name, "[Content_Types].xml") == 0;
        inside = inside || !folder || g_ascii_strncasecmp(entry.name, folder, strlen(folder)) == 0;
        if (types && inside)
            return folder ? 95 : 80;
    }
    return 0;
}
