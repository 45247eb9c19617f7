/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses: the rule's shape finds street, number, postal code and place; here they get one spelling, and the postal
 * code must be one that can exist: five digits, the first 1-9, the series to 984 (PostNord). */
#include "patterns/check/check.h"
#include "patterns/check/digits.h"
#include "patterns/check/words.h"

/* Five digits "135 40" or "13540"; -1 where there are none. */
static int postal_code(const char *at)
{
    for (const char *c = at; *c;) {
        gsize len = strspn(c, "0123456789");
        if (len == 5)
            return digits_number(c, 5);
        if (len == 3 && c[3] == ' ' && strspn(c + 4, "0123456789") == 2)
            return digits_number(c, 3) * 100 + digits_number(c + 4, 2);
        c += len ? len : 1;
    }
    return -1;
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    memset(result, 0, sizeof *result);
    if (!words_upper(spelt, result->value, sizeof result->value))
        return FALSE;
    int code = postal_code(result->value);
    if (code >= 0 && (code < 10000 || code > 98499))
        return FALSE;
    result->chance = 0.9;
    return TRUE;
}

const struct check check_adress = {.name = "adress", .valid = valid};
