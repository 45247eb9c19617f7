/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A hit is judged when the file has ended, since only then is known how its column or document fared (chance.h).
 * Until then each distinct value keeps its first places, how often it came, and the best of its occurrences of
 * each scope. When the store is full, new values are taken only of kinds that it holds few of: ten thousand addresses must not hide the
 * personnummer behind them. That a value is new is told by a bit that it would have set.
 */
#include "patterns/match/kept.h"

#include <math.h>
#include <string.h>

#define VARIANTS_MAX 4
#define CROWD 2          /* values kept at most, for each that may be told of, before a sifting */
#define MARK_BITS 18
#define LATER_MAX (1u << 18) /* of all values: that a quarter of a gigabyte of journals still tells who stands where */
#define CLOSED G_MAXUINT /* in the place of a count: of that kind no more are taken */

static void kept_free(gpointer data)
{
    struct kept *kept = data;
    explicit_bzero(kept->value, strlen(kept->value));
    for (guint i = 0; i < kept->spots_count; i++)
        place_clear(&spot_of(kept, i)->place);
    for (guint i = 0; i < kept->variants_count; i++)
        g_free(variant_of(kept, i)->reason);
    g_free(kept->more_spots);
    g_free(kept->more_variants);
    g_clear_pointer(&kept->later, g_array_unref);
    g_free(kept);
}

static guint key_hash(gconstpointer key)
{
    return (guint)(((const struct key *)key)->hash >> 32);
}

static gboolean key_equal(gconstpointer a, gconstpointer b)
{
    const struct key *one = a, *two = b;
    return one->hash == two->hash && one->kind == two->kind && strcmp(one->value, two->value) == 0;
}

static const char *kind_of(const struct store *store, const struct hit *hit)
{
    return hit->result.kind ? g_intern_string(hit->result.kind) : ((const struct rule *)g_ptr_array_index(store->rules, hit->rule))->kind_id;
}

guint64 store_key(const struct store *store, const struct hit *hit)
{
    const char *value = hit->result.value;
    guint64 hash = GPOINTER_TO_SIZE(kind_of(store, hit)), word;
    gsize len = strlen(value);
    for (gsize i = 0; i < len; i += sizeof word) {
        word = 0;
        memcpy(&word, value + i, MIN(len - i, sizeof word));
        hash = (hash ^ word) * G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
        hash ^= hash >> 32;
    }
    return hash * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
}

static guint64 *mark_of(const struct store *store, guint64 hash, guint64 *bit)
{
    guint64 number = hash >> (64 - MARK_BITS);
    *bit = G_GUINT64_CONSTANT(1) << (number % 64);
    return &store->marks[number / 64];
}

struct store *store_new(const GPtrArray *rules, const struct dictionary *dictionary, const struct chance *chance, guint64 max)
{
    struct store *store = g_new0(struct store, 1);
    store->rules = rules;
    store->dictionary = dictionary;
    store->chance = chance;
    store->max = max;
    store->by_key = g_hash_table_new(key_hash, key_equal);
    store->marks = g_new0(guint64, (1 << MARK_BITS) / 64);
    store->kept = g_ptr_array_new_with_free_func(kept_free);
    store->kinds = g_hash_table_new(g_direct_hash, g_direct_equal);
    store->person_spots = g_hash_table_new(g_direct_hash, g_direct_equal);
    return store;
}

void store_free(struct store *store)
{
    if (!store)
        return;
    g_hash_table_unref(store->by_key);
    g_hash_table_unref(store->kinds);
    g_free(store->marks);
    g_ptr_array_unref(store->kept);
    g_hash_table_unref(store->person_spots);
    g_free(store);
}

void store_reset(struct store *store)
{
    g_hash_table_remove_all(store->by_key);
    g_hash_table_remove_all(store->kinds);
    g_ptr_array_set_size(store->kept, 0);
    g_hash_table_remove_all(store->person_spots);
    store->person_named = store->full = FALSE;
    store->later = 0;
}

gboolean store_full(const struct store *store)
{
    return store->full;
}

double variant_confidence(const struct store *store, const struct variant *variant)
{
    g_assert(variant);
    double base = variant->by_words ? variant->base : chance_confidence(store->chance, variant->scope, variant->base);
    double odds = odds_of(base) * variant->factor;
    double confidence = odds / (1 + odds);
    return CLAMP(variant->lacking && base < COMPANY_ENOUGH ? MIN(confidence, 0.45) : confidence, 0.0001, 0.9999);
}

double kept_best(const struct store *store, struct kept *kept, const struct variant **best)
{
    double top = -1;
    for (guint i = 0; i < kept->variants_count; i++) {
        double confidence = variant_confidence(store, variant_of(kept, i));
        if (confidence <= top)
            continue;
        top = confidence;
        *best = variant_of(kept, i);
    }
    return top;
}

/* Sets the crowd of unlikely values aside when there are too many. */
static void sift(struct store *store)
{
    g_hash_table_remove_all(store->by_key);
    guint likely = 0;
    for (guint i = 0; i < store->kept->len; i++) {
        struct kept *kept = g_ptr_array_index(store->kept, i);
        const struct variant *best = &kept->first_variant;
        if (kept_best(store, kept, &best) < STORE_TOLD_FROM)
            continue;
        store->kept->pdata[i] = store->kept->pdata[likely];
        store->kept->pdata[likely++] = kept;
        g_hash_table_insert(store->by_key, &kept->key, kept);
    }
    g_ptr_array_set_size(store->kept, (int)likely);
}

static guint count_of(const struct store *store, const char *kind)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(store->kinds, kind));
}

