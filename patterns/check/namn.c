/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of persons: "First Last", "First Middle Last", "Last, First", and in tables "Last First". One of the two must be on the
 * list (patterns/data), since any two words with capitals have the shape; the better both look, the likelier it is a name. Nobody
 * is missed for not being on the list: a name only amplifies, and namn_falt takes what a field or label calls a name. */
#include "patterns/check/check.h"
#include "patterns/check/names.h"
#include "patterns/check/words.h"
#include "scanner/base/i18n.h"

#define NAME_BYTES_MAX 100
#define WORDS_MAX 6
#define TURNED 0.25 /* "Holm Anna": seldom meant so; "Ek, Anna" may be the end of one name and the start of the next */
#define CELLS 0.15   /* what stands in two cells belongs together only where both are names */
#define CELLS_SURE 4
#define BLANKS " ,\t\n"

/* Of the odds of a shape of two words with capitals, by what first name and surname look like: measured on letters, minutes,
 * exports and on texts without persons. */
static const double odds_of[6][6] = {
    /* first \ last:   other doubtful unknown ending word known */
    [NAME_OTHER] =    {0, 0, 0, 0, 0, 0},
    [NAME_DOUBTFUL] = {0, 0, 0, 0, 0, 0},
    [NAME_UNKNOWN] =  {0, 0, 0, 0.5, 0, 0.9},
    [NAME_ENDING] =   {0, 0, 0, 0, 0, 0},
    [NAME_WORD] =     {0, 0, 0.6, 2.5, 1, 4},
    [NAME_KNOWN] =    {0, 0.4, 2.5, 7, 4, 12},
};

static const char *const particles[] = {
    "af", "von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "la", "le", "el", "al", "bin", "ibn", "ben", "zu", "ter", NULL,
};

struct firm {
    char text[20];
    guint8 len;
};
#define F(text) {text, sizeof text - 1}

/* Words of a name that make it a firm's or a place's. */
static const struct firm firms[] = {
    F("ab"), F("hb"), F("kb"), F("bygg"), F("gata"), F("gatan"), F("väg"), F("vägen"), F("plan"), F("plats"), F("torg"), F("torget"),
    F("skola"), F("skolan"), F("stiftelse"), F("stiftelsen"), F("föreningen"), F("samfälligheten"), F("åkeri"), F("livs"), F("måleri"), F("snickeri"), F("konsult"), F("rör"), F("el"), F("städ"),
    F("taxi"), F("trädgård"), F("schakt"), F("salong"), F("frisör"), F("bageri"), F("handel"), F("maskin"), F("transport"),
    F("redovisning"), F("juridik"), F("fastigheter"), F("entreprenad"), F("mekaniska"), F("vvs"), F("glas"), F("plåt"), F("järn"), F("bil"),
    F("kök"), F("begravningsbyrå"), F("musik"),
};
#undef F

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

/* The words of the text, ended in place, without particles and initials; their number, one more than WORDS_MAX where there are
 * too many. */
static guint split(char *text, struct name_word words[], gboolean *particle)
{
    guint count = 0;

    for (char *p = text + strspn(text, BLANKS); *p; p += strspn(p, BLANKS)) {
        char *word = p;
        p += strcspn(p, BLANKS);
        const char *end = p;
        if (*p)
            *p++ = 0;
        if (count && g_ascii_islower(*word) && g_strv_contains(particles, word)) {
            *particle = TRUE;
            continue;
        }
        if (count && (end[-1] == '.' || g_utf8_next_char(word) == end))
            continue;
        if (count == WORDS_MAX)
            return count + 1;
        words[count++] = name_word_of(word);
    }
    return count;
}

/* Bytes OR 0x20: that folds ASCII, and Å, Ä and Ö in UTF-8. */
static gboolean same_folded(const char *a, const char *b, gsize len)
{
    for (gsize i = 0; i < len; i++)
        if (((guchar)a[i] | 0x20) != ((guchar)b[i] | 0x20))
            return FALSE;
    return TRUE;
}

