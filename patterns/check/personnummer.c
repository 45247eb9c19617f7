/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Personnummer: SFS 1991:481 18 section (folkbokföringslagen), SKV 704. Date of birth (or a near day of the month, where
 * the numbers of a day ran out), serial 001-999, check digit by 10-modul. */
#include "patterns/check/idnumber.h"

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    return idnumber_read(spelt, env, idnumber_birthday, result);
}

const struct check check_personnummer = {.name = "personnummer", .valid = valid, .needs = NEEDS_LUHN_TEN | NEEDS_BIRTHDAY};
