/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dictionary: all words of all rules, found in folded text in one pass (how words match: rule.h). */
#pragma once

#include <glib.h>

/* What a word means to one rule. */
struct word_use {
    guint16 rule; /* number of the rule */
    guint8 slot;  /* group of its context; for a theme enum strength */
};

enum strength { STRENGTH_STRONG, STRENGTH_ORDINARY, STRENGTH_WEAK };

struct word_hit {
    guint64 at;   /* stream offset */
    guint32 word;
    guint32 len;  /* bytes */
    guint64 rules; /* a bit (word_bit) for each that uses it: most words are nothing to a rule */
};

static inline guint64 word_bit(guint rule)
{
    return G_GUINT64_CONSTANT(1) << (rule % 64);
}

struct dictionary;

/* Words that have come lately, with what the dictionary says of them: a text's words come again and again. */
struct word_cache;
struct word_cache *word_cache_new(void);
void word_cache_free(struct word_cache *cache);

/* Where a scan of a stream has come; all zeros at its start. */
struct word_state {
    guint64 next; /* no word that begins before this stream offset is looked at again */
    struct word_cache *cache; /* borrowed, used with one dictionary alone; NULL: none */
};

gboolean dictionary_word_good(const char *word, GError **error);

struct dictionary *dictionary_new(void);
void dictionary_free(struct dictionary *dictionary);
void dictionary_add(struct dictionary *dictionary, const char *word, struct word_use use);
/* After the last word, before the first scan. */
void dictionary_seal(struct dictionary *dictionary);
guint dictionary_len(const struct dictionary *dictionary);
const struct word_use *dictionary_uses(const struct dictionary *dictionary, guint word, guint *count);
/* The word as the rule writes it, without "=". */
const char *dictionary_word(const struct dictionary *dictionary, guint word);

/* A stretch of the stream: text[0] stands at stream offset base, len bytes are readable. */
struct stretch {
    const char *text;
    gsize len;
    guint64 base;
};
/* Appends to hits (of struct word_hit) all words that begin from state->next up to the offset before, in order. */
void dictionary_scan(const struct dictionary *dictionary, struct word_state *state, struct stretch stretch, guint64 before, GArray *hits);
