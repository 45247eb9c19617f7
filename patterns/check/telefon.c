/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telephone numbers: Swedish ones with area code or series (riktnummer.c), the first group being the area code or the
 * whole number; others in E.164 with a plus. Numbers that PTS keeps for books and films are test numbers. */
#include "patterns/check/check.h"
#include "patterns/check/dates.h"
#include "patterns/check/digits.h"
#include "patterns/check/riktnummer.h"

/* PTS, "Telefonnummer till böcker och filmer": without the leading 0, each a hundred numbers but the first. */
#define HEAD 7
static const struct { char head[HEAD + 1]; int from; } fiction[] = {
    {"7017406", 5}, {"8465004", 0}, {"3139006", 0}, {"4062804", 0}, {"9803192", 0},
};

static gboolean fictional(const char *at, gsize len)
{
    for (gsize i = 0; i < G_N_ELEMENTS(fiction); i++)
        if (len == HEAD + 2 && memcmp(at, fiction[i].head, HEAD) == 0
            && digits_number(at + len - 2, 2) >= fiction[i].from)
            return TRUE;
    return FALSE;
}

/* Digits of the number, and how many of them stand before the first separator (all, where there is none). */
struct number {
    char at[20];
    gsize len, first;
    gboolean plus;
};

static gboolean read_number(struct text spelt, struct number *out)
{
    gsize i = 0;

    out->len = out->first = 0;
    out->plus = spelt.len > 0 && spelt.at[0] == '+';
    for (i = out->plus ? 1 : 0; i < spelt.len; i++) {
        char c = spelt.at[i];
        if (g_ascii_isdigit(c)) {
            if (out->len == sizeof out->at - 1)
                return FALSE;
            out->at[out->len++] = c;
        } else if (!c || !strchr(" \t\n-/().", c)) {
            return FALSE;
        } else if (out->len > 0 && out->first == 0 && c != '(') {
            out->first = out->len;
        }
    }
    out->at[out->len] = '\0';
    if (out->first == 0)
        out->first = out->len;
    return out->len > 0;
}

/* Takes digits off the front. */
static void drop(struct number *number, gsize count)
{
    memmove(number->at, number->at + count, number->len + 1 - count);
    number->len -= count;
    number->first = number->first > count ? number->first - count : 0;
}

/* ITU-T E.164, country codes (2016, with later changes), each with the digits that its numbers have in all. */
static const struct {
    const char *code;
    guint8 least, most;
} countries[] = {
    {"1", 11, 11},  {"7", 11, 11},  {"20", 10, 12}, {"27", 11, 11}, {"30", 12, 12}, {"31", 11, 11}, {"32", 10, 11}, {"33", 11, 11}, {"34", 11, 11},
    {"36", 10, 11}, {"39", 8, 13},  {"40", 11, 11}, {"41", 11, 11}, {"43", 8, 15},  {"44", 11, 12}, {"45", 10, 10}, {"47", 10, 10}, {"48", 11, 11},
    {"49", 8, 15},  {"51", 10, 11}, {"52", 12, 13}, {"53", 8, 10},  {"54", 12, 13}, {"55", 12, 13}, {"56", 11, 11}, {"57", 10, 12}, {"58", 12, 12},
    {"60", 10, 12}, {"61", 11, 11}, {"62", 9, 14},  {"63", 10, 12}, {"64", 10, 12}, {"65", 10, 10}, {"66", 10, 11}, {"81", 11, 12}, {"82", 10, 12},
    {"84", 11, 12}, {"86", 11, 13}, {"90", 12, 12}, {"91", 12, 12}, {"92", 11, 12}, {"93", 11, 11}, {"94", 11, 11}, {"95", 9, 12},  {"98", 12, 12},
};
/* Of three digits: 211, 212 and so on; numbers of 8 to 15 digits. */
static const struct {
    int from, to;
} regions[] = {
    {211, 213}, {216, 216}, {218, 218}, {220, 258}, {260, 269}, {290, 291}, {297, 299}, {350, 359}, {370, 378}, {380, 383}, {385, 387},
    {389, 389}, {420, 421}, {423, 423}, {500, 509}, {590, 599}, {670, 670}, {672, 683}, {685, 692}, {850, 850}, {852, 853}, {855, 856},
    {880, 880}, {886, 886}, {960, 968}, {970, 977}, {992, 996}, {998, 998},
};

static gboolean of_country(const struct number *number)
{
    int code = digits_number(number->at, 3);
    for (gsize i = 0; i < G_N_ELEMENTS(countries); i++)
        if (g_str_has_prefix(number->at, countries[i].code))
            return number->len >= countries[i].least && number->len <= countries[i].most;
    for (gsize i = 0; i < G_N_ELEMENTS(regions); i++)
        if (code >= regions[i].from && code <= regions[i].to)
            return TRUE;
    return FALSE;
}

static gboolean foreign(const struct number *number, struct check_result *result)
{
    if (number->len < 8 || number->len > 15 || !of_country(number))
        return FALSE;
    /* "1.2+20140512" is a version. */
    if ((g_str_has_prefix(number->at, "19") || g_str_has_prefix(number->at, "20")) && number->first >= 8
        && dates_real(digits_number(number->at, 4), digits_number(number->at + 4, 2), digits_number(number->at + 6, 2)))
        return FALSE;
    g_snprintf(result->value, sizeof result->value, "+%s", number->at);
    result->chance = 0.9;
    return TRUE;
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    struct number number;
    gboolean abroad = FALSE;
    enum riktnummer_sort sort;
    gsize code = 0;

    check_clear(result);
    if (!read_number(spelt, &number))
        return FALSE;
    if (!number.plus && number.at[0] == '0' && number.at[1] == '0') {
        drop(&number, 2);
        number.plus = TRUE;
    }
    if (number.plus) {
        if (number.at[0] != '4' || number.at[1] != '6')
            return foreign(&number, result);
        drop(&number, 2);
        abroad = TRUE;
    }
    if (number.at[0] == '0') /* "+46 (0)70": the group begins anew behind it */
        drop(&number, 1);
    else if (!abroad)
        return FALSE;
    sort = riktnummer_find(number.at, number.len, &code);
    if (sort == RIKTNUMMER_NONE)
        return FALSE;
    /* The area code stands alone or the digits in one run; of mobiles also "0701-74 06 05". */
    if (!abroad && number.first != number.len && number.first != code && !(sort == RIKTNUMMER_MOBILE && number.first == 3))
        return FALSE;
    memcpy(result->value, "+46", 3);
    memcpy(result->value + 3, number.at, number.len + 1);
    result->test = fictional(number.at, number.len);
    result->chance = abroad || sort != RIKTNUMMER_FIXED || number.first == number.len ? 0.9 : 0.3;
    return TRUE;
}

const struct check check_telefon = {.name = "telefon", .valid = valid};
