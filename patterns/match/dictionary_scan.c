/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words are looked for where a word begins and, for stems of six letters or more, within long words too:
 *
 *     ett tandläkarintyg                                   64 bytes of text
 *     1110111111111111111     word       part of a word: found sixteen bytes at a time (letters.c)
 *     1000100000000000000     starts     word AND NOT (word << 1)
 *     0000001111111100000     tails      two letters before it, six from it on: word AND word << 1 AND ... word >> 5
 *
 * At each such place eight bytes are read, OR 0x20 (which folds A-Z and Å Ä Ö in UTF-8 too), hashed and looked for in a bitmap: at a start by
 * three, four and eight bytes, and as a whole word of its length; at a tail by six. That is done for all places of the 64 without a branch, and
 * nearly all end there. What is left is compared with the words of that hash.
 */
#include "patterns/match/dictionary_tables.h"

#include "patterns/match/letters.h"

#define TAIL_REST 6  /* bytes of inflection after a tail, at most */
#define RUN_MAX 160  /* bytes before a tail in which its word's beginning is looked for */
#define SPACES_MAX 4
#define BLOCK 64u

/* Bytes of the letter or digit at p; 0: it is no part of a word. */
static inline gsize word_sign(const char *p, gsize left)
{
    guchar c = (guchar)*p;
    if (c < 0x80)
        return g_ascii_isalnum(c) ? 1 : 0;
    if (c < 0xc3 || c == 0xe2 || c >= 0xf0)
        return 0;
    if (c == 0xc3 && left > 1 && ((guchar)p[1] == 0x97 || (guchar)p[1] == 0xb7)) /* times, division */
        return 0;
    return MIN(left, c < 0xe0 ? 2u : 3u);
}

static inline gboolean is_word_at(struct stretch stretch, gsize at)
{
    return at < stretch.len && word_sign(stretch.text + at, stretch.len - at);
}

/* Length of the match of a word with spaces at text[at]; 0: none. */
static gsize match_spaced(const struct entry *entry, struct stretch stretch, gsize at)
{
    gsize from = at;
    for (gsize i = 0; i < entry->len; i++) {
        if (entry->word[i] == ' ') {
            gsize n = 0;
            while (n < SPACES_MAX && at < stretch.len && (stretch.text[at] == ' ' || stretch.text[at] == '\n' || stretch.text[at] == '\t')) {
                n++;
                at++;
            }
            if (!n)
                return 0;
        } else if (at >= stretch.len || ((guchar)stretch.text[at] | 0x20) != ((guchar)entry->word[i] | 0x20)) {
            return 0;
        } else {
            at++;
        }
    }
    return at - from;
}

/* The same of a word without, whose first eight bytes fit. */
static gsize match_rest(const struct probe *probe, struct stretch stretch, gsize at)
{
    if (at + probe->len > stretch.len)
        return 0;
    for (gsize i = sizeof(guint64); i < probe->len; i += sizeof(guint64)) {
        guint64 mask = i + sizeof(guint64) < probe->len ? G_MAXUINT64 : probe->last_mask;
        if ((folded_bytes(stretch.text + at + i, stretch.len - at - i) & mask) != probe->rest[i / sizeof(guint64) - 1])
            return 0;
    }
    return probe->len;
}

static gsize match(const struct dictionary *dictionary, guint32 number, struct stretch stretch, gsize at)
{
    const struct probe *probe = &dictionary->probes[number];
    gsize len = probe->spaced ? match_spaced(g_ptr_array_index(dictionary->entries, number), stretch, at) : match_rest(probe, stretch, at);
    return len && probe->edged && is_word_at(stretch, at + len) ? 0 : len;
}

/* Hits on their way to the list: a call for each would cost as much as finding it. */
struct taken {
    struct word_hit hits[64];
    guint count;
    GArray *list;
};

static inline void take(struct taken *taken, const struct word_hit *hit)
{
    if (taken->count == G_N_ELEMENTS(taken->hits)) {
        g_array_append_vals(taken->list, taken->hits, taken->count);
        taken->count = 0;
    }
    taken->hits[taken->count++] = *hit;
}