static gboolean firm(const struct name_word words[], guint count)
{
    for (guint i = 0; i < count; i++) {
        gsize len = strlen(words[i].text);
        for (const struct firm *firm = firms; firm < firms + G_N_ELEMENTS(firms); firm++)
            if (firm->len == len && same_folded(firm->text, words[i].text, len))
                return TRUE;
    }
    return FALSE;
}

/* Of first and last; a surname that is only known as a first name may still be one. */
static double odds(struct name_word *first, struct name_word *last, gboolean particle)
{
    enum name_grade one = names_first(first);
    if (one <= NAME_DOUBTFUL)
        return 0;
    enum name_grade two = names_last(last);
    if (particle && (two == NAME_UNKNOWN || two == NAME_DOUBTFUL))
        two = NAME_ENDING;
    if (one == NAME_UNKNOWN && two == NAME_KNOWN && names_first(last) == NAME_KNOWN)
        return 0;
    return odds_of[one][two] * (two == NAME_UNKNOWN && (names_first(last) >= NAME_WORD || g_utf8_strlen(last->text, -1) < 4) ? 0.3 : 1);
}

/* "Lindströms" to "Lindström", where only that is a surname. */
static void plain_form(struct name_word *word)
{
    gsize len = strlen(word->text);

    if (len < 4 || word->text[len - 1] != 's' || names_last(word) != NAME_UNKNOWN)
        return;
    word->text[len - 1] = 0;
    struct name_word plain = name_word_of(word->text);
    if (names_last(&plain) >= NAME_ENDING)
        *word = plain;
    else
        word->text[len - 1] = 's';
}

/* Tried at each pair of words with capitals, so nothing is allocated before it is nearly sure. */
static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    char text[NAME_BYTES_MAX];
    struct name_word words[WORDS_MAX + 1];
    gboolean particle = FALSE;

    check_clear(result);
    if (spelt.len == 0 || spelt.len >= sizeof text || !g_utf8_validate_len(spelt.at, spelt.len, NULL))
        return FALSE;
    memcpy(text, spelt.at, spelt.len);
    text[spelt.len] = 0;
    gboolean turned = strchr(text, ',') != NULL, cells = strchr(text, '\t') != NULL;
    guint count = split(text, words, &particle);
    if (count < 2 || count > WORDS_MAX)
        return FALSE;
    for (guint i = 0; i < count; i++)
        lower_tail(words[i].text);
    for (guint i = 1; i + 1 < count; i++)
        if (names_first(&words[i]) <= NAME_DOUBTFUL)
            return FALSE;
    struct name_word *first = &words[turned ? 1 : 0], *last = &words[turned ? 0 : count - 1];
    gboolean either = !turned && !particle && count == 2;
    if (names_first(first) <= NAME_DOUBTFUL && !(either && names_last(first) >= NAME_ENDING))
        return FALSE;
    plain_form(last);
    result->likelihood = odds(first, last, particle) * (turned && names_last(last) == NAME_UNKNOWN ? TURNED : 1);
    if (cells && result->likelihood < CELLS_SURE)
        result->likelihood *= CELLS;
    if (either && result->likelihood < (cells ? CELLS_SURE : 0.5) && names_last(first) >= NAME_ENDING) {
        double other = odds(last, first, particle);
        other *= !cells ? TURNED : other < CELLS_SURE ? CELLS : 1;
        if (other > result->likelihood) {
            result->likelihood = other;
            first = &words[1];
            last = &words[0];
        }
    }
    if (result->likelihood <= 0 || firm(words, count))
        return FALSE;
    result->likely_why = N_("how name-like the words are");
    result->chance = 0.9;
    g_autofree char *joined = g_strjoin(" ", first->text, last->text, NULL);
    return words_upper(text_of(joined), result->value, sizeof result->value);
}

const struct check check_namn = {.name = "namn", .valid = valid};
