/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names that a field or column calls so: two to four words with capitals, none of them an everyday word. */
#include "patterns/check/check.h"
#include "patterns/check/names.h"
#include "patterns/check/words.h"
#include "scanner/base/i18n.h"

#define WORDS_MAX 4
#define NAME_BYTES_MAX 100

/* A capital, then letters: "Öhrn", "Al-Rashid", "D'Souza", "LINDQVIST". */
static gboolean written(const char *word)
{
    guint letters = 0;

    for (const char *p = word; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!(g_unichar_isalpha(c) ? letters++ || g_unichar_isupper(c) : *p == '-' || *p == '\'' || *p == '.'))
            return FALSE;
    }
    return letters > 1;
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) words = NULL;
    guint count = 0, particles = 0;
    enum name_grade first = NAME_OTHER, last = NAME_OTHER;

    memset(result, 0, sizeof *result);
    if (spelt.len < 5 || spelt.len >= NAME_BYTES_MAX || !g_utf8_validate_len(spelt.at, spelt.len, NULL))
        return FALSE;
    if (check_find("namn")->valid(spelt, env, result)) {
        result->likelihood = MAX(result->likelihood * 2, 2);
        return TRUE;
    }
    memset(result, 0, sizeof *result);
    text = g_strndup(spelt.at, spelt.len);
    words = g_strsplit_set(text, " ,", -1);
    for (char **word = words; *word; word++) {
        if (!**word)
            continue;
        if (g_ascii_islower(**word) && strlen(*word) <= 3 && count && !particles++)
            continue;
        struct name_word here = name_word_of(*word);
        if (++count > WORDS_MAX || !written(*word) || (names_first(&here) <= NAME_DOUBTFUL && (count == 1 || names_last(&here) == NAME_OTHER)))
            return FALSE;
        last = MAX(last, names_last(&here));
        first = MAX(first, names_first(&here));
    }
    if (count < 2)
        return FALSE;
    result->likelihood = first >= NAME_WORD || last >= NAME_ENDING ? 2 : 1;
    result->likely_why = N_("how name-like the words are");
    result->chance = 0.9;
    return words_upper(spelt, result->value, sizeof result->value);
}

const struct check check_namn_falt = {.name = "namn_falt", .valid = valid};
