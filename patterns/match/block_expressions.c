/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What regular expressions find, near where the prefilter says. */
#include "patterns/match/block.h"

#include <string.h>

#define CELL_BYTES 256   /* tried with the same text at hand */
#define GRAIN_BYTES 32   /* of what the prefilter tells: a cell has a bit for each */
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

/* Tries one expression on the places from..end of one cell of the block. */
static void try_places(struct run *run, guint number, struct regex_field field, guint64 end)
{
    const struct expression *expression = &g_array_index(run->detector->engine->expressions, struct expression, number);
    struct stretch stretch = run->stretch;
    guint64 *last = &run->detector->match_ends[number];
    struct regex_match match;
    field.from = sign_at(stretch, (gsize)(MAX(stretch.base + field.from, *last) - stretch.base), 1);
    field.last = (gsize)(end - stretch.base) - 1;
    while (field.from <= field.last && regex_match(expression->regex, run->detector->regex_scratch, &field, &match)) {
        gboolean taken = match.to - match.from <= REGEX_HIT_MAX && take_match(run, expression, &match);
        field.from = taken ? MAX(match.to, match.from + 1) : sign_at(stretch, match.from + 1, 1);
        *last = stretch.base + field.from;
    }
}

/* Tries one expression on the grains of the cell whose bits are set. */
static void try_cell(struct run *run, guint number, guint64 cell, guint grains)
{
    struct stretch stretch = run->stretch;
    struct regex_field field = {.text = stretch.text};
    field.len = sign_at(stretch, (gsize)MIN(cell + CELL_BYTES + MATCH_AHEAD - stretch.base, stretch.len), -1);
    while (grains) {
        guint first = (guint)__builtin_ctz(grains), behind = first + (guint)__builtin_ctz(~(grains >> first));
        guint64 from = cell + (guint64)first * GRAIN_BYTES, end = MIN(cell + (guint64)behind * GRAIN_BYTES, run->end);
        grains &= ~0u << behind;
        if (from >= end)
            break;
        field.from = (gsize)(from - stretch.base);
        try_places(run, number, field, end);
    }
}

/* The grains in which a match with that end may begin. */
static void on_end(void *user, guint expression, gsize end)
{
    struct run *run = user;
    guint reach = g_array_index(run->detector->engine->expressions, struct expression, expression).reach;
    guint8 *hot = run->detector->hot->data + (gsize)expression * (BLOCK_BYTES / CELL_BYTES);
    gsize into = end - MIN(end, run->before);
    if (!into)
        return;
    for (gsize grain = (into - MIN(into, reach)) / GRAIN_BYTES; grain <= (into - 1) / GRAIN_BYTES && grain < BLOCK_BYTES / GRAIN_BYTES; grain++)
        hot[grain / 8] |= (guint8)(1u << (grain % 8));
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
    run->before = from - aligned;
    gboolean filtered = detector->prefilter_scratch &&
                        prefilter_scan(detector->engine->prefilter, detector->prefilter_scratch, stretch.text + aligned, to - aligned, on_end, run);
    for (guint i = 0; i < expressions->len; i++) {
        gboolean watched = filtered && g_array_index(expressions, struct expression, i).reach > 0;
        const guint8 *hot = detector->hot->data + (gsize)i * cells;
        for (guint c = 0; c < cells && detector->block + (guint64)c * CELL_BYTES < run->end; c++)
            if (!watched || hot[c])
                try_cell(run, i, detector->block + (guint64)c * CELL_BYTES, watched ? hot[c] : 0xff);
    }
}

