/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Most expressions of names begin with a word with a capital. Of a hundred such words one begins any of their matches: asked of all of
 * them together it is looked at once.
 */
#include "patterns/match/gates.h"

#include <string.h>

#include "patterns/match/syntax.h"

#define STATES_TOGETHER 256u

static void group_free(struct gate_group *group)
{
    for (guint i = 0; i < group->members->len; i++)
        gate_free(g_array_index(group->members, struct gate_member, i).own);
    g_array_unref(group->members);
    gate_free(group->gate);
    g_free(group);
}

static struct gate_group *group_new(GPtrArray *groups)
{
    struct gate_group *group = g_new0(struct gate_group, 1);
    group->members = g_array_new(FALSE, FALSE, sizeof(struct gate_member));
    g_ptr_array_add(groups, group);
    return group;
}

/* The group whose expressions begin behind the same look-around, or ^, and with the same bytes; a new one where there is none. */
static struct gate_group *group_of(GPtrArray *groups, const char *const *expressions, guint number, const struct gate *gate)
{
    gsize len = syntax_front_len(expressions[number]);
    for (guint i = 0; len && i < groups->len; i++) {
        struct gate_group *group = g_ptr_array_index(groups, i);
        const struct gate_member *first = &g_array_index(group->members, struct gate_member, 0);
        const char *other = expressions[first->expression];
        if (syntax_front_len(other) == len && strncmp(other, expressions[number], len) == 0 && gate_begins_as(gate, first->own))
            return group;
    }
    return group_new(groups);
}

/* One expression that takes what any of the group takes. */
static char *united(const struct gate_group *group, const char *const *expressions)
{
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < group->members->len; i++) {
        const char *one = expressions[g_array_index(group->members, struct gate_member, i).expression];
        gsize len = syntax_front_len(one);
        if (i == 0)
            g_string_append_len(all, one, (gssize)len);
        g_string_append_printf(all, "%s(?:%s)", i ? "|" : "(?:", one + len);
    }
    g_string_append_c(all, ')');
    return g_string_free(all, FALSE);
}

GPtrArray *gates_new(const char *const *expressions, guint count)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func((GDestroyNotify)group_free);
    for (guint i = 0; i < count; i++) {
        struct gate_member member = {i, expressions[i] ? gate_new(expressions[i], GATE_STATES) : NULL};
        if (expressions[i])
            g_array_append_val(group_of(groups, expressions, i, member.own)->members, member);
    }
    for (guint i = 0; i < groups->len; i++) {
        struct gate_group *group = g_ptr_array_index(groups, i);
        struct gate_member *first = &g_array_index(group->members, struct gate_member, 0);
        if (group->members->len == 1) {
            group->gate = g_steal_pointer(&first->own);
            continue;
        }
        g_autofree char *all = united(group, expressions);
        group->gate = gate_new(all, STATES_TOGETHER);
    }
    return groups;
}
