/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/syntax.h"

#include <string.h>

gsize syntax_class_len(const char *p)
{
    gsize i = 1;
    if (p[i] == '^')
        i++;
    if (p[i] == ']')
        i++;
    for (; p[i] && p[i] != ']'; i++) {
        if (p[i] == '\\' && p[i + 1])
            i++;
        else if (p[i] == '[' && p[i + 1] == ':') {
            const char *end = strstr(p + i + 2, ":]");
            if (end)
                i = (gsize)(end + 1 - p);
        }
    }
    return p[i] ? i + 1 : 0;
}

gsize syntax_escape_len(const char *p)
{
    if (!p[1])
        return 1;
    if (strchr("pPxNo", p[1]) && p[2] == '{') {
        const char *end = strchr(p, '}');
        return end ? (gsize)(end + 1 - p) : 2;
    }
    if (strchr("pP", p[1]) && p[2])
        return 3;
    if (p[1] == 'x')
        return 2 + (g_ascii_isxdigit(p[2]) ? 1u + !!g_ascii_isxdigit(p[3]) : 0);
    return 2;
}

gsize syntax_group_len(const char *p)
{
    gsize depth = 0, i = 0;
    while (p[i]) {
        gsize step = p[i] == '\\' ? syntax_escape_len(p + i) : p[i] == '[' ? syntax_class_len(p + i) : 1;
        if (!step)
            return 0;
        if (p[i] == '(')
            depth++;
        if (p[i] == ')' && --depth == 0)
            return i + 1;
        i += step;
    }
    return 0;
}

gsize syntax_repeat_len(const char *p, guint *min, guint *max)
{
    char *end = NULL;
    if (p[0] != '{' || !g_ascii_isdigit(p[1]))
        return 0;
    *min = *max = (guint)g_ascii_strtoull(p + 1, &end, 10);
    if (*end == ',') {
        const char *from = end + 1;
        *max = g_ascii_isdigit(*from) ? (guint)g_ascii_strtoull(from, &end, 10) : 0;
        if (!g_ascii_isdigit(*from))
            end = (char *)from; /* NOLINT: only read */
    }
    return *end == '}' ? (gsize)(end + 1 - p) : 0;
}

gboolean syntax_options(const char **at, gboolean *caseless)
{
    gboolean on = TRUE;
    const char *p = *at;
    for (; *p && strchr("imsn-", *p); p++) {
        on &= *p != '-';
        if (*p == 'i')
            *caseless = on;
        if (*p == 'm' && !on)
            return FALSE; /* ^ and $ would be the edges of the text */
    }
    *at = p;
    return *p == ')' || *p == ':';
}

gboolean syntax_opening(const char **at)
{
    const char *p = *at;
    if (*p == ':' || *p == '>' || *p == '|') {
        *at = p + 1;
        return TRUE;
    }
    p += *p == 'P';
    if ((*p == '<' || *p == '\'') && (g_ascii_isalpha(p[1]) || p[1] == '_'))
        p = strpbrk(p + 1, *p == '<' ? ">" : "'");
    else
        p = NULL;
    if (p)
        *at = p + 1;
    return p != NULL;
}

gsize syntax_around_len(const char *p)
{
    if (p[0] != '(' || p[1] != '?')
        return 0;
    gboolean around = p[2] == '=' || p[2] == '!' || (p[2] == '<' && (p[3] == '=' || p[3] == '!'));
    return around ? syntax_group_len(p) : 0;
}

gsize syntax_item_len(const char *p)
{
    return *p == '(' ? syntax_group_len(p) : *p == '[' ? syntax_class_len(p) : *p == '\\' ? syntax_escape_len(p) : (gsize)g_utf8_skip[(guchar)*p];
}

gsize syntax_front_len(const char *expression)
{
    gsize len = *expression == '^' ? 1 : syntax_around_len(expression);
    if (expression[len] && strchr("*+?{", expression[len]))
        return 0;
    for (const char *p = expression; *p; p += syntax_item_len(p))
        if (*p == '|' || !syntax_item_len(p))
            return 0;
    return len;
}

gboolean syntax_is_edge(const char *p)
{
    return *p == '\\' && p[1] && strchr("bBAZzG", p[1]);
}

gboolean syntax_repeat(const char **at, guint *min, guint *max)
{
    const char *p = *at;
    gsize len = syntax_repeat_len(p, min, max);
    if (len && *max == 0 && p[len - 2] != ',')
        return FALSE;
    if (!len) {
        len = *p && strchr("*+?", *p) != NULL;
        *min = !len || *p == '+';
        *max = !len || *p == '?';
    }
    if (len)
        len += p[len] == '+' || p[len] == '?';
    *at = p + len;
    return TRUE;
}
