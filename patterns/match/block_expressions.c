/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What regular expressions find, near where the prefilter says. */
#include "patterns/match/block.h"

#include <string.h>

#define CELL_BYTES 256   /* grain of what the prefilter tells */
#define MATCH_AHEAD 320  /* bytes an expression sees behind a cell: a hit and what it looks ahead at */

/* Nearest place at or before (after) offset where a sign begins. */
static gsize sign_at(struct stretch stretch, gsize at, int step)
{
    while (at > 0 && at < stretch.len && ((guchar)stretch.text[at] & 0xc0) == 0x80)
        at = (gsize)((gssize)at + step);
    return at;
}

static gboolean take_match(struct run *run, const struct expression *expression, const struct regex_match *match)
{
    struct detector *detector = run->detector;
    const struct rule *rule = g_ptr_array_index(detector->engine->rules, expression->rule);
    const struct spelling *spelling = &g_array_index(rule->spellings, struct spelling, expression->spelling);
    struct hit hit = {.from = run->stretch.base + match->value_from, .to = run->stretch.base + match->value_to, .rule = expression->rule,
                      .spelling = expression->spelling, .base = spelling->confidence, .factor = 1};
    struct text spelt = {run->stretch.text + match->value_from, match->value_to - match->value_from};
    gboolean good = spelt.len && run_valid(run, rule, spelt, &hit.result);
    if (!good && !rule->check)
        return FALSE;
    const struct origin *origin = run_origin(run, hit.from);
    if (rule->check)
        run_count(run, origin, &hit, spelt, good);
    if (good)
        run_weigh(run, origin, &hit);
    return good;
}

/* Tries one expression on one cell of the block. */
static void try_cell(struct run *run, guint number, guint64 cell)
{
    const struct expression *expression = &g_array_index(run->detector->engine->expressions, struct expression, number);
    struct stretch stretch = run->stretch;
    guint64 *last = &run->detector->match_ends[number];
    guint64 cell_end = MIN(cell + CELL_BYTES, run->end);
    gsize stop = sign_at(stretch, (gsize)MIN(cell + CELL_BYTES + MATCH_AHEAD - stretch.base, stretch.len), -1);
    gsize at = sign_at(stretch, (gsize)(MAX(cell, *last) - stretch.base), 1);
    struct regex_match match;
    while (stretch.base + at < cell_end &&
           regex_match(expression->regex, run->detector->regex_scratch, stretch.text, stop, at, &match) &&
           stretch.base + match.from < cell_end) {
        gboolean taken = match.to - match.from <= REGEX_HIT_MAX && take_match(run, expression, &match);
        at = taken ? MAX(match.to, match.from + 1) : sign_at(stretch, match.from + 1, 1);
        *last = stretch.base + at;
    }
}

static void on_end(void *user, guint expression, gsize end)
{
    struct run *run = user;
    guint cells = BLOCK_BYTES / CELL_BYTES;
    guint8 *hot = run->detector->hot->data + (gsize)expression * cells;
    gsize cell = (end ? end - 1 : 0) / CELL_BYTES;
    if (cell < cells)
        hot[cell] = 1;
    if (cell > 0 && cell - 1 < cells)
        hot[cell - 1] = 1;
}

void run_expressions(struct run *run)
{
    struct detector *detector = run->detector;
    const GArray *expressions = detector->engine->expressions;
    struct stretch stretch = run->stretch;
    guint cells = BLOCK_BYTES / CELL_BYTES;
    gsize from = (gsize)(detector->block - stretch.base), aligned = sign_at(stretch, from, -1);
    gsize to = sign_at(stretch, MIN((gsize)(run->end - stretch.base) + CELL_BYTES, stretch.len), -1);
    memset(detector->hot->data, 0, detector->hot->len);
    /* The few bytes before the block move ends by as many: never over more than the neighbour cell, which is tried too. */
    gboolean filtered = detector->prefilter_scratch &&
                        prefilter_scan(detector->engine->prefilter, detector->prefilter_scratch, stretch.text + aligned, to - aligned, on_end, run);
    for (guint i = 0; i < expressions->len; i++) {
        gboolean watched = filtered && g_array_index(expressions, struct expression, i).watched;
        const guint8 *hot = detector->hot->data + (gsize)i * cells;
        for (guint c = 0; c < cells && detector->block + (guint64)c * CELL_BYTES < run->end; c++)
            if (!watched || hot[c])
                try_cell(run, i, detector->block + (guint64)c * CELL_BYTES);
    }
}

