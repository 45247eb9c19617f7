/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Both rewritings read the expression once, item by item, and never need to understand it whole:
 *
 *     (?i)\bpass(?:nr|nummer)[ .:]*([A-Z]{2}\d{7})(?!\w)
 *          pass(?:nr|nummer)[ .:]*(?:[A-Z]{2,}[0-9\x{80}-\x{10ffff}]{4,})      widened
 */
#include "patterns/match/widen.h"

#include <string.h>

#include "patterns/match/syntax.h"
#include "patterns/match/widen_run.h"

#define ANY "[\\x{0}-\\x{10ffff}]"
#define HIGH "\\x{80}-\\x{10ffff}"
#define REPEAT_MIN 4 /* a longer repeat is widened to this many or more: small automata */

/*
 * Only repeats of one sign or class are limited: a repeated group would be unrolled. A match that is too long all the same is refused by
 * its length.
 */
char *widen_limit(const char *expression, guint most)
{
    GString *out = g_string_new(NULL);
    gboolean repeat = FALSE, group = FALSE; /* what the last item was */
    for (const char *p = expression; *p;) {
        guint min = 0, max = 0;
        gsize len = *p == '\\' ? syntax_escape_len(p) : *p == '[' ? syntax_class_len(p) : 0;
        gboolean star = (*p == '*' || *p == '+') && p > expression && p[-1] != '(';
        gsize range = syntax_repeat_len(p, &min, &max);
        if (len || (!star && !range)) {
            len = len ? len : 1;
            repeat = *p == '?' && p > expression && p[-1] != '(';
            group = *p == ')';
            g_string_append_len(out, p, (gssize)len);
        } else {
            len = star ? 1 : range;
            if (!repeat && !group && (star || max == 0))
                g_string_append_printf(out, "{%u,%u}", star ? *p == '+' : min, MAX(min, most));
            else
                g_string_append_len(out, p, (gssize)len);
            repeat = !repeat;
            group = FALSE;
        }
        p += len;
    }
    return g_string_free(out, FALSE);
}

/* An escape that stands for signs, as the inside of a class; NULL: any sign. "" where it matches nothing (an edge). */
static const char *escape_signs(const char *p)
{
    switch (p[1]) {
    case 'b': case 'B': case 'A': case 'z': case 'Z': case 'G':
        return "";
    case 'd':
        return "0-9" HIGH;
    case 'w':
        return "0-9A-Za-z_" HIGH;
    case 's':
        return "\\s" HIGH;
    case 'h':
        return " \\t" HIGH;
    case 'p':
        return p[2] == 'L' || (p[2] == '{' && p[3] == 'L') ? "A-Za-z" HIGH : NULL;
    case 't': case 'n': case 'r': case 'f':
        return p[1] == 't' ? "\\t" : p[1] == 'n' ? "\\n" : p[1] == 'r' ? "\\r" : "\\f";
    }
    return NULL;
}

/*
 * A negated class leaves out at most what the given one does: \\s and its like are ASCII to vectorscan, so fewer signs. Where only part of the
 * expression heeds case, letters that are left out could be too many.
 */
static gboolean put_negated(GString *out, const char *p, gsize len)
{
    for (gsize i = 2; i + 1 < len; i += p[i] == '\\' ? syntax_escape_len(p + i) : 1) {
        gboolean known = p[i] != '\\' || !g_ascii_isalnum(p[i + 1]) || strchr("swdtnr", p[i + 1]);
        if (known && p[i] != '[' && (p[i] == '\\' || !g_ascii_isalpha(p[i])) && (guchar)p[i] < 0x80)
            continue;
        g_string_append(out, ANY);
        return TRUE;
    }
    g_string_append_len(out, p, (gssize)len);
    return TRUE;
}

static gboolean put_class(GString *out, const char *p, gsize len)
{
    g_autoptr(GString) class = g_string_new("[");
    if (p[1] == '^')
        return put_negated(out, p, len);
    for (gsize i = 1; i + 1 < len;) {
        gsize step = p[i] == '\\' ? syntax_escape_len(p + i) : 1;
        if (p[i] == '[' && p[i + 1] == ':')
            return FALSE;
        if (p[i] == '\\' && g_ascii_isalpha(p[i + 1]) && p[i + 1] != 'x') {
            const char *signs = escape_signs(p + i);
            if (!signs || !*signs) {
                g_string_append(out, ANY);
                return TRUE;
            }
            g_string_append(class, signs);
        } else {
            g_string_append_len(class, p + i, (gssize)step);
        }
        i += step;
    }
    g_string_append_c(class, ']');
    g_string_append_len(out, class->str, (gssize)class->len);
    return TRUE;
}

static gboolean put_escape(GString *out, const char *p, gsize len)
{
    if (!g_ascii_isalnum(p[1]) || p[1] == 'x') {
        g_string_append_len(out, p, (gssize)len);
        return TRUE;
    }
    if (g_ascii_isdigit(p[1]) || strchr("KQEgkRXCN", p[1]))
        return FALSE;
    if (strchr("SWD", p[1])) {
        g_string_append_printf(out, "[^\\%c]", g_ascii_tolower(p[1]));
        return TRUE;
    }
    const char *signs = escape_signs(p);
    if (!signs)
        g_string_append(out, ANY);
    else if (*signs)
        g_string_append_printf(out, "[%s]", signs);
    return TRUE;
}

