/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What most tools do: an expression a kind, and 10-modul where the kind has a check digit. */
#include <string.h>

#include "tests/accuracy/judge.h"

static gboolean luhn(const char *digits)
{
    gsize len = strlen(digits);
    return len > 1 && luhn_digit(digits, len - 1) == digits[len - 1];
}

static gboolean keep(const char *digits)
{
    return TRUE;
}

static gboolean identity(const char *digits)
{
    gsize len = strlen(digits);
    return (len == 10 || len == 12) && luhn(digits + len - 10);
}

static const struct {
    const char *kind, *find;
    gboolean (*check)(const char *digits);
} expressions[] = {
    {"personnummer", "\\b(?:18|19|20)?[0-9]{2}[01][0-9][0-3][0-9][-+ ]?[0-9]{4}\\b", identity},
    {"samordningsnummer", "\\b(?:18|19|20)?[0-9]{2}[01][0-9][6-9][0-9][-+ ]?[0-9]{4}\\b", identity},
    {"organisationsnummer", "\\b[0-9]{2}[2-9][0-9]{3}-?[0-9]{4}\\b", luhn},
    {"bankgiro", "\\b[0-9]{3,4}-[0-9]{4}\\b", luhn},
    {"plusgiro", "\\b(?:[0-9]{1,7}|[0-9]{1,3}(?: [0-9]{2}){1,3})-[0-9]\\b", luhn},
    {"betalkort", "\\b(?:[0-9]{4}[ -]?){3}[0-9]{3,4}\\b", luhn},
    {"bankkonto", "\\b[0-9]{4}[-, ]?[0-9]{7,10}\\b", keep},
    {"iban", "\\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\\b", keep},
    {"telefon", "(?:\\+46|\\b0)[ (0)-]{0,4}[1-9][0-9]{0,2}[- ]?[0-9]{2,3}(?: ?[0-9]{2,3}){1,3}\\b", keep},
    {"epost", "\\b[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+\\b", keep},
    {"ip", "\\b(?:[0-9]{1,3}\\.){3}[0-9]{1,3}\\b", keep},
    {"mac", "\\b[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}\\b", keep},
    {"fordon", "\\b[A-Z]{3} ?[0-9]{2}[0-9A-Z]\\b", keep},
    {"fastighet", "\\b[A-ZÅÄÖ][a-zåäö]+ [0-9]+:[0-9]+\\b", keep},
    {"diagnoskod", "\\b[A-Z][0-9]{2}(?:\\.[0-9][A-Z]?)?\\b", keep},
    {"diarienummer", "\\b[A-ZÅÄÖ]{2,4}[ /-](?:19|20)[0-9]{2}[/:-][0-9]+\\b", keep},
    {"fodelsedatum", "\\b(?:19|20)[0-9]{2}-?[01][0-9]-?[0-3][0-9]\\b", keep},
    {"namn", "\\b[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+\\b", keep},
    {"adress", "\\b[A-ZÅÄÖ][a-zåäö]+(?:gatan|vägen|gränd|stigen|torget) [0-9]+\\b", keep},
    {"inloggningsuppgift", "(?i)(?:lösenord|password)\\s*[:=]\\s*\\K\\S+", keep},
    {"privat_nyckel", "-----BEGIN [A-Z ]*PRIVATE KEY-----", keep},
};

/* As the labels write it: a century for ten digits, +46 for 0. */
static char *key_of(const char *kind, const char *found)
{
    char *key = plain_key(found);
    gboolean person = strcmp(kind, "personnummer") == 0 || strcmp(kind, "samordningsnummer") == 0;
    char *whole = NULL;
    if (person && strlen(key) == 10)
        whole = g_strconcat(strncmp(key, "26", 2) <= 0 ? "20" : "19", key, NULL);
    else if (strcmp(kind, "telefon") == 0)
        whole = g_strconcat("46", g_str_has_prefix(key, "460") ? key + 3 : g_str_has_prefix(key, "46") ? key + 2 : key + 1, NULL);
    if (!whole)
        return key;
    g_free(key);
    return whole;
}

static void find(GArray *found, guint which, const GRegex *regex, const char *text)
{
    g_autoptr(GMatchInfo) match = NULL;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *hit = g_match_info_fetch(match, 0);
        struct found one = {expressions[which].kind, NULL, key_of(expressions[which].kind, hit), 1};
        if (expressions[which].check(one.key) && g_hash_table_add(seen, g_strdup(one.key)))
            g_array_append_val(found, one);
        else
            g_free(one.key);
    }
}

struct tally *judge_plain(const struct corpus *corpus)
{
    struct tally *tally = tally_new();
    GRegex *regexes[G_N_ELEMENTS(expressions)];
    for (guint k = 0; k < G_N_ELEMENTS(expressions); k++)
        if (!(regexes[k] = g_regex_new(expressions[k].find, G_REGEX_OPTIMIZE, 0, NULL)))
            g_error("%s: the plain expression is wrong", expressions[k].kind);
    for (guint i = 0; i < corpus_readings(corpus)->len; i++) {
        const struct reading *reading = g_ptr_array_index(corpus_readings(corpus), i);
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(struct found));
        for (guint k = 0; k < G_N_ELEMENTS(expressions); k++)
            find(found, k, regexes[k], reading->text->str);
        tally_document(tally, reading->document, found, NULL);
        for (guint k = 0; k < found->len; k++)
            g_free(g_array_index(found, struct found, k).key);
    }
    for (guint k = 0; k < G_N_ELEMENTS(expressions); k++)
        g_regex_unref(regexes[k]);
    return tally;
}
