/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What dictionary.c builds and dictionary_scan.c looks words up in. */
#pragma once

#include "patterns/match/dictionary.h"

#define FOLD_ALL G_GUINT64_CONSTANT(0x2020202020202020)
#define SHORT_BITS 14
#define MIDDLE_BITS 14
#define TAIL_BITS 16
#define TAIL_SHIFT 16 /* six bytes */
#define WHOLE_BITS 12
#define FULL_BITS 16
#define FULL_MIN 8   /* letters that a word of the table of full keys begins with, at least */
#define WHOLE_MAX 6  /* bytes of a whole word that has a table of its own */
#define HEADS_BITS 14

struct entry {
    char *word; /* without '=', as written */
    gsize len;
    gboolean whole, tail;
    GArray *uses; /* of struct word_use */
};

/* What is compared first: most words of a chain end here. */
struct probe {
    guint64 bytes, mask; /* the word's first eight bytes, up to a space, each OR 0x20 */
    guint64 *rest;       /* the others, eight at a time; NULL: there are none, or the word has a space */
    guint64 last_mask;   /* of the last of them */
    guint64 rules;       /* of its uses: word_bit */
    guint32 next;        /* in the chain; 0: end, else number + 1 */
    guint8 len;
    guint8 first;        /* bytes up to a space */
    guint8 tail, spaced;
    guint8 edged;        /* a whole word that ends in a letter: none may follow */
};

/* A word in the chain of the tails. */
struct tail_link {
    guint32 word, next; /* next: number in the list + 1; 0: end */
};

/* Keys of three, four and eight bytes; whole words. */
enum table { TABLE_SHORT, TABLE_MIDDLE, TABLE_FULL, TABLE_WHOLE, TABLES };

struct dictionary {
    GPtrArray *entries;
    struct probe *probes; /* by number of the entry */
    GHashTable *by_word;  /* "=word" or "word" -> number + 1 */
    guint32 heads[TABLES][1u << HEADS_BITS]; /* 0: none, else number + 1 */
    guint32 tail_heads[1u << HEADS_BITS];    /* of those that are tails: number in the list + 1 */
    GArray *tail_list;                        /* of struct tail_link */
    guint64 shorts[(1u << SHORT_BITS) / 64], middles[(1u << MIDDLE_BITS) / 64], wholes[(1u << WHOLE_BITS) / 64];
    guint64 fulls[(1u << FULL_BITS) / 64];
    guint64 tails[(1u << TAIL_BITS) / 64];
};

/* Bits to shift eight folded bytes up, so that those of the key are left; run: bytes of the word, for whole words (at most WHOLE_MAX). */
static inline guint shift_of(enum table table, guint run)
{
    static const guint8 shifts[TABLES] = {40, 32, 0, 0};
    return table == TABLE_WHOLE ? 64 - 8 * MAX(run, 1u) : shifts[table];
}

static inline guint64 mixed(guint64 key)
{
    return key * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
}

/* A bit's number in a bitmap of so many bits, and where the chain begins. */
static inline guint32 slot_of(guint64 bytes, guint shift, guint bits)
{
    return (guint32)(mixed(bytes << shift) >> (64 - bits));
}

/* Of a word of two letters, or "x y", three bytes are not known: chains of short words go by their first letter. */
static inline guint32 head_of(enum table table, guint64 bytes, guint run)
{
    return table == TABLE_SHORT ? (guint32)bytes & 31 : slot_of(bytes, shift_of(table, run), HEADS_BITS);
}

static inline gboolean bit_of(const guint64 *bits, guint32 slot)
{
    return bits[slot / 64] >> (slot % 64) & 1;
}

/* Up to eight bytes, each OR 0x20, the first of them lowest; zeros behind. */
static inline guint64 folded_bytes(const char *p, gsize len)
{
    guint64 bytes = 0;
    if (len >= sizeof bytes) {
        __builtin_memcpy(&bytes, p, sizeof bytes);
        return GUINT64_FROM_LE(bytes) | FOLD_ALL;
    }
    for (gsize i = 0; i < len; i++)
        bytes |= (guint64)((guchar)p[i] | 0x20) << (8 * i);
    return bytes;
}

static inline guint64 first_bytes(gsize len)
{
    return len < sizeof(guint64) ? (G_GUINT64_CONSTANT(1) << (8 * len)) - 1 : G_MAXUINT64;
}