static void set_count(struct store *store, const char *kind, guint count)
{
    g_hash_table_insert(store->kinds, (gpointer)kind, GUINT_TO_POINTER(count));
}

gboolean store_wants(const struct store *store, const struct hit *hit, guint64 key)
{
    guint64 bit;
    return !store->full || (*mark_of(store, key, &bit) & bit) || count_of(store, kind_of(store, hit)) != CLOSED;
}

/* Marks what is kept and counts it by kind; a kind that it still holds many of is closed. */
static void mark_all(struct store *store)
{
    memset(store->marks, 0, (1 << MARK_BITS) / 8);
    g_hash_table_remove_all(store->kinds);
    for (guint i = 0; i < store->kept->len; i++) {
        const struct key *key = &((const struct kept *)g_ptr_array_index(store->kept, i))->key;
        guint64 bit, *mark = mark_of(store, key->hash, &bit);
        guint count = count_of(store, key->kind);
        *mark |= bit;
        if (count != CLOSED)
            set_count(store, key->kind, count >= store_reserve(store) * CROWD / 2 ? CLOSED : count + 1);
    }
}

/* FALSE: the store is full, and holds many of the kind. */
static gboolean room_for(struct store *store, const char *kind)
{
    if (!store->full && store->kept->len < store->max * CROWD)
        return TRUE;
    if (!store->full) {
        sift(store);
        store->full = store->kept->len > store->max * CROWD / 2;
        if (store->full)
            mark_all(store);
    } else if (count_of(store, kind) != CLOSED && count_of(store, kind) >= store_reserve(store) * CROWD) {
        sift(store);
        mark_all(store);
    }
    return !store->full || count_of(store, kind) != CLOSED;
}

static struct kept *keep(struct store *store, const struct hit *hit, const struct key *key)
{
    gsize size = strlen(key->value) + 1;
    struct kept *kept = g_malloc0(sizeof *kept + size);
    memcpy(kept->value, key->value, size);
    kept->key = (struct key){key->kind, kept->value, key->hash};
    kept->rule = hit->rule;
    kept->test = hit->result.test;
    kept->person = ((const struct rule *)g_ptr_array_index(store->rules, hit->rule))->person || persons_kind(key->kind);
    kept->born = (struct person){hit->result.year, hit->result.month, hit->result.day};
    g_hash_table_insert(store->by_key, &kept->key, kept);
    g_ptr_array_add(store->kept, kept);
    if (store->full) {
        guint64 bit, *mark = mark_of(store, key->hash, &bit);
        *mark |= bit;
        set_count(store, key->kind, count_of(store, key->kind) + 1);
    }
    return kept;
}

static struct kept *kept_for(struct store *store, const struct hit *hit, guint64 hash)
{
    const struct key key = {kind_of(store, hit), hit->result.value, hash};
    if (!store_wants(store, hit, hash))
        return NULL;
    struct kept *kept = g_hash_table_lookup(store->by_key, &key);
    return kept || !room_for(store, key.kind) ? kept : keep(store, hit, &key);
}

static void set_variant(struct variant *variant, const struct hit *hit)
{
    g_free(variant->reason);
    *variant = (struct variant){hit->scope, hit->base, hit->factor, hit->lacking, hit->by_words, hit->reasons,
                                g_memdup2(hit->reason, hit->reasons * sizeof(struct reason))};
}

static void keep_variant(struct kept *kept, const struct hit *hit)
{
    double odds = odds_of(hit->base) * hit->factor;
    struct variant *worst = &kept->first_variant;
    for (guint i = 0; i < kept->variants_count; i++) {
        struct variant *have = variant_of(kept, i);
        if (have->scope == hit->scope && have->by_words == hit->by_words) {
            if (odds_of(have->base) * have->factor < odds)
                set_variant(have, hit);
            return;
        }
        if (odds_of(have->base) * have->factor < odds_of(worst->base) * worst->factor)
            worst = have;
    }
    if (kept->variants_count < VARIANTS_MAX) {
        if (kept->variants_count == 1)
            kept->more_variants = g_new0(struct variant, VARIANTS_MAX - 1);
        set_variant(variant_of(kept, kept->variants_count++), hit);
    } else if (odds_of(worst->base) * worst->factor < odds) {
        set_variant(worst, hit);
    }
}

/* A person's number on each page of a journal: what stands near it there counts as much as on the first. */
static void note_later(struct store *store, struct kept *kept, guint64 kilobyte)
{
    guint32 at = (guint32)kilobyte;
    if (store->later >= LATER_MAX || spot_of(kept, kept->spots_count - 1)->kilobyte == kilobyte)
        return;
    if (!kept->later)
        kept->later = g_array_new(FALSE, FALSE, sizeof(guint32));
    else if (g_array_index(kept->later, guint32, kept->later->len - 1) == at)
        return;
    g_array_append_val(kept->later, at);
    store->later++;
}

void store_add(struct store *store, const struct hit *hit, guint64 key, const struct place *place)
{
    struct kept *kept = kept_for(store, hit, key);
    if (!kept)
        return;
    kept->count++;
    kept->named |= place->part == PART_NAME;
    kept->person |= hit->person;
    if (kept->spots_count < FINDING_PLACES_MAX) {
        if (kept->spots_count == 1)
            kept->more_spots = g_new0(struct spot, FINDING_PLACES_MAX - 1);
        struct spot *spot = spot_of(kept, kept->spots_count++);
        place_copy(&spot->place, place);
        spot->kilobyte = hit->from >> 10;
    } else if (kept->person) {
        note_later(store, kept, hit->from >> 10);
    }
    keep_variant(kept, hit);
}
