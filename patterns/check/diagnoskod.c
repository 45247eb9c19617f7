/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diagnosis codes: ICD-10-SE (Socialstyrelsen): a letter, two digits, with a point one sign more, perhaps a letter.
 * Canonical: capitals with the point. Cells, rooms and vitamins look like the form without a point. */
#include "patterns/check/check.h"

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    gsize len = 0;

    memset(result, 0, sizeof *result);
    if (spelt.len < 3 || spelt.len > 6)
        return FALSE;
    for (gsize i = 0; i < spelt.len; i++)
        result->value[len++] = g_ascii_toupper(spelt.at[i]);
    const char *at = result->value;
    if (!g_ascii_isupper(at[0]) || !g_ascii_isdigit(at[1]) || !g_ascii_isdigit(at[2]))
        return FALSE;
    if (len == 3) {
        result->chance = 0.9;
        return TRUE;
    }
    if (at[3] != '.' || !g_ascii_isdigit(at[4]) || (len == 6 && !g_ascii_isalnum(at[5])))
        return FALSE;
    result->chance = 0.9;
    return TRUE;
}

const struct check check_diagnoskod = {.name = "diagnoskod", .valid = valid};
