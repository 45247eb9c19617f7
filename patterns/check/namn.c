/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of persons: a first name of the list, then a surname of the list or one with a common ending; or "Surname, First".
 * The build makes gen/table_namn.h of patterns/data/namn.txt. Nobody is missed for not being on the list: a name only amplifies. */
#include "patterns/check/check.h"
#include "patterns/check/words.h"

#include <stdlib.h>

#define NAME_BYTES_MAX 100
#define WORDS_MAX 4
#define BLANKS " ,\t\n"

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

/* Of the word, or, where that is not the one asked for, of the first part of a double name ("Anna-Lena"). */
static char sort_of_either(const char *word, char wanted)
{
    char part[NAME_BYTES_MAX], sort = sort_of(word);
    gsize len = strcspn(word, "-");

    if (sort == wanted || sort == 'b' || !word[len])
        return sort;
    memcpy(part, word, len);
    part[len] = 0;
    return sort_of(part);
}

static gboolean first_name(const char *word)
{
    char sort = sort_of_either(word, 'f');
    return sort == 'f' || sort == 'b';
}

/* Of the list, or by its ending. */
static gboolean surname(const char *word)
{
    char sort = sort_of_either(word, 'e');
    gsize len = strlen(word);

    if (sort == 'e' || sort == 'b')
        return TRUE;
    for (const char *const *ending = endings; *ending; ending++) {
        gsize tail = strlen(*ending);
        if (len > tail + 2 && memcmp(word + len - tail, *ending, tail) == 0)
            return TRUE;
    }
    return FALSE;
}

/* "LINDSTRÖM" and "ANNA-LENA" as the list writes them. Folded text is composed, so that a capital and its small letter are
 * of one length. */
static void lower_tail(char *word)
{
    for (const char *p = word; *p; p++)
        if (g_ascii_islower(*p))
            return;
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

/* The words of the text, ended in place; their number, one more than WORDS_MAX where there are too many. */
static guint split(char *text, char *words[])
{
    guint count = 0;

    for (char *p = text + strspn(text, BLANKS); *p; p += strspn(p, BLANKS)) {
        if (count == WORDS_MAX)
            return count + 1;
        words[count++] = p;
        p += strcspn(p, BLANKS);
        if (*p)
            *p++ = 0;
    }
    return count;
}

/* Tried at each pair of words with capitals, so nothing is allocated before it is nearly sure. */
static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    char text[NAME_BYTES_MAX], *words[WORDS_MAX];
    const char *first, *last;

    memset(result, 0, sizeof *result);
    if (spelt.len == 0 || spelt.len >= sizeof text || !g_utf8_validate_len(spelt.at, spelt.len, NULL))
        return FALSE;
    memcpy(text, spelt.at, spelt.len);
    text[spelt.len] = 0;
    gboolean turned = strchr(text, ',') != NULL;
    guint count = split(text, words);
    if (count < 2 || count > WORDS_MAX)
        return FALSE;
    first = turned ? words[1] : words[0];
    last = turned ? words[0] : words[count - 1];
    for (guint i = 0; i < count; i++)
        lower_tail(words[i]);
    if (!first_name(first) || !surname(last))
        return FALSE;
    for (guint i = 0; i < count; i++) {
        g_autofree char *small = g_utf8_strdown(words[i], -1);
        if (g_strv_contains(firms, small))
            return FALSE;
    }
    result->chance = 0.9;
    g_autofree char *joined = g_strjoin(" ", first, last, NULL);
    return words_upper(text_of(joined), result->value, sizeof result->value);
}

const struct check check_namn = {.name = "namn", .valid = valid};
