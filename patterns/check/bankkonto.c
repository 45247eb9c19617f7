/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bank accounts: clearing number and account, by the bank's own rule (clearing.c). Swedbank's 8xxx may show a fifth
 * clearing digit, 10-modul over the five; some of its accounts have no check digit at all, so its check refuses nothing.
 * Files of salaries write sixteen digits, zeros before the account. The account of a personkonto is its holder's personnummer. */
#include "patterns/check/check.h"
#include "patterns/check/clearing.h"
#include "patterns/check/digits.h"

static gboolean account(const struct clearing *bank, const char *at, gsize len, double *chance)
{
    const char *tail = at + 4;
    gsize rest = len - 4;

    *chance = 0.09;
    switch ((enum clearing_check)bank->check) {
    case CLEARING_1_1:
        return rest == 7 && digits_mod11(at + 1, 10);
    case CLEARING_1_2:
        return rest == 7 && digits_mod11(at, 11);
    case CLEARING_2_1:
        *chance = 0.1;
        return rest == 10 && digits_luhn(tail, 10);
    case CLEARING_2_2:
        return (rest == 8 || rest == 9) && digits_mod11(tail, rest);
    case CLEARING_2_3:
        *chance = digits_luhn(tail, rest) ? 0.1 : 0.9;
        return rest >= 2 && rest <= 10 && (bank->from == 8000 || *chance < 0.5);
    case CLEARING_UNKNOWN:
        *chance = 0.9;
        return rest == 7;
    }
    return FALSE;
}

/* Takes the zeros off that fill an account up to twelve digits; of those that begin with zeros of their own some stay. */
static gsize unfill(const struct clearing *bank, char *at, gsize len)
{
    static const guint8 lengths[] = {[CLEARING_1_1] = 7, [CLEARING_1_2] = 7, [CLEARING_2_1] = 10, [CLEARING_2_2] = 9, [CLEARING_2_3] = 10,
                                     [CLEARING_UNKNOWN] = 7};
    gsize fill = 12 - lengths[bank->check];

    if (len != 16 || strspn(at + 4, "0") < fill)
        return len;
    memmove(at + 4, at + 4 + fill, len - 4 - fill + 1);
    return len - fill;
}

static gboolean is_holder(const struct clearing *bank, const char *ten, const struct check_env *env, struct check_result *result)
{
    struct check_result person;
    const struct text digits = {ten, 10};

    if (bank->from != bank->to || bank->check != CLEARING_2_1)
        return FALSE;
    if (!check_find("personnummer")->valid(digits, env, &person) && !check_find("samordningsnummer")->valid(digits, env, &person))
        return FALSE;
    result->test = person.test;
    return TRUE;
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    struct digits digits;
    const struct clearing *bank;
    char at[DIGITS_MAX + 1];

    check_clear(result);
    if (!digits_read(spelt, &digits) || digits.len < 8 || digits.len > 16)
        return FALSE;
    if (digits.first != digits.len && digits.first != 4 && digits.first != 5)
        return FALSE;
    bank = clearing_find(digits_number(digits.at, 4));
    if (!bank)
        return FALSE;
    memcpy(at, digits.at, sizeof at);
    gboolean fifth = digits.first == 5 || (g_str_has_prefix(digits.shape, "4-1") && strchr(",- ", digits.shape[3]) && digits.shape[3]);
    if (fifth) {
        if (bank->from != 8000 || !digits_luhn(at, 5))
            return FALSE;
        memmove(at + 4, at + 5, sizeof at - 5);
        digits.len--;
    }
    digits.len = unfill(bank, at, digits.len);
    if (!account(bank, at, digits.len, &result->chance))
        return FALSE;
    g_strlcpy(result->value, at, sizeof result->value);
    result->holder = is_holder(bank, at + 4, env, result);
    return TRUE;
}

const struct check check_bankkonto = {.name = "bankkonto", .valid = valid};
