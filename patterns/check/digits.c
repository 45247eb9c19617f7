/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/check/digits.h"

static gboolean blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* What stands between two groups: blanks and at most one sign. Moves *i behind it; 0 where it is something else. */
static char separator(struct text spelt, gsize *i)
{
    gsize start = *i;
    char sign = ' ';

    for (; *i < spelt.len && !g_ascii_isdigit(spelt.at[*i]); (*i)++) {
        char c = spelt.at[*i];
        if (blank(c))
            continue;
        if (sign != ' ' || !c || !strchr("-+,./:", c))
            return 0;
        sign = c;
    }
    return *i < spelt.len && *i - start <= 4 ? sign : 0;
}

gboolean digits_read(struct text spelt, struct digits *out)
{
    gsize shape = 0;

    out->len = out->first = 0;
    for (gsize i = 0; i < spelt.len;) {
        gsize group = 0;

        if (i > 0) {
            char sign = separator(spelt, &i);
            if (!sign || shape + 4 > DIGITS_MAX)
                return FALSE;
            out->shape[shape++] = sign;
        }
        for (; i < spelt.len && g_ascii_isdigit(spelt.at[i]); i++, group++) {
            if (out->len == DIGITS_MAX)
                return FALSE;
            out->at[out->len++] = spelt.at[i];
        }
        if (group == 0)
            return FALSE;
        if (shape == 0)
            out->first = group;
        if (group >= 10)
            out->shape[shape++] = (char)('0' + group / 10);
        out->shape[shape++] = (char)('0' + group % 10);
    }
    out->at[out->len] = out->shape[shape] = '\0';
    return out->len > 0;
}

gboolean digits_shaped(const struct digits *digits, const char *const *shapes)
{
    for (; *shapes; shapes++)
        if (digits->shape[0] == **shapes && strcmp(digits->shape, *shapes) == 0)
            return TRUE;
    return FALSE;
}

gsize digits_compact(struct text spelt, char *out, gsize max)
{
    gsize len = 0;

    for (gsize i = 0; i < spelt.len; i++) {
        char c = spelt.at[i];
        if (blank(c) || c == '-')
            continue;
        if (!g_ascii_isalnum(c) || len == max)
            return 0;
        out[len++] = g_ascii_toupper(c);
    }
    out[len] = 0;
    return len;
}

gboolean digits_all(const char *at, gsize len)
{
    for (gsize i = 0; i < len; i++)
        if (!g_ascii_isdigit(at[i]))
            return FALSE;
    return len > 0;
}

int digits_number(const char *at, gsize len)
{
    int number = 0;

    for (gsize i = 0; i < len; i++)
        number = number * 10 + (at[i] - '0');
    return number;
}

void digits_write(int number, char *out, gsize len)
{
    for (gsize i = len; i > 0; i--, number /= 10)
        out[i - 1] = (char)('0' + number % 10);
}

gboolean digits_luhn(const char *at, gsize len)
{
    int sum = 0;

    for (gsize i = 0; i < len; i++) {
        int product = (at[len - 1 - i] - '0') * (i % 2 ? 2 : 1);
        sum += product / 10 + product % 10;
    }
    return len > 1 && sum % 10 == 0;
}

gboolean digits_mod11(const char *at, gsize len)
{
    int sum = 0;

    for (gsize i = 0; i < len; i++)
        sum += (at[len - 1 - i] - '0') * (int)(i % 10 + 1);
    return len > 1 && sum % 11 == 0;
}

guint digits_mod97(const char *at, gsize len)
{
    guint rest = 0;

    for (gsize i = 0; i < len; i++) {
        if (g_ascii_isdigit(at[i]))
            rest = (rest * 10 + (guint)(at[i] - '0')) % 97;
        else
            rest = (rest * 100 + (guint)(at[i] - 'A' + 10)) % 97;
    }
    return rest;
}
