/* SPDX-License-Identifier: GPL-3.0-or-later */
/* E-mail addresses: RFC 5321 lengths, RFC 6531 letters. Reserved domains (RFC 2606) are shapes like any other here. */
#include "patterns/check/check.h"
#include "patterns/check/words.h"

/* Endings of files that people paste beside an @: "logo@2x.png". */
static const char *const files[] = {"png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "css", "js", "html", "php", "xml", "json", NULL};

static gboolean local_part(const char *at, gsize len)
{
    if (len == 0 || len > 64 || at[0] == '.' || at[len - 1] == '.')
        return FALSE;
    for (gsize i = 0; i < len; i++) {
        unsigned char c = (unsigned char)at[i];
        if (!(c >= 0x80 || g_ascii_isalnum(c) || strchr("!#$%&'*+-/=?^_`{|}~.", c)) || (c == '.' && at[i + 1] == '.'))
            return FALSE;
    }
    return TRUE;
}

static gboolean domain(const char *at)
{
    g_auto(GStrv) labels = g_strsplit(at, ".", -1);
    guint count = g_strv_length(labels);

    if (count < 2 || strlen(at) > 253)
        return FALSE;
    for (guint i = 0; i < count; i++) {
        gsize len = strlen(labels[i]);
        if (len == 0 || len > 63 || labels[i][0] == '-' || labels[i][len - 1] == '-')
            return FALSE;
        for (const char *c = labels[i]; *c; c++)
            if (!((unsigned char)*c >= 0x80 || g_ascii_isalnum(*c) || *c == '-'))
                return FALSE;
    }
    const char *top = labels[count - 1];
    return strlen(top) >= 2 && !g_ascii_isdigit(top[0]) && !g_strv_contains(files, top);
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    const char *sign;

    memset(result, 0, sizeof *result);
    if (!words_lower(spelt, result->value, sizeof result->value) || strchr(result->value, ' '))
        return FALSE;
    sign = strchr(result->value, '@');
    if (!sign || strchr(sign + 1, '@') || !local_part(result->value, (gsize)(sign - result->value)) || !domain(sign + 1))
        return FALSE;
    result->chance = 0.9;
    return TRUE;
}

const struct check check_epost = {.name = "epost", .valid = valid};
