/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samordningsnummer: SFS 2022:1697 chapter 2 section 8: as a personnummer, 60 added to the day. Month 00 (month not
 * known) and day 60 (day not known) are real, and so is day 91 of a shorter month: Skatteverket's published test list
 * holds all three. */
#include "patterns/check/dates.h"
#include "patterns/check/idnumber.h"

static gboolean possible(int year, int month, int day)
{
    return day >= 60 && day <= 91 && month <= 12;
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    if (!idnumber_read(spelt, env, possible, result))
        return FALSE;
    result->day = MIN(result->day - 60, dates_days(result->year, result->month)); /* 0 where the month is not known */
    return TRUE;
}

const struct check check_samordningsnummer = {.name = "samordningsnummer", .valid = valid, .needs = NEEDS_LUHN_TEN | NEEDS_BIRTHDAY_60};
