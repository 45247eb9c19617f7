/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key or token of a service, where a field says that one stands there: long, of mixed signs, and no place for one. */
#include "patterns/check/check.h"

#define SHORTEST 12
#define SHORTEST_LETTERS 24 /* of letters alone */

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    gsize digits = 0, letters = 0, capitals = 0;

    for (gsize i = 0; i < spelt.len; i++) {
        digits += g_ascii_isdigit(spelt.at[i]);
        letters += g_ascii_isalpha(spelt.at[i]);
        capitals += g_ascii_isupper(spelt.at[i]);
        if (spelt.at[i] == '/' && i + 1 < spelt.len && spelt.at[i + 1] == '/')
            return FALSE;
    }
    if (spelt.len < SHORTEST || letters == 0 || (digits < 2 && (spelt.len < SHORTEST_LETTERS || capitals < 2 || capitals == letters)))
        return FALSE;
    return check_find("losenord")->valid(spelt, env, result);
}

const struct check check_nyckel = {.name = "nyckel", .valid = valid};
