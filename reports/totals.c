/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/totals.h"

#include "reports/write/write.h"

#include <string.h>
#include <sys/stat.h>

/* What bounds the memory of a scan of any size. */
#define UNITS_MAX 2000
#define FOLDERS_MAX 20000
#define PERSONS_MAX 1000000
#define DENIED_MAX 200
#define PERSON_LEAST 0.5
#define YEAR (365.25 * 24 * 3600)

static void sum_free(gpointer data)
{
    struct sum *sum = data;

    g_free(sum->name);
    g_free(sum);
}

struct totals *totals_new(const struct report_about *about)
{
    struct totals *totals = g_new0(struct totals, 1);

    totals->units = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, sum_free);
    totals->folders = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, sum_free);
    totals->kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    totals->persons = g_hash_table_new(g_direct_hash, g_direct_equal);
    totals->denied = g_ptr_array_new_with_free_func(g_free);
    totals->now = about->ended ? about->ended : about->began ? about->began : g_get_real_time() / G_USEC_PER_SEC;
    totals->roots = g_strdupv((char **)about->roots);
    totals->swedish = write_in_swedish();
    return totals;
}

void totals_free(struct totals *totals)
{
    g_hash_table_unref(totals->units);
    g_hash_table_unref(totals->folders);
    g_hash_table_unref(totals->kinds);
    g_hash_table_unref(totals->persons);
    g_ptr_array_unref(totals->denied);
    g_strfreev(totals->roots);
    g_free(totals);
}

gboolean totals_is_folder(const struct record *record)
{
    return S_ISDIR(record->identity.mode);
}

guint totals_slot(const struct verdict *verdict)
{
    return verdict->class < CLASS_K0 || verdict->class > CLASS_K4 ? SLOT_UNKNOWN : (guint)verdict->class;
}

gboolean totals_is_full(const struct record *record, const struct verdict *verdict)
{
    return (record->status == STATUS_READ || record->status == STATUS_EMPTY) && totals_slot(verdict) != SLOT_UNKNOWN;
}

gboolean totals_is_unread(const struct record *record, const struct verdict *verdict)
{
    return totals_slot(verdict) == SLOT_UNKNOWN;
}

static gboolean is_open(const struct record *record, const struct verdict *verdict)
{
    return verdict->class >= CLASS_K3 && exposure_of(record->identity.mode) == EXPOSURE_ALL;
}

gboolean totals_is_urgent(const struct record *record, const struct verdict *verdict)
{
    return verdict->urgency != URGENT_NOT || is_open(record, verdict);
}

const char *totals_below_root(const struct totals *totals, const char *path)
{
    gsize best = 0;
    const char *below = path;

    for (gsize i = 0; totals->roots && totals->roots[i]; i++) {
        const char *root = totals->roots[i];
        gsize length = strlen(root);

        while (length && root[length - 1] == '/')
            length--;
        if (length < best || strncmp(path, root, length) != 0 || (path[length] != '/' && path[length]))
            continue;
        best = length;
        below = path[length] ? path + length + 1 : path;
    }
    if (below != path && totals->roots[0] && totals->roots[1]) { /* several roots: the root's own name tells them apart */
        const char *slash = below - 1;

        while (slash > path && slash[-1] != '/')
            slash--;
        return slash;
    }
    return below;
}

/* Name of the first `depth` folders of the path below the root; to free. */
static char *folder_name(const char *below, guint depth)
{
    const char *end = below;

    while (*end == '/')
        end++;
    for (guint level = 0; level < depth; level++) {
        const char *slash = strchr(level ? end + 1 : end, '/');
        if (!slash)
            break;
        end = slash;
    }
    return *end == '/' ? g_strndup(below, (gsize)(end - below)) : g_strdup("");
}

static struct sum *sum_of(struct totals *totals, GHashTable *table, const char *below, guint depth)
{
    g_autofree char *name = folder_name(below, depth);
    struct sum *sum = g_hash_table_lookup(table, name);

    if (sum)
        return sum;
    if (table == totals->units && g_hash_table_size(table) >= UNITS_MAX)
        return &totals->rest;
    if (table == totals->folders && g_hash_table_size(table) >= FOLDERS_MAX)
        return &totals->rest_folders;
    sum = g_new0(struct sum, 1);
    sum->name = g_steal_pointer(&name);
    g_hash_table_insert(table, sum->name, sum);
    sum->index = g_hash_table_size(table);
    return sum;
}

const struct sum *totals_unit(const struct totals *totals, const char *path)
{
    g_autofree char *name = folder_name(totals_below_root(totals, path), 1);
    const struct sum *sum = g_hash_table_lookup(totals->units, name);

    return sum ? sum : &totals->rest;
}