/* How a group opens: writes what it becomes; the length read. 0: unknown. skip: the whole group is left out. */
static gsize put_open(GString *out, const char *p, gboolean *skip)
{
    *skip = FALSE;
    if (p[1] != '?') {
        g_string_append(out, "(?:");
        return p[1] == '*' ? 0 : 1;
    }
    if (p[2] == '=' || p[2] == '!' || (p[2] == '<' && (p[3] == '=' || p[3] == '!'))) {
        *skip = TRUE;
        return 1;
    }
    const char *q = p + 2;
    if (*q == '>' || *q == '|')
        q++;
    else if (*q == '<' || *q == 'P' || *q == '\'') {
        q = strpbrk(q + 1, *q == '\'' ? "'" : ">");
        if (!q)
            return 0;
        q++;
    } else {
        q += strspn(q, "imsxUJn-^");
        if (*q == ')')
            return (gsize)(q + 1 - p); /* options alone: all is caseless anyhow */
        if (*q != ':')
            return 0;
        q++;
    }
    g_string_append(out, "(?:");
    return (gsize)(q - p);
}

static gsize put_group(GString *out, const char *p)
{
    gboolean skip;
    gsize len = put_open(out, p, &skip);
    return len && skip ? syntax_group_len(p) : len;
}

/* A repeat behind an item that was left out is left out too. */
static gsize put_repeat(GString *out, const char *p, gboolean whole)
{
    guint min = 0, max = 0;
    gsize len = syntax_repeat_len(p, &min, &max);
    if (!len && *p == '{')
        return 0;
    if (!len) {
        g_string_append_c(out, *p);
        len = 1;
    } else if (!whole && (min > REPEAT_MIN || max == 0 || max > REPEAT_MIN)) {
        g_string_append_printf(out, "{%u,}", MIN(min, (guint)REPEAT_MIN));
    } else {
        g_string_append_len(out, p, (gssize)len);
    }
    return len + (p[len] == '+' || p[len] == '?');
}

/* One item of the expression at p into out; its length, 0: unknown. */
static gsize put_item(GString *out, const char *p, gboolean whole)
{
    gsize len;
    switch (*p) {
    case '\\':
        len = syntax_escape_len(p);
        return put_escape(out, p, len) ? len : 0;
    case '[':
        len = syntax_class_len(p);
        return len && put_class(out, p, len) ? len : 0;
    case '(':
        return put_group(out, p);
    case '^': case '$':
        return 1;
    case '*': case '+': case '?': case '{':
        return put_repeat(out, p, whole);
    case '.':
        g_string_append(out, ANY);
        return 1;
    }
    len = (gsize)(guchar)g_utf8_skip[(guchar)*p];
    g_string_append_len(out, p, (gssize)len);
    return len;
}

/* A group that is neither repeated nor has alternatives is no more than what stands in it. */
static gboolean is_plain_group(const char *p)
{
    gsize len = syntax_group_len(p), i = 1;
    guint depth = 0;
    if (!len || (p[len] && strchr("*+?{", p[len])))
        return FALSE;
    for (; i + 1 < len; i += p[i] == '\\' ? syntax_escape_len(p + i) : p[i] == '[' ? MAX(syntax_class_len(p + i), 1u) : 1) {
        if (p[i] == '|' && depth == 0)
            return FALSE;
        depth = depth + (p[i] == '(') - (p[i] == ')' && depth > 0);
    }
    return TRUE;
}

static void put_bounds(struct widen_item *item, const char *repeat)
{
    if (!syntax_repeat_len(repeat, &item->min, &item->max)) {
        item->min = *repeat == '+';
        item->max = *repeat == '?';
    }
}

static char *rewrite(const char *expression, gboolean whole)
{
    g_autoptr(GString) out = g_string_new(NULL), plain = g_string_new(NULL); /* plain: of each open group '1' where it is left out */
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(struct widen_item));
    guint depth = 0; /* of groups that are written */
    gboolean alternatives = FALSE;
    if (strstr(expression, "(?x"))
        return NULL;
    for (const char *p = expression; *p;) {
        gsize before = out->len, len;
        gboolean close = *p == ')' && plain->len, closed_plain = close && plain->str[plain->len - 1] == '1';
        len = closed_plain ? 1 : put_item(out, p, whole);
        if (!len || (out->len == before && !closed_plain && p[len] && strchr("*+?{", p[len])))
            return NULL;
        gboolean opens = *p == '(' && out->len > before, repeat = strchr("*+?{", *p) != NULL;
        if (opens && is_plain_group(p)) {
            g_string_truncate(out, before);
            g_string_append_c(plain, '1');
        } else if (opens) {
            g_string_append_c(plain, '0');
        }
        if (depth == 0 && repeat && items->len)
            put_bounds(&g_array_index(items, struct widen_item, items->len - 1), p);
        else if (depth == 0 && out->len > before)
            g_array_append_val(items, ((struct widen_item){before, out->len, 1, 1}));
        alternatives |= depth == 0 && *p == '|';
        depth += opens && plain->str[plain->len - 1] == '0';
        depth -= close && !closed_plain && depth > 0;
        if (close)
            g_string_truncate(plain, plain->len - 1);
        if (depth == 0 && close && !closed_plain && items->len)
            g_array_index(items, struct widen_item, items->len - 1).to = out->len;
        p += len;
    }
    return alternatives || whole ? g_strdup(out->str) : widen_run(out->str, items);
}

char *widen(const char *expression)
{
    return rewrite(expression, FALSE);
}

char *widen_whole(const char *expression)
{
    return rewrite(expression, TRUE);
}

gboolean widen_caseless(const char *expression)
{
    for (const char *p = strstr(expression, "(?"); p; p = strstr(p + 2, "(?"))
        if (memchr(p + 2, 'i', strspn(p + 2, "imsxUJn-^")))
            return TRUE;
    return FALSE;
}
