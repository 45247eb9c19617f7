/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/write/json.h"

#include <math.h>
#include <string.h>

static void escaped(GString *to, const char *string)
{
    for (const guchar *at = (const guchar *)string; *at; at++) {
        if (*at == '"' || *at == '\\')
            g_string_append_printf(to, "\\%c", *at);
        else if (*at < 0x20 || *at == 0x7f)
            g_string_append_printf(to, "\\u%04x", *at);
        else
            g_string_append_c(to, (char)*at);
    }
}

void json_string(GString *to, const char *string)
{
    if (!string) {
        g_string_append(to, "null");
        return;
    }
    g_string_append_c(to, '"');
    if (g_utf8_validate(string, -1, NULL)) {
        escaped(to, string);
    } else {
        g_autofree char *valid = g_utf8_make_valid(string, -1);

        escaped(to, valid);
    }
    g_string_append_c(to, '"');
}

void json_chance(GString *to, double chance)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    gsize len;

    if (!(chance > 0)) /* not a number too */
        chance = 0;
    g_ascii_formatd(text, sizeof text, "%.3f", floor(MIN(chance, 1) * 1000 + 1e-6) / 1000);
    for (len = strlen(text); text[len - 1] == '0'; len--)
        ;
    if (text[len - 1] == '.')
        len--;
    g_string_append_len(to, text, (gssize)len);
}