static void follow(const struct dictionary *dictionary, guint32 head, struct stretch stretch, gsize at, struct taken *taken)
{
    guint64 bytes = folded_bytes(stretch.text + at, stretch.len - at);
    const struct probe *probe;
    for (guint32 i = head; i; i = probe->next) {
        probe = &dictionary->probes[i - 1];
        if ((bytes & probe->mask) != probe->bytes)
            continue;
        gsize len = match(dictionary, i - 1, stretch, at);
        if (len)
            take(taken, &(struct word_hit){stretch.base + at, i - 1, (guint32)len, probe->rules});
    }
}

/* The word around begins with a letter, as far back as is looked, and ends soon behind. */
static gboolean is_tail(struct stretch stretch, gsize at, gsize end)
{
    gsize from = at, rest = end, step;
    for (gsize p = at; p > 0 && at - p < RUN_MAX;) {
        p--;
        if (((guchar)stretch.text[p] & 0xc0) == 0x80)
            continue;
        if (!is_word_at(stretch, p))
            break;
        from = p;
    }
    while (rest < stretch.len && rest - end <= TAIL_REST && (step = word_sign(stretch.text + rest, stretch.len - rest)))
        rest += step;
    return !g_ascii_isdigit(stretch.text[from]) && rest - end <= TAIL_REST;
}

static void take_tail(const struct dictionary *dictionary, struct stretch stretch, gsize at, struct taken *taken)
{
    guint64 bytes = folded_bytes(stretch.text + at, stretch.len - at);
    const struct tail_link *link;
    for (guint32 i = dictionary->tail_heads[slot_of(bytes, TAIL_SHIFT, HEADS_BITS)]; i; i = link->next) {
        link = &g_array_index(dictionary->tail_list, struct tail_link, i - 1);
        const struct probe *probe = &dictionary->probes[link->word];
        if ((bytes & probe->mask) != probe->bytes)
            continue;
        gsize len = match_rest(probe, stretch, at);
        if (len && is_tail(stretch, at, at + len))
            take(taken, &(struct word_hit){stretch.base + at, link->word, (guint32)len, probe->rules});
    }
}

/* 64 bytes and what stands around them. */
struct view {
    gsize at;
    guint64 before, word, after; /* part of a word, as in letters.h, of three blocks */
    guint64 starts, tails;
};

/* Bytes of the word from byte i of the block on, up to 64. */
static inline guint run_of(const struct view *view, guint i)
{
    guint64 on = ~(view->word >> i | (i ? view->after << (BLOCK - i) : 0));
    return on ? (guint)__builtin_ctzll(on) : BLOCK;
}

/* A place with a bit in some bitmap. */
struct spot {
    guint8 at;     /* byte of the block */
    guint8 tables; /* for a start: a bit each */
    guint8 run;    /* bytes of the word, at most WHOLE_MAX + 1 */
};

static guint sift_starts(const struct dictionary *dictionary, struct stretch stretch, const struct view *view, struct spot spots[BLOCK])
{
    guint count = 0;
    for (guint64 left = view->starts; left; left &= left - 1) {
        guint i = (guint)__builtin_ctzll(left), run = run_of(view, i), tables;
        guint64 bytes = folded_bytes(stretch.text + view->at + i, stretch.len - view->at - i);
        tables = bit_of(dictionary->shorts, slot_of(bytes, shift_of(TABLE_SHORT, 0), SHORT_BITS)) << TABLE_SHORT;
        tables |= bit_of(dictionary->middles, slot_of(bytes, shift_of(TABLE_MIDDLE, 0), MIDDLE_BITS)) << TABLE_MIDDLE;
        tables |= (bit_of(dictionary->fulls, slot_of(bytes, shift_of(TABLE_FULL, 0), FULL_BITS)) & (run >= FULL_MIN)) << TABLE_FULL;
        run = MIN(run, WHOLE_MAX + 1u);
        tables |= (bit_of(dictionary->wholes, slot_of(bytes, shift_of(TABLE_WHOLE, run), WHOLE_BITS)) & (run <= WHOLE_MAX)) << TABLE_WHOLE;
        spots[count] = (struct spot){(guint8)i, (guint8)tables, (guint8)run};
        count += tables != 0;
    }
    return count;
}

