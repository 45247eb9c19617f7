/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A block is worked on when it and the text around it are at hand:
 *
 *     |<- LOOK ->|<------------ BLOCK ------------>|<- LOOK ->|
 *     +----------+---------------------------------+----------+
 *     | seen     | all that begins here is found   | seen     |
 *
 * Blocks lie at fixed offsets of the stream and see equally much of it, so what is found does not depend on how the text arrived.
 */
#include <math.h>
#include <string.h>

#include "patterns/match/core.h"

#define HEAD_BYTES 1500  /* of a document: where words of genre tell what it is */
#define WORDS_AHEAD 256  /* bytes a word may reach over where it begins */
#define CELL_BYTES 256   /* grain of what the prefilter tells */
#define MATCH_AHEAD 320  /* bytes an expression sees behind a cell: a hit and what it looks ahead at */
#define ODDS_MIN 1e-5
#define INNER_ODDS 0.05  /* a hit this much less likely than what lies within it may still be the whole of it */

struct run {
    struct detector *detector;
    struct stretch stretch;
    guint64 end; /* of the block */
};

static void find_words(struct run *run)
{
    struct detector *detector = run->detector;
    guint64 stop = run->stretch.base + run->stretch.len;
    guint64 before = run->end + LOOK_BYTES <= stop ? run->end + LOOK_BYTES - WORDS_AHEAD : stop;
    guint known = detector->words->len;
    dictionary_scan(detector->engine->dictionary, &detector->word_state, run->stretch, before, detector->words);
    for (guint i = known; i < detector->words->len; i++) {
        const struct word_hit *word = &g_array_index(detector->words, struct word_hit, i);
        gboolean named = word->at < detector->name_end && window_locate(&detector->window, word->at, NULL)->sort == CHUNK_NAME;
        themes_word(detector->themes, word, word->at - detector->part_start < HEAD_BYTES, named);
    }
}

static guint64 digits_hash(const char *text, gsize len)
{
    guint64 hash = G_GUINT64_CONSTANT(14695981039346656037);
    for (gsize i = 0; i < len; i++)
        if (g_ascii_isdigit(text[i]))
            hash = (hash ^ (guchar)text[i]) * G_GUINT64_CONSTANT(1099511628211);
    return hash;
}

static struct check_env env_of(const struct detector *detector)
{
    const struct detector_file *file = &detector->file;
    struct check_env env = {file->year, file->month, file->day, 0};
    if (!g_date_valid(&file->today))
        return env;
    env.scan_year = g_date_get_year(&file->today);
    if (file->year <= 0) {
        env.year = env.scan_year;
        env.month = (int)g_date_get_month(&file->today);
        env.day = g_date_get_day(&file->today);
    }
    return env;
}

/* Canonical value where there is no validator: what stands there. */
static void plain_value(const struct rule *rule, struct text spelt, struct check_result *result)
{
    gsize len = MIN(spelt.len, (gsize)CHECK_VALUE_MAX - 1);
    while (len < spelt.len && len && ((guchar)spelt.at[len] & 0xc0) == 0x80)
        len--;
    for (gsize i = 0; i < len; i++)
        result->value[i] = rule->mask == MASK_EMAIL ? g_ascii_tolower(spelt.at[i]) : spelt.at[i];
    result->value[len] = '\0';
}

static gboolean valid(const struct detector *detector, const struct rule *rule, struct text spelt, struct check_result *result)
{
    struct check_env env = env_of(detector);
    *result = (struct check_result){0};
    if (rule->check)
        return rule->check->valid(spelt, &env, result);
    plain_value(rule, spelt, result);
    return TRUE;
}

static guint32 scope_of(const struct detector *detector, const struct origin *origin, const struct hit *hit)
{
    guint64 where = origin->label ? (G_GUINT64_CONSTANT(1) << 32 | origin->label->id) : origin->part;
    return chance_scope(detector->chance, where, hit->rule, hit->spelling);
}

static void weigh(struct run *run, const struct origin *origin, struct hit *hit)
{
    struct detector *detector = run->detector;
    const struct surroundings around = {detector->engine->dictionary, detector->words, run->stretch, origin->label,
                                        origin->sort == CHUNK_CELL};
    context_weigh(g_ptr_array_index(detector->engine->rules, hit->rule), &around, hit);
    if (hit->base / (1 - hit->base) * hit->factor >= ODDS_MIN)
        g_array_append_vals(detector->hits, hit, 1);
}

/* The other side of a comma, dash or dot has the same shape: a list. */
static gboolean listed_behind(struct stretch stretch, const struct digits *digits)
{
    gsize at = digits->to + 1 + !!digits->shape->lead;
    return at < stretch.len && g_ascii_isdigit(stretch.text[at]) && shape_match(digits->shape, stretch.text, at, stretch.len);
}

