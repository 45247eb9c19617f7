/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/beside.h"

#include <string.h>

#include "scanner/base/i18n.h"

#define BESIDE_BYTES 40
#define BESIDE_FACTOR 5.0

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

/* On one line, and near. */
static gboolean beside(struct stretch stretch, const struct claim *one, const struct claim *two)
{
    return two->from >= one->to && two->from - one->to <= BESIDE_BYTES &&
           !memchr(stretch.text + (one->to - stretch.base), '\n', (gsize)(two->from - one->to));
}

void beside_names(struct detector *detector, struct stretch stretch, struct claim *const *claims, guint count)
{
    const char *name = g_intern_static_string("namn");
    const struct claim *before = NULL;
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
        if ((before && beside(stretch, before, claim)) || (behind < count && beside(stretch, claim, claims[behind])))
            hit_reason(&g_array_index(detector->details, struct hit, claim->detail),
                       (struct reason){N_("a name stands beside it"), NO_WORD, FALSE, BESIDE_FACTOR});
    }
}
