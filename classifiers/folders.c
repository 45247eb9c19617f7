/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "classifiers/folders.h"

#include <string.h>

#include "classifiers/fold.h"
#include "scanner/base/i18n.h"

struct word {
    char *text; /* folded */
    gboolean whole;
    const char *verksamhet; /* owned by names */
};

struct folders {
    GHashTable *names; /* set of char * */
    GPtrArray *words;  /* of struct word */
    GPtrArray *codes;  /* of struct word: upper case as written, always whole */
};

struct entry {
    char *name;
    char **folders, **codes;
};

static const struct yaml_field fields[] = {
    {"name", YAML_TEXT, offsetof(struct entry, name), TRUE},
    {"folders", YAML_TEXTS, offsetof(struct entry, folders), FALSE},
    {"codes", YAML_TEXTS, offsetof(struct entry, codes), FALSE},
    {NULL, 0, 0, FALSE},
};

static void word_free(gpointer data)
{
    struct word *word = data;

    g_free(word->text);
    g_free(word);
}

struct folders *folders_new(void)
{
    struct folders *folders = g_new0(struct folders, 1);

    folders->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    folders->words = g_ptr_array_new_with_free_func(word_free);
    folders->codes = g_ptr_array_new_with_free_func(word_free);
    return folders;
}

void folders_free(struct folders *folders)
{
    if (!folders)
        return;
    g_ptr_array_unref(folders->words);
    g_ptr_array_unref(folders->codes);
    g_hash_table_unref(folders->names);
    g_free(folders);
}

static struct word *word_new(char *text, gboolean whole, const char *verksamhet)
{
    struct word *word = g_new0(struct word, 1);

    word->text = text;
    word->whole = whole;
    word->verksamhet = verksamhet;
    return word;
}

static void entry_add(struct folders *folders, const struct entry *entry)
{
    char *key = NULL;

    if (!g_hash_table_lookup_extended(folders->names, entry->name, (gpointer *)&key, NULL)) {
        key = g_strdup(entry->name);
        g_hash_table_add(folders->names, key);
    }
    for (guint i = 0; entry->folders && entry->folders[i]; i++)
        g_ptr_array_add(folders->words, word_new(fold(entry->folders[i]), entry->folders[i][0] == '=', key));
    for (guint i = 0; entry->codes && entry->codes[i]; i++)
        g_ptr_array_add(folders->codes, word_new(g_strdup(entry->codes[i]), TRUE, key));
}

gboolean folders_add(struct folders *folders, const struct yaml *root, const char *name, GError **error)
{
    const struct yaml *list = yaml_get(root, "verksamheter");

    if (!list || list->type != YAML_LIST) {
        yaml_error(list ? list : root, name, error, "%s", _("a list of verksamheter is expected here"));
        return FALSE;
    }
    for (guint i = 0; i < list->items->len; i++) {
        struct entry entry = {0};
        gboolean good = yaml_bind(g_ptr_array_index(list->items, i), name, fields, &entry, error);
        if (good)
            entry_add(folders, &entry);
        g_free(entry.name);
        g_strfreev(entry.folders);
        g_strfreev(entry.codes);
        if (!good)
            return FALSE;
    }
    return TRUE;
}

/* The longest word that fits decides: "barn och utbildning" before "barn". */
static const struct word *longest(const GPtrArray *words, const char *text)
{
    const struct word *best = NULL;

    for (guint i = 0; i < words->len; i++) {
        const struct word *word = g_ptr_array_index(words, i);
        if ((!best || strlen(word->text) > strlen(best->text)) && fold_begins(text, word->text, word->whole))
            best = word;
    }
    return best;
}

const char *folders_find_code(const struct folders *folders, const char *diarienummer)
{
    g_autoptr(GString) apart = g_string_new(NULL);

    /* "KS2016/918" has no space between code and year. */
    for (const char *at = diarienummer; *at; at++) {
        if (at > diarienummer && g_ascii_isdigit(*at) != g_ascii_isdigit(at[-1]))
            g_string_append_c(apart, ' ');
        g_string_append_c(apart, *at);
    }
    g_autofree char *text = fold_spaces(apart->str);
    const struct word *code = longest(folders->codes, text);
    return code ? code->verksamhet : NULL;
}

static const char *component_find(const struct folders *folders, const char *component)
{
    g_autofree char *folded = fold(component);
    const struct word *word = longest(folders->words, folded);

    return word ? word->verksamhet : folders_find_code(folders, component);
}

const char *folders_find(const struct folders *folders, const char *path, GHashTable *within)
{
    g_auto(GStrv) components = g_strsplit(path ? path : "", "/", -1);
    const guint count = g_strv_length(components);
    const char *found = NULL;

    for (guint i = 0; i + 1 < count; i++) {
        const char *here = component_find(folders, components[i]);
        if (here && within)
            g_hash_table_add(within, (gpointer)here);
        found = here ? here : found;
    }
    if (!found && count)
        found = component_find(folders, components[count - 1]);
    if (found && within)
        g_hash_table_add(within, (gpointer)found);
    return found;
}

gboolean folders_know(const struct folders *folders, const char *verksamhet)
{
    return g_hash_table_contains(folders->names, verksamhet);
}
