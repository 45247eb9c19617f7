/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Momsregistreringsnummer (VAT): SE, ten digits with 10-modul, 01. A sole trader's ten digits are the owner's
 * personnummer or samordningsnummer, and then it stands for a person. (skatteverket.se; the rule also in python-stdnum, se/vat.) */
#include "patterns/check/check.h"
#include "patterns/check/digits.h"

static gboolean person(const char *kind, const char *ten, const struct check_env *env, struct check_result *result)
{
    const struct check *check = check_find(kind);

    if (!check || !check->valid((struct text){ten, 10}, env, result))
        return FALSE;
    result->kind = check->name;
    result->chance = 0.0036;
    return TRUE;
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    char at[15];

    memset(result, 0, sizeof *result);
    if (digits_compact(spelt, at, 14) != 14 || !g_str_has_prefix(at, "SE") || !digits_all(at + 2, 12)
        || strcmp(at + 12, "01") != 0)
        return FALSE;
    if (person("personnummer", at + 2, env, result) || person("samordningsnummer", at + 2, env, result))
        return TRUE;
    memset(result, 0, sizeof *result);
    if (at[4] < '2' || !digits_luhn(at + 2, 10))
        return FALSE;
    g_snprintf(result->value, sizeof result->value, "%.10s", at + 2);
    result->chance = 0.064;
    return TRUE;
}

const struct check check_moms = {.name = "moms", .valid = valid};
