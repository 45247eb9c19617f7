/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/dictionary_tables.h"

#include <string.h>

#include "patterns/match/letters.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#define WORD_BYTES_MAX 120 /* of a rule's word */
#define TAIL_LETTERS 6     /* shortest stem that is also a tail */

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
    dictionary->tail_list = g_array_new(FALSE, FALSE, sizeof(struct tail_link));
    dictionary->by_word = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return dictionary;
}

void dictionary_free(struct dictionary *dictionary)
{
    if (!dictionary)
        return;
    for (guint i = 0; dictionary->probes && i < dictionary->entries->len; i++)
        g_free(dictionary->probes[i].rest);
    g_ptr_array_unref(dictionary->entries);
    g_free(dictionary->probes);
    g_hash_table_unref(dictionary->by_word);
    g_array_unref(dictionary->tail_list);
    g_free(dictionary);
}

static gboolean all_letters(const char *word, gsize len)
{
    for (gsize at = 0; at < len; at += 64) {
        guint64 word_bytes = letters_of(word, len, at).word;
        if (len - at >= 64 ? ~word_bytes != 0 : word_bytes != (G_GUINT64_CONSTANT(1) << (len - at)) - 1)
            return FALSE;
    }
    return TRUE;
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
        entry->tail = !entry->whole && g_utf8_strlen(entry->word, -1) >= TAIL_LETTERS && all_letters(entry->word, entry->len);
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

static void put_bit(guint64 *bits, guint32 slot)
{
    bits[slot / 64] |= G_GUINT64_CONSTANT(1) << (slot % 64);
}

/* Of all that three bytes may be whose first are so many of the word's: behind them stands a blank, or anything. */
static void put_short_bits(struct dictionary *dictionary, guint64 bytes, guint first, gboolean spaced)
{
    guint64 known = bytes & first_bytes(first);
    if (first >= 3)
        put_bit(dictionary->shorts, slot_of(bytes, shift_of(TABLE_SHORT, 0), SHORT_BITS));
    for (guint next = 0; first < 3 && next < 256; next++)
        if (!spaced || (next && strchr(" \n\t", (int)next)))
            put_short_bits(dictionary, known | (guint64)(next | 0x20) << (8 * first), first + 1, FALSE);
}

static void put_tail(struct dictionary *dictionary, guint32 word, guint64 bytes)
{
    guint32 *head = &dictionary->tail_heads[slot_of(bytes, TAIL_SHIFT, HEADS_BITS)];
    struct tail_link link = {word, *head};
    g_array_append_val(dictionary->tail_list, link);
    *head = dictionary->tail_list->len;
    put_bit(dictionary->tails, slot_of(bytes, TAIL_SHIFT, TAIL_BITS));
}

/* The table whose key the word has, with its bit set. */
static enum table place(struct dictionary *dictionary, const struct entry *entry, const struct probe *probe)
{
    guint64 bytes = probe->bytes, *bitmaps[] = {NULL, dictionary->middles, dictionary->fulls, dictionary->wholes};
    static const guint bits[TABLES] = {SHORT_BITS, MIDDLE_BITS, FULL_BITS, WHOLE_BITS};
    gboolean whole = entry->whole && entry->len <= WHOLE_MAX && all_letters(entry->word, entry->len);
    enum table table = whole ? TABLE_WHOLE : probe->first >= 8 && all_letters(entry->word, 8) ? TABLE_FULL :
                       probe->first >= 4 ? TABLE_MIDDLE : TABLE_SHORT;
    if (table == TABLE_SHORT)
        put_short_bits(dictionary, bytes, probe->first, probe->spaced);
    else
        put_bit(bitmaps[table], slot_of(bytes, shift_of(table, (guint)entry->len), bits[table]));
    return table;
}

static struct probe probe_of(const struct entry *entry)
{
    gsize first = strcspn(entry->word, " ");
    struct probe probe = {.mask = first_bytes(first), .len = (guint8)entry->len, .first = (guint8)first, .tail = entry->tail,
                          .spaced = first < entry->len};
    const guchar last = (guchar)entry->word[entry->len - 1];
    probe.edged = entry->whole && (last >= 0x80 || g_ascii_isalnum(last));
    probe.bytes = folded_bytes(entry->word, entry->len) & probe.mask;
    if (probe.spaced || entry->len <= sizeof(guint64))
        return probe;
    gsize rest = entry->len - sizeof(guint64);
    probe.rest = g_new0(guint64, rest / sizeof(guint64) + 1);
    for (gsize i = 0; i * sizeof(guint64) < rest; i++) {
        probe.rest[i] = folded_bytes(entry->word + (i + 1) * sizeof(guint64), rest - i * sizeof(guint64));
        probe.last_mask = first_bytes(rest - i * sizeof(guint64));
    }
    return probe;
}

void dictionary_seal(struct dictionary *dictionary)
{
    dictionary->probes = g_new0(struct probe, dictionary->entries->len + 1);
    for (guint i = 0; i < dictionary->entries->len; i++) {
        const struct entry *entry = g_ptr_array_index(dictionary->entries, i);
        struct probe *probe = &dictionary->probes[i];
        *probe = probe_of(entry);
        for (guint k = 0; k < entry->uses->len; k++)
            probe->rules |= word_bit(g_array_index(entry->uses, struct word_use, k).rule);
        enum table table = place(dictionary, entry, probe);
        guint32 *head = &dictionary->heads[table][head_of(table, probe->bytes, (guint)entry->len)];
        probe->next = *head;
        *head = i + 1;
        if (entry->tail)
            put_tail(dictionary, i, probe->bytes);
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
