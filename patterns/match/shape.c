/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/shape.h"

#include <string.h>

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#define SPACES_MAX 3
#define BREAK_SPACES_MAX 8 /* around a line break after a hyphen */

static gboolean is_place(char c)
{
    return c == 'N' || c == 'Y' || c == 'M' || c == 'D';
}

/* "{7,8}" or "{7}" at text; its length, 0 where it is none. */
static gsize take_range(const char *text, guint8 *min, guint8 *max)
{
    char *end = NULL;
    guint64 low = g_ascii_strtoull(text + 1, &end, 10), high = low;
    if (end == text + 1)
        return 0;
    if (*end == ',') {
        const char *from = end + 1;
        high = g_ascii_strtoull(from, &end, 10);
        if (end == from)
            return 0;
    }
    if (*end != '}' || low < 1 || high < low || high > SHAPE_GROUP_MAX)
        return 0;
    *min = (guint8)low;
    *max = (guint8)high;
    return (gsize)(end + 1 - text);
}

static void first_group(struct shape *shape)
{
    for (guint i = 0; i < shape->count; i++) {
        char sign = shape->tokens[i].sign;
        if (sign != 'N' && !g_ascii_isdigit(sign))
            break;
        shape->first_min = (guint8)(shape->first_min + shape->tokens[i].min);
        shape->first_max = (guint8)(shape->first_max + shape->tokens[i].max);
    }
}

static const char *compile(struct shape *shape, const char *text)
{
    *shape = (struct shape){0};
    if (*text == '+' || *text == '(')
        shape->lead = *text++;
    if (!is_place(*text) && !g_ascii_isdigit(*text))
        return N_("a shape begins with a digit, or with + or ( and a digit");
    gboolean open = FALSE; /* the last token has no one length */
    char last = 0;
    for (const char *p = text; *p;) {
        gboolean digit = is_place(*p) || g_ascii_isdigit(*p);
        if (!digit && !strchr("-+ ().,/:;", *p))
            return N_("a shape is made of N, Y, M, D, digits and the signs - + ( ) . , / : ; and space");
        if (shape->count == SHAPE_TOKENS_MAX)
            return N_("the shape is too long");
        if (digit && open)
            return N_("no digit can follow a group of varying length");
        open = FALSE;
        guint8 min = 1, max = 1;
        char sign = is_place(*p) ? 'N' : *p;
        gsize skip = 1;
        if (digit && p[1] == '{') {
            gsize range = take_range(p + 1, &min, &max);
            if (!range || sign != 'N')
                return N_("write N{7} or N{7,8}, with 1 to 32 digits");
            skip += range;
            open = min != max;
        }
        shape->tokens[shape->count].sign = sign;
        shape->tokens[shape->count].min = min;
        shape->tokens[shape->count++].max = max;
        last = sign;
        p += skip;
    }
    if (last != 'N' && !g_ascii_isdigit(last))
        return N_("a shape ends with a digit");
    first_group(shape);
    return shape->first_max > SHAPE_GROUP_MAX ? N_("the first group has at most 32 digits") : NULL;
}

gboolean shape_compile(struct shape *shape, const char *text, GError **error)
{
    const char *wrong = compile(shape, text);
    if (wrong)
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, "\"%s\": %s", text, _(wrong));
    return !wrong;
}

gboolean shape_good(const char *text, GError **error)
{
    struct shape shape;
    return shape_compile(&shape, text, error);
}

static gsize spaces(const char *text, gsize at, gsize len, gsize most)
{
    gsize n = 0;
    while (n < most && at + n < len && (text[at + n] == ' ' || text[at + n] == '\t'))
        n++;
    return n;
}

/* Length of a line break behind a hyphen, with the spaces around it; 0: none. */
static gsize line_break(const char *text, gsize at, gsize len)
{
    gsize before = spaces(text, at, len, BREAK_SPACES_MAX);
    if (at + before >= len || text[at + before] != '\n')
        return 0;
    return before + 1 + spaces(text, at + before + 1, len, BREAK_SPACES_MAX);
}

gsize shape_match(const struct shape *shape, const char *text, gsize at, gsize len)
{
    for (guint i = 0; i < shape->count; i++) {
        char sign = shape->tokens[i].sign;
        if (sign == 'N') {
            gsize n = 0;
            while (n < shape->tokens[i].max && at + n < len && g_ascii_isdigit(text[at + n]))
                n++;
            if (n < shape->tokens[i].min)
                return 0;
            at += n;
        } else if (sign == ' ') {
            gsize n = spaces(text, at, len, SPACES_MAX);
            if (!n)
                return 0;
            at += n;
        } else {
            if (at >= len || text[at] != sign)
                return 0;
            at++;
            if (sign == '-')
                at += line_break(text, at, len);
        }
    }
    return at < len && g_ascii_isdigit(text[at]) ? 0 : at;
}

gsize shape_clean(const char *spelt, gsize len, char *out)
{
    gsize n = 0;
    for (gsize i = 0; i < len; i++) {
        char c = spelt[i] == '\t' ? ' ' : spelt[i];
        gsize gone = c == '-' ? line_break(spelt, i + 1, len) : 0;
        if (c == ' ' && n && out[n - 1] == ' ')
            continue;
        out[n++] = c;
        i += gone;
    }
    out[n] = '\0';
    return n;
}

gboolean shape_bare(const char *text, gsize digits)
{
    gsize len = 0;
    for (; text[len]; len++)
        if (!is_place(text[len]))
            return FALSE;
    return len == digits;
}
