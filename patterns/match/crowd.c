/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/crowd.h"

#include <math.h>

#define CROWDS_MAX 16384
#define FAMILY_SCOPE 0xffff /* stands for the rule in the scope of all candidates */
#define FAMILIES_SCOPED 250

struct crowds *crowds_new(struct chance *chance)
{
    struct crowds *crowds = g_new0(struct crowds, 1);
    crowds->chance = chance;
    crowds->by_key = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    return crowds;
}

void crowds_free(struct crowds *crowds)
{
    if (!crowds)
        return;
    g_hash_table_unref(crowds->by_key);
    g_free(crowds);
}

void crowds_reset(struct crowds *crowds)
{
    g_hash_table_remove_all(crowds->by_key);
    memset(crowds->latest, 0, sizeof crowds->latest);
    memset(crowds->lots, 0, sizeof crowds->lots);
}

static guint32 family_scope(struct crowds *crowds, guint64 where, const struct family *family)
{
    guint16 high = (guint16)(FAMILY_SCOPE - family->number / FAMILIES_SCOPED);
    return chance_scope(crowds->chance, where, high, (guint16)(family->number % FAMILIES_SCOPED));
}

static struct crowd *crowd_new(struct crowds *crowds, guint64 where, const struct family *family)
{
    struct crowd *crowd = g_malloc0(sizeof *crowd + family->members->len * sizeof(struct crowd_member));
    const struct family *all = family->population ? family->population : family;
    guint32 candidates = family_scope(crowds, where, all);
    crowd->where = where;
    crowd->family = family;
    crowd->words = G_MAXUINT;
    crowd->scope = all == family ? candidates : 0;
    crowd->all = candidates;
    guint persons = family->members->len; /* the first that means persons */
    guint alike = 0;                      /* how many share its scope: chance passes for one or another */
    for (guint i = 0; i < family->members->len; i++)
        alike += g_array_index(family->members, struct member, i).person != 0;
    for (guint i = 0; i < family->members->len; i++) {
        const struct member *member = &g_array_index(family->members, struct member, i);
        crowd->members[i].lift = 1;
        if (member->person && persons < i) {
            crowd->members[i].scope = crowd->members[persons].scope;
            continue;
        }
        persons = member->person ? i : persons;
        crowd->members[i].scope = candidates ? chance_scope(crowds->chance, where, member->rule, member->spelling) : 0;
        if (!family->after && !family->shape.lead)
            chance_bare(crowds->chance, crowd->members[i].scope);
        chance_among(crowds->chance, crowd->members[i].scope, candidates, (all == family ? 1 : pow(10, -(double)family->literals)) * (member->person ? alike : 1));
    }
    return crowd;
}

struct crowd *crowds_seek(struct crowds *crowds, guint64 where, const struct family *family)
{
    gint64 key = (gint64)(where << 20 | family->number);
    struct crowd *crowd = g_hash_table_lookup(crowds->by_key, &key);
    if (!crowd && g_hash_table_size(crowds->by_key) < CROWDS_MAX) {
        crowd = crowd_new(crowds, where, family);
        g_hash_table_insert(crowds->by_key, g_memdup2(&key, sizeof key), crowd);
    }
    return crowd;
}
