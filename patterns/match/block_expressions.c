/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/block_expressions.h"

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

/* Text at hand for what begins in the cell. */
static gsize reach_of(struct stretch stretch, guint64 cell)
{
    return sign_at(stretch, (gsize)MIN(cell + CELL_BYTES + MATCH_AHEAD - stretch.base, stretch.len), -1);
}

/* Offset behind the last match, after one that was taken or not. */
static gsize try_match(struct run *run, guint number, const struct regex_match *match)
{
    const struct expression *expression = &g_array_index(run->detector->engine->expressions, struct expression, number);
    gboolean taken = match->to - match->from <= REGEX_HIT_MAX && take_match(run, expression, match);
    gsize behind = taken ? MAX(match->to, match->from + 1) : sign_at(run->stretch, match->from + 1, 1);
    run->detector->match_ends[number] = run->stretch.base + behind;
    return behind;
}

/* Tries an expression that has no gate on the places from..end of one cell of the block. */
static void try_places(struct run *run, guint number, struct regex_field field, guint64 end)
{
    const struct expression *expression = &g_array_index(run->detector->engine->expressions, struct expression, number);
    struct stretch stretch = run->stretch;
    struct regex_match match;
    gsize behind = (gsize)(end - stretch.base);
    field.from = sign_at(stretch, (gsize)(MAX(stretch.base + field.from, run->detector->match_ends[number]) - stretch.base), 1);
    for (field.last = behind - 1; field.from < behind; field.from = try_match(run, number, &match)) {
        run->detector->tries++;
        if (!regex_match(expression->regex, run->detector->regex_scratch, &field, &match))
            break;
    }
}

/* Takes the first row of grains off them, as offsets in the cell; FALSE: there is none. */
static gboolean take_row(guint *grains, guint *from, guint *end)
{
    if (!*grains)
        return FALSE;
    guint first = (guint)__builtin_ctz(*grains), behind = first + (guint)__builtin_ctz(~(*grains >> first));
    *grains &= ~0u << behind;
    *from = first * GRAIN_BYTES;
    *end = behind * GRAIN_BYTES;
    return TRUE;
}

/* Tries one expression on the grains of the cell whose bits are set. */
static void try_cell(struct run *run, guint number, guint64 cell, guint grains)
{
    struct regex_field field = {.text = run->stretch.text, .len = reach_of(run->stretch, cell)};
    for (guint from, end; take_row(&grains, &from, &end) && cell + from < run->end;) {
        field.from = (gsize)(cell + from - run->stretch.base);
        try_places(run, number, field, MIN(cell + end, run->end));
    }
}

/* Notes a place for those of the group that may begin there. */
static void note_place(struct run *run, const struct gate_group *group, const struct gate_text *text, guint32 place)
{
    struct detector *detector = run->detector;
    struct gate_text here = {text->at, text->len, text->from, text->from + 1};
    for (guint i = 0; i < group->members->len; i++) {
        const struct gate_member *member = &g_array_index(group->members, struct gate_member, i);
        guint hot = detector->hot[(gsize)member->expression * BLOCK_CELLS + place / CELL_BYTES];
        if (hot >> (place % CELL_BYTES / GRAIN_BYTES) & 1 && (!member->own || gate_next(member->own, &here) < here.to))
            g_array_append_val(detector->places[member->expression], place);
    }
}

static void pass_cell(struct run *run, const struct gate_group *group, guint32 cell, guint grains)
{
    guint64 block = run->detector->block, base = run->stretch.base;
    struct gate_text text = {run->stretch.text, reach_of(run->stretch, block + cell), 0, 0};
    for (guint from, end; take_row(&grains, &from, &end) && block + cell + from < run->end;) {
        text.from = (gsize)(block + cell + from - base);
        text.to = (gsize)(MIN(block + cell + end, run->end) - base);
        for (; (text.from = gate_next(group->gate, &text)) < text.to; text.from++)
            note_place(run, group, &text, (guint32)(base + text.from - block));
    }
}

/* Looks for the group where the sieve sees any of it near. */
static void pass_gate(struct run *run, const struct gate_group *group)
{
    struct detector *detector = run->detector;
    guint8 any[BLOCK_CELLS] = {0};
    gboolean warm = FALSE;
    for (guint i = 0; i < group->members->len; i++) {
        guint number = g_array_index(group->members, struct gate_member, i).expression;
        for (guint c = 0; detector->warm[number] && c < BLOCK_CELLS; c++)
            any[c] |= detector->hot[(gsize)number * BLOCK_CELLS + c];
        warm |= detector->warm[number];
    }
    for (guint c = 0; warm && c < BLOCK_CELLS; c++)
        if (any[c])
            pass_cell(run, group, c * CELL_BYTES, any[c]);
}

/* Tries one expression at the places where its gate let it through. */
static void try_passed(struct run *run, guint number)
{
    struct detector *detector = run->detector;
    const struct expression *expression = &g_array_index(detector->engine->expressions, struct expression, number);
    GArray *places = detector->places[number];
    for (guint i = 0; i < places->len; i++) {
        guint32 place = g_array_index(places, guint32, i);
        gsize at = (gsize)(detector->block + place - run->stretch.base);
        const struct regex_field field = {run->stretch.text, reach_of(run->stretch, detector->block + place - place % CELL_BYTES), at, at};
        struct regex_match match;
        if (detector->block + place < detector->match_ends[number])
            continue;
        detector->tries++;
        if (regex_match(expression->regex, detector->regex_scratch, &field, &match))
            (void)try_match(run, number, &match);
    }
    g_array_set_size(places, 0);
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
    const guint8 *hot = detector->hot + (gsize)number * BLOCK_CELLS;
    if (watched && !detector->warm[number])
        return;
    for (guint c = 0; c < BLOCK_CELLS && detector->block + (guint64)c * CELL_BYTES < run->end; c++)
        if (!watched || hot[c])
            try_cell(run, number, detector->block + (guint64)c * CELL_BYTES, watched ? hot[c] : 0xff);
}

void run_expressions(struct run *run)
{
    struct detector *detector = run->detector;
    const GArray *expressions = detector->engine->expressions;
    const GPtrArray *gates = detector->engine->gates;
    gboolean filtered = scan_prefilter(run);
    scan_sieve(run);
    for (guint i = 0; gates && i < gates->len; i++)
        pass_gate(run, g_ptr_array_index(gates, i));
    for (guint i = 0; i < expressions->len; i++) {
        const struct expression *expression = &g_array_index(expressions, struct expression, i);
        if (expression->anchored)
            try_passed(run, i);
        else
            try_expression(run, i, filtered && expression->reach > 0);
        if (detector->warm[i])
            memset(detector->hot + (gsize)i * BLOCK_CELLS, 0, BLOCK_CELLS);
        detector->warm[i] = 0;
    }
}
