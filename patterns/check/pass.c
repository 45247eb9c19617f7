/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passports and national identity cards: eight digits until 2021, nine letters and digits since 2022 (polisen.se). There
 * is no check digit outside the machine-readable zone, so a word must stand near. */
#include "patterns/check/check.h"
#include "patterns/check/digits.h"

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    char at[10];
    gsize len = digits_compact(spelt, at, 9), letters = 0;

    memset(result, 0, sizeof *result);
    for (gsize i = 0; i < len; i++)
        letters += g_ascii_isalpha(at[i]);
    if (!(len == 8 && letters == 0) && !(len == 9 && letters >= 1 && letters <= 5))
        return FALSE;
    g_strlcpy(result->value, at, sizeof result->value);
    result->chance = 0.9;
    return TRUE;
}

const struct check check_pass = {.name = "pass", .valid = valid};
