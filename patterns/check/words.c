/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/check/words.h"

/* The same of ASCII, without a copy; FALSE where other signs stand in it or it does not fit. */
static gboolean fold_ascii(struct text spelt, char *out, gsize size, char (*change)(char))
{
    gsize len = 0;
    gboolean blank = FALSE;

    for (gsize i = 0; i < spelt.len; i++) {
        char sign = spelt.at[i];
        if ((guchar)sign >= 0x80 || !sign || len + 3 > size)
            return FALSE;
        if (sign == ' ' || sign == '\t' || sign == '\r' || sign == '\n') {
            blank = len > 0;
            continue;
        }
        if (blank)
            out[len++] = ' ';
        blank = FALSE;
        out[len++] = change(sign);
    }
    out[len] = 0;
    return len > 0;
}

static gboolean fold(struct text spelt, char *out, gsize size, char *(*change)(const char *, gssize))
{
    g_autofree char *changed = NULL;
    g_auto(GStrv) parts = NULL;
    gsize len = 0;

    if (spelt.len == 0 || spelt.len > 4 * size || !g_utf8_validate_len(spelt.at, spelt.len, NULL))
        return FALSE;
    changed = change(spelt.at, (gssize)spelt.len);
    parts = g_strsplit_set(changed, " \t\r\n", -1);
    for (char **part = parts; *part; part++) {
        gsize more = strlen(*part);
        if (more == 0)
            continue;
        if (len + more + 2 > size)
            return FALSE;
        if (len > 0)
            out[len++] = ' ';
        memcpy(out + len, *part, more);
        len += more;
    }
    out[len] = 0;
    return len > 0;
}

gboolean words_upper(struct text spelt, char *out, gsize size)
{
    return fold_ascii(spelt, out, size, g_ascii_toupper) || fold(spelt, out, size, g_utf8_strup);
}

gboolean words_lower(struct text spelt, char *out, gsize size)
{
    return fold_ascii(spelt, out, size, g_ascii_tolower) || fold(spelt, out, size, g_utf8_strdown);
}