static void add_to(struct sum *sum, const struct record *record, const struct verdict *verdict)
{
    gint64 modified = record->identity.mtime_ns / G_GINT64_CONSTANT(1000000000);
    enum exposure exposure = exposure_of(record->identity.mode);

    sum->files++;
    sum->class[totals_slot(verdict)]++;
    if (totals_is_unread(record, verdict))
        sum->unread++;
    else if (totals_is_full(record, verdict))
        sum->full++;
    else
        sum->partial++;
    sum->open += is_open(record, verdict);
    if (verdict->class >= CLASS_K2 && modified > 0 && (!sum->oldest || modified < sum->oldest))
        sum->oldest = modified;
    if (verdict->class >= CLASS_K3 && exposure > sum->widest)
        sum->widest = exposure;
}

/* The set holds a number made of the digest and of where it was counted. */
static void count_person(struct totals *totals, struct sum *sum, guint64 digest)
{
    guint64 key = (digest ^ GPOINTER_TO_SIZE(sum)) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);

    if (g_hash_table_contains(totals->persons, GSIZE_TO_POINTER(key)))
        return;
    if (g_hash_table_size(totals->persons) >= PERSONS_MAX) {
        totals->persons_capped = TRUE;
        return;
    }
    g_hash_table_add(totals->persons, GSIZE_TO_POINTER(key));
    sum->persons++;
}

static void add_findings(struct totals *totals, struct sum *folder, struct sum *unit, const struct evidence *evidence)
{
    gboolean tested = FALSE;
    const char *last = NULL;

    for (guint i = 0; i < evidence->findings->len; i++) {
        const struct finding *finding = evidence->findings->pdata[i];
        struct kind_sum *kind = g_hash_table_lookup(totals->kinds, finding->kind);
        guint64 digest;

        memcpy(&digest, finding->digest, sizeof digest);
        if (finding->test) {
            totals->test_values++;
            tested = TRUE;
        }
        if (finding->excepted)
            totals->excepted++;
        if (finding->confidence < PERSON_LEAST)
            continue;
        if (!kind && g_hash_table_size(totals->kinds) < 200) {
            kind = g_new0(struct kind_sum, 1);
            g_hash_table_insert(totals->kinds, g_strdup(finding->kind), kind);
        }
        if (kind) {
            kind->values++;
            kind->files += g_strcmp0(last, finding->kind) != 0;
            last = finding->kind;
        }
        if (finding->person) {
            count_person(totals, folder, digest);
            count_person(totals, unit, digest);
            count_person(totals, &totals->all, digest);
        }
    }
    totals->test_files += tested;
}

static void add_urgency(struct totals *totals, const struct record *record, const struct verdict *verdict)
{
    gboolean everybody = exposure_of(record->identity.mode) == EXPOSURE_ALL;

    totals->urgent += totals_is_urgent(record, verdict);
    totals->open += verdict->class == CLASS_K3 && everybody;
    totals->qualified += verdict->class == CLASS_K4;
    if (verdict->urgency == URGENT_PROTECTED) {
        totals->protected++;
        totals->protected_open += everybody;
    } else if (verdict->urgency == URGENT_CREDENTIALS) {
        totals->credentials++;
        totals->credentials_open += everybody;
    }
}

static guint age_of(double years)
{
    return years < 1 ? 0 : years < 3 ? 1 : years < 6 ? 2 : years < 11 ? 3 : 4;
}

static void add_file(struct totals *totals, const struct record *record, const struct verdict *verdict)
{
    enum format_group format = totals_format(record->media_type);
    gint64 modified = record->identity.mtime_ns / G_GINT64_CONSTANT(1000000000);
    guint age = age_of((double)(totals->now - modified) / YEAR);
    guint64 size = record->identity.size;

    totals->bytes += size;
    totals->bytes_read += totals_is_unread(record, verdict) ? 0
                          : totals_is_full(record, verdict) ? size
                                                            : MIN(record->bytes_read, size);
    enum status status = (guint)record->status < STATUS_COUNT ? record->status : STATUS_CRASHED;

    totals->status[status]++;
    totals->unread[status] += totals_is_unread(record, verdict);
    totals->formats[format].files++;
    totals->formats[format].full += totals_is_full(record, verdict);
    totals->formats[format].secret += verdict->class == CLASS_K3;
    totals->ages[age].secret += verdict->class == CLASS_K3;
    totals->ages[age].sensitive += verdict->class == CLASS_K2;
}

void totals_add(struct totals *totals, const struct record *record, const struct verdict *verdict)
{
    const char *below = totals_below_root(totals, record->path);
    struct sum *unit, *folder;

    if (totals_is_folder(record)) {
        totals->denied_folders++;
        if (totals->denied->len < DENIED_MAX)
            g_ptr_array_add(totals->denied, g_strdup(below));
        return;
    }
    unit = sum_of(totals, totals->units, below, 1);
    folder = sum_of(totals, totals->folders, below, 2);
    folder->unit = unit;
    add_to(&totals->all, record, verdict);
    add_to(unit, record, verdict);
    add_to(folder, record, verdict);
    add_findings(totals, folder, unit, record->evidence);
    add_urgency(totals, record, verdict);
    add_file(totals, record, verdict);
}
