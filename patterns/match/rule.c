/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/rule.h"

#include <string.h>

#include "patterns/check/digits.h"

static void group_clear(gpointer data)
{
    struct context_group *group = data;
    g_strfreev(group->words);
    g_free(group->why);
}

static void spelling_clear(gpointer data)
{
    g_free(((struct spelling *)data)->text);
}

struct rule *rule_new(const char *origin)
{
    struct rule *rule = g_new0(struct rule, 1);
    rule->origin = g_strdup(origin);
    rule->spellings = g_array_new(FALSE, FALSE, sizeof(struct spelling));
    g_array_set_clear_func(rule->spellings, spelling_clear);
    rule->context = g_array_new(FALSE, FALSE, sizeof(struct context_group));
    g_array_set_clear_func(rule->context, group_clear);
    return rule;
}

void rule_free(struct rule *rule)
{
    if (!rule)
        return;
    g_free(rule->name);
    g_free(rule->kind);
    g_free(rule->title);
    g_free(rule->source);
    g_free(rule->origin);
    g_array_unref(rule->spellings);
    g_array_unref(rule->context);
    g_strfreev(rule->strong);
    g_strfreev(rule->ordinary);
    g_strfreev(rule->weak);
    g_strfreev(rule->accept);
    g_strfreev(rule->reject);
    g_clear_pointer(&rule->accept_at, g_array_unref);
    g_clear_pointer(&rule->reject_at, g_array_unref);
    g_free(rule);
}

/* The contract's. */
static const char *const kinds[] = {
    "personnummer", "samordningsnummer", "reservnummer", "fodelsedatum", "organisationsnummer", "bankkonto", "bankgiro",
    "plusgiro", "iban", "betalkort", "telefon", "epost", "adress", "namn", "fastighet", "fordon", "pass", "ip", "mac",
    "position", "diagnoskod", "diarienummer", "inloggningsuppgift", "privat_nyckel", "markning", NULL,
};
static const char *const themes[] = {
    "halsa", "socialtjanst", "skola", "personal", "skyddad_identitet", "brott", "sarskild_kategori", "upphandling",
    "sakerhet", "ekonomi", "inloggning", "genre", NULL,
};

gboolean rule_kind_is_theme(const char *kind)
{
    return g_strv_contains(themes, kind);
}

gboolean rule_kind_known(const char *kind)
{
    return rule_kind_is_theme(kind) || g_strv_contains(kinds, kind);
}

/* Letters and digits of value from character "from" to "to" become stars, the rest stays. */
static char *starred(const char *value, glong from, glong to)
{
    if (g_str_is_ascii(value)) {
        char *plain = g_strdup(value);
        for (glong i = from; i < to && plain[i]; i++)
            if (g_ascii_isalnum(plain[i]))
                plain[i] = '*';
        return plain;
    }
    GString *out = g_string_new(NULL);
    glong at = 0;
    for (const char *p = value; *p; p = g_utf8_next_char(p), at++) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(out, at >= from && at < to && g_unichar_isalnum(c) ? '*' : c);
    }
    return g_string_free(out, FALSE);
}

static char *mask_email(const char *value)
{
    const char *sign = strrchr(value, '@');
    if (!sign || sign == value)
        return g_strdup("****");
    g_autofree char *first = g_utf8_substring(value, 0, 1);
    return g_strdup_printf("%s***%s", first, sign);
}

/* A day of birth first, YYYYMMDD, be it a samordningsnummer's; of anything else nothing may be shown. */
static char *mask_date(const char *value)
{
    if (strspn(value, "0123456789") < 8)
        return g_strdup("****");
    int year = digits_number(value, 4), month = digits_number(value + 4, 2), day = digits_number(value + 6, 2);
    return year >= 1800 && year < 2100 && month <= 12 && day <= 91 ? g_strdup_printf("%.8s-****", value) : g_strdup("****");
}

char *rule_mask(const struct rule *rule, const char *kind, const char *value)
{
    glong len = g_utf8_strlen(value, -1), keep = MIN((glong)rule->mask_keep, len / 2);
    switch (g_str_equal(kind, rule->kind) ? rule->mask : MASK_DATE) {
    case MASK_DATE:
        return mask_date(value);
    case MASK_EMAIL:
        return mask_email(value);
    case MASK_FIRST:
        return starred(value, keep, len);
    case MASK_LAST:
        return starred(value, 0, len - keep);
    case MASK_NONE:
        return g_strdup(value);
    case MASK_ALL:
        break;
    }
    return g_strdup("****");
}
