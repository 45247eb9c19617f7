/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a word means is told by itself alone, wherever it stands:
 *
 *     tandläkarintygen
 *     |------>|              every beginning of it is hashed: stems ("tandläk"), whole words where it is all of it,
 *     |              |       and words that lead on to others ("skyddad" of "skyddad adress")
 *             |----->|       the same from each place within, six bytes or more, up to six before its end: "intyg"
 *
 * Nearly all of these hashes have no bit in a bitmap, and cost a multiplication.
 */
#include "patterns/match/dictionary_tables.h"

#include "patterns/match/letters.h"
#include "scanner/base/text.h"

#define TAIL_REST 6  /* bytes of inflection after a tail, at most */
#define TAIL_FROM 2  /* bytes before it, at least */
#define WHOLE_WORD_MAX 160 /* bytes: what is longer is no word that holds others */

static void add_item(const struct dictionary *dictionary, guint32 number, gsize at, gboolean more, GArray *items)
{
    const struct entry *entry = g_ptr_array_index(dictionary->entries, number);
    struct word_item item = {entry->rules, number, (guint8)at, (guint8)entry->len};
    if (more)
        item = (struct word_item){entry->rules, number, (guint8)word_behind(entry->word, entry->len, entry->lead), 0};
    g_array_append_val(items, item);
}

static const GArray *numbers_of(const struct dictionary *dictionary, guint64 hash)
{
    return bit_of(dictionary->leads, hash, LEADS_BITS) ? g_hash_table_lookup(dictionary->by_lead, &hash) : NULL;
}

/* Entries that the first so many bytes of the word are, or lead to. */
static void add_start(const struct dictionary *dictionary, const GArray *numbers, struct text word, gsize len, GArray *items)
{
    for (guint i = 0; i < numbers->len; i++) {
        guint32 number = g_array_index(numbers, guint32, i);
        const struct entry *entry = g_ptr_array_index(dictionary->entries, number);
        gboolean more = entry->lead < entry->len;
        if (entry->lead == len && (len == word.len || (!more && !entry->whole)) && same_bytes(entry->word, word.at, len))
            add_item(dictionary, number, 0, more, items);
    }
}

static void add_tail(const struct dictionary *dictionary, const GArray *numbers, const char *from, struct word_item tail, GArray *items)
{
    for (guint i = 0; i < numbers->len; i++) {
        guint32 number = g_array_index(numbers, guint32, i);
        const struct entry *entry = g_ptr_array_index(dictionary->entries, number);
        if (entry->tail && entry->len == tail.len && same_bytes(entry->word, from, tail.len))
            add_item(dictionary, number, tail.at, FALSE, items);
    }
}

static void look_within(const struct dictionary *dictionary, struct text word, gsize at, GArray *items)
{
    const char *from = word.at + at;
    gsize len = TAIL_BYTES, left = word.len - at;
    guint64 hash = hash_bytes(from, len);
    if (!bit_of(dictionary->tails, hash, TAILS_BITS))
        return;
    for (;; hash = hash_on(hash, from[len++])) {
        const GArray *numbers = left - len <= TAIL_REST ? numbers_of(dictionary, hash) : NULL;
        if (numbers)
            add_tail(dictionary, numbers, from, (struct word_item){.at = (guint8)at, .len = (guint8)len}, items);
        if (len == left || len == WORD_BYTES_MAX)
            return;
    }
}

void dictionary_look(const struct dictionary *dictionary, const char *word, gsize len, GArray *items)
{
    const struct text all = {word, len};
    guint64 hash = 0;
    for (gsize i = 0; i < MIN(len, (gsize)WORD_BYTES_MAX); i++) {
        hash = hash_on(hash, word[i]);
        const GArray *numbers = numbers_of(dictionary, hash);
        if (numbers)
            add_start(dictionary, numbers, all, i + 1, items);
    }
    if (len > WHOLE_WORD_MAX)
        return;
    for (gsize at = TAIL_FROM; at + TAIL_BYTES <= len; at++)
        if (((guchar)word[at] & 0xc0) != 0x80)
            look_within(dictionary, all, at, items);
}

gsize dictionary_match(const struct entry *entry, struct stretch stretch, gsize at)
{
    gsize from = at;
    for (gsize i = 0; i < entry->len; i++) {
        gsize step = entry->word[i] == ' ' ? blanks_at(stretch.text, stretch.len, at) : at < stretch.len && same_bytes(entry->word + i, stretch.text + at, 1);
        if (!step)
            return 0;
        at += step;
    }
    guchar last = (guchar)entry->word[entry->len - 1];
    gboolean edged = entry->whole && (last >= 0x80 || g_ascii_isalnum(last));
    return edged && letters_of(stretch.text, stretch.len, at).word & 1 ? 0 : at - from;
}
