/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 *     ett tandläkarintyg                              64 bytes of text
 *     1110111111111111111     word       part of a word (letters.c)
 *     1000100000000000000     starts     word AND NOT (word << 1)
 *
 * A word is looked up in a cache, by all its bytes OR 0x20: nearly all words of a text have come before in it, and most of them mean nothing.
 * That is done for all words of the 64 bytes without a branch. Those that mean something, or have not come, are then taken one by one; what a
 * word means is read once from the dictionary (dictionary_word.c). A word that leads on to others ("skyddad adress") is compared with the text.
 */
#include "patterns/match/dictionary_tables.h"

#include <string.h>

#include "patterns/match/letters.h"

#define BLOCK 64u
#define LANES 3
#define CACHED_MAX (LANES * 8u) /* bytes of a word that is kept */
#define SLOT_BITS 14
#define ITEMS_MAX 65536 /* kept in all; then everything is forgotten */
#define RUN_MAX 4096    /* bytes of a word that are counted */

struct slot {
    guint64 word[LANES]; /* folded, zeros behind */
    guint32 first, count; /* of its items */
};

struct word_cache {
    struct slot slots[1u << SLOT_BITS];
    GArray *items; /* of struct word_item */
};

struct word_cache *word_cache_new(void)
{
    struct word_cache *cache = g_new0(struct word_cache, 1);
    cache->items = g_array_new(FALSE, FALSE, sizeof(struct word_item));
    return cache;
}

void word_cache_free(struct word_cache *cache)
{
    if (!cache)
        return;
    g_array_unref(cache->items);
    explicit_bzero(cache, sizeof *cache);
    g_free(cache);
}

struct key {
    guint64 lane[LANES];
};

static inline guint64 lane_of(const char *word, guint run, guint lane)
{
    static const guint8 kept[2 * CACHED_MAX] = {[0 ... CACHED_MAX - 1] = 0xff};
    guint64 bytes, mask;
    memcpy(&bytes, word + 8 * lane, sizeof bytes);
    memcpy(&mask, kept + CACHED_MAX - run + 8 * lane, sizeof mask);
    return (bytes | G_GUINT64_CONSTANT(0x2020202020202020)) & mask;
}

/* Of a word of at most CACHED_MAX bytes; as many can be read. */
static inline struct key key_of(const char *word, guint run)
{
    return (struct key){{lane_of(word, run, 0), lane_of(word, run, 1), lane_of(word, run, 2)}};
}

static inline guint32 slot_of(const struct key *key)
{
    guint64 hash = key->lane[0] * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) + key->lane[1] * G_GUINT64_CONSTANT(0xd6e8feb86659fd93) +
                   key->lane[2] * G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
    return (guint32)(hash >> (64 - SLOT_BITS));
}

static inline guint64 differ(const struct slot *slot, const struct key *key)
{
    return (slot->word[0] ^ key->lane[0]) | (slot->word[1] ^ key->lane[1]) | (slot->word[2] ^ key->lane[2]);
}

/* 64 bytes and what stands around them. */
struct view {
    gsize at;
    const char *bytes; /* the same, with CACHED_MAX more that can be read */
    guint64 word, after; /* part of a word, as in letters.h, of two blocks */
    guint64 starts;
};

/* A word that is to be looked at. */
struct spot {
    guint8 at;  /* byte of the block */
    guint8 run; /* bytes of the word, up to 64 */
};

/* Bytes of the word from byte i of the block on, up to 64. */
static inline guint run_of(const struct view *view, guint i)
{
    guint64 on = ~(view->word >> i | view->after << 1 << (BLOCK - 1 - i));
    return on ? (guint)__builtin_ctzll(on) : BLOCK;
}

static guint sift(const struct word_cache *cache, const struct view *view, struct spot spots[BLOCK])
{
    guint count = 0;
    for (guint64 left = view->starts; left; left &= left - 1) {
        guint i = (guint)__builtin_ctzll(left), run = run_of(view, i);
        spots[count] = (struct spot){(guint8)i, (guint8)run};
        struct key key = key_of(view->bytes + i, MIN(run, CACHED_MAX));
        const struct slot *slot = cache ? &cache->slots[slot_of(&key)] : NULL;
        count += !slot || (differ(slot, &key) | slot->count) != 0 || run > CACHED_MAX;
    }
    return count;
}

/* Hits on their way to the list: a call for each would cost as much as finding it. */
struct taken {
    struct word_hit hits[64];
    guint count;
    GArray *list;
};

struct scan {
    const struct dictionary *dictionary;
    struct word_cache *cache;
    struct stretch stretch;
    GArray *items; /* of a word that is not kept */
    struct taken *taken;
};

