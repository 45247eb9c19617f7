/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/dictionary_tables.h"

#include <string.h>

#include "patterns/match/letters.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#define TAIL_LETTERS 6 /* shortest stem that is also a tail */

static void entry_free(gpointer data)
{
    struct entry *entry = data;
    g_free(entry->word);
    g_array_unref(entry->uses);
    g_free(entry);
}

gboolean dictionary_word_good(const char *word, GError **error)
{
    const char *p = word + (word[0] == '=');
    const char *wrong = NULL;
    gsize len = strlen(p);
    if (len < 2 || len > WORD_BYTES_MAX)
        wrong = N_("a word has from 2 to 120 bytes");
    else if (!g_unichar_isalpha(g_utf8_get_char(p)))
        wrong = N_("a word begins with a letter, or with = and a letter");
    else if (p[len - 1] == ' ' || strstr(p, "  ") || strpbrk(p, "\t\n\r"))
        wrong = N_("one space between words, none at the end");
    if (wrong)
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, "\"%s\": %s", word, _(wrong));
    return !wrong;
}

struct dictionary *dictionary_new(void)
{
    struct dictionary *dictionary = g_new0(struct dictionary, 1);
    dictionary->entries = g_ptr_array_new_with_free_func(entry_free);
    dictionary->by_word = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    dictionary->by_lead = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
    return dictionary;
}

void dictionary_free(struct dictionary *dictionary)
{
    if (!dictionary)
        return;
    g_ptr_array_unref(dictionary->entries);
    g_hash_table_unref(dictionary->by_word);
    g_hash_table_unref(dictionary->by_lead);
    g_free(dictionary);
}

/* Bytes of it up to the first that is no part of a word. */
static gsize lead_of(const char *word, gsize len)
{
    for (gsize at = 0; at < len; at += 64) {
        guint64 none = ~letters_of(word, len, at).word;
        if (none)
            return MIN(at + (gsize)__builtin_ctzll(none), len);
    }
    return len;
}

static void add(struct dictionary *dictionary, const char *word, struct word_use use)
{
    gpointer known = g_hash_table_lookup(dictionary->by_word, word);
    struct entry *entry;
    if (known) {
        entry = g_ptr_array_index(dictionary->entries, GPOINTER_TO_UINT(known) - 1);
    } else {
        entry = g_new0(struct entry, 1);
        entry->whole = word[0] == '=';
        entry->word = g_strdup(word + entry->whole);
        entry->len = strlen(entry->word);
        entry->lead = lead_of(entry->word, entry->len);
        entry->tail = !entry->whole && g_utf8_strlen(entry->word, -1) >= TAIL_LETTERS && entry->lead == entry->len;
        entry->uses = g_array_new(FALSE, FALSE, sizeof(struct word_use));
        g_ptr_array_add(dictionary->entries, entry);
        g_hash_table_insert(dictionary->by_word, g_strdup(word), GUINT_TO_POINTER(dictionary->entries->len));
    }
    for (guint i = 0; i < entry->uses->len; i++) {
        const struct word_use *have = &g_array_index(entry->uses, struct word_use, i);
        if (have->rule == use.rule && have->slot == use.slot)
            return;
    }
    g_array_append_val(entry->uses, use);
    entry->rules |= word_bit(use.rule);
}

/* The word as it is written where å, ä and ö are not to be had; NULL where it would be the same, or too short to be told from others. */
static char *without_rings(const char *word)
{
    GString *plain = g_string_new(NULL);
    gboolean other = FALSE;
    for (const char *p = word; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p), low = g_unichar_tolower(c);
        gunichar to = low == 0xe5 || low == 0xe4 ? 'a' : low == 0xf6 ? 'o' : c;
        other |= to != c;
        g_string_append_unichar(plain, to);
    }
    gboolean use = other && plain->len - (word[0] == '=') >= TAIL_LETTERS;
    return g_string_free(plain, !use);
}

void dictionary_add(struct dictionary *dictionary, const char *word, struct word_use use)
{
    g_autofree char *plain = without_rings(word);
    add(dictionary, word, use);
    if (plain)
        add(dictionary, plain, use);
}

static void put_bit(guint64 *bits, guint64 hash, guint count)
{
    guint64 slot = hash >> (64 - count);
    bits[slot / 64] |= G_GUINT64_CONSTANT(1) << (slot % 64);
}

void dictionary_seal(struct dictionary *dictionary)
{
    for (guint32 i = 0; i < dictionary->entries->len; i++) {
        const struct entry *entry = g_ptr_array_index(dictionary->entries, i);
        guint64 hash = hash_bytes(entry->word, entry->lead);
        GArray *numbers = g_hash_table_lookup(dictionary->by_lead, &hash);
        if (!numbers) {
            numbers = g_array_new(FALSE, FALSE, sizeof(guint32));
            g_hash_table_insert(dictionary->by_lead, g_memdup2(&hash, sizeof hash), numbers);
        }
        g_array_append_val(numbers, i);
        put_bit(dictionary->leads, hash, LEADS_BITS);
        if (entry->tail)
            put_bit(dictionary->tails, hash_bytes(entry->word, TAIL_BYTES), TAILS_BITS);
    }
}

guint dictionary_len(const struct dictionary *dictionary)
{
    return dictionary->entries->len;
}

const struct word_use *dictionary_uses(const struct dictionary *dictionary, guint word, guint *count)
{
    const struct entry *entry = g_ptr_array_index(dictionary->entries, word);
    *count = entry->uses->len;
    return (const struct word_use *)(const void *)entry->uses->data;
}

const char *dictionary_word(const struct dictionary *dictionary, guint word)
{
    return ((const struct entry *)g_ptr_array_index(dictionary->entries, word))->word;
}
