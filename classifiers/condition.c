/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "classifiers/condition.h"

#include <string.h>

#include "classifiers/fold.h"
#include "scanner/base/i18n.h"

#define UNKNOWN "okänd"

#define FIELD(key, kind) {#key, kind, offsetof(struct condition, key), FALSE}
static const struct yaml_field fields[] = {
    FIELD(themes, YAML_TEXTS),     FIELD(themes_alone, YAML_TEXTS),   FIELD(words, YAML_TEXTS),  FIELD(not_words, YAML_TEXTS),
    FIELD(kinds, YAML_TEXTS),      FIELD(all_kinds, YAML_TEXTS),      FIELD(markings, YAML_TEXTS), FIELD(verksamhet, YAML_TEXTS),
    FIELD(not_verksamhet, YAML_TEXTS), FIELD(within, YAML_TEXTS),     FIELD(path_words, YAML_TEXTS), FIELD(status, YAML_TEXTS),
    FIELD(media, YAML_TEXTS),      FIELD(count, YAML_NUMBER),         FIELD(persons, YAML_NUMBER), FIELD(persons_max, YAML_NUMBER),
    FIELD(minors, YAML_NUMBER),    FIELD(quasi, YAML_NUMBER), FIELD(confidence, YAML_NUMBER),   FIELD(not_genre, YAML_BOOL),       FIELD(owner_only, YAML_BOOL), FIELD(tests, YAML_BOOL),
    FIELD(found, YAML_BOOL),       FIELD(otherwise, YAML_BOOL),      {NULL, 0, 0, FALSE},
};

/* The contract's; a misspelt theme in a rule would never speak. */
static const char *const themes[] = {"halsa", "socialtjanst", "skola", "personal", "skyddad_identitet", "brott", "sarskild_kategori",
                                     "upphandling", "sakerhet", "ekonomi", "inloggning", NULL};

void condition_free(struct condition *condition)
{
    if (!condition)
        return;
    for (const struct yaml_field *field = fields; field->key; field++)
        if (field->kind == YAML_TEXTS)
            g_strfreev(*(char ***)((char *)condition + field->offset));
    g_free(condition);
}

/* Folds the words; "=" for a whole word stays in front. */
static void fold_all(char **words)
{
    for (; words && *words; words++) {
        g_autofree char *plain = fold(*words);
        char *folded = g_strconcat(**words == '=' ? "=" : "", plain, NULL);
        g_free(*words);
        *words = folded;
    }
}

static const char *wrong_name(const struct condition *condition)
{
    for (guint i = 0; condition->themes && condition->themes[i]; i++)
        if (!g_strv_contains(themes, condition->themes[i]))
            return condition->themes[i];
    for (guint i = 0; condition->themes_alone && condition->themes_alone[i]; i++)
        if (!g_strv_contains(themes, condition->themes_alone[i]))
            return condition->themes_alone[i];
    for (guint i = 0; condition->status && condition->status[i]; i++)
        if (status_from_name(condition->status[i]) == STATUS_COUNT)
            return condition->status[i];
    return NULL;
}

struct condition *condition_new(const struct yaml *map, const char *name, GError **error)
{
    struct condition *condition = g_new0(struct condition, 1);

    if (yaml_bind(map, name, fields, condition, error)) {
        const char *wrong = wrong_name(condition);
        if (!wrong && map->items->len) {
            fold_all(condition->words);
            fold_all(condition->not_words);
            fold_all(condition->path_words);
            fold_all(condition->markings);
            return condition;
        }
        if (wrong)
            yaml_error(map, name, error, _("there is no theme or status \"%s\""), wrong);
        else
            yaml_error(map, name, error, "%s", _("a condition without a line would always hold"));
    }
    condition_free(condition);
    return NULL;
}

static gboolean word_among(char *const *wanted, char *const *words)
{
    for (; *wanted; wanted++)
        for (char *const *word = words; *word; word++)
            if (**wanted == '=' ? strcmp(*wanted + 1, *word) == 0 : strstr(*word, *wanted) != NULL)
                return TRUE;
    return FALSE;
}

