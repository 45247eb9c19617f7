/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of persons: a first name of the list, then a surname of the list or one with a common ending; or "Surname, First".
 * The build makes gen/table_namn.h of patterns/data/namn.txt. Nobody is missed for not being on the list: a name only amplifies. */
#include "patterns/check/check.h"
#include "patterns/check/words.h"

#include <stdlib.h>

struct name {
    const char *word; /* as patterns/data writes it: "Åsa" */
    char sort;        /* f: first name, e: surname, b: both */
};

static const struct name names[] = {
#include "table_namn.h"
};

static const char *const endings[] = {
    "sson", "berg", "ström", "lund", "gren", "qvist", "kvist", "lind", "man", "dahl", "stedt", "holm", "blad", "mark", "vall",
    "wall", "fors", "ås", "ell", "én", "ius", NULL,
};

/* Words behind a name that make it a firm's or a place's. */
static const char *const firms[] = {
    "ab", "hb", "kb", "bygg", "gata", "gatan", "väg", "vägen", "plan", "plats", "torg", "torget", "skola", "skolan", "stiftelse", NULL,
};

static int compare(const void *key, const void *item)
{
    return strcmp(key, ((const struct name *)item)->word);
}

static char sort_of(const char *word)
{
    const struct name *found = bsearch(word, names, G_N_ELEMENTS(names), sizeof names[0], compare);
    return found ? found->sort : 0;
}

/* Of a double name ("Anna-Lena") the first part decides. */
static gboolean first_name(const char *word)
{
    g_autofree char *part = g_strndup(word, strcspn(word, "-"));
    return sort_of(word) == 'f' || sort_of(word) == 'b' || sort_of(part) == 'f' || sort_of(part) == 'b';
}

/* Of the list, or by its ending. */
static gboolean surname(const char *word)
{
    g_autofree char *part = g_strndup(word, strcspn(word, "-"));

    if (sort_of(word) == 'e' || sort_of(word) == 'b' || sort_of(part) == 'e' || sort_of(part) == 'b')
        return TRUE;
    for (const char *const *ending = endings; *ending; ending++)
        if (strlen(word) > strlen(*ending) + 2 && g_str_has_suffix(word, *ending))
            return TRUE;
    return FALSE;
}

/* "LINDSTRÖM" and "ANNA-LENA" as the list writes them. Folded text is composed, so that a capital and its small letter are
 * of one length. */
static void lower_tail(char *word)
{
    g_autofree char *upper = g_utf8_strup(word, -1), *lower = g_utf8_strdown(word, -1);
    gboolean first = TRUE;

    if (strcmp(word, upper) != 0 || strlen(lower) != strlen(word))
        return;
    for (gsize i = 0; word[i]; i++) {
        if (!first)
            word[i] = lower[i];
        first = word[i] == '-' || (first && ((guchar)word[i + 1] & 0xc0) == 0x80);
    }
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    g_auto(GStrv) words = NULL;
    g_autofree char *text = NULL;
    const char *first, *last;
    guint count;
    gboolean turned = FALSE;

    memset(result, 0, sizeof *result);
    if (spelt.len == 0 || spelt.len >= 100 || !g_utf8_validate_len(spelt.at, spelt.len, NULL))
        return FALSE;
    text = g_strndup(spelt.at, spelt.len);
    turned = strchr(text, ',') != NULL;
    words = g_strsplit_set(g_strstrip(g_strdelimit(text, ",\t\n", ' ')), " ", -1);
    GStrv kept = words;
    for (char **word = words; *word; word++) {
        if (**word)
            *kept++ = *word;
        else
            g_free(*word);
    }
    *kept = NULL;
    count = g_strv_length(words);
    if (count < 2 || count > 4)
        return FALSE;
    first = turned ? words[1] : words[0];
    last = turned ? words[0] : words[count - 1];
    for (guint i = 0; i < count; i++)
        lower_tail(words[i]);
    for (guint i = 0; i < count; i++) {
        g_autofree char *small = g_utf8_strdown(words[i], -1);
        if (g_strv_contains(firms, small))
            return FALSE;
    }
    if (!first_name(first) || !surname(last))
        return FALSE;
    result->chance = 0.9;
    g_autofree char *joined = g_strjoin(" ", first, last, NULL);
    return words_upper(text_of(joined), result->value, sizeof result->value);
}

const struct check check_namn = {"namn", valid};
