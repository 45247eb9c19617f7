/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/label.h"

#include <string.h>

#include "patterns/match/pair.h"
#include "patterns/match/quasi.h"

#define LABELS_MAX 65536
#define HEADER_BYTES_MAX 200
#define HEADER_DIGITS_MAX 5
#define HEADS_MAX 3 /* a title and headings of two rows */
#define FIELD_BYTES_MAX 256
#define ROWS_MIN 3 /* of a table whose columns together may point at somebody */
#define TOGETHER_MIN 3

#define LATEST 64

struct labels {
    struct {
        gint64 key;
        struct label *label; /* NULL: none yet */
    } latest[LATEST]; /* columns by their last digits */
    const struct dictionary *dictionary;
    struct namer namer;
    GHashTable *fields;  /* name -> label */
    GHashTable *columns; /* gint64 -> label */
    guint64 last;
};

static void label_free(gpointer data)
{
    struct label *label = data;
    g_array_unref(label->words);
    g_free(label);
}

struct labels *labels_new(const struct dictionary *dictionary, struct namer namer)
{
    struct labels *labels = g_new0(struct labels, 1);
    labels->dictionary = dictionary;
    labels->namer = namer;
    labels->fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, label_free);
    labels->columns = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, label_free);
    return labels;
}

void labels_free(struct labels *labels)
{
    if (!labels)
        return;
    g_hash_table_unref(labels->fields);
    g_hash_table_unref(labels->columns);
    g_free(labels);
}

void labels_reset(struct labels *labels)
{
    g_hash_table_remove_all(labels->fields);
    g_hash_table_remove_all(labels->columns);
    memset(labels->latest, 0, sizeof labels->latest);
    labels->last = 0;
}

static struct label *label_new(struct labels *labels)
{
    if (labels->last >= LABELS_MAX)
        return NULL;
    struct label *label = g_new0(struct label, 1);
    label->id = ++labels->last;
    label->words = g_array_new(FALSE, FALSE, sizeof(struct word_hit));
    return label;
}

/* "BuildNumber" as "Build Number": where a small letter meets a capital a word ends. NULL where none does. */
static char *apart(const char *text, gsize len)
{
    GString *words = g_string_sized_new(len + 8);
    for (gsize i = 0; i < len; i++) {
        if (i && g_ascii_islower(text[i - 1]) && g_ascii_isupper(text[i]))
            g_string_append_c(words, ' ');
        g_string_append_c(words, text[i]);
    }
    return g_string_free(words, words->len == len);
}

static void scan_words(const struct labels *labels, struct label *label, const char *text, gsize len)
{
    struct word_state state = {0};
    dictionary_scan(labels->dictionary, &state, (struct stretch){text, len, 0}, len, label->words);
}

static void take_words(struct labels *labels, struct label *label, const char *text, gsize len)
{
    g_autofree char *words = apart(text, len);
    scan_words(labels, label, text, len);
    if (words)
        scan_words(labels, label, words, strlen(words));
    if (!label->named)
        label->named = labels->namer.name(labels->namer.user, text, len);
    if (!label->role)
        label->role = pair_role(text, len);
}

struct label *labels_field(struct labels *labels, const char *name)
{
    struct label *label = g_hash_table_lookup(labels->fields, name);
    if (label || !(label = label_new(labels)))
        return label;
    take_words(labels, label, name, strnlen(name, FIELD_BYTES_MAX));
    g_hash_table_insert(labels->fields, g_strdup(name), label);
    return label;
}

struct label *labels_column(struct labels *labels, guint32 part, guint32 table, guint32 column)
{
    gint64 key = (gint64)((guint64)part << 44 ^ (guint64)table << 22 ^ column);
    if (labels->latest[column % LATEST].label && labels->latest[column % LATEST].key == key)
        return labels->latest[column % LATEST].label;
    struct label *label = g_hash_table_lookup(labels->columns, &key);
    if (!label && (label = label_new(labels))) {
        label->table = (gint64)((guint64)part << 22 ^ table) + 1;
        g_hash_table_insert(labels->columns, g_memdup2(&key, sizeof key), label);
    }
    labels->latest[column % LATEST].key = key;
    labels->latest[column % LATEST].label = label;
    return label;
}

void labels_cell(struct labels *labels, struct label *label, const char *text, gsize len)
{
    guint letters = 0, digits = 0;
    if (label->data || label->heads >= HEADS_MAX) {
        label->cells += len > 0 && label->cells < ROWS_MIN;
        return;
    }
    for (gsize i = 0; i < MIN(len, (gsize)HEADER_BYTES_MAX); i++) {
        letters += g_ascii_isalpha(text[i]) || (guchar)text[i] >= 0x80;
        digits += g_ascii_isdigit(text[i]);
    }
    if (len > HEADER_BYTES_MAX || letters < 2 || digits > HEADER_DIGITS_MAX) {
        label->data = TRUE;
        label->cells = len > 0;
        return;
    }
    label->heads++;
    if (!label->quasi)
        label->quasi = quasi_of_head(text, len);
    take_words(labels, label, text, len);
}

guint32 labels_quasi(const struct labels *labels)
{
    g_autoptr(GHashTable) tables = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    guint32 most = 0;
    GHashTableIter iter;
    gpointer value, key;
    g_hash_table_iter_init(&iter, labels->columns);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        struct label *label = value;
        guint32 *together = g_hash_table_lookup(tables, &label->table);
        if (!label->quasi || (label->cells < ROWS_MIN && label->quasi != QUASI_SUMMED))
            continue;
        if (!together)
            g_hash_table_insert(tables, &label->table, together = g_new0(guint32, 1));
        *together |= label->quasi;
    }
    g_hash_table_iter_init(&iter, tables);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        guint32 together = *(guint32 *)value;
        if (!(together & QUASI_SUMMED) && __builtin_popcount(together) >= MAX(TOGETHER_MIN, __builtin_popcount(most)))
            most = together;
    }
    return most;
}
