/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An expression is read once; of each part is known what it begins and ends with, and the rarest that stands within it:
 *
 *     (?:[A-Z][a-z]{1,20}(?:gatan|vägen))   [ ]     [1-9]   [0-9]{0,2}
 *      head [A-Z]                           exact   exact   exact: none, one or two
 *      tail "gatan", "vägen"
 *
 *      where two parts meet, the tail of one and the head of the other make chains:   "gatan "   "vägen "
 *      and with what follows:                                                         "gatan [1-9]"   "vägen [1-9]"
 *
 * Where alternatives or repeats make too many chains, a part keeps what it knew before. A chain is always true (one of the set stands in
 * every match), and so is its distance from where the match begins; only how rare it is has been guessed. Look-arounds and \b are read
 * over; ^ and $ are a line break.
 */
#include "patterns/match/anchor.h"

#include <string.h>

#include "patterns/match/form.h"
#include "patterns/match/regex.h"
#include "patterns/match/signs.h"
#include "patterns/match/syntax.h"

#define COMMON 0.02 /* share of all bytes from which it is no anchor */

struct reader {
    const char *at;
    gboolean caseless, edges, bad;
    guint depth;
};

static struct form bad(struct reader *reader)
{
    reader->bad = TRUE;
    return form_empty();
}

static struct form alternatives(struct reader *reader);

/* A line break before the part (^) or behind it ($), of no width. */
static struct form line_edge(struct reader *reader)
{
    struct form form = form_empty();
    struct chain chain = {.len = 1};
    GArray *set = chains_new(), **side = *reader->at == '^' ? &form.tail : &form.head;
    bytes_add(&chain.link[0], '\n');
    chains_put(set, &chain);
    g_array_unref(*side);
    *side = set;
    g_clear_pointer(&form.exact, g_array_unref);
    reader->edges = TRUE;
    reader->at++;
    return form;
}

static struct form group(struct reader *reader)
{
    gboolean caseless = reader->caseless;
    const char *from = reader->at++;
    if (*reader->at == '*' || reader->depth >= SYNTAX_DEPTH_MAX)
        return bad(reader);
    if (*reader->at == '?') {
        gsize around = syntax_around_len(from);
        reader->at = around ? from + around : from + 2;
        if (around)
            return form_empty();
        if (!syntax_opening(&reader->at)) {
            if (!syntax_options(&reader->at, &reader->caseless))
                return bad(reader);
            if (*reader->at++ == ')')
                return form_empty();
        }
    }
    reader->depth++;
    struct form form = alternatives(reader);
    reader->depth--;
    reader->caseless = caseless;
    reader->bad |= *reader->at != ')';
    reader->at += *reader->at == ')';
    return form;
}

static struct form sign(struct reader *reader)
{
    struct signs signs;
    if (!signs_read(&reader->at, reader->caseless, &signs))
        return bad(reader);
    return (struct form){.exact = signs_exact(&signs), .head = signs_head(&signs), .tail = signs_tail(&signs), .share = 1,
                         .min = signs_min(&signs), .max = signs_max(&signs)};
}

static struct form item(struct reader *reader)
{
    if (*reader->at == '(')
        return group(reader);
    if (*reader->at == '^' || *reader->at == '$')
        return line_edge(reader);
    if (strchr("*+?", *reader->at))
        return bad(reader);
    if (syntax_is_edge(reader->at)) {
        reader->at += 2;
        return form_empty();
    }
    return sign(reader);
}

static struct form repeated(struct reader *reader, struct form *form)
{
    const char *from = reader->at;
    guint min, max;
    if (!syntax_repeat(&reader->at, &min, &max))
        return bad(reader);
    if (reader->at == from)
        return *form;
    return form_repeat(form, min, max);
}

static struct form row(struct reader *reader)
{
    struct form all = form_empty();
    while (*reader->at && *reader->at != '|' && *reader->at != ')' && !reader->bad) {
        struct form one = item(reader), many = repeated(reader, &one);
        all = form_join(&all, &many);
    }
    return all;
}

static struct form alternatives(struct reader *reader)
{
    struct form all = row(reader);
    while (*reader->at == '|' && !reader->bad) {
        reader->at++;
        struct form next = row(reader);
        all = form_either(&all, &next);
    }
    return all;
}

gboolean anchor_find(const char *expression, struct anchor *anchor)
{
    struct reader reader = {.at = expression};
    struct form form = alternatives(&reader);
    form_whole(&form);
    *anchor = (struct anchor){.edges = reader.edges};
    if (!reader.bad && !*reader.at && form.inner && form.share < COMMON)
        anchor->chains = g_array_ref(form.inner);
    form_clear(&form);
    for (guint i = 0; anchor->chains && i < anchor->chains->len; i++) {
        struct chain *chain = &g_array_index(anchor->chains, struct chain, i);
        chain->from_min = MIN(chain->from_min, REGEX_HIT_MAX);
        chain->from_max = MIN(chain->from_max, REGEX_HIT_MAX);
    }
    return anchor->chains != NULL;
}
