/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/lib/package.h"

#include "scanner/base/error.h"
#include "scanner/lib/archive.h"
#include "scanner/lib/xml.h"

#define PARTS_MAX 100000
#define RELATIONS_MAX 100000

struct part_row {
    char *name;
    guint entry; /* number in the zip, folders counted */
    gboolean encrypted;
};

struct package {
    const struct source *source;
    struct sink *sink;
    GArray *parts;       /* of struct part_row */
    GHashTable *by_name; /* name in lower case -> part + 1 */
    GError *damage;
    struct archive_reader *reader;
    guint next; /* entry that the reader comes to next */
};

static void part_clear(gpointer data)
{
    g_free(((struct part_row *)data)->name);
}

static void list_part(struct package *package, const struct archive_entry_view *entry, guint number)
{
    char *name = g_strdelimit(g_strdup(entry->name), "\\", '/');
    while (*name == '/')
        memmove(name, name + 1, strlen(name));
    struct part_row row = {name, number, entry->encrypted};
    g_array_append_val(package->parts, row);
    char *key = g_ascii_strdown(name, -1);
    if (g_hash_table_contains(package->by_name, key))
        g_free(key);
    else
        g_hash_table_insert(package->by_name, key, GUINT_TO_POINTER(package->parts->len));
}

static gboolean list_parts(struct package *package, GError **error)
{
    struct archive_entry_view entry;
    package->reader = archive_reader_new(package->source, ARCHIVE_SHAPE_ZIP, error);
    if (!package->reader)
        return FALSE;
    for (guint number = 0; archive_reader_next(package->reader, &entry, &package->damage) == ARCHIVE_STEP_ENTRY; number++) {
        if (number == PARTS_MAX) {
            g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_LIMIT, "parts");
            return FALSE;
        }
        if (entry.file)
            list_part(package, &entry, number);
    }
    package->next = G_MAXUINT;
    if (package->parts->len)
        return TRUE;
    if (package->damage)
        g_propagate_error(error, g_steal_pointer(&package->damage));
    else
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_CORRUPT, "no parts");
    return FALSE;
}

struct package *package_new(const struct source *source, struct sink *sink, GError **error)
{
    struct package *package = g_new0(struct package, 1);
    package->source = source;
    package->sink = sink;
    package->parts = g_array_new(FALSE, FALSE, sizeof(struct part_row));
    g_array_set_clear_func(package->parts, part_clear);
    package->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (list_parts(package, error))
        return package;
    package_free(package);
    return NULL;
}

void package_free(struct package *package)
{
    if (package->reader)
        archive_reader_free(package->reader);
    g_array_unref(package->parts);
    g_hash_table_unref(package->by_name);
    g_clear_error(&package->damage);
    g_free(package);
}

guint package_count(const struct package *package)
{
    return package->parts->len;
}

static const struct part_row *row_of(const struct package *package, guint part)
{
    return &g_array_index(package->parts, struct part_row, part);
}

const char *package_name(const struct package *package, guint part)
{
    return row_of(package, part)->name;
}

guint package_find(const struct package *package, const char *name)
{
    g_autofree char *key = g_ascii_strdown(*name == '/' ? name + 1 : name, -1);
    guint found = GPOINTER_TO_UINT(g_hash_table_lookup(package->by_name, key));
    return found ? found - 1 : PACKAGE_NONE;
}

const GError *package_damage(const struct package *package)
{
    return package->damage;
}

static gboolean rewind_package(struct package *package, GError **error)
{
    archive_reader_free(g_steal_pointer(&package->reader));
    package->reader = archive_reader_new(package->source, ARCHIVE_SHAPE_ZIP, error);
    package->next = 0;
    return package->reader != NULL;
}

gboolean package_open(struct package *package, guint part, GError **error)
{
    const struct part_row *row = row_of(package, part);
    struct archive_entry_view entry;
    if (row->encrypted) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_ENCRYPTED, "part");
        return FALSE;
    }
    if ((!package->reader || package->next > row->entry) && !rewind_package(package, error))
        return FALSE;
    while (package->next <= row->entry) {
        enum archive_step step = archive_reader_next(package->reader, &entry, error);
        if (step == ARCHIVE_STEP_END)
            g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_CORRUPT, "part is gone");
        if (step != ARCHIVE_STEP_ENTRY) {
            package->next = G_MAXUINT;
            return FALSE;
        }
        package->next++;
    }
    return TRUE;
}

gssize package_read(void *user, void *buffer, gsize len, GError **error)
{
    struct package *package = user;
    gssize got = archive_reader_read(package->reader, buffer, len, error);
    if (got <= 0 || sink_unpacked(package->sink, got))
        return got;
    g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_CANCELLED, "stopped");
    return -1;
}

static void relation_free(gpointer data)
{
    struct relation *relation = data;
    g_free(relation->id);
    g_free(relation->type);
    g_free(relation->target);
    g_free(relation);
}

/* Resolves "../media/a.xml" against the folder of the part it stands in. */
static char *resolve(const char *part, const char *target)
{
    const char *slash = strrchr(part, '/');
    g_autofree char *plain = g_strndup(target, strcspn(target, "#"));
    g_autofree char *joined = *plain == '/' || !slash ? g_strdup(plain) : g_strdup_printf("%.*s/%s", (int)(slash - part), part, plain);
    g_autofree char *canonical = g_canonicalize_filename(joined, "/");
    return g_strdup(canonical + 1);
}

struct relation_list {
    GPtrArray *rows;
    const char *part;
};

static gboolean on_relation(void *user, const struct xml_element *element)
{
    struct relation_list *list = user;
    const char *id = xml_attribute(element, NULL, "Id"), *type = xml_attribute(element, NULL, "Type");
    const char *target = xml_attribute(element, NULL, "Target"), *mode = xml_attribute(element, NULL, "TargetMode");
    if (strcmp(element->name, "Relationship") != 0 || !id || !type || !target)
        return TRUE;
    const char *word = strrchr(type, '/');
    struct relation *relation = g_new0(struct relation, 1);
    relation->id = g_strdup(id);
    relation->type = g_strdup(word ? word + 1 : type);
    relation->external = mode && strcmp(mode, "External") == 0;
    relation->target = relation->external ? g_strdup(target) : resolve(list->part, target);
    g_ptr_array_add(list->rows, relation);
    return list->rows->len < RELATIONS_MAX;
}

GPtrArray *package_relations(struct package *package, const char *part)
{
    struct relation_list list = {g_ptr_array_new_with_free_func(relation_free), part};
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part) + 1 : 0;
    g_autofree char *name = g_strdup_printf("%.*s_rels/%s.rels", folder, part, part + folder);
    guint index = package_find(package, name);
    struct xml_handler handler = {.start = on_relation, .user = &list, .max_depth = package->sink->limits->max_xml_depth};
    if (index != PACKAGE_NONE && package_open(package, index, NULL))
        xml_parse(&handler, package_read, package, NULL);
    return list.rows;
}

const struct relation *relation_find(const GPtrArray *relations, const char *id, const char *type)
{
    for (guint i = 0; i < relations->len; i++) {
        const struct relation *relation = g_ptr_array_index(relations, i);
        if (id ? strcmp(relation->id, id) == 0 : strcmp(relation->type, type) == 0)
            return relation;
    }
    return NULL;
}
