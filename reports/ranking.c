/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/ranking.h"

#include "reports/write/words.h"

struct entry {
    struct rank rank;
    gpointer row;
};

struct ranking {
    GArray *entries; /* of struct entry; up to twice the limit, then cut */
    guint limit;
    gboolean full; /* the first `limit` entries are sorted, and the last of them is the measure */
    GDestroyNotify free_row;
};

static guint group_of(const struct record *record, const struct verdict *verdict)
{
    static const guint groups[] = {
        [URGENT_NOT] = RANK_CALM, [URGENT_PROTECTED] = 0, [URGENT_CREDENTIALS] = 1, [URGENT_QUALIFIED] = 2};
    guint group = (guint)verdict->urgency < G_N_ELEMENTS(groups) ? groups[verdict->urgency] : RANK_CALM;

    if (group == RANK_CALM && verdict->class >= CLASS_K3 && exposure_of(record->identity.mode) == EXPOSURE_ALL)
        return RANK_CALM - 1;
    return group;
}

struct rank rank_of(const struct record *record, const struct verdict *verdict)
{
    return (struct rank){
        .group = group_of(record, verdict),
        .class = verdict->class,
        .persons = record->evidence->persons,
        .exposure = exposure_of(record->identity.mode),
        .modified = record->identity.mtime_ns,
        .path = g_strdup(record->path),
    };
}

static gint compare(gconstpointer left, gconstpointer right)
{
    const struct rank *a = left, *b = right;

    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->class != b->class)
        return a->class > b->class ? -1 : 1;
    if (a->persons != b->persons)
        return a->persons > b->persons ? -1 : 1;
    if (a->exposure != b->exposure)
        return a->exposure > b->exposure ? -1 : 1;
    if (a->modified != b->modified)
        return a->modified < b->modified ? -1 : 1;
    return g_strcmp0(a->path, b->path);
}

struct ranking *ranking_new(guint limit, GDestroyNotify free_row)
{
    struct ranking *ranking = g_new0(struct ranking, 1);

    ranking->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    ranking->limit = limit;
    ranking->free_row = free_row;
    return ranking;
}

static void cut(struct ranking *ranking)
{
    g_array_sort(ranking->entries, compare);
    for (guint i = ranking->limit; i < ranking->entries->len; i++) {
        struct entry *entry = &g_array_index(ranking->entries, struct entry, i);

        g_free(entry->rank.path);
        ranking->free_row(entry->row);
    }
    if (ranking->entries->len >= ranking->limit) {
        g_array_set_size(ranking->entries, ranking->limit);
        ranking->full = TRUE;
    }
}

void ranking_free(struct ranking *ranking)
{
    ranking->limit = 0;
    cut(ranking);
    g_array_unref(ranking->entries);
    g_free(ranking);
}

gboolean ranking_wants(const struct ranking *ranking, const struct rank *rank)
{
    return !ranking->full || compare(rank, &g_array_index(ranking->entries, struct entry, ranking->limit - 1)) < 0;
}

void ranking_add(struct ranking *ranking, const struct rank *rank, gpointer row)
{
    struct entry entry = {*rank, row};

    g_array_append_val(ranking->entries, entry);
    if (ranking->entries->len >= ranking->limit * 2)
        cut(ranking);
}

guint ranking_count(struct ranking *ranking)
{
    cut(ranking);
    return ranking->entries->len;
}

gpointer ranking_row(const struct ranking *ranking, guint index, const struct rank **rank)
{
    const struct entry *entry = &g_array_index(ranking->entries, struct entry, index);

    if (rank)
        *rank = &entry->rank;
    return entry->row;
}
