/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words are looked for where a word begins, and, for stems of six letters or more, within long words too:
 *
 *     tandläkarintyget        l ä k a      first four bytes, each OR 0x20 (which folds A-Z and Å Ä Ö in UTF-8 too)
 *     ^       ^               -------
 *     start   tail            hash -> one bit of a bitmap -> chain of the words with that hash -> compared
 *
 * Nearly all places end at the bitmap. Words shorter than four bytes have tables of their own by length.
 */
#include "patterns/match/dictionary.h"

#include <string.h>

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#define BITS 16
#define SLOTS (1u << BITS)
#define KEY_MAX 4
#define WORD_BYTES_MAX 120 /* of a rule's word */
#define RUN_MAX 160        /* bytes of text taken as one word */
#define TAIL_LETTERS 6     /* shortest stem that is also a tail */
#define TAIL_AFTER 2       /* bytes of a compound before its tail, at least */
#define TAIL_REST 6        /* bytes of inflection after a tail, at most */
#define SPACES_MAX 4
#define FOLD_ALL G_GUINT64_CONSTANT(0x2020202020202020)

struct entry {
    char *word; /* without '=', as written */
    gsize len;
    gboolean whole, tail;
    GArray *uses;  /* of struct word_use */
};

/* What is compared first: most words of a chain end here. */
struct probe {
    guint64 bytes, mask; /* the word's first eight bytes, up to a space, each OR 0x20 */
    guint32 next;        /* in the chain; 0: end, else number + 1 */
    gboolean tail;
};

struct dictionary {
    GPtrArray *entries;
    struct probe *probes; /* by number of the entry */
    GHashTable *by_word;              /* "=word" or "word" -> number + 1 */
    guint32 heads[KEY_MAX + 1][SLOTS]; /* by length of the key; 0: none, else number + 1 */
    guint64 starts[KEY_MAX + 1][SLOTS / 64], tails[SLOTS / 64];
};

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
    return dictionary;
}

