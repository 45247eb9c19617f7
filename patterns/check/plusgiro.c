/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plusgironummer: two to eight digits, the last by 10-modul after a hyphen, before it pairs from the right: 12 34 56-6. */
#include <string.h>

#include "patterns/check/check.h"
#include "patterns/check/digits.h"

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    static const char *const shapes[] = {
        "1-1", "2-1", "3-1", "4-1", "5-1", "6-1", "7-1", "1 2-1", "2 2-1", "1 2 2-1", "2 2 2-1", "1 2 2 2-1", "3 2-1", "3 2 2-1",
        "3", "4", "5", "6", "7", "8", NULL,
    };
    struct digits digits;

    check_clear(result);
    if (!digits_read(spelt, &digits) || !digits_shaped(&digits, shapes) || digits.at[0] == '0' || !digits_luhn(digits.at, digits.len))
        return FALSE;
    g_strlcpy(result->value, digits.at, sizeof result->value);
    /* In no groups any number with its check digit is written so, as codes of LOINC are: many of them say nothing for each other. */
    result->chance = memchr(spelt.at, '-', spelt.len) && !memchr(spelt.at, ' ', spelt.len) ? 0.9 : 0.1;
    return TRUE;
}

const struct check check_plusgiro = {.name = "plusgiro", .valid = valid, .needs = NEEDS_LUHN | NEEDS_FIRST};
