/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/write/columns.h"

#include <string.h>

static guint columns_of_char(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

guint columns_of(const char *text)
{
    guint columns = 0;

    for (const char *at = text; *at; at = g_utf8_next_char(at))
        columns += columns_of_char(g_utf8_get_char(at));
    return columns;
}

char *columns_cut(const char *text, guint columns)
{
    guint head = 0, tail = 0, left;
    const char *from = text, *to = text + strlen(text);

    if (columns_of(text) <= columns)
        return g_strdup(text);
    if (columns < 2)
        return g_strdup(columns ? "…" : "");
    left = (columns - 1) / 2;
    while (head + columns_of_char(g_utf8_get_char(from)) <= columns - 1 - left) {
        head += columns_of_char(g_utf8_get_char(from));
        from = g_utf8_next_char(from);
    }
    while (TRUE) {
        const char *before = g_utf8_prev_char(to);
        guint more = columns_of_char(g_utf8_get_char(before));

        if (tail + more > left)
            break;
        tail += more;
        to = before;
    }
    return g_strdup_printf("%.*s…%s", (int)(from - text), text, to);
}

void columns_pad(GString *out, const char *text, guint columns, gboolean right)
{
    guint width = columns_of(text), blanks = width < columns ? columns - width : 0;

    if (!right)
        g_string_append(out, text);
    g_string_append_printf(out, "%*s", (int)blanks, "");
    if (right)
        g_string_append(out, text);
}

void columns_wrap(GString *out, const char *text, guint columns, guint indent)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    guint at = indent;

    for (guint i = 0; words[i]; i++) {
        guint width = columns_of(words[i]);

        if (at > indent && at + 1 + width > columns) {
            g_string_append_printf(out, "\n%*s", (int)indent, "");
            at = indent;
        } else if (i) {
            g_string_append_c(out, ' ');
            at++;
        }
        g_string_append(out, words[i]);
        at += width;
    }
}
