/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "classifiers/facts.h"

#include <string.h>

#include "classifiers/fold.h"
#include "scanner/base/i18n.h"

#define WEIGHS 0.5
#define STAMP_ALONE 0.9 /* markning.yaml's confidence for a line that holds nothing else */
#define STAMP_HEAD 500 /* bytes */
#define SHOWN_MAX 5 /* words of a theme that a sentence tells */

static void fact_theme_free(gpointer data)
{
    struct fact_theme *theme = data;

    g_free(theme->name);
    g_free(theme->shown);
    g_strfreev(theme->words);
    g_free(theme);
}

static struct facts *facts_new(void)
{
    struct facts *facts = g_new0(struct facts, 1);

    facts->kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    facts->within = g_hash_table_new(g_str_hash, g_str_equal);
    facts->themes = g_ptr_array_new_with_free_func(fact_theme_free);
    facts->markings = g_ptr_array_new_with_free_func(g_free);
    return facts;
}

void facts_free(struct facts *facts)
{
    if (!facts)
        return;
    g_free(facts->media);
    g_free(facts->path);
    g_hash_table_unref(facts->kinds);
    g_hash_table_unref(facts->within);
    g_ptr_array_unref(facts->themes);
    g_ptr_array_unref(facts->markings);
    g_free(facts);
}

static void theme_add(struct facts *facts, const char *name, double confidence, gboolean near, const char *words)
{
    struct fact_theme *theme = g_new0(struct fact_theme, 1);
    g_auto(GStrv) found = g_strsplit(words ? words : "", ",", -1);
    g_autoptr(GStrvBuilder) folded = g_strv_builder_new();
    g_autoptr(GString) shown = g_string_new(NULL);

    for (guint i = 0; found[i]; i++) {
        g_autofree char *word = fold(found[i]);
        g_strv_builder_add(folded, word);
        if (i < SHOWN_MAX)
            g_string_append_printf(shown, "%s%s", i ? ", " : "", g_strstrip(found[i]));
    }
    theme->name = g_strdup(name);
    theme->confidence = confidence;
    theme->near = near;
    theme->shown = g_string_free(g_steal_pointer(&shown), FALSE);
    theme->words = g_strv_builder_end(folded);
    g_ptr_array_add(facts->themes, theme);
}

static void kind_add(struct facts *facts, const char *kind, guint count)
{
    const guint before = GPOINTER_TO_UINT(g_hash_table_lookup(facts->kinds, kind));

    g_hash_table_insert(facts->kinds, g_strdup(kind), GUINT_TO_POINTER(before + count));
}

/* A stamp stands alone on its line, in a header or footer, or at the head of the text; elsewhere the words only speak of one. */
static gboolean is_stamp(const struct finding *finding)
{
    for (guint i = 0; i < finding->places->len; i++) {
        const struct place *place = &g_array_index(finding->places, struct place, i);
        if (place->part == PART_HEADER || place->part == PART_FOOTER || place->part == PART_NAME || place->part == PART_METADATA ||
            (place->part == PART_BODY && place->offset < STAMP_HEAD))
            return TRUE;
    }
    return finding->confidence >= STAMP_ALONE;
}

/* What is no stamp bears "i text" in front, and what another rule than markning found (a field that says JA) its name. */
static void marking_add(struct facts *facts, const struct finding *finding)
{
    const gboolean own = finding->rule && g_strcmp0(finding->rule, finding->kind) != 0;
    g_autofree char *text = g_strconcat(own ? finding->rule : is_stamp(finding) ? "" : "i text", " ", finding->masked, NULL);

    g_ptr_array_add(facts->markings, fold(text));
}

static void finding_add(struct facts *facts, const struct finding *finding, const struct folders *folders, const char **by_code)
{
    const gboolean marked = finding->test && !finding->person;

    facts->tests = facts->tests || (marked && finding->confidence >= WEIGHS);
    if (marked || finding->excepted || finding->confidence < WEIGHS)
        return;
    kind_add(facts, finding->kind, 1);
    if (finding->person && !facts->persons)
        facts->persons = 1;
    if (strcmp(finding->kind, "markning") == 0)
        marking_add(facts, finding);
    if (strcmp(finding->kind, "diarienummer") == 0 && !*by_code)
        *by_code = folders_find_code(folders, finding->masked);
}

struct facts *facts_of_record(const struct record *record, const struct folders *folders)
{
    const struct evidence *evidence = record->evidence;
    struct facts *facts = facts_new();
    const char *by_code = NULL;

