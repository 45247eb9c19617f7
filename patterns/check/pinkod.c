/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A code of digits, where a field says that one stands there: three to eight, not all zeros. */
#include "patterns/check/check.h"

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    gboolean any = FALSE;

    memset(result, 0, sizeof *result);
    if (spelt.len < 3 || spelt.len > 8)
        return FALSE;
    for (gsize i = 0; i < spelt.len; i++) {
        if (!g_ascii_isdigit(spelt.at[i]))
            return FALSE;
        any |= spelt.at[i] != '0';
    }
    memcpy(result->value, spelt.at, spelt.len);
    result->chance = 0.9;
    return any;
}

const struct check check_pinkod = {.name = "pinkod", .valid = valid};
