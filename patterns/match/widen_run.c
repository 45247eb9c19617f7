/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * To know that a match is near, any stretch that all matches hold is enough, and what is rare and of one length is found fastest:
 *
 *     [\w.-]{1,}  @  [\w]  [\w-]{0,}  \.  [a-z]{2,}
 *                  |--------|                            "@" and a letter tell as much as the whole
 *
 * Each run of items without long repeats is weighed by the signs it fixes; a repeat at its ends comes as seldom as it may.
 */
#include "patterns/match/widen_run.h"

#include <string.h>

#include "patterns/match/syntax.h"

#define SHORT_MAX 4     /* repeats up to this many may stand within a run */
#define ENOUGH 6.0      /* weight at which a run need not grow */
#define WORTH 0.9       /* weight below which the whole expression is taken */
#define CLASS_WEIGHT 0.3
#define ANY_CLASS "[\\x{0}-"

static double weigh(const char **p);

/* One item at *p with its repeat. */
static double weigh_item(const char **p)
{
    double weight;
    guint min = 1, max = 1;
    if (**p == '(') {
        *p += 3; /* "(?:" is the only opening that is written */
        weight = weigh(p);
        *p += **p == ')';
    } else if (**p == '[') {
        weight = g_str_has_prefix(*p, ANY_CLASS) || (*p)[1] == '^' ? 0 : CLASS_WEIGHT;
        *p += MAX(syntax_class_len(*p), 1u);
    } else if (**p == '\\') {
        weight = (*p)[1] == '.' || (*p)[1] == '-' ? 0.6 : 1;
        *p += syntax_escape_len(*p);
    } else {
        weight = **p == ' ' ? 0.1 : **p == '-' || **p == '.' || **p == ',' ? 0.6 : 1;
        *p += g_utf8_skip[(guchar)**p];
    }
    gsize repeat = syntax_repeat_len(*p, &min, &max);
    if (!repeat && **p && strchr("*+?", **p)) {
        min = **p == '+';
        repeat = 1;
    }
    *p += repeat;
    return weight * MIN(min, (guint)SHORT_MAX);
}

/* The least that any alternative fixes, up to the end of the group or the text. */
static double weigh(const char **p)
{
    double least = G_MAXDOUBLE, total = 0;
    while (**p && **p != ')') {
        if (**p == '|') {
            least = MIN(least, total);
            total = 0;
            (*p)++;
        } else {
            total += weigh_item(p);
        }
    }
    return MIN(least, total);
}

static double weight_of(const char *text, const struct widen_item *item)
{
    g_autofree char *one = g_strndup(text + item->from, item->to - item->from);
    const char *p = one;
    return weigh(&p) * MIN(item->min, (guint)SHORT_MAX);
}

static gboolean is_any(const char *text, const struct widen_item *item)
{
    return g_str_has_prefix(text + item->from, ANY_CLASS) || g_str_has_prefix(text + item->from, "[^");
}

/* It may stand within a run. */
static gboolean is_short(const char *text, const struct widen_item *item)
{
    return item->max > 0 && item->max <= SHORT_MAX && (item->max == 1 || !is_any(text, item));
}

/* Last item of the run that begins with item first; its weight. */
static guint run_from(const char *text, const GArray *items, guint first, double *weight)
{
    double total = 0;
    guint last = first;
    *weight = 0;
    for (guint i = first; i < items->len && *weight < ENOUGH; i++) {
        const struct widen_item *item = &g_array_index(items, struct widen_item, i);
        total += weight_of(text, item);
        if (item->min > 0) {
            last = i;
            *weight = total;
        }
        if (!is_short(text, item) && i > first)
            break;
        if (i == first && item->min != item->max && first + 1 < items->len && !is_short(text, item) && is_any(text, item))
            break;
    }
    return last;
}

static void put(GString *out, const char *text, const struct widen_item *item, gboolean edge)
{
    g_string_append_len(out, text + item->from, (gssize)(item->to - item->from));
    guint min = MIN(item->min, (guint)SHORT_MAX);
    if (edge && min != 1)
        g_string_append_printf(out, "{%u}", min);
    else if (!edge && (item->min != 1 || item->max != 1))
        g_string_append_printf(out, "{%u,%u}", item->min, item->max);
}

char *widen_run(const char *text, const GArray *items)
{
    guint first = 0, last = 0;
    double best = 0;
    for (guint i = 0; i < items->len; i++) {
        double weight;
        if (g_array_index(items, struct widen_item, i).min == 0)
            continue;
        guint to = run_from(text, items, i, &weight);
        if (weight <= best)
            continue;
        best = weight;
        first = i;
        last = to;
    }
    if (best < WORTH)
        return g_strdup(text);
    GString *out = g_string_new(NULL);
    for (guint i = first; i <= last; i++)
        put(out, text, &g_array_index(items, struct widen_item, i), i == first || i == last);
    return g_string_free(out, FALSE);
}