void dictionary_free(struct dictionary *dictionary)
{
    if (!dictionary)
        return;
    g_ptr_array_unref(dictionary->entries);
    g_free(dictionary->probes);
    g_hash_table_unref(dictionary->by_word);
    g_free(dictionary);
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
        entry->tail = !entry->whole && g_utf8_strlen(entry->word, -1) >= TAIL_LETTERS && !strpbrk(entry->word, " -_:=/");
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

/* Up to eight bytes, each OR 0x20, the first of them lowest; zeros behind. */
static inline guint64 folded(const char *p, gsize len)
{
    guint64 bytes = 0;
    if (len >= sizeof bytes) {
        memcpy(&bytes, p, sizeof bytes);
        return GUINT64_FROM_LE(bytes) | FOLD_ALL;
    }
    for (gsize i = 0; i < len; i++)
        bytes |= (guint64)((guchar)p[i] | 0x20) << (8 * i);
    return bytes;
}

/* Of the first len of the folded bytes. */
static inline guint32 hash(guint64 bytes, gsize len)
{
    guint32 key = (guint32)(bytes & (G_GUINT64_CONSTANT(0xffffffff) >> (8 * (KEY_MAX - len))));
    return (key * 2654435761u) >> (32 - BITS);
}

static gboolean bit(const guint64 *bits, guint32 slot)
{
    return bits[slot / 64] >> (slot % 64) & 1;
}

static struct probe probe_of(const struct entry *entry, guint32 next)
{
    gsize len = MIN(MIN(entry->len, strcspn(entry->word, " ")), sizeof(guint64));
    guint64 mask = len < sizeof mask ? (G_GUINT64_CONSTANT(1) << (8 * len)) - 1 : G_MAXUINT64;
    return (struct probe){folded(entry->word, entry->len) & mask, mask, next, entry->tail};
}

void dictionary_seal(struct dictionary *dictionary)
{
    dictionary->probes = g_new0(struct probe, dictionary->entries->len + 1);
    for (guint i = 0; i < dictionary->entries->len; i++) {
        struct entry *entry = g_ptr_array_index(dictionary->entries, i);
        gsize key = MIN(entry->len, (gsize)KEY_MAX);
        guint32 slot = hash(folded(entry->word, key), key);
        dictionary->probes[i] = probe_of(entry, dictionary->heads[key][slot]);
        dictionary->heads[key][slot] = i + 1;
        dictionary->starts[key][slot / 64] |= G_GUINT64_CONSTANT(1) << (slot % 64);
        if (entry->tail)
            dictionary->tails[slot / 64] |= G_GUINT64_CONSTANT(1) << (slot % 64);
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

/* Length of the match of the entry at text[at]; 0: none. */
static gsize match(const struct entry *entry, const char *text, gsize at, gsize len)
{
    gsize from = at;
    for (gsize i = 0; i < entry->len; i++) {
        if (entry->word[i] == ' ') {
            gsize n = 0;
            while (n < SPACES_MAX && at < len && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t')) {
                n++;
                at++;
            }
            if (!n)
                return 0;
        } else if (at >= len || ((guchar)text[at] | 0x20) != ((guchar)entry->word[i] | 0x20)) {
            return 0;
        } else {
            at++;
        }
    }
    gboolean letter = (guchar)entry->word[entry->len - 1] >= 0x80 || g_ascii_isalnum(entry->word[entry->len - 1]);
    if (entry->whole && letter && at < len && word_sign(text + at, len - at))
        return 0;
    return at - from;
}

static void look_up(const struct dictionary *dictionary, gsize at, struct stretch stretch, GArray *hits)
{
    gsize left = stretch.len - at;
    guint64 bytes = folded(stretch.text + at, left);
    for (gsize key = 2; key <= MIN(left, (gsize)KEY_MAX); key++) {
        guint32 slot = hash(bytes, key);
        if (!bit(dictionary->starts[key], slot))
            continue;
        const struct probe *probe;
        for (guint32 i = dictionary->heads[key][slot]; i; i = probe->next) {
            probe = &dictionary->probes[i - 1];
            if ((bytes & probe->mask) != probe->bytes)
                continue;
            gsize len = match(g_ptr_array_index(dictionary->entries, i - 1), stretch.text, at, stretch.len);
            struct word_hit hit = {stretch.base + at, i - 1, (guint32)len};
            if (len)
                g_array_append_val(hits, hit);
        }
    }
}

/* Stems that end the compound text[from..to). */
static void look_up_tails(const struct dictionary *dictionary, gsize from, gsize to, struct stretch stretch, GArray *hits)
{
    for (gsize at = from + TAIL_AFTER; at + TAIL_LETTERS <= to; at++) {
        guint64 bytes = folded(stretch.text + at, stretch.len - at);
        guint32 slot = hash(bytes, KEY_MAX);
        if (!bit(dictionary->tails, slot) || ((guchar)stretch.text[at] & 0xc0) == 0x80)
            continue;
        const struct probe *probe;
        for (guint32 i = dictionary->heads[KEY_MAX][slot]; i; i = probe->next) {
            probe = &dictionary->probes[i - 1];
            if (!probe->tail || (bytes & probe->mask) != probe->bytes)
                continue;
            gsize len = match(g_ptr_array_index(dictionary->entries, i - 1), stretch.text, at, stretch.len);
            struct word_hit hit = {stretch.base + at, i - 1, (guint32)len};
            if (len && at + len <= to && to - (at + len) <= TAIL_REST)
                g_array_append_val(hits, hit);
        }
    }
}

void dictionary_scan(const struct dictionary *dictionary, struct word_state *state, struct stretch stretch, guint64 before, GArray *hits)
{
    gsize at = (gsize)(MAX(state->next, stretch.base) - stretch.base);
    gsize end = (gsize)(MIN(before, stretch.base + stretch.len) - stretch.base);
    while (at < end) {
        if (!word_sign(stretch.text + at, stretch.len - at)) {
            at++;
            continue;
        }
        gsize from = at, step;
        while (at < stretch.len && at - from < RUN_MAX && (step = word_sign(stretch.text + at, stretch.len - at)))
            at += step;
        if (g_ascii_isdigit(stretch.text[from]))
            continue;
        look_up(dictionary, from, stretch, hits);
        if (at - from >= TAIL_AFTER + TAIL_LETTERS)
            look_up_tails(dictionary, from, at, stretch, hits);
    }
    state->next = MAX(state->next, stretch.base + at);
}
