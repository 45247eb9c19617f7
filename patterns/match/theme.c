/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/theme.h"

#include <math.h>
#include <string.h>

#include "patterns/match/rule.h"

#define SHOWN_MAX 12 /* of the strong, and of the ordinary: the rules for classes ask for single words */
#define SPOTS_MAX 65536 /* different kilobytes remembered of a theme */

/*
 * The odds that a file is of the theme: one strong word or two ordinary ones lift it over even, weak ones only
 * add. Judgement, to be replaced by what the accuracy bench measures.
 */
#define ODDS_NOTHING 0.02
#define ODDS_STRONG_FIRST 80.0
#define ODDS_STRONG 5.0
#define ODDS_ORDINARY 8.0
#define ODDS_WEAK 1.3
#define ODDS_GENRE 0.25
#define ODDS_MAX 200.0
#define COUNTED_MAX 6

struct tally {
    guint different[3]; /* by enum strength */
    gboolean named;
    GPtrArray *shown[2]; /* borrowed words: strong, ordinary */
    GArray *spots;    /* of guint64: kilobytes of the stream, rising */
};

/* What a word is to a theme. */
struct meaning {
    guint16 rule;
    guint8 strength;
    gboolean genre;
};

/* What has been seen of a word; all zeros: nothing. */
struct seen {
    gboolean at_all, at_head;
    guint64 kilobyte; /* the last it was seen in, + 1 */
};

struct themes {
    const GPtrArray *rules;
    const struct dictionary *dictionary;
    GArray *meanings;      /* of struct meaning, in order of words */
    guint32 *first;        /* by word, and one more: of its meanings */
    struct seen *seen;     /* by word */
    struct tally *tallies; /* by rule */
    guint head_strong, head_ordinary; /* of genre */
};

static void take_meanings(struct themes *themes, guint word)
{
    guint count;
    const struct word_use *use = dictionary_uses(themes->dictionary, word, &count);
    themes->first[word] = themes->meanings->len;
    for (guint i = 0; i < count; i++) {
        const struct rule *rule = g_ptr_array_index(themes->rules, use[i].rule);
        struct meaning meaning = {use[i].rule, use[i].slot, g_str_equal(rule->kind, "genre")};
        if (rule->sort == RULE_WORDS)
            g_array_append_val(themes->meanings, meaning);
    }
}

struct themes *themes_new(const GPtrArray *rules, const struct dictionary *dictionary)
{
    struct themes *themes = g_new0(struct themes, 1);
    guint words = dictionary_len(dictionary);
    themes->rules = rules;
    themes->dictionary = dictionary;
    themes->seen = g_new0(struct seen, words + 1);
    themes->meanings = g_array_new(FALSE, FALSE, sizeof(struct meaning));
    themes->first = g_new0(guint32, words + 1);
    for (guint i = 0; i < words; i++)
        take_meanings(themes, i);
    themes->first[words] = themes->meanings->len;
    themes->tallies = g_new0(struct tally, rules->len);
    for (guint i = 0; i < rules->len; i++) {
        themes->tallies[i].shown[0] = g_ptr_array_new();
        themes->tallies[i].shown[1] = g_ptr_array_new();
        themes->tallies[i].spots = g_array_new(FALSE, FALSE, sizeof(guint64));
    }
    return themes;
}

void themes_free(struct themes *themes)
{
    if (!themes)
        return;
    for (guint i = 0; i < themes->rules->len; i++) {
        g_ptr_array_unref(themes->tallies[i].shown[0]);
        g_ptr_array_unref(themes->tallies[i].shown[1]);
        g_array_unref(themes->tallies[i].spots);
    }
    g_free(themes->tallies);
    g_free(themes->seen);
    g_free(themes->first);
    g_array_unref(themes->meanings);
    g_free(themes);
}

void themes_reset(struct themes *themes)
{
    memset(themes->seen, 0, dictionary_len(themes->dictionary) * sizeof *themes->seen);
    themes->head_strong = themes->head_ordinary = 0;
    for (guint i = 0; i < themes->rules->len; i++) {
        struct tally *tally = &themes->tallies[i];
        memset(tally->different, 0, sizeof tally->different);
        tally->named = FALSE;
        g_ptr_array_set_size(tally->shown[0], 0);
        g_ptr_array_set_size(tally->shown[1], 0);
        g_array_set_size(tally->spots, 0);
    }
}

