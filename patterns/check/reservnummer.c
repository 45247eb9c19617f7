/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reserve numbers of health care, and T, TF and interim numbers, for persons without a personnummer. Each region has a
 * form of its own: inera.atlassian.net "Lokala Reservidn" (pages 3353227890, 3353231994); the national one: cgiostersund
 * "Nationellt Reservidformat"; T and TF: ivo.se and SS12000; interim: personnummer/meta, interim.json. */
#include "patterns/check/check.h"
#include "patterns/check/dates.h"
#include "patterns/check/digits.h"

static int digit_at(const char *at)
{
    return *at - '0';
}

static gboolean date_at(const char *at)
{
    int year = digits_number(at, 4);
    return year >= DATES_FIRST_YEAR && year < 2100 && dates_real(year, digits_number(at + 4, 2), digits_number(at + 6, 2));
}

/* Stockholm: 99, year (of birth, or from 1980 on), five digits, check digit over the positions 5-11 (older: over 1-11). */
static gboolean stockholm(const char *at)
{
    int year = digits_number(at + 2, 4);

    return digits_all(at, 12) && g_str_has_prefix(at, "99") && year >= 1880 && year <= 2299
           && (digits_luhn(at + 4, 8) || digits_luhn(at, 12));
}

/* Västra Götaland: date, K (5), M (7) or X (8), two digits 06-89, check digit over 3-11 (older: over 1-11). */
static gboolean vastra_gotaland(const char *at)
{
    char spelled[13];

    if (!digits_all(at, 8) || !date_at(at) || !digits_all(at + 9, 3) || !strchr("KMX", at[8]))
        return FALSE;
    int serial = digits_number(at + 9, 2);
    if (at[8] == 'X' ? serial < 80 || serial > 89 : serial < 6 || serial > 79)
        return FALSE;
    memcpy(spelled, at, 13);
    spelled[8] = at[8] == 'K' ? '5' : at[8] == 'M' ? '7' : '8';
    return digits_luhn(spelled + 2, 10) || digits_luhn(spelled, 12);
}

/* Värmland: date, S, one of FUXPL, a digit, a letter but V. Örebro: eight digits, T, a sign, a digit, a sign. */
static gboolean varmland_orebro(const char *at)
{
    if (!digits_all(at, 8) || !date_at(at) || !g_ascii_isdigit(at[10]))
        return FALSE;
    if (at[8] == 'S' && strchr("FUXPL", at[9]))
        return g_ascii_isupper(at[11]) && at[11] != 'V';
    return at[8] == 'T' && g_ascii_isupper(at[9]) && at[9] != 'F';
}

/* Inera: year, month, 32-59 where the day would stand, three digits, check digit over 3-11. */
static gboolean inera(const char *at)
{
    if (!digits_all(at, 12))
        return FALSE;
    int year = digits_number(at, 4), month = digits_number(at + 4, 2), day = digits_number(at + 6, 2);
    return year >= 1880 && year < 2100 && month >= 1 && month <= 12 && day >= 32 && day <= 59 && digits_luhn(at + 2, 10);
}

/* Luhn in which a letter is its ASCII code in one position. */
static gboolean letters_luhn(const char *at, gsize len)
{
    int sum = 0;

    for (gsize i = 0; i < len; i++) {
        char c = at[len - 1 - i];
        int product = (g_ascii_isdigit(c) ? digit_at(&c) : c) * (i % 2 ? 2 : 1);
        for (; product; product /= 10)
            sum += product % 10;
    }
    return sum % 10 == 0;
}

/* National: century + 3k (or 00: date not known, month 20-99, day 40-59), date, two letters, digit or letter, check digit. */
static gboolean national(const char *at)
{
    static const char letters[] = "ABCDEFGHJKLMNPRSTUXYZ";
    int century, month, day;

    if (!digits_all(at, 8) || !strchr(letters, at[8]) || !strchr(letters, at[9]) || !g_ascii_isdigit(at[11])
        || !(g_ascii_isdigit(at[10]) || strchr(letters, at[10])))
        return FALSE;
    century = digits_number(at, 2), month = digits_number(at + 4, 2), day = digits_number(at + 6, 2);
    if (century == 0 ? month < 20 || day < 40 || day > 59 : century < 21 || century > 99 || !dates_days(2000, month) || day < 1 || day > 31)
        return FALSE;
    return letters_luhn(at, 12);
}

/* Date of eight or six digits, then T and three digits, TF and two, or an interim letter (1 in the check) and three. */
static gboolean temporary(const char *at, gsize len)
{
    const char *tail = at + len - 4, *date = at + len - 10;
    char spelled[10];

    if (!digits_all(at, len - 4) || (len == 12 && !date_at(at)))
        return FALSE;
    if (!dates_days(2000, digits_number(date + 2, 2)) || digits_number(date + 4, 2) < 1
        || digits_number(date + 4, 2) > dates_days(2000, digits_number(date + 2, 2)))
        return FALSE;
    if (tail[0] == 'T' && tail[1] == 'F')
        return digits_all(tail + 2, 2);
    if (tail[0] == 'T')
        return digits_all(tail + 1, 3);
    if (!strchr("RSUWXJKLMNP", tail[0]) || !digits_all(tail + 1, 3))
        return FALSE;
    /* K, M and X are Västra Götaland's too: there the check digit must agree. Elsewhere local series have none. */
    memcpy(spelled, date, 10);
    spelled[6] = '1';
    return !strchr("KMX", tail[0]) || digits_luhn(spelled, 10);
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    char at[13] = "";
    gsize len = 0;

    memset(result, 0, sizeof *result);
    for (gsize i = 0; i < spelt.len; i++) {
        char c = spelt.at[i];
        if (c == '-' || c == '+' || c == ' ')
            continue;
        if (!g_ascii_isalnum(c) || len == 12)
            return FALSE;
        at[len++] = g_ascii_toupper(c);
    }
    if (len == 12 && (stockholm(at) || vastra_gotaland(at) || inera(at)))
        result->chance = 0.2;
    else if (len == 12 && national(at))
        result->chance = 0.05;
    else if (len == 12 && varmland_orebro(at))
        result->chance = 0.9;
    else if ((len == 10 || len == 12) && temporary(at, len))
        result->chance = 0.3;
    else
        return FALSE;
    if (len == 12 && digits_all(at, 8) && date_at(at)) {
        result->year = digits_number(at, 4);
        result->month = digits_number(at + 4, 2);
        result->day = digits_number(at + 6, 2);
        result->century_sure = TRUE;
    }
    g_strlcpy(result->value, at, sizeof result->value);
    return TRUE;
}

const struct check check_reservnummer = {.name = "reservnummer", .valid = valid};