const struct fact_theme *condition_theme(const struct condition *condition, const struct facts *facts)
{
    for (guint i = 0; i < facts->themes->len; i++) {
        const struct fact_theme *theme = g_ptr_array_index(facts->themes, i);
        gboolean named = condition->themes && theme->near && g_strv_contains((const char *const *)condition->themes, theme->name);

        named = named || (condition->themes_alone && g_strv_contains((const char *const *)condition->themes_alone, theme->name));
        if (named && theme->confidence >= condition->confidence && (!condition->words || word_among(condition->words, theme->words)) &&
            !(condition->not_words && word_among(condition->not_words, theme->words)))
            return theme;
    }
    return NULL;
}

static guint count_of(const struct facts *facts, const char *kind)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(facts->kinds, kind));
}

static gboolean kinds_hold(const struct condition *condition, const struct facts *facts)
{
    const guint least = condition->count > 1 ? (guint)condition->count : 1;
    guint sum = 0;

    for (guint i = 0; condition->all_kinds && condition->all_kinds[i]; i++)
        if (count_of(facts, condition->all_kinds[i]) < least)
            return FALSE;
    for (guint i = 0; condition->kinds && condition->kinds[i]; i++)
        sum += count_of(facts, condition->kinds[i]);
    return !condition->kinds || sum >= least;
}

static gboolean marking_holds(const struct condition *condition, const struct facts *facts)
{
    for (guint i = 0; i < facts->markings->len; i++)
        for (char **marking = condition->markings; *marking; marking++)
            if (fold_begins(g_ptr_array_index(facts->markings, i), *marking + (**marking == '='), FALSE) &&
                (**marking != '=' || strcmp(*marking + 1, g_ptr_array_index(facts->markings, i)) == 0))
                return TRUE;
    return FALSE;
}

static gboolean path_holds(const struct condition *condition, const struct facts *facts)
{
    const char *here = facts->verksamhet ? facts->verksamhet : UNKNOWN;
    gboolean within = !condition->within, word = !condition->path_words;

    if (condition->verksamhet && !g_strv_contains((const char *const *)condition->verksamhet, here))
        return FALSE;
    if (condition->not_verksamhet && g_strv_contains((const char *const *)condition->not_verksamhet, here))
        return FALSE;
    for (guint i = 0; !within && condition->within[i]; i++)
        within = g_hash_table_contains(facts->within, condition->within[i]);
    for (guint i = 0; !word && condition->path_words[i]; i++)
        word = fold_begins(facts->path, condition->path_words[i] + (condition->path_words[i][0] == '='), condition->path_words[i][0] == '=');
    return within && word;
}

static gboolean file_holds(const struct condition *condition, const struct facts *facts)
{
    gboolean media = !condition->media;

    for (guint i = 0; !media && condition->media[i]; i++)
        media = g_str_has_prefix(facts->media, condition->media[i]);
    return media && (!condition->status || g_strv_contains((const char *const *)condition->status, status_name(facts->status)));
}

gboolean condition_holds(const struct condition *condition, const struct facts *facts, gboolean otherwise)
{
    if (condition->otherwise != otherwise || facts->persons < condition->persons || facts->minors < condition->minors)
        return FALSE;
    if (__builtin_popcount(facts->quasi) < condition->quasi)
        return FALSE;
    if (condition->persons_max > 0 && facts->persons > condition->persons_max)
        return FALSE;
    if ((condition->not_genre && facts->genre) || (condition->owner_only && !facts->owner_only) || (condition->tests && !facts->tests))
        return FALSE;
    if (condition->found && !g_hash_table_size(facts->kinds))
        return FALSE;
    if ((condition->themes || condition->themes_alone) && !condition_theme(condition, facts))
        return FALSE;
    if (condition->markings && !marking_holds(condition, facts))
        return FALSE;
    return kinds_hold(condition, facts) && path_holds(condition, facts) && file_holds(condition, facts);
}

const char *condition_unknown(const struct condition *condition, const struct folders *folders)
{
    char *const *const lists[] = {condition->verksamhet, condition->not_verksamhet, condition->within};

    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        for (char *const *name = lists[i]; name && *name; name++)
            if (strcmp(*name, UNKNOWN) != 0 && !folders_know(folders, *name))
                return *name;
    return NULL;
}
