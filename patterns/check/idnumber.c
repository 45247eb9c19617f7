/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order of the tests: length, century, month, day, serial, check digit over the last ten digits (never the century's).
 * SFS 1991:481 18 section; SKV 704. How often noise passes: two million random strings of each shape. */
#include "patterns/check/idnumber.h"

#include "patterns/check/dates.h"
#include "patterns/check/digits.h"
#include "patterns/check/testnummer.h"
#include "scanner/base/i18n.h"

/* With blanks in it too: strict libraries refuse them, people write them. */
static const char *const spellings[] = {
    "12", "8-4", "8+4", "8 4", "4-2-2-4", "4-2-2+4", "4-2-2 4", "4-2-6", "4 2 2 4", "4 2 2-4", "4.2.2-4",
    "10", "6-4", "6+4", "6 4", "2-2-2-4", "2-2-2+4", "2-2-2 4", "2 2 2 4", "2 2 2-4", "2.2.2-4", NULL,
};

#define CHANCE_TEN 0.0036
#define CHANCE_TWELVE 0.00011

gboolean idnumber_birthday(int year, int month, int day)
{
    return dates_real(year, month, day);
}

/* Twelve digits that are as well a time: the day stands, the last four are hhmm, and only the check digit decides. */
static gboolean timestamp(const struct digits *digits, const struct check_env *env)
{
    int year = digits_number(digits->at, 4);
    int hour = digits_number(digits->at + 8, 2), minute = digits_number(digits->at + 10, 2);
    int now = env && env->year > 0 ? env->year : 2026;

    return hour < 24 && minute < 60 && year >= now - 15 && year <= now + 1;
}

static double chance_of(const struct digits *digits, const struct check_env *env)
{
    /* What is spelt as a date is one nearly always. */
    if (g_str_has_prefix(digits->shape, "4-2") || g_str_has_prefix(digits->shape, "2-2"))
        return 0.09;
    gboolean sign = strchr(digits->shape, '+') || g_str_has_suffix(digits->shape, "-4");

    if (digits->len == 12)
        return !sign && timestamp(digits, env) ? 0.1 : CHANCE_TWELVE;
    /* 07 and a digit: a mobile number in a personnummer's clothes, or the other way round. */
    if (digits->len == digits->first && g_str_has_prefix(digits->at, "07") && strchr("02369", digits->at[2]))
        return 0.03;
    return CHANCE_TEN;
}

/*
 * What the number itself tells. A recent date with hhmm, or with a small serial, behind it may be a time or a running number: of persons one in thirty
 * is both so young and has such a serial. Of bare digits that pass by chance nearly half would have been born before 1900.
 */
static void look(const struct digits *digits, const struct check_env *env, struct check_result *result)
{
    const char *last = digits->at + digits->len - 4;
    int now = env && env->year > 0 ? env->year : 2026, hour = digits_number(last, 2), minute = digits_number(last + 2, 2);
    gboolean alone = digits->first == digits->len, bare = alone && digits->len == 12;

    if ((result->year >= now - 15 || (digits->len == 10 && result->year <= now - 98 && !strchr(digits->shape, '+'))) && ((hour < 24 && minute < 60) || digits_number(last, 4) < 300)) {
        result->likelihood = alone ? 0.03 : 0.08;
        result->likely_why = N_("it may be a date with a time or a running number");
    } else if (bare && result->year < 1910) {
        result->likelihood = result->year < 1900 ? 0.3 : 0.6;
        result->likely_why = N_("few are so old");
    }
}

static gboolean fill(const char *ten, int year, idnumber_day *possible, struct check_result *result)
{
    int month = digits_number(ten + 2, 2), day = digits_number(ten + 4, 2);

    if (year < DATES_FIRST_YEAR || !possible(year, month, day) || memcmp(ten + 6, "000", 3) == 0)
        return FALSE;
    result->near = !digits_luhn(ten, 10);
    if (result->near)
        return FALSE;
    digits_write(year, result->value, 4);
    memcpy(result->value + 4, ten + 2, 8);
    result->value[12] = '\0';
    result->year = year;
    result->month = month;
    result->day = day;
    result->test = testnummer_has(result->value);
    return TRUE;
}

static gboolean read_digits(const char *at, gsize len, char sign, const struct check_env *env, idnumber_day *possible,
                            struct check_result *result)
{
    int year;

    check_clear(result);
    if (len == 12) {
        year = digits_number(at, 4);
        if (year < 1800 || year > 2099 || dates_future(year, env))
            return FALSE;
        result->century_sure = TRUE;
        result->chance = CHANCE_TWELVE;
        return fill(at + 2, year, possible, result);
    }
    year = dates_century(digits_number(at, 2), digits_number(at + 2, 2), digits_number(at + 4, 2) % 60, sign, env);
    result->century_sure = sign != 0;
    result->chance = CHANCE_TEN;
    return fill(at, year, possible, result);
}

gboolean idnumber_bare(const char *at, gsize len, const struct check_env *env, idnumber_day *possible, struct check_result *result)
{
    return (len == 10 || len == 12) && digits_all(at, len) && read_digits(at, len, 0, env, possible, result);
}

gboolean idnumber_read(struct text spelt, const struct check_env *env, idnumber_day *possible, struct check_result *result)
{
    struct digits digits;
    char sign;

    if (!digits_read(spelt, &digits) || !digits_shaped(&digits, spellings))
        return FALSE;
    sign = strchr(digits.shape, '+') ? '+' : g_str_has_suffix(digits.shape, "-4") ? '-' : 0;
    if (!read_digits(digits.at, digits.len, sign, env, possible, result))
        return FALSE;
    result->chance = chance_of(&digits, env);
    look(&digits, env, result);
    return TRUE;
}
