/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/check/words.h"

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
    return fold(spelt, out, size, g_utf8_strup);
}

gboolean words_lower(struct text spelt, char *out, gsize size)
{
    return fold(spelt, out, size, g_utf8_strdown);
}
