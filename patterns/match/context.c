/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/context.h"

#include <math.h>
#include <string.h>

#include "patterns/match/letters.h"
#include "scanner/base/i18n.h"

#define LETTER_FACTOR 0.02
#define AMOUNT_FACTOR 0.05 /* '.' or ',' and a digit: amounts, versions */
#define HYPHEN_FACTOR 0.1  /* '-' and a digit: a longer number */
#define PAIRS_FACTOR 0.03
#define AFAR 0.5           /* what is lost of a word's weight from right beside to "within" */
#define OTHER_LINE 0.6
#define BEHIND 0.6         /* a word mostly stands before its number */
#define OTHER_NUMBER 0.5   /* another number stands between */
#define NUMBER_DIGITS 5
#define SPEAKS_FOR 4.0     /* factor at which words near set a hit apart from its like */
#define LACKING_FACTOR 0.1
#define SIGN_BYTES_MAX 4u

/* The best word found of a group. */
struct best {
    double weight; /* 0: none; 1: right beside or in the label */
    guint32 word;
    gboolean header;
};

static void take(struct best *best, double weight, guint32 word, gboolean header)
{
    if (weight <= best->weight)
        return;
    *best = (struct best){weight, word, header};
}

static guint first_word(const GArray *words, guint64 at)
{
    guint low = 0, high = words->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(words, struct word_hit, middle).at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What lies between a word and the hit. */
struct gap {
    guint characters;
    gboolean line, number;
};

static struct gap gap_of(struct stretch stretch, guint64 from, guint64 to)
{
    gsize at = (gsize)(from - stretch.base), end = (gsize)(to - stretch.base);
    struct gap gap = {.line = from < to && memchr(stretch.text + at, '\n', end - at) != NULL};
    guint digits = 0;
    for (; at < end; at += 64) {
        struct letters letters = letters_of(stretch.text, stretch.len, at);
        guint64 inside = end - at < 64 ? (G_GUINT64_CONSTANT(1) << (end - at)) - 1 : G_MAXUINT64;
        gap.characters += (guint)__builtin_popcountll(~letters.rest & inside);
        digits += (guint)__builtin_popcountll(letters.digit & inside);
    }
    gap.number = digits >= NUMBER_DIGITS;
    return gap;
}

static void near_word(const struct rule *rule, const struct surroundings *around, const struct hit *hit, const struct word_hit *word,
                      struct best best[])
{
    gboolean behind = word->at >= hit->to, measured = FALSE;
    guint64 from = behind ? hit->to : MIN(word->at + word->len, hit->from), to = behind ? word->at : hit->from;
    struct gap gap = {0};
    guint count;
    const struct word_use *uses = dictionary_uses(around->dictionary, word->word, &count);
    for (guint i = 0; i < count; i++) {
        if (uses[i].rule != hit->rule)
            continue;
        const struct context_group *group = &g_array_index(rule->context, struct context_group, uses[i].slot);
        if (group->where == CONTEXT_HEADER || to - from > (guint64)group->within * SIGN_BYTES_MAX)
            continue;
        if (!measured)
            gap = gap_of(around->stretch, from, to);
        measured = TRUE;
        if (gap.characters > group->within || (around->cell && gap.line))
            continue;
        double weight = 1 - AFAR * gap.characters / group->within;
        weight *= (gap.line ? OTHER_LINE : 1) * (behind ? BEHIND : 1) * (gap.number ? OTHER_NUMBER : 1);
        take(&best[uses[i].slot], weight, word->word, FALSE);
    }
}

static void label_words(const struct rule *rule, const struct surroundings *around, const struct hit *hit, struct best best[])
{
    for (guint i = 0; around->label && i < around->label->words->len; i++) {
        const struct word_hit *word = &g_array_index(around->label->words, struct word_hit, i);
        guint count;
        const struct word_use *uses = dictionary_uses(around->dictionary, word->word, &count);
        for (guint k = 0; k < count; k++)
            if (uses[k].rule == hit->rule && g_array_index(rule->context, struct context_group, uses[k].slot).where != CONTEXT_NEAR)
                take(&best[uses[k].slot], 1, word->word, TRUE);
    }
}

gboolean context_raises(const GPtrArray *rules, struct near *near, guint64 from, guint64 to, guint16 rule)
{
    guint64 reach = from > CONTEXT_REACH ? from - CONTEXT_REACH : 0;
    while (near->first < near->words->len && g_array_index(near->words, struct word_hit, near->first).at < reach)
        near->first++;
    while (near->first > 0 && g_array_index(near->words, struct word_hit, near->first - 1).at >= reach)
        near->first--;
    for (guint i = near->first; i < near->words->len && g_array_index(near->words, struct word_hit, i).at < to + CONTEXT_REACH; i++) {
        const struct word_hit *word = &g_array_index(near->words, struct word_hit, i);
        guint count;
        if (!(word->rules & word_bit(rule)))
            continue;
        const struct word_use *uses = dictionary_uses(near->dictionary, word->word, &count);
        for (guint k = 0; k < count; k++)
            if (uses[k].rule == rule &&
                g_array_index(((const struct rule *)g_ptr_array_index(rules, rule))->context, struct context_group, uses[k].slot).factor > 1)
                return TRUE;
    }
    return FALSE;
}

double context_lift(const struct rule *rule, guint16 number, const struct dictionary *dictionary, const struct label *label)
{
    const struct surroundings around = {.dictionary = dictionary, .label = label};
    const struct hit hit = {.rule = number};
    struct best best[CONTEXT_GROUPS_MAX];
    double lift = 1;
    if (!label || label->words->len == 0)
        return 1;
    memset(best, 0, rule->context->len * sizeof *best);
    label_words(rule, &around, &hit, best);
    for (guint i = 0; i < rule->context->len; i++)
        if (best[i].weight > 0)
            lift *= MAX(g_array_index(rule->context, struct context_group, i).factor, 1);
    return lift;
}

void context_weigh(const struct rule *rule, const struct surroundings *around, struct hit *hit)
{
    struct best best[CONTEXT_GROUPS_MAX];
    gboolean met = FALSE;
    double by_words = 1;
    if (rule->context->len == 0 || (!rule->needs && around->words->len == 0 && (!around->label || around->label->words->len == 0)))
        return;
    memset(best, 0, rule->context->len * sizeof *best);
    guint64 reach_from = hit->from > CONTEXT_REACH ? hit->from - CONTEXT_REACH : 0;
    for (guint i = first_word(around->words, reach_from); i < around->words->len; i++) {
        const struct word_hit *word = &g_array_index(around->words, struct word_hit, i);
        if (word->at >= hit->to + CONTEXT_REACH)
            break;
        if ((word->rules & word_bit(hit->rule)) && (word->at < hit->from || word->at >= hit->to))
            near_word(rule, around, hit, word, best);
    }
    label_words(rule, around, hit, best);
    for (guint i = 0; i < rule->context->len; i++) {
        const struct context_group *group = &g_array_index(rule->context, struct context_group, i);
        if (best[i].weight <= 0)
            continue;
        double factor = best[i].weight == 1 ? group->factor : pow(group->factor, best[i].weight);
        met |= group->needed;
        if (!best[i].header && factor > 1)
            by_words *= factor;
        hit_reason(hit, (struct reason){group->why, best[i].word, best[i].header, factor});
    }
    hit->by_words = by_words >= SPEAKS_FOR;
    hit->lacking = rule->needs && !met;
    if (hit->lacking)
        hit_reason(hit, (struct reason){N_("a word that should stand beside it is missing"), NO_WORD, FALSE, LACKING_FACTOR});
}

static gboolean is_letter(struct stretch stretch, guint64 at)
{
    guchar c = (guchar)stretch.text[at - stretch.base];
    return g_ascii_isalpha(c) || (c >= 0x80 && c != 0xc2 && c != 0xe2);
}

/* A letter may end in a byte that says nothing: looks at the sign's first byte. */
static gboolean letter_before(struct stretch stretch, guint64 at)
{
    guint64 p = at - 1;
    while (p > stretch.base && ((guchar)stretch.text[p - stretch.base] & 0xc0) == 0x80)
        p--;
    return is_letter(stretch, p);
}

static double sign_factor(char sign, char behind)
{
    if (!g_ascii_isdigit(behind))
        return 1;
    return sign == '.' || sign == ',' ? AMOUNT_FACTOR : sign == '-' ? HYPHEN_FACTOR : 1;
}

/* "16,4+20140512": a sum, no country's code. */
static gboolean summed(struct stretch stretch, guint64 from)
{
    const char *at = stretch.text + (from - stretch.base);
    return *at == '+' && from > stretch.base && (g_ascii_isdigit(at[-1]) || strchr(")=*/^+-", at[-1]));
}

/* TRUE where two hexadecimal digits stand there by themselves. */
static gboolean is_pair(struct stretch stretch, guint64 from)
{
    guint64 end = stretch.base + stretch.len;
    if (from < stretch.base || from + 2 > end)
        return FALSE;
    const char *at = stretch.text + (from - stretch.base);
    return (from + 2 == end || g_ascii_isspace(at[2])) && (from == stretch.base || g_ascii_isspace(at[-1])) && g_ascii_isxdigit(at[0]) &&
           g_ascii_isxdigit(at[1]);
}

/* "6F 6E 08 00 00 45 78 70 65": bytes written out, of which some look like a telephone number. */
static gboolean among_pairs(struct stretch stretch, const struct hit *hit)
{
    if (!is_pair(stretch, hit->from))
        return FALSE;
    gboolean before = hit->from >= stretch.base + 3 && is_pair(stretch, hit->from - 3), behind = is_pair(stretch, hit->to + 1);
    return (before && behind) || (before && hit->from >= stretch.base + 6 && is_pair(stretch, hit->from - 6)) || (behind && is_pair(stretch, hit->to + 4));
}

gboolean context_guard(struct stretch stretch, gboolean listed_before, gboolean listed_behind, struct hit *hit)
{
    guint64 end = stretch.base + stretch.len;
    const char *text = stretch.text;
    double letters = 1, signs = 1;
    if (hit->from > stretch.base && letter_before(stretch, hit->from))
        letters *= LETTER_FACTOR;
    if (hit->to < end && is_letter(stretch, hit->to))
        letters *= LETTER_FACTOR;
    if (!listed_before && hit->from >= stretch.base + 2)
        signs *= sign_factor(text[hit->from - stretch.base - 1], text[hit->from - stretch.base - 2]);
    if (!listed_behind && hit->to + 2 <= end)
        signs *= sign_factor(text[hit->to - stretch.base], text[hit->to - stretch.base + 1]);
    if (among_pairs(stretch, hit))
        signs *= PAIRS_FACTOR;
    if (summed(stretch, hit->from))
        signs *= AMOUNT_FACTOR;
    if (letters < 1)
        hit_reason(hit, (struct reason){N_("a letter stands right beside it"), NO_WORD, FALSE, letters});
    if (signs < 1)
        hit_reason(hit, (struct reason){N_("it looks like part of a longer number"), NO_WORD, FALSE, signs});
    return signs < 1;
}
