/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses: the rule's shape finds street, number, postal code and place; here they get one spelling, and the postal
 * code must be one that can exist: five digits, the first 1-9, the series to 984 (PostNord). */
#include "patterns/check/check.h"
#include "patterns/check/digits.h"
#include "patterns/check/words.h"

/* Five digits "135 40" or "13540"; -1 where there are none. */
static int postal_code(const char *at)
{
    for (const char *c = at; *c;) {
        gsize len = strspn(c, "0123456789");
        if (len == 5)
            return digits_number(c, 5);
        if (len == 3 && c[3] == ' ' && strspn(c + 4, "0123456789") == 2)
            return digits_number(c, 3) * 100 + digits_number(c + 4, 2);
        c += len ? len : 1;
    }
    return -1;
}

/* Plans that are papers, and roads of the state. */
static const char *const others[] = {
    "HANDLINGSPLAN", "DETALJPLAN", "VERKSAMHETSPLAN", "ÅTGÄRDSPLAN", "VÅRDPLAN", "GENOMFÖRANDEPLAN", "ÖVERSIKTSPLAN", "KURSPLAN", "LÄROPLAN", "TIMPLAN",
    "PROJEKTPLAN", "BUDGETPLAN", "KRISPLAN", "BEREDSKAPSPLAN", "TIDSPLAN", "UTVECKLINGSPLAN", "AFFÄRSPLAN", "ENTRÉPLAN", "VÅNINGSPLAN", "MARKPLAN", "AVFALLSPLAN",
    "FÖRSÖRJNINGSPLAN", "REHABILITERINGSPLAN", "KOMMUNIKATIONSPLAN", "INSATSPLAN", "UNDERHÅLLSPLAN", "RIKSVÄG", "LÄNSVÄG", "EUROPAVÄG", "MOTORVÄG", "SIGPLAN",
    "ÖVERGÅNGEN", "TILLGÅNGEN", "UPPGÅNGEN", "NEDGÅNGEN", "INGÅNGEN", "UTGÅNGEN", "FRAMGÅNGEN", "OMGÅNGEN", "AVGÅNGEN", "MOTGÅNGEN", "ÅTERGÅNGEN", "DUBBELSPÅRET", "ENKELSPÅRET", "HUVUDSPÅRET", "FRAMTIDSSPÅRET", NULL,
};

/* What stands before a number in a text that is numbered. */
static const char *const firsts[] = {"TABELL", "KAPITEL", "SIDA", "FIGUR", "BILAGA", "PUNKT", "AVSNITT", "PARAGRAF", "ANTAL", "SUMMA", "TOTALT", "VECKA", "FAKTURA", "ARTIKEL", NULL};

static gboolean other(const char *value, gboolean postal)
{
    gsize len = strcspn(value, "0123456789");

    while (len && value[len - 1] == ' ')
        len--;
    g_autofree char *words = g_strndup(value, len);
    if (!postal && (g_str_has_suffix(words, " PLAN") || g_str_has_suffix(words, " PARKEN")))
        return TRUE;
    for (const char *const *word = firsts; *word; word++)
        if (g_str_has_prefix(words, *word))
            return TRUE;
    if (postal)
        return FALSE;
    if (g_str_has_suffix(words, "SPLAN"))
        return TRUE;
    for (const char *const *word = others; *word; word++)
        if (g_str_has_suffix(words, *word))
            return TRUE;
    return FALSE;
}

/* A place whose name is one word said twice is a row of a table: "HOH 10 310 40 HOH HOH". */
static gboolean twice(const char *value)
{
    const char *last = strrchr(value, ' ');
    gsize len = last ? strlen(last) : 0;
    return len > 1 && (gsize)(last - value) >= len && memcmp(last - len, last, len) == 0;
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    memset(result, 0, sizeof *result);
    if (!words_upper(spelt, result->value, sizeof result->value))
        return FALSE;
    int code = postal_code(result->value);
    if (other(result->value, code >= 0))
        return FALSE;
    if (code >= 0 && twice(result->value))
        return FALSE;
    if (code >= 0 && (code < 10000 || code > 98499))
        return FALSE;
    result->chance = 0.9;
    return TRUE;
}

const struct check check_adress = {.name = "adress", .valid = valid};