static void on_digits(void *user, struct stretch stretch, const struct digits *digits)
{
    struct run *run = user;
    struct detector *detector = run->detector;
    const struct rule *rule = g_ptr_array_index(detector->engine->rules, digits->rule);
    const struct spelling *spelling = &g_array_index(rule->spellings, struct spelling, digits->spelling);
    struct hit hit = {.from = stretch.base + digits->from, .to = stretch.base + digits->to, .rule = digits->rule,
                      .spelling = digits->spelling, .base = spelling->confidence, .factor = 1};
    guint64 *last = &detector->shape_ends[detector->engine->first_spelling[digits->rule] + digits->spelling];
    gboolean listed_before = *last && *last + 1 == hit.from;
    gsize len = digits->to - digits->from;
    *last = hit.to;
    if (len > REGEX_HIT_MAX)
        return;
    char clean[REGEX_HIT_MAX + 1];
    len = shape_clean(stretch.text + digits->from, len, clean);
    gboolean good = valid(detector, rule, (struct text){clean, len}, &hit.result);
    const struct origin *origin = window_locate(&detector->window, hit.from, NULL);
    if (rule->check) {
        hit.scope = scope_of(detector, origin, &hit);
        chance_count(detector->chance, hit.scope, digits_hash(clean, len), good, hit.result.chance);
    }
    if (!good)
        return;
    context_guard(stretch, listed_before, listed_behind(stretch, digits), &hit);
    weigh(run, origin, &hit);
}

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
    gboolean good = spelt.len && valid(detector, rule, spelt, &hit.result);
    const struct origin *origin = window_locate(&detector->window, hit.from, NULL);
    if (rule->check && hit.result.chance > 0) {
        hit.scope = scope_of(detector, origin, &hit);
        chance_count(detector->chance, hit.scope, digits_hash(spelt.at, spelt.len), good, hit.result.chance);
    }
    if (good)
        weigh(run, origin, &hit);
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

static void find_expressions(struct run *run)
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

static double hit_odds(const struct hit *hit)
{
    double odds = hit->base / (1 - hit->base) * hit->factor;
    return hit->lacking ? MIN(odds, 0.8) : odds;
}

static int by_odds(gconstpointer a, gconstpointer b)
{
    const struct hit *one = a, *two = b;
    double odds_one = hit_odds(one), odds_two = hit_odds(two);
    if (one->inner != two->inner)
        return one->inner - two->inner;
    if (odds_one != odds_two)
        return odds_one > odds_two ? -1 : 1;
    guint64 len_one = one->to - one->from, len_two = two->to - two->from;
    if (len_one != len_two)
        return len_one > len_two ? -1 : 1;
    if (one->from != two->from)
        return one->from < two->from ? -1 : 1;
    return one->rule != two->rule ? (int)one->rule - two->rule : (int)one->spelling - two->spelling;
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const struct hit *one = a, *two = b;
    if (one->from != two->from)
        return one->from < two->from ? -1 : 1;
    return one->to > two->to ? -1 : one->to < two->to;
}

/* Marks what is part of a longer hit that is likely itself: the date in a number, the giro in an account. */
static void mark_inner(GArray *hits)
{
    guint outer = 0;
    g_array_sort(hits, by_place);
    for (guint i = 1; i < hits->len; i++) {
        struct hit *hit = &g_array_index(hits, struct hit, i);
        const struct hit *around = &g_array_index(hits, struct hit, outer);
        double odds = hit_odds(around);
        gboolean within = hit->to <= around->to && hit->to - hit->from < around->to - around->from;
        hit->inner = within && odds >= 1 && odds >= hit_odds(hit) * INNER_ODDS;
        if (!hit->inner && (hit->to > around->to || hit_odds(hit) > odds))
            outer = i;
    }
}

/* One place is one kind: the likeliest hit takes its bytes, all that overlaps it falls away. */
static void settle(struct run *run)
{
    struct detector *detector = run->detector;
    GArray *hits = detector->hits;
    guint8 *taken = detector->taken->data;
    guint left = 0;
    mark_inner(hits);
    g_array_sort(hits, by_odds);
    for (guint i = 0; i < hits->len; i++) {
        struct hit hit = g_array_index(hits, struct hit, i);
        gsize from = (gsize)(hit.from - MIN(hit.from, detector->block)), len = (gsize)(hit.to - hit.from);
        if (memchr(taken + from, 1, len))
            continue;
        memset(taken + from, 1, len);
        g_array_index(hits, struct hit, left++) = hit;
    }
    g_array_set_size(hits, left);
    g_array_sort(hits, by_place);
    for (guint i = 0; i < hits->len; i++) {
        const struct hit *hit = &g_array_index(hits, struct hit, i);
        struct place place;
        window_locate(&detector->window, hit->from, &place);
        store_add(detector->store, hit, &place);
    }
    explicit_bzero(hits->data, hits->len * sizeof(struct hit));
    g_array_set_size(hits, 0);
    memmove(taken, taken + BLOCK_BYTES, LOOK_BYTES);
    memset(taken + LOOK_BYTES, 0, BLOCK_BYTES);
}

static void forget_words(struct detector *detector, guint64 before)
{
    guint gone = 0;
    while (gone < detector->words->len && g_array_index(detector->words, struct word_hit, gone).at < before)
        gone++;
    if (gone)
        g_array_remove_range(detector->words, 0, gone);
}

void block_run(struct detector *detector, guint64 stop)
{
    struct window *window = &detector->window;
    struct run run = {detector, {window->data, (gsize)(stop - window->base), window->base}, MIN(detector->block + BLOCK_BYTES, stop)};
    find_words(&run);
    scanner_run(detector->engine->scanner, run.stretch, (gsize)(detector->block - window->base), (gsize)(run.end - window->base), on_digits, &run);
    find_expressions(&run);
    settle(&run);
    forget_words(detector, run.end > LOOK_BYTES ? run.end - LOOK_BYTES : 0);
}