static void count(struct themes *themes, const struct word_hit *hit, const struct meaning *meaning, gboolean first)
{
    struct tally *tally = &themes->tallies[meaning->rule];
    guint64 spot = hit->at >> 10;
    if (first) {
        tally->different[meaning->strength]++;
        GPtrArray *shown = tally->shown[meaning->strength != STRENGTH_STRONG];
        if (shown->len < SHOWN_MAX && meaning->strength != STRENGTH_WEAK)
            g_ptr_array_add(shown, (gpointer)dictionary_word(themes->dictionary, hit->word));
    }
    if (meaning->strength == STRENGTH_WEAK || tally->spots->len >= SPOTS_MAX ||
        (tally->spots->len && g_array_index(tally->spots, guint64, tally->spots->len - 1) == spot))
        return;
    g_array_append_val(tally->spots, spot);
}

void themes_word(struct themes *themes, const struct word_hit *hit, gboolean head, gboolean named)
{
    guint32 from = themes->first[hit->word], to = themes->first[hit->word + 1];
    struct seen *seen = &themes->seen[hit->word], before = *seen;
    guint64 kilobyte = (hit->at >> 10) + 1;
    if (from == to || (before.kilobyte == kilobyte && before.at_head >= head && !named))
        return;
    *seen = (struct seen){TRUE, before.at_head | head, kilobyte};
    for (guint32 i = from; i < to; i++) {
        const struct meaning *meaning = &g_array_index(themes->meanings, struct meaning, i);
        count(themes, hit, meaning, !before.at_all);
        themes->tallies[meaning->rule].named |= named;
        if (head && !before.at_head && meaning->genre) {
            themes->head_strong += meaning->strength == STRENGTH_STRONG;
            themes->head_ordinary += meaning->strength == STRENGTH_ORDINARY;
        }
    }
}

static double confidence(const struct tally *tally, gboolean against)
{
    guint strong = MIN(tally->different[STRENGTH_STRONG], (guint)COUNTED_MAX);
    guint ordinary = MIN(tally->different[STRENGTH_ORDINARY], (guint)COUNTED_MAX);
    guint weak = MIN(tally->different[STRENGTH_WEAK], (guint)COUNTED_MAX);
    if (!strong && !ordinary)
        return 0;
    double odds = ODDS_NOTHING * pow(ODDS_ORDINARY, ordinary) * pow(ODDS_WEAK, weak);
    if (strong)
        odds *= ODDS_STRONG_FIRST * pow(ODDS_STRONG, strong - 1);
    odds = MIN(odds, ODDS_MAX) * (against ? ODDS_GENRE : 1);
    return odds / (1 + odds);
}

static char *words_of(const struct tally *tally)
{
    GString *words = g_string_new(NULL);
    for (guint k = 0; k < G_N_ELEMENTS(tally->shown); k++)
        for (guint i = 0; i < tally->shown[k]->len; i++)
            g_string_append_printf(words, "%s%s", words->len ? ", " : "", (const char *)g_ptr_array_index(tally->shown[k], i));
    return g_string_free(words, FALSE);
}

static gboolean near_person(const struct tally *tally, const struct store *store, const struct evidence *evidence)
{
    if (evidence->persons && (tally->named || store_person_named(store)))
        return TRUE;
    for (guint i = 0; i < tally->spots->len; i++)
        if (store_person_near(store, g_array_index(tally->spots, guint64, i)))
            return TRUE;
    return FALSE;
}

void themes_evidence(const struct themes *themes, const struct store *store, gboolean genre, struct evidence *evidence)
{
    evidence->genre = themes->head_strong > 0 || themes->head_ordinary > 1;
    for (guint i = 0; i < themes->rules->len; i++) {
        const struct rule *rule = g_ptr_array_index(themes->rules, i);
        const struct tally *tally = &themes->tallies[i];
        if (rule->sort != RULE_WORDS || g_str_equal(rule->kind, "genre"))
            continue;
        gboolean near = near_person(tally, store, evidence);
        double likely = confidence(tally, genre && evidence->genre && !near);
        if (likely <= 0.1)
            continue;
        struct theme *theme = theme_new();
        theme->name = g_strdup(rule->kind);
        theme->confidence = likely;
        theme->strong = tally->different[STRENGTH_STRONG];
        theme->ordinary = tally->different[STRENGTH_ORDINARY];
        theme->near_person = near;
        theme->words = words_of(tally);
        g_ptr_array_add(evidence->themes, theme);
    }
}
