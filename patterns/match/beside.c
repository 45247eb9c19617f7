/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/beside.h"

#include <string.h>

#include "scanner/base/i18n.h"

#define BESIDE_BYTES 40
#define BESIDE_FACTOR 5.0
#define ROW_BYTES 160    /* of one row or line */
#define LINES_BYTES 80   /* over the edges of lines and fields */
#define SEPARATOR_BYTES 4

static const struct rule *rule_of(const struct detector *detector, const struct claim *claim)
{
    return g_ptr_array_index(detector->engine->rules, claim->rule);
}

/* name: the kind's id. */
static gboolean is_name(const struct detector *detector, const struct claim *claim, const char *name)
{
    return rule_of(detector, claim)->kind_id == name && claim->odds >= 1;
}

static gboolean of_persons(const struct rule *rule)
{
    return rule->sort == RULE_DIGITS && (rule->person || strcmp(rule->kind, "telefon") == 0);
}

/* The last name of the block before, of which no more is known than where it ended; none ends behind everything. */
static struct claim last_name(const struct detector *detector)
{
    gboolean first = detector->block == detector->part_start;
    return (struct claim){.to = first ? G_MAXUINT64 : detector->named_to, .detail = NO_DETAIL};
}

/* On one line, and near. */
static gboolean beside(struct stretch stretch, const struct claim *one, const struct claim *two)
{
    return two->from >= one->to && two->from - one->to <= BESIDE_BYTES &&
           !memchr(stretch.text + (one->to - stretch.base), '\n', (gsize)(two->from - one->to));
}

void beside_names(struct detector *detector, struct stretch stretch, struct claim *const *claims, guint count)
{
    const char *name = g_intern_static_string("namn");
    const struct claim last = last_name(detector), *before = &last;
    for (guint i = 0, behind = 0; i < count; i++) {
        struct claim *claim = claims[i];
        if (is_name(detector, claim, name)) {
            before = claim;
            continue;
        }
        if (claim->detail == NO_DETAIL || !of_persons(rule_of(detector, claim)))
            continue;
        for (behind = MAX(behind, i + 1); behind < count && !is_name(detector, claims[behind], name);)
            behind++;
        if (beside(stretch, before, claim) || (behind < count && beside(stretch, claim, claims[behind])))
            hit_reason(&g_array_index(detector->details, struct hit, claim->detail),
                       (struct reason){N_("a name stands beside it"), NO_WORD, FALSE, BESIDE_FACTOR});
    }
}

/* Near enough that a form's next line or a row's next column still speaks of the same. */
static gboolean of_one(struct stretch stretch, const struct claim *one, const struct claim *two)
{
    if (two->from < one->to || two->from - one->to > ROW_BYTES)
        return FALSE;
    guint64 gap = two->from - one->to;
    return gap <= LINES_BYTES || !memchr(stretch.text + (one->to - stretch.base), '\n', (gsize)gap);
}

/* Nothing but a separator stands between. */
static gboolean right_before(struct stretch stretch, const struct claim *one, const struct claim *two)
{
    if (two->from < one->to || two->from - one->to > SEPARATOR_BYTES)
        return FALSE;
    for (guint64 at = one->to; at < two->from; at++)
        if (!strchr(" ,;\t\n", stretch.text[at - stretch.base]))
            return FALSE;
    return TRUE;
}

/* A street or a village: authorities have boxes, and a postal code with its place says little. */
static gboolean is_home(struct stretch stretch, const struct claim *claim)
{
    const char *at = stretch.text + (claim->from - stretch.base);
    return claim->odds >= 1 && !g_ascii_isdigit(*at) && g_ascii_strncasecmp(at, "box ", MIN(claim->to - claim->from, 4)) != 0;
}

static void mark_person(struct detector *detector, const struct claim *claim)
{
    if (claim->detail != NO_DETAIL && claim->odds >= 1)
        g_array_index(detector->details, struct hit, claim->detail).person = TRUE;
}

void beside_persons(struct detector *detector, struct stretch stretch, struct claim *const *claims, guint count)
{
    const char *name = g_intern_static_string("namn"), *birth = g_intern_static_string("fodelsedatum"), *home = g_intern_static_string("adress");
    const struct claim last = last_name(detector), *named = &last, *born = NULL;
    for (guint i = 0; i < count; i++) {
        const struct claim *claim = claims[i];
        const char *kind = rule_of(detector, claim)->kind_id;
        if (is_name(detector, claim, name)) {
            if (born && of_one(stretch, born, claim))
                mark_person(detector, born);
            named = claim;
            born = NULL;
        } else if (kind == birth) {
            if (of_one(stretch, named, claim))
                mark_person(detector, claim);
            else
                born = claim;
        } else if (kind == home && named != &last && is_home(stretch, claim) && right_before(stretch, named, claim)) {
            mark_person(detector, named);
        }
    }
    detector->named_to = named->to;
}
