/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A date of birth that stands for a person: a date of its own, or a personnummer whose last four are masked
 * (19800101-XXXX, 800101-****). Canonical: YYYYMMDD. */
#include "patterns/check/check.h"
#include "patterns/check/dates.h"
#include "patterns/check/digits.h"

/* "14 januari 1985", "20/12 1987": as YYYYMMDD in at. FALSE where it is written otherwise. */
static gboolean day_first(struct text spelt, char at[static 9])
{
    static const char months[] = "JANFEBMARAPRMAJJUNJULAUGSEPOKTNOVDEC";
    char text[32], *end = NULL;
    if (spelt.len >= sizeof text)
        return FALSE;
    memcpy(text, spelt.at, spelt.len);
    text[spelt.len] = 0;
    guint64 day = g_ascii_strtoull(text, &end, 10), month = 0;
    if (end == text || end > text + 2 || !strchr("/. ", *end))
        return FALSE;
    const char *p = end + strspn(end, "/. ");
    if (g_ascii_isdigit(*p)) {
        month = g_ascii_strtoull(p, &end, 10);
    } else {
        for (gsize i = 0; i < 12 && !month; i++)
            month = g_ascii_strncasecmp(p, months + 3 * i, 3) == 0 ? i + 1 : 0;
        end = (char *)p + strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    }
    p = end + strspn(end, "/.- ");
    if (!month || month > 12 || day > 31 || strspn(p, "0123456789") != 4 || p[4])
        return FALSE;
    digits_write((int)g_ascii_strtoull(p, NULL, 10) * 10000 + (int)month * 100 + (int)day, at, 8);
    at[8] = 0;
    return TRUE;
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    char at[9];
    gsize len = 0, i;

    check_clear(result);
    if (day_first(spelt, at))
        len = 8;
    for (i = len == 8 ? spelt.len : 0; i < spelt.len; i++) {
        char c = spelt.at[i];
        if (g_ascii_isdigit(c) && len < 8)
            at[len++] = c;
        else if (!(c && strchr("-+/. ", c)))
            break;
    }
    /* What follows the date is a mask, and nothing else. */
    for (; i < spelt.len; i++)
        if (!strchr("xX*nN#_", spelt.at[i]) || !spelt.at[i])
            return FALSE;
    if (len != 8 && len != 6)
        return FALSE;
    const char *tail = at + len - 4;
    result->month = digits_number(tail, 2);
    result->day = digits_number(tail + 2, 2);
    result->century_sure = len == 8;
    result->year = len == 8 ? digits_number(at, 4) : dates_century(digits_number(at, 2), result->month, result->day, 0, env);
    if (result->year < DATES_FIRST_YEAR || dates_future(result->year, env) || !dates_real(result->year, result->month, result->day))
        return FALSE;
    digits_write(result->year * 10000 + result->month * 100 + result->day, result->value, 8);
    result->value[8] = '\0';
    result->chance = 0.9;
    return TRUE;
}

const struct check check_fodelsedatum = {.name = "fodelsedatum", .valid = valid, .needs = NEEDS_DAY, .loose = TRUE};
