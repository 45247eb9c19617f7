/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/write/escape.h"

#include <string.h>

void escape_html(GString *out, const char *text)
{
    for (; text && *text; text++) {
        switch (*text) {
        case '&': g_string_append(out, "&amp;"); break;
        case '<': g_string_append(out, "&lt;"); break;
        case '>': g_string_append(out, "&gt;"); break;
        case '"': g_string_append(out, "&quot;"); break;
        case '\'': g_string_append(out, "&#39;"); break;
        default: g_string_append_c(out, *text);
        }
    }
}

/* Excel takes full-width signs for formulas too, and looks past spaces. */
static gboolean formula(const char *text)
{
    static const char *const wide[] = {"＝", "＋", "－", "＠"};

    while (*text == ' ')
        text++;
    if (*text && strchr("=+-@\t\r\n", *text))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(wide); i++)
        if (g_str_has_prefix(text, wide[i]))
            return TRUE;
    return FALSE;
}

void escape_csv(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    if (text && formula(text))
        g_string_append_c(out, '\'');
    for (; text && *text; text++) {
        if (*text == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, '"');
}