    facts->status = record->status;
    facts->media = g_strdup(record->media_type ? record->media_type : "");
    facts->path = fold(record->path);
    facts->left_out = record->unread && record->unread->len;
    facts->persons = evidence->persons;
    facts->minors = evidence->minors;
    facts->quasi = evidence->quasi;
    facts->genre = evidence->genre;
    facts->owner_only = evidence->owner_only;
    for (guint i = 0; i < evidence->findings->len; i++)
        finding_add(facts, g_ptr_array_index(evidence->findings, i), folders, &by_code);
    for (guint i = 0; i < evidence->themes->len; i++) {
        const struct theme *theme = g_ptr_array_index(evidence->themes, i);
        if (theme->confidence >= WEIGHS)
            theme_add(facts, theme->name, theme->confidence, theme->near_person && facts->persons, theme->words);
    }
    facts->verksamhet = folders_find(folders, record->path, facts->within);
    if (!facts->verksamhet)
        facts->verksamhet = by_code;
    return facts;
}

struct example {
    char *path, *status, *media;
    char **themes, **themes_alone, **words, **kinds, **markings;
    double count, persons, minors, quasi, confidence;
    gboolean genre, owner_only, tests;
};

#define FIELD(key, kind) {#key, kind, offsetof(struct example, key), FALSE}
static const struct yaml_field fields[] = {
    FIELD(path, YAML_TEXT),       FIELD(status, YAML_TEXT),   FIELD(media, YAML_TEXT),    FIELD(themes, YAML_TEXTS),
    FIELD(themes_alone, YAML_TEXTS), FIELD(words, YAML_TEXTS), FIELD(kinds, YAML_TEXTS),  FIELD(markings, YAML_TEXTS),
    FIELD(count, YAML_NUMBER),    FIELD(persons, YAML_NUMBER), FIELD(minors, YAML_NUMBER), FIELD(genre, YAML_BOOL),
    FIELD(owner_only, YAML_BOOL), FIELD(tests, YAML_BOOL),    FIELD(quasi, YAML_NUMBER), FIELD(confidence, YAML_NUMBER), {NULL, 0, 0, FALSE},
};

static void example_clear(struct example *example)
{
    g_free(example->path);
    g_free(example->status);
    g_free(example->media);
    g_strfreev(example->themes);
    g_strfreev(example->themes_alone);
    g_strfreev(example->words);
    g_strfreev(example->kinds);
    g_strfreev(example->markings);
}

static struct facts *example_facts(struct example *example)
{
    struct facts *facts = facts_new();
    const double confidence = example->confidence > 0 ? example->confidence : 0.95;
    g_autofree char *words = example->words ? g_strjoinv(", ", example->words) : NULL;

    facts->media = g_strdup(example->media ? example->media : "text/plain");
    facts->path = g_strdup(example->path ? example->path : "");
    facts->persons = (guint32)example->persons;
    facts->minors = (guint32)example->minors;
    facts->quasi = (1u << (guint)CLAMP(example->quasi, 0, QUASI_COUNT)) - 1;
    facts->genre = example->genre;
    facts->owner_only = example->owner_only;
    facts->tests = example->tests;
    facts->status = example->status ? status_from_name(example->status) : STATUS_READ;
    for (guint i = 0; example->kinds && example->kinds[i]; i++)
        kind_add(facts, example->kinds[i], example->count > 1 ? (guint)example->count : 1);
    for (guint i = 0; example->themes && example->themes[i]; i++)
        theme_add(facts, example->themes[i], confidence, facts->persons > 0, words);
    for (guint i = 0; example->themes_alone && example->themes_alone[i]; i++)
        theme_add(facts, example->themes_alone[i], confidence, FALSE, words);
    for (guint i = 0; example->markings && example->markings[i]; i++) {
        kind_add(facts, "markning", 1);
        g_ptr_array_add(facts->markings, fold(example->markings[i]));
    }
    return facts;
}

struct facts *facts_of_example(const struct yaml *map, const char *name, GError **error)
{
    struct example example = {0};
    struct facts *facts = NULL;

    if (yaml_bind(map, name, fields, &example, error)) {
        if (example.status && status_from_name(example.status) == STATUS_COUNT)
            yaml_error(yaml_get(map, "status"), name, error, _("there is no status \"%s\""), example.status);
        else
            facts = example_facts(&example);
    }
    example_clear(&example);
    return facts;
}

void facts_place(struct facts *facts, const struct folders *folders)
{
    facts->verksamhet = folders_find(folders, facts->path, facts->within);
    char *folded = fold(facts->path);
    g_free(facts->path);
    facts->path = folded;
}
