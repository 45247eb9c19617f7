/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What dictionary.c builds, dictionary_word.c looks words up in, and dictionary_scan.c walks the text with. */
#pragma once

#include "patterns/match/dictionary.h"

#define LEADS_BITS 18
#define TAILS_BITS 17
#define TAIL_BYTES 6    /* a stem within a word has so many, at least */
#define WORD_BYTES_MAX 120 /* of a rule's word */

struct entry {
    char *word;  /* without '=', as written */
    gsize len;
    gsize lead;  /* bytes up to the first that is no part of a word: a space, a hyphen */
    gboolean whole, tail;
    guint64 rules; /* of its uses: word_bit */
    GArray *uses;  /* of struct word_use */
};

struct dictionary {
    GPtrArray *entries;
    GHashTable *by_word;  /* "=word" or "word" -> number + 1 */
    GHashTable *by_lead;  /* guint64 hash of the lead, owned -> GArray of guint32: numbers of entries */
    guint64 leads[(1u << LEADS_BITS) / 64]; /* a bit for each hash of a lead */
    guint64 tails[(1u << TAILS_BITS) / 64]; /* ... of the first six bytes of a tail */
};

/* What a word of the text means, wherever it stands. */
struct word_item {
    guint64 rules;
    guint32 word;
    guint8 at;  /* byte of the word; where there is more than this word the sign behind it (word_behind) */
    guint8 len; /* 0: more than this word, to be compared with the text */
};

/* Bytes are compared OR 0x20: that folds A-Z, and in UTF-8 Å Ä Ö too. */
#define FOLD_BIT 0x20

/* One more byte of what is hashed; begins with 0. */
static inline guint64 hash_on(guint64 hash, char byte)
{
    return (hash ^ ((guchar)byte | FOLD_BIT)) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
}

static inline guint64 hash_bytes(const char *p, gsize len)
{
    guint64 hash = 0;
    for (gsize i = 0; i < len; i++)
        hash = hash_on(hash, p[i]);
    return hash;
}

static inline gboolean bit_of(const guint64 *bits, guint64 hash, guint count)
{
    guint64 slot = hash >> (64 - count);
    return bits[slot / 64] >> (slot % 64) & 1;
}

static inline gboolean same_bytes(const char *a, const char *b, gsize len)
{
    for (gsize i = 0; i < len; i++)
        if (((guchar)a[i] | FOLD_BIT) != ((guchar)b[i] | FOLD_BIT))
            return FALSE;
    return TRUE;
}

#define SPACES_MAX 4 /* where an entry has one */

/* Bytes of blanks there. */
static inline gsize blanks_at(const char *text, gsize len, gsize at)
{
    gsize n = 0;
    while (n < SPACES_MAX && at + n < len && (text[at + n] == ' ' || text[at + n] == '\n' || text[at + n] == '\t'))
        n++;
    return n;
}

/* The byte behind a word and the blanks behind it, folded; 0: the text ends. */
static inline char word_behind(const char *text, gsize len, gsize at)
{
    at += blanks_at(text, len, at);
    return at < len ? (char)((guchar)text[at] | FOLD_BIT) : 0;
}

/* Appends to items (of struct word_item) what the dictionary says of a word of so many bytes, in order of place. */
void dictionary_look(const struct dictionary *dictionary, const char *word, gsize len, GArray *items);
/* Length of the match of an entry that is more than a word at text[at]; 0: none. */
gsize dictionary_match(const struct entry *entry, struct stretch stretch, gsize at);
