/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mobile number in ten bare digits (07 and a series in use; PTS numbering plan). One that is a possible personnummer as
 * well (a child of 2007) is left to that: only a word near, or the column, can tell the two apart. */
#include "patterns/check/check.h"
#include "patterns/check/digits.h"

extern const struct check check_telefon, check_personnummer;

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    struct check_result person;

    check_clear(result);
    if (spelt.len != 10 || !digits_all(spelt.at, 10) || spelt.at[0] != '0' || spelt.at[1] != '7' || !strchr("02369", spelt.at[2]))
        return FALSE;
    /* Only one hundred of them are kept for fiction (telefon.c). */
    if (memcmp(spelt.at, "0701740", 7) == 0 && !check_telefon.valid(spelt, env, result))
        return FALSE;
    memcpy(result->value, "+46", 3);
    memcpy(result->value + 3, spelt.at + 1, 9);
    result->value[12] = '\0';
    result->chance = 0.005;
    if (digits_number(spelt.at + 2, 2) > 12 || digits_number(spelt.at + 4, 2) > 31)
        return TRUE;
    return !check_personnummer.valid(spelt, env, &person);
}

const struct check check_mobil = {.name = "mobil", .valid = valid, .needs = NEEDS_MOBILE};