static guint sift_tails(const struct dictionary *dictionary, struct stretch stretch, const struct view *view, struct spot spots[BLOCK])
{
    guint count = 0;
    for (guint64 left = view->tails; left; left &= left - 1) {
        guint i = (guint)__builtin_ctzll(left);
        guint64 bytes = folded_bytes(stretch.text + view->at + i, stretch.len - view->at - i);
        spots[count] = (struct spot){.at = (guint8)i};
        count += bit_of(dictionary->tails, slot_of(bytes, TAIL_SHIFT, TAIL_BITS));
    }
    return count;
}

static void take_start(const struct dictionary *dictionary, struct stretch stretch, gsize at, const struct spot *spot, struct taken *taken)
{
    guint64 bytes = folded_bytes(stretch.text + at, stretch.len - at);
    for (guint left = spot->tables; left; left &= left - 1) {
        enum table table = (enum table)__builtin_ctz(left);
        follow(dictionary, dictionary->heads[table][head_of(table, bytes, spot->run)], stretch, at, taken);
    }
}

/* Sifts the block and compares what is left, in order of place. */
static void take_block(const struct dictionary *dictionary, struct stretch stretch, const struct view *view, struct taken *taken)
{
    struct spot starts[BLOCK + 1], tails[BLOCK + 1];
    guint start = 0, tail = 0, count = sift_starts(dictionary, stretch, view, starts), tail_count = sift_tails(dictionary, stretch, view, tails);
    starts[count] = tails[tail_count] = (struct spot){.at = BLOCK};
    while (start < count || tail < tail_count)
        if (starts[start].at < tails[tail].at) {
            take_start(dictionary, stretch, view->at + starts[start].at, &starts[start], taken);
            start++;
        } else {
            take_tail(dictionary, stretch, view->at + tails[tail++].at, taken);
        }
}

/* Where words may begin, and tails: two letters before, six from there on, at a sign's first byte. */
static void mark(struct view *view, const struct letters *letters)
{
    guint64 before = view->word << 1 | view->before >> 63, two = before & (view->word << 2 | view->before >> 62), six = view->word;
    for (guint i = 1; i < 6; i++)
        six &= view->word >> i | view->after << (BLOCK - i);
    view->starts = view->word & ~before & ~letters->digit;
    view->tails = two & six & ~letters->rest;
}

void dictionary_scan(const struct dictionary *dictionary, struct word_state *state, struct stretch stretch, guint64 before, GArray *hits)
{
    gsize at = (gsize)(MAX(state->next, stretch.base) - stretch.base);
    gsize end = (gsize)(MIN(before, stretch.base + stretch.len) - stretch.base);
    if (at >= end)
        return;
    struct letters letters = letters_of(stretch.text, stretch.len, at), next;
    struct taken taken = {.count = 0, .list = hits};
    struct view view = {.word = at >= BLOCK ? letters_of(stretch.text, stretch.len, at - BLOCK).word
                                            : letters_of(stretch.text, stretch.len, 0).word << (BLOCK - at) % BLOCK};
    if (!at)
        view.word = 0;
    for (; at < end; at += BLOCK, letters = next) {
        next = letters_of(stretch.text, stretch.len, at + BLOCK);
        view = (struct view){.at = at, .before = view.word, .word = letters.word, .after = next.word};
        mark(&view, &letters);
        guint64 inside = end - at < BLOCK ? (G_GUINT64_CONSTANT(1) << (end - at)) - 1 : G_MAXUINT64;
        view.starts &= inside;
        view.tails &= inside;
        take_block(dictionary, stretch, &view, &taken);
    }
    g_array_append_vals(hits, taken.hits, taken.count);
    state->next = stretch.base + end;
}
