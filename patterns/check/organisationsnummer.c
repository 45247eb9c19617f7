/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Organisationsnummer: SFS 1974:174 section 4: ten digits, the last by 10-modul. The third digit is 2 or more, so it
 * is never a date; the first tells the form (1 dödsbo, 2 state and municipality, 5 aktiebolag ...), 4 is not in use.
 * Twelve digits begin with 16 (Skatteverket), or 01 and a hyphen (Bankgirot). */
#include "patterns/check/check.h"
#include "patterns/check/digits.h"
#include "scanner/base/i18n.h"

/*
 * How much commoner the series is among organisations than among random digits that pass the check: six of ten organisations are aktiebolag in
 * 556 and 559; series of state, region, kommun and church are few; 3, 6 and most of 5 are hardly met.
 */
static double series(const char *at)
{
    static const char *const common[] = {"769", "716", "802", "969", "916", NULL};
    if (g_str_has_prefix(at, "556") || g_str_has_prefix(at, "559"))
        return 12;
    for (const char *const *start = common; *start; start++)
        if (g_str_has_prefix(at, *start))
            return 6;
    if (at[0] == '2' && at[1] <= '6' && at[2] == '2' && at[3] <= '1')
        return 10;
    if (g_str_has_prefix(at, "502") || g_str_has_prefix(at, "516"))
        return 2;
    return at[0] >= '7' ? 0.4 : 0.2;
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    static const char *const ten[] = {"10", "6-4", "6 4", NULL};
    static const char *const twelve[] = {"12", "8-4", "2-6-4", "2 6-4", NULL};
    struct digits digits;
    const char *at;

    check_clear(result);
    if (!digits_read(spelt, &digits))
        return FALSE;
    at = digits.at;
    if (digits_shaped(&digits, twelve)) {
        if (!g_str_has_prefix(at, "16") && !(g_str_has_prefix(at, "01") && digits.first == 2))
            return FALSE;
        at += 2;
    } else if (!digits_shaped(&digits, ten)) {
        return FALSE;
    }
    if (!strchr("12356789", at[0]) || at[2] < '2' || !digits_luhn(at, 10))
        return FALSE;
    g_strlcpy(result->value, at, sizeof result->value);
    result->chance = 0.064;
    result->likelihood = series(at);
    result->likely_why = N_("how common the series is");
    return TRUE;
}

const struct check check_organisationsnummer = {.name = "organisationsnummer", .valid = valid, .needs = NEEDS_LUHN_TEN | NEEDS_ORGANISATION};
