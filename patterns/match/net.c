/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An expression is read from left to right, each part from the knot where the part before ended:
 *
 *     a|bc     o--a-->o--.           x*    o-->(o)--x-->o       x?    o--x-->o-->o
 *              |         v                      ^       |             |          ^
 *              '-b->o-c->o                      '-------'             '----------'
 *
 * A repeated part is read as often as it must come. How often it may come at most is not kept beyond one.
 */
#include "patterns/match/net.h"

#include <string.h>

#include "patterns/match/signs.h"
#include "patterns/match/syntax.h"

#define KNOTS_MAX 4000
#define COPIES_MAX 12  /* of a part that must come so often */

struct reader {
    struct net *net;
    const char *at;
    gboolean caseless, bad;
    guint depth;
};

static guint knot_new(struct reader *reader)
{
    return reader->net->knots++;
}

static void step_put(struct reader *reader, guint from, guint to, guint class)
{
    struct step step = {from, to, class};
    if (from != to || class != NET_FREE)
        g_array_append_val(reader->net->steps, step);
}

static guint class_of(struct net *net, const struct bytes *bytes)
{
    for (guint i = 0; i < net->classes->len; i++)
        if (memcmp(&g_array_index(net->classes, struct bytes, i), bytes, sizeof *bytes) == 0)
            return i;
    g_array_append_vals(net->classes, bytes, 1);
    return net->classes->len - 1;
}

/* First bytes of the signs. */
static struct bytes first_of(const struct signs *signs)
{
    struct bytes bytes = {{signs->low[0], signs->low[1], 0, 0}};
    for (guint lead = 0xc2; lead < 0xf5; lead++)
        if (lead < 0xe0 ? signs->low[lead & 0x1f] != 0 : signs->far)
            bytes_add(&bytes, (guchar)lead);
    return bytes;
}

static guint bad(struct reader *reader)
{
    reader->bad = TRUE;
    return 0;
}

static guint alternatives(struct reader *reader, guint from);

static guint sign(struct reader *reader, guint from)
{
    struct signs signs;
    if (!signs_read(&reader->at, reader->caseless, &signs))
        return bad(reader);
    const struct bytes bytes = first_of(&signs);
    guint to = knot_new(reader);
    step_put(reader, from, to, class_of(reader->net, &bytes));
    return to;
}

static guint group(struct reader *reader, guint from)
{
    gboolean caseless = reader->caseless;
    gsize around = syntax_around_len(reader->at);
    reader->at += around ? around : 1;
    if (around)
        return from;
    if (*reader->at == '*' || reader->depth >= SYNTAX_DEPTH_MAX)
        return bad(reader);
    if (*reader->at == '?') {
        reader->at++;
        if (!syntax_opening(&reader->at)) {
            if (!syntax_options(&reader->at, &reader->caseless))
                return bad(reader);
            if (*reader->at++ == ')')
                return from;
        }
    }
    reader->depth++;
    guint to = alternatives(reader, from);
    reader->depth--;
    reader->caseless = caseless;
    reader->bad |= *reader->at != ')';
    reader->at += *reader->at == ')';
    return to;
}

static guint item(struct reader *reader, guint from)
{
    if (*reader->at == '(')
        return group(reader, from);
    if (*reader->at == '^' || *reader->at == '$' || syntax_is_edge(reader->at)) {
        reader->at += *reader->at == '\\' ? 2 : 1;
        return from;
    }
    return strchr("*+?", *reader->at) ? bad(reader) : sign(reader, from);
}

/* The part that stands at the reader's place, once more. */
static guint again(struct reader *reader, const char *part, guint from)
{
    reader->at = part;
    return reader->net->knots < KNOTS_MAX ? item(reader, from) : bad(reader);
}

static guint repeated(struct reader *reader, guint from)
{
    const char *part = reader->at, *behind = part + syntax_item_len(part), *next = behind;
    guint min, max, at = from;
    if (behind == part || !syntax_repeat(&next, &min, &max))
        return bad(reader);
    gboolean loop = max == 0 || max > min + 1 || min > COPIES_MAX, option = !loop && max == min + 1;
    for (guint i = 0; i < MIN(min, (guint)COPIES_MAX) - (loop && min > 0) && !reader->bad; i++)
        at = again(reader, part, at);
    if (loop && !reader->bad) {
        guint start = knot_new(reader);
        step_put(reader, at, start, NET_FREE);
        guint end = again(reader, part, start);
        step_put(reader, end, start, NET_FREE);
        at = min ? end : start;
    } else if (option && !reader->bad) {
        guint end = knot_new(reader);
        step_put(reader, again(reader, part, at), end, NET_FREE);
        step_put(reader, at, end, NET_FREE);
        at = end;
    }
    reader->bad |= reader->at != behind;
    reader->at = next;
    return at;
}

static guint row(struct reader *reader, guint from)
{
    while (*reader->at && *reader->at != '|' && *reader->at != ')' && !reader->bad)
        from = repeated(reader, from);
    return from;
}

static guint alternatives(struct reader *reader, guint from)
{
    guint end = knot_new(reader);
    step_put(reader, row(reader, from), end, NET_FREE);
    while (*reader->at == '|' && !reader->bad) {
        reader->at++;
        step_put(reader, row(reader, from), end, NET_FREE);
    }
    return end;
}

/* What may stand before the match: all but what a look-behind of one class at the very front refuses, a line break for ^. */
static struct bytes before_of(const char *expression)
{
    struct bytes any = {{G_MAXUINT64, G_MAXUINT64, G_MAXUINT64, G_MAXUINT64}}, line = {{0}};
    const char *p = expression + (g_str_has_prefix(expression, "(?i)") ? 4 : 0);
    gsize len = syntax_front_len(p);
    bytes_add(&line, '\n');
    if (len && *p == '^')
        return line;
    if (!g_str_has_prefix(p, "(?<![") || p[5] == '^' || 4 + syntax_class_len(p + 4) + 1 != len)
        return any;
    g_autofree char *others = g_strdup_printf("[^%.*s", (int)len - 6, p + 5);
    const char *at = others;
    struct signs signs;
    return signs_read(&at, FALSE, &signs) && !*at ? first_of(&signs) : any;
}

void net_init(struct net *net, const char *expression)
{
    const struct bytes before = before_of(expression), any = {{G_MAXUINT64, G_MAXUINT64, G_MAXUINT64, G_MAXUINT64}};
    struct reader reader = {.net = net, .at = expression};
    *net = (struct net){g_array_new(FALSE, FALSE, sizeof(struct step)), g_array_new(FALSE, FALSE, sizeof(struct bytes)), 2, 0};
    step_put(&reader, 0, 1, class_of(net, &before));
    net->end = alternatives(&reader, 1);
    if (!reader.bad && !*reader.at)
        return;
    g_array_set_size(net->steps, 0);
    step_put(&reader, 0, 1, class_of(net, &any));
    net->end = knot_new(&reader);
    step_put(&reader, 1, net->end, class_of(net, &any));
}

void net_clear(struct net *net)
{
    g_array_unref(net->steps);
    g_array_unref(net->classes);
}
