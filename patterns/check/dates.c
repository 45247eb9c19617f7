/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/check/dates.h"

int dates_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && leap);
}

gboolean dates_real(int year, int month, int day)
{
    return day >= 1 && day <= dates_days(year, month);
}

/* The year to count from. File dates before 1990 are the marks of a clock that was never set. */
static int reference(const struct check_env *env)
{
    if (env && env->year >= 1990)
        return env->year;
    return env && env->scan_year > 0 ? env->scan_year : 2026;
}

int dates_century(int two, int month, int day, char sign, const struct check_env *env)
{
    int now = reference(env);
    int latest = sign == '+' ? now - 100 : now;
    int year = latest - ((latest - two) % 100 + 100) % 100;

    if (sign != '+' && env && year == env->year && env->month > 0
        && (month > env->month || (month == env->month && day > env->day)))
        year -= 100;
    return year;
}

gboolean dates_future(int year, const struct check_env *env)
{
    int now = reference(env);

    if (env && env->scan_year > now)
        now = env->scan_year;
    return year > now;
}