static inline void take(struct taken *taken, const struct word_hit *hit)
{
    if (taken->count == G_N_ELEMENTS(taken->hits)) {
        g_array_append_vals(taken->list, taken->hits, taken->count);
        taken->count = 0;
    }
    taken->hits[taken->count++] = *hit;
}

/* The items of the word at text[at], which ends at text[end]. */
static void take_items(const struct scan *scan, gsize at, gsize end, const struct word_item *items, guint count)
{
    char behind = count ? word_behind(scan->stretch.text, scan->stretch.len, end) : 0;
    for (const struct word_item *item = items; item < items + count; item++) {
        struct word_hit hit = {scan->stretch.base + at, item->word, item->len, item->rules};
        if (item->len)
            hit.at += item->at;
        else if (item->at == (guint8)behind)
            hit.len = (guint32)dictionary_match(g_ptr_array_index(scan->dictionary->entries, item->word), scan->stretch, at);
        if (hit.len)
            take(scan->taken, &hit);
    }
}

static struct slot *keep(const struct scan *scan, const struct key *key, const char *word, guint run)
{
    struct word_cache *cache = scan->cache;
    struct slot *slot = &cache->slots[slot_of(key)];
    if (!differ(slot, key))
        return slot;
    if (cache->items->len > ITEMS_MAX) {
        memset(cache->slots, 0, sizeof cache->slots);
        g_array_set_size(cache->items, 0);
    }
    *slot = (struct slot){{key->lane[0], key->lane[1], key->lane[2]}, cache->items->len, 0};
    dictionary_look(scan->dictionary, word, run, cache->items);
    slot->count = cache->items->len - slot->first;
    return slot;
}

static void take_word(const struct scan *scan, const struct view *view, struct spot spot)
{
    gsize at = view->at + spot.at, run = spot.run;
    if (scan->cache && run <= CACHED_MAX) {
        struct key key = key_of(view->bytes + spot.at, spot.run);
        const struct slot *slot = keep(scan, &key, scan->stretch.text + at, spot.run);
        take_items(scan, at, at + run, &g_array_index(scan->cache->items, struct word_item, slot->first), slot->count);
        return;
    }
    for (guint64 none = 0; run >= BLOCK && run < RUN_MAX && !none; run += none ? (gsize)__builtin_ctzll(none) : BLOCK)
        none = ~letters_of(scan->stretch.text, scan->stretch.len, at + run).word;
    g_array_set_size(scan->items, 0);
    dictionary_look(scan->dictionary, scan->stretch.text + at, run, scan->items);
    take_items(scan, at, at + run, &g_array_index(scan->items, struct word_item, 0), scan->items->len);
}

static void take_block(const struct scan *scan, struct view view)
{
    struct spot spots[BLOCK];
    char some[BLOCK + CACHED_MAX] = "";
    gsize left = scan->stretch.len - view.at;
    view.bytes = scan->stretch.text + view.at;
    if (left < sizeof some)
        view.bytes = memcpy(some, view.bytes, left);
    guint count = sift(scan->cache, &view, spots);
    for (guint i = 0; i < count; i++)
        take_word(scan, &view, spots[i]);
}

void dictionary_scan(const struct dictionary *dictionary, struct word_state *state, struct stretch stretch, guint64 before, GArray *hits)
{
    gsize at = (gsize)(MAX(state->next, stretch.base) - stretch.base);
    gsize end = (gsize)(MIN(before, stretch.base + stretch.len) - stretch.base);
    if (at >= end)
        return;
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(struct word_item));
    struct taken taken = {.count = 0, .list = hits};
    const struct scan scan = {dictionary, state->cache, stretch, items, &taken};
    struct letters letters = letters_of(stretch.text, stretch.len, at), next;
    guint64 before_it = at ? letters_of(stretch.text, at, at - MIN(at, (gsize)BLOCK)).word >> (MIN(at, (gsize)BLOCK) - 1) & 1 : 0;
    for (; at < end; at += BLOCK, letters = next) {
        next = letters_of(stretch.text, stretch.len, at + BLOCK);
        struct view view = {.at = at, .word = letters.word, .after = next.word};
        view.starts = letters.word & ~(letters.word << 1 | before_it) & ~letters.digit;
        view.starts &= end - at < BLOCK ? (G_GUINT64_CONSTANT(1) << (end - at)) - 1 : G_MAXUINT64;
        before_it = letters.word >> (BLOCK - 1);
        if (view.starts)
            take_block(&scan, view);
    }
    g_array_append_vals(hits, taken.hits, taken.count);
    state->next = stretch.base + end;
}
