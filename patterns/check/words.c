/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/check/words.h"

/* The other case of ASCII and Latin-1, in which letters differ by one bit; without a copy. FALSE where other signs stand in it or it does
 * not fit. */
static gboolean fold_latin(struct text spelt, char *out, gsize size, gboolean upper)
{
    gsize len = 0;
    gboolean blank = FALSE, lead = FALSE;

    for (gsize i = 0; i < spelt.len; i++) {
        guchar sign = (guchar)spelt.at[i];
        gboolean second = lead && sign >= 0x80 && sign < 0xbf && sign != 0x9f;
        if (!sign || len + 3 > size || lead != second || (sign >= 0x80 && !second && sign != 0xc3))
            return FALSE;
        lead = sign == 0xc3;
        if (sign == ' ' || sign == '\t' || sign == '\r' || sign == '\n') {
            blank = len > 0;
            continue;
        }
        if (blank)
            out[len++] = ' ';
        blank = FALSE;
        gboolean letter = second ? sign != 0x97 && sign != 0xb7 : g_ascii_isalpha(sign);
        out[len++] = (char)(!letter ? sign : upper ? sign & ~0x20 : sign | 0x20);
    }
    out[len] = 0;
    return len > 0 && !lead;
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
    return fold_latin(spelt, out, size, TRUE) || fold(spelt, out, size, g_utf8_strup);
}

gboolean words_lower(struct text spelt, char *out, gsize size)
{
    return fold_latin(spelt, out, size, FALSE) || fold(spelt, out, size, g_utf8_strdown);
}
