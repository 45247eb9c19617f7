/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/app/settle.h"

#include "reports/write/write.h"
#include "scanner/app/owner.h"
#include "scanner/app/tag.h"
#include "scanner/base/i18n.h"

struct settle {
    struct register_ *reg;
    const struct classifier *classifier;
    gboolean tag;
    struct owners *owners;
    GHashTable *twins;  /* "device:inode" -> struct twin: files with several names */
};

struct twin {
    GBytes *packed; /* what the first name's reading gave */
    guint left;     /* names not yet seen */
};

static void twin_free(gpointer data)
{
    struct twin *twin = data;
    g_bytes_unref(twin->packed);
    g_free(twin);
}

struct settle *settle_new(struct register_ *reg, const struct classifier *classifier, const struct key *key, gboolean tag)
{
    struct settle *settle = g_new0(struct settle, 1);
    *settle = (struct settle){.reg = reg, .classifier = classifier, .tag = tag};
    settle->owners = owners_new(key);
    settle->twins = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, twin_free);
    return settle;
}

void settle_free(struct settle *settle)
{
    owners_free(settle->owners);
    g_hash_table_unref(settle->twins);
    g_free(settle);
}

struct record *settle_new_record(struct settle *settle, const struct crawl_item *item)
{
    struct record *record = record_new();
    record->path = item->name ? g_build_filename(item->folder, item->name, NULL) : g_strdup(item->folder);
    record->identity = item->identity;
    record->owner = g_strdup(owners_name(settle->owners, item->identity.uid));
    if (!record->media_type)
        record->media_type = g_strdup("application/octet-stream");
    return record;
}

static char *twin_key(const struct identity *identity)
{
    return g_strdup_printf("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, identity->device, identity->inode);
}

struct record *settle_twin(struct settle *settle, const struct crawl_item *item)
{
    if (item->identity.links < 2)
        return NULL;
    g_autofree char *key = twin_key(&item->identity);
    struct twin *twin = g_hash_table_lookup(settle->twins, key);
    if (!twin)
        return NULL;
    struct record *record = settle_new_record(settle, item);
    if (!record_unpack(record, twin->packed, NULL)) {
        record_free(record);
        return NULL;
    }
    if (--twin->left == 0)
        g_hash_table_remove(settle->twins, key);
    return record;
}

/* Remembers what a file with several names held, for its other names. */
static void keep_twin(struct settle *settle, const struct record *record)
{
    if (record->identity.links < 2 || record->status == STATUS_DENIED)
        return;
    g_autofree char *key = twin_key(&record->identity);
    if (g_hash_table_contains(settle->twins, key))
        return;
    struct twin *twin = g_new(struct twin, 1);
    *twin = (struct twin){record_pack(record, FALSE), record->identity.links - 1};
    g_hash_table_insert(settle->twins, g_steal_pointer(&key), twin);
}

/* What bears a marking of säkerhetsskydd is told of by its marking alone: nothing else of its content is kept. */
static void strip_qualified(struct record *record)
{
    GPtrArray *findings = record->evidence->findings;
    for (guint i = findings->len; i-- > 0;) {
        const struct finding *finding = g_ptr_array_index(findings, i);
        if (!g_str_equal(finding->kind, "markning"))
            g_ptr_array_remove_index(findings, i);
    }
    g_ptr_array_set_size(record->evidence->themes, 0);
}

static const char *urgent_words(enum urgency urgency)
{
    switch (urgency) {
    case URGENT_PROTECTED:
        return _("Protected identity");
    case URGENT_QUALIFIED:
        return _("Marked for säkerhetsskydd");
    case URGENT_CREDENTIALS:
    case URGENT_NOT:
        break;
    }
    return NULL;
}

gboolean settle_record(struct settle *settle, struct record *record, struct settled *settled, GError **error)
{
    owners_mark(settle->owners, record);
    struct verdict *verdict = classify(settle->classifier, record, "sv");

    *settled = (struct settled){.class = verdict->class, .urgent_words = urgent_words(verdict->urgency)};
    if (settled->urgent_words)
        settled->shown = write_path(record->path, record->evidence);
    keep_twin(settle, record);
    if (verdict->class == CLASS_K4)
        strip_qualified(record);
    if (settle->tag)
        tag_write(record, verdict);
    verdict_free(verdict);
    return register_put(settle->reg, record, settled->class, error);
}

gboolean settle_known(struct settle *settle, const struct crawl_item *item, GError **error)
{
    g_autofree char *path = g_build_filename(item->folder, item->name, NULL);
    struct record *record = register_get(settle->reg, path, error);
    if (!record)
        return !error || !*error;
    struct verdict *verdict = classify(settle->classifier, record, "sv");
    gboolean good = TRUE;
    if (tag_write(record, verdict))
        good = register_identity(settle->reg, item->folder, item->name, &record->identity, error);
    verdict_free(verdict);
    record_free(record);
    return good;
}
