/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/syntax.h"

#include <string.h>

#include "patterns/match/widen.h"

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
    return around ? widen_group_len(p) : 0;
}

gsize syntax_item_len(const char *p)
{
    return *p == '(' ? widen_group_len(p) : *p == '[' ? widen_class_len(p) : *p == '\\' ? widen_escape_len(p) : (gsize)g_utf8_skip[(guchar)*p];
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
    gsize len = widen_repeat_len(p, min, max);
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
