/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine-readable zone of a passport (two lines of 44) or identity card (three of 30): ICAO Doc 9303. The number
 * and the date of birth each have a check digit, weights 7, 3, 1. */
#include "patterns/check/check.h"
#include "patterns/check/dates.h"
#include "patterns/check/digits.h"

static int worth(char c)
{
    if (g_ascii_isdigit(c))
        return c - '0';
    return g_ascii_isupper(c) ? c - 'A' + 10 : 0;
}

static gboolean checked(const char *at, gsize len)
{
    static const int weights[] = {7, 3, 1};
    int sum = 0;

    for (gsize i = 0; i < len; i++)
        sum += worth(at[i]) * weights[i % 3];
    return g_ascii_isdigit(at[len]) && sum % 10 == at[len] - '0';
}

/* Lines joined: letters in capitals, digits and '<'. */
static gsize read_zone(struct text spelt, char *out, gsize max)
{
    gsize len = 0;

    for (gsize i = 0; i < spelt.len; i++) {
        char c = spelt.at[i];
        if (strchr(" \t\r\n", c) && c)
            continue;
        if (!(g_ascii_isupper(c) || g_ascii_isdigit(c) || c == '<') || len == max)
            return 0;
        out[len++] = c;
    }
    out[len] = 0;
    return len;
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    char zone[91];
    gsize len = read_zone(spelt, zone, 90), number, birth;

    memset(result, 0, sizeof *result);
    if (len == 90 && strchr("IAC", zone[0])) {
        number = 5;
        birth = 30;
    } else if (len >= 44 && len <= 90 && zone[0] == 'P') {
        /* Scans and copies lose fillers at the end of the first line: the second is counted from the end. */
        const char *second = zone + len - 44;
        number = (gsize)(second - zone);
        birth = number + 13;
        if (len < 60)
            return FALSE;
    } else {
        return FALSE;
    }
    if (!checked(zone + number, 9) || !checked(zone + birth, 6) || !digits_all(zone + birth, 6))
        return FALSE;
    result->month = digits_number(zone + birth + 2, 2);
    result->day = digits_number(zone + birth + 4, 2);
    result->year = dates_century(digits_number(zone + birth, 2), result->month, result->day, 0, env);
    if (!dates_real(result->year, result->month, result->day))
        return FALSE;
    for (gsize i = 0, n = 0; i < 9; i++)
        if (zone[number + i] != '<')
            result->value[n++] = zone[number + i];
    result->chance = 0.01;
    return result->value[0] != 0;
}

const struct check check_mrz = {.name = "mrz", .valid = valid};
