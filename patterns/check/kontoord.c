/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bank account with words between the clearing number and the rest: "9071 kontonr 417 23 83". */
#include "patterns/check/check.h"

#include <string.h>

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    char plain[CHECK_VALUE_MAX];
    gsize len = 0, digits = 0;
    gboolean gap = FALSE;

    memset(result, 0, sizeof *result);
    for (gsize i = 0; i < spelt.len; i++) {
        if (!g_ascii_isdigit(spelt.at[i])) {
            gap |= digits == 4 || digits == 5;
            continue;
        }
        if (gap && len == digits)
            plain[len++] = ' ';
        if (len + 1 >= sizeof plain)
            return FALSE;
        plain[len++] = spelt.at[i];
        digits++;
    }
    return check_find("bankkonto")->valid((struct text){plain, len}, env, result);
}

const struct check check_kontoord = {.name = "kontoord", .valid = valid};
