/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "classifiers/say.h"

#include "scanner/base/i18n.h"

static const char *const languages[LANGUAGE_COUNT] = {[LANGUAGE_SV] = "sv", [LANGUAGE_EN] = "en"};
static const char *const needed[] = {"nobody", "one", "few", "many", "one_minor", "few_minor", "many_minor", "unnamed", "owner", "quasi", "rakt", "rakt_kval", "omvänt", "absolut", "time"};

gboolean say_check(struct phrases *phrases, const struct yaml *root, const char *name, GError **error)
{
    const struct yaml *words = yaml_get(root, "words");

    for (guint i = 0; i < LANGUAGE_COUNT; i++) {
        phrases->of[i] = yaml_get(words, languages[i]);
        for (gsize k = 0; k < G_N_ELEMENTS(needed); k++) {
            const struct yaml *value = yaml_get(phrases->of[i], needed[k]);
            if (value && value->type == YAML_SCALAR)
                continue;
            yaml_error(phrases->of[i] ? phrases->of[i] : root, name, error, _("the word \"%s\" is missing in the language \"%s\""), needed[k], languages[i]);
            return FALSE;
        }
    }
    return TRUE;
}

static const char *phrase(const struct phrases *phrases, enum language language, const char *key)
{
    return yaml_get(phrases->of[language], key)->text;
}

static const char *persons(const struct phrases *phrases, enum language language, const struct facts *facts)
{
    const char *key = facts->persons == 0 ? "nobody" : facts->persons == 1 ? "one" : facts->persons < 10 ? "few" : "many";
    const char *with_minor = facts->persons == 1 ? "one_minor" : facts->persons < 10 ? "few_minor" : "many_minor";

    if (facts->owner_only && facts->persons == 1)
        return phrase(phrases, language, "owner");
    return phrase(phrases, language, facts->persons && facts->minors ? with_minor : key);
}

/* The quasi-identifiers, ", " between; the phrase holds all names, by enum quasi. */
static char *quasi(const struct phrases *phrases, enum language language, const struct facts *facts)
{
    g_auto(GStrv) all = g_strsplit(phrase(phrases, language, "quasi"), ", ", -1);
    g_autoptr(GStrvBuilder) chosen = g_strv_builder_new();

    for (guint i = 0; all[i] && i < QUASI_COUNT; i++)
        if (facts->quasi >> i & 1)
            g_strv_builder_add(chosen, all[i]);
    g_auto(GStrv) words = g_strv_builder_end(chosen);
    return g_strjoinv(", ", words);
}

static char *filled(const struct phrases *phrases, enum language language, const struct ground *ground, const struct facts *facts, const char *text)
{
    g_autoptr(GString) out = g_string_new(text);
    const char *words = ground_words(ground, facts);
    g_autofree char *together = quasi(phrases, language, facts);

    g_string_replace(out, "{kvasi}", together, 0);
    g_string_replace(out, "{personer}", persons(phrases, language, facts), 0);
    g_string_replace(out, "{ord}", *words ? words : phrase(phrases, language, "unnamed"), 0);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *say_why(const struct phrases *phrases, enum language language, const struct ground *ground, const struct facts *facts)
{
    g_autofree char *why = filled(phrases, language, ground, facts, ground->says[language].why);
    g_autoptr(GString) out = g_string_new(why);

    if (ground->strength)
        g_string_append_printf(out, " %s", phrase(phrases, language, ground->strength));
    if (ground->time) {
        g_string_append_printf(out, " %s", phrase(phrases, language, "time"));
        g_string_replace(out, "{år}", ground->time, 0);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *say_action(const struct phrases *phrases, enum language language, const struct ground *ground, const struct facts *facts)
{
    const char *action = ground->says[language].action;

    return action ? filled(phrases, language, ground, facts, action) : NULL;
}
