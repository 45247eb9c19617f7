/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What regular expressions find, near where the prefilter says. */
#include "patterns/match/block.h"

#include <string.h>

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

/* First place from there on at which a match may begin. */
static gsize next_place(const struct expression *expression, const struct regex_field *field, gsize end)
{
    const struct gate_text text = {field->text, field->len, field->from, end};
    return expression->gate ? gate_next(expression->gate, &text) : field->from;
}

/* Tries one expression on the places from..end of one cell of the block. */
static void try_places(struct run *run, guint number, struct regex_field field, guint64 end)
{
    const struct expression *expression = &g_array_index(run->detector->engine->expressions, struct expression, number);
    struct stretch stretch = run->stretch;
    guint64 *last = &run->detector->match_ends[number];
    struct regex_match match;
    gsize behind = (gsize)(end - stretch.base);
    field.from = sign_at(stretch, (gsize)(MAX(stretch.base + field.from, *last) - stretch.base), 1);
    field.last = behind - 1;
    for (; (field.from = next_place(expression, &field, behind)) < behind;) {
        if (expression->anchored)
            field.last = field.from;
        run->detector->tries++;
        if (regex_match(expression->regex, run->detector->regex_scratch, &field, &match)) {
            gboolean taken = match.to - match.from <= REGEX_HIT_MAX && take_match(run, expression, &match);
            field.from = taken ? MAX(match.to, match.from + 1) : sign_at(stretch, match.from + 1, 1);
            *last = stretch.base + field.from;
        } else if (expression->anchored) {
            field.from = sign_at(stretch, field.from + 1, 1);
        } else {
            break;
        }
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

/* A match may begin in the block's bytes from first to last. */
static void mark(struct run *run, guint expression, gsize first, gsize last)
{
    guint8 *hot = run->detector->hot + (gsize)expression * BLOCK_CELLS;
    for (gsize grain = first / GRAIN_BYTES; grain <= last / GRAIN_BYTES && grain < BLOCK_BYTES / GRAIN_BYTES; grain++)
        hot[grain / 8] |= (guint8)(1u << (grain % 8));
    run->detector->warm[expression] = 1;
}

/* The sieve's: offsets in the stretch. */
static void on_near(void *user, guint expression, gsize first, gsize last)
{
    struct run *run = user;
    gsize block = (gsize)(run->detector->block - run->stretch.base), end = (gsize)(run->end - run->stretch.base);
    if (last >= block && first < end)
        mark(run, expression, MAX(first, block) - block, MIN(last, end - 1) - block);
}

/* The prefilter's: a match with that end may begin so far before it. */
static void on_end(void *user, guint expression, gsize end)
{
    struct run *run = user;
    guint reach = g_array_index(run->detector->engine->expressions, struct expression, expression).reach;
    gsize into = end - MIN(end, run->before);
    if (into)
        mark(run, expression, into - MIN(into, reach), into - 1);
}

/* Where an anchor may be a line break, the text's own edges are tried. */
static void mark_edges(struct run *run, guint expression)
{
    guint64 block = run->detector->block, end = run->stretch.base + run->stretch.len;
    if (block == run->detector->part_start)
        mark(run, expression, 0, 0);
    if (end < block + BLOCK_BYTES + LOOK_BYTES && end < run->end + REGEX_HIT_MAX)
        mark(run, expression, (gsize)(MAX(end, block + REGEX_HIT_MAX) - REGEX_HIT_MAX - block), (gsize)(run->end - block) - 1);
}

static gboolean scan_prefilter(struct run *run)
{
    const struct detector *detector = run->detector;
    struct stretch stretch = run->stretch;
    gsize from = (gsize)(detector->block - stretch.base), aligned = sign_at(stretch, from, -1);
    gsize to = sign_at(stretch, MIN((gsize)(run->end - stretch.base) + CELL_BYTES, stretch.len), -1);
    run->before = from - aligned;
    return detector->prefilter_scratch &&
           prefilter_scan(detector->engine->prefilter, detector->prefilter_scratch, stretch.text + aligned, to - aligned, on_end, run);
}

static void scan_sieve(struct run *run)
{
    const struct engine *engine = run->detector->engine;
    gsize from = (gsize)(run->detector->block - run->stretch.base), end = (gsize)(run->end - run->stretch.base);
    const struct sieve_text text = {run->stretch.text, run->stretch.len, from - MIN(from, (gsize)CHAIN_MAX),
                                    MIN(end + REGEX_HIT_MAX + CHAIN_MAX, run->stretch.len)};
    const struct sieve_found found = {on_near, run};
    if (!engine->sieve)
        return;
    sieve_scan(engine->sieve, &text, &found);
    for (guint i = 0; i < engine->expressions->len; i++)
        if (g_array_index(engine->expressions, struct expression, i).edges)
            mark_edges(run, i);
}

static void try_expression(struct run *run, guint number, gboolean watched)
{
    struct detector *detector = run->detector;
    guint8 *hot = detector->hot + (gsize)number * BLOCK_CELLS;
    if (watched && !detector->warm[number])
        return;
    for (guint c = 0; c < BLOCK_CELLS && detector->block + (guint64)c * CELL_BYTES < run->end; c++)
        if (!watched || hot[c])
            try_cell(run, number, detector->block + (guint64)c * CELL_BYTES, watched ? hot[c] : 0xff);
    memset(hot, 0, BLOCK_CELLS);
    detector->warm[number] = 0;
}

void run_expressions(struct run *run)
{
    const GArray *expressions = run->detector->engine->expressions;
    gboolean filtered = scan_prefilter(run);
    scan_sieve(run);
    for (guint i = 0; i < expressions->len; i++) {
        const struct expression *expression = &g_array_index(expressions, struct expression, i);
        try_expression(run, i, expression->anchored || (filtered && expression->reach > 0));
    }
}
