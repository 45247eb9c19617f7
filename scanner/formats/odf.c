/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenDocument: text documents, spreadsheets, presentations and drawings of LibreOffice, and their forerunners. */
#include "scanner/base/format.h"
#include "scanner/base/i18n.h"
#include "scanner/formats/odf_text.h"
#include "scanner/formats/ooxml.h"
#include "scanner/lib/archive.h"
#include "scanner/lib/xml.h"

#define SNIFF_ENTRIES 2000

static gboolean on_start(void *user, const struct xml_element *element)
{
    gboolean *encrypted = user;
    *encrypted = *encrypted || strcmp(element->name, "encryption-data") == 0;
    return !*encrypted;
}

static gboolean is_encrypted(struct ooxml *document)
{
    gboolean encrypted = FALSE;
    struct xml_handler handler = {.start = on_start, .user = &encrypted, .max_depth = document->sink->limits->max_xml_depth};
    guint part = package_find(document->package, "META-INF/manifest.xml");
    if (part != PACKAGE_NONE && package_open(document->package, part, NULL))
        xml_parse(&handler, package_read, document->package, NULL);
    return encrypted;
}

static gboolean ends_in(const char *name, const char *file)
{
    const char *slash = strrchr(name, '/');
    return strcmp(slash ? slash + 1 : name, file) == 0;
}

/* Settings are of the view, the manifest lists the parts. */
static gboolean is_dull(const char *name)
{
    return ends_in(name, "settings.xml") || g_str_has_prefix(name, "META-INF/") || strstr(name, "Configurations2/") ||
           ends_in(name, "manifest.rdf");
}

static void read_part(struct ooxml *document, guint part)
{
    const char *name = package_name(document->package, part);
    GError *error = NULL;
    if (document->stopped || g_array_index(document->done, gboolean, part))
        return;
    if (ends_in(name, "content.xml") || ends_in(name, "styles.xml") || ends_in(name, "meta.xml")) {
        if (ooxml_open(document, part) && !odf_text_read(document->sink, &document->tables, package_read, document->package, &error))
            ooxml_trouble(document, error);
    } else if (g_str_has_prefix(name, "Object ") && !strchr(name, '/')) {
        /* A foreign document: its bytes as they are. */
        if (ooxml_open(document, part) && !document->sink->member(document->sink, name, 0, package_read, document->package))
            document->stopped = TRUE;
    } else if (!is_dull(name)) {
        ooxml_read_part(document, part);
    }
}

static void read_odf(const struct source *source, struct sink *sink)
{
    AUTO(ooxml) document = ooxml_new(source, sink);
    if (!document)
        return;
    if (is_encrypted(document)) {
        sink->trouble(sink, STATUS_ENCRYPTED, N_("encrypted: it needs a password"));
        return;
    }
    guint main = package_find(document->package, "content.xml");
    if (main != PACKAGE_NONE)
        read_part(document, main);
    for (guint part = 0; part < package_count(document->package); part++)
        read_part(document, part);
    if (package_damage(document->package))
        sink->trouble(sink, STATUS_CORRUPT, N_("the document is broken, or ends too early"));
}

static gboolean names_odf(struct archive_reader *reader)
{
    char type[128] = "";
    gsize have = 0;
    gssize got = 1;
    while (got > 0 && have < sizeof type - 1) {
        got = archive_reader_read(reader, type + have, sizeof type - 1 - have, NULL);
        have += got > 0 ? (gsize)got : 0;
    }
    return g_str_has_prefix(type, "application/vnd.oasis.opendocument.") || g_str_has_prefix(type, "application/vnd.sun.xml.");
}

/* A member names the type; where it is lost, two others tell. */
static int sniff(const struct source *source, struct text head)
{
    struct archive_entry_view entry;
    gboolean content = FALSE, manifest = FALSE;
    if (head.len < 4 || memcmp(head.at, "PK\3\4", 4) != 0)
        return 0;
    AUTO(archive_reader) reader = archive_reader_new(source, ARCHIVE_SHAPE_ZIP, NULL);
    for (guint i = 0; reader && i < SNIFF_ENTRIES && archive_reader_next(reader, &entry, NULL) == ARCHIVE_STEP_ENTRY; i++) {
        if (strcmp(entry.name, "mimetype") == 0)
            return names_odf(reader) ? 95 : 0;
        content = content || strcmp(entry.name, "content.xml") == 0;
        manifest = manifest || strcmp(entry.name, "META-INF/manifest.xml") == 0;
        if (content && manifest)
            return 90;
    }
    return 0;
}

#define OPEN "application/vnd.oasis.opendocument."
static const char *const media_types[] = {
    OPEN "text", OPEN "text-template", OPEN "text-master", OPEN "text-web", OPEN "spreadsheet", OPEN "spreadsheet-template",
    OPEN "presentation", OPEN "presentation-template", OPEN "graphics", OPEN "graphics-template", OPEN "chart", OPEN "formula",
    OPEN "image", OPEN "database", OPEN "base", "application/vnd.sun.xml.writer", "application/vnd.sun.xml.calc",
    "application/vnd.sun.xml.impress", "application/vnd.sun.xml.draw", NULL};

const struct format format_odf = {.name = "odf", .media_types = media_types, .sniff = sniff, .read = read_odf};
