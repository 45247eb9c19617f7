/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bankgironummer: seven or eight digits, 10-modul over all; 90-konton 900-0000 to 904-9999 among them. Bankgirot;
 * the spelling also in barsoom/banktools-se, bankgiro. */
#include "patterns/check/check.h"
#include "patterns/check/digits.h"

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    static const char *const shapes[] = {"7", "8", "3-4", "4-4", "3 4", "4 4", NULL};
    struct digits digits;

    check_clear(result);
    if (!digits_read(spelt, &digits) || !digits_shaped(&digits, shapes) || digits.at[0] == '0' || !digits_luhn(digits.at, digits.len))
        return FALSE;
    g_strlcpy(result->value, digits.at, sizeof result->value);
    result->chance = 0.1;
    return TRUE;
}

const struct check check_bankgiro = {.name = "bankgiro", .valid = valid, .needs = NEEDS_LUHN | NEEDS_FIRST};
