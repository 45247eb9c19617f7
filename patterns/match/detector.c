/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "patterns/match/core.h"

#define PIECE_BYTES 4096       /* text taken at a time, so that the window stays small */
#define BREAK_GAP 4096         /* stream offsets between two documents of one file */
#define HEADER_BYTES_MAX 200

struct detector *detector_new(const struct engine *engine)
{
    struct detector *detector = g_new0(struct detector, 1);
    guint expressions = engine->expressions->len;
    detector->engine = engine;
    window_init(&detector->window);
    detector->chance = chance_new();
    detector->crowds = crowds_new(detector->chance);
    detector->store = store_new(engine->rules, engine->dictionary, detector->chance, engine->max_findings);
    detector->themes = themes_new(engine->rules, engine->dictionary);
    detector->regex_scratch = regex_scratch_new();
    detector->labels = labels_new(engine->dictionary, (struct namer){field_name, detector});
    detector->prefilter_scratch = engine->prefilter ? prefilter_scratch_new(engine->prefilter) : NULL;
    detector->words = g_array_new(FALSE, FALSE, sizeof(struct word_hit));
    detector->word_state.cache = word_cache_new();
    detector->cell_numbers = g_array_new(FALSE, FALSE, sizeof(struct cell_number));
    detector->field_values = g_array_new(FALSE, FALSE, sizeof(struct field_value));
    detector->pair.numbers = g_array_new(FALSE, FALSE, sizeof(struct pair_number));
    detector->claims = g_array_new(FALSE, FALSE, sizeof(struct claim));
    detector->details = g_array_new(FALSE, FALSE, sizeof(struct hit));
    detector->taken = g_byte_array_set_size(g_byte_array_new(), BLOCK_BYTES + LOOK_BYTES);
    detector->hot = g_malloc0((gsize)expressions * BLOCK_CELLS + 1);
    detector->warm = g_malloc0(expressions + 1);
    detector->places = g_new0(GArray *, expressions + 1);
    for (guint i = 0; i < expressions; i++)
        detector->places[i] = g_array_new(FALSE, FALSE, sizeof(guint32));
    detector->match_ends = g_new0(guint64, expressions + 1);
    detector->shape_ends = g_new0(guint64, scanner_slots(engine->scanner));
    detector->scopes = g_new0(struct scope_note, engine->spellings + 1);
    return detector;
}

void detector_free(struct detector *detector)
{
    if (!detector)
        return;
    window_clear(&detector->window);
    labels_free(detector->labels);
    crowds_free(detector->crowds);
    chance_free(detector->chance);
    store_free(detector->store);
    themes_free(detector->themes);
    regex_scratch_free(detector->regex_scratch);
    prefilter_scratch_free(detector->prefilter_scratch);
    g_array_unref(detector->words);
    word_cache_free(detector->word_state.cache);
    g_array_unref(detector->cell_numbers);
    g_array_unref(detector->field_values);
    g_array_unref(detector->pair.numbers);
    g_array_unref(detector->claims);
    g_array_unref(detector->details);
    g_byte_array_unref(detector->taken);
    g_free(detector->hot);
    g_free(detector->warm);
    for (guint i = 0; i < detector->engine->expressions->len; i++)
        g_array_unref(detector->places[i]);
    g_free(detector->places);
    g_free(detector->match_ends);
    g_free(detector->shape_ends);
    g_free(detector->scopes);
    g_free(detector);
}

/* A document begins at this offset of the stream. */
static void begin_part(struct detector *detector, guint64 at)
{
    window_reset(&detector->window);
    detector->window.base = detector->block = detector->part_start = at;
    detector->word_state.next = at;
    detector->separator = 0;
    detector->begun = detector->cell_open = FALSE;
    detector->cell_label = NULL;
    fold_end(&detector->fold);
    g_array_set_size(detector->words, 0);
    g_array_set_size(detector->cell_numbers, 0);
    g_array_set_size(detector->field_values, 0);
    pair_reset(&detector->pair);
    memset(detector->taken->data, 0, detector->taken->len);
}

/* Without a date of its own the file is of the scan's day. */
static struct check_env env_of(const struct detector_file *file)
{
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

void detector_begin(struct detector *detector, const struct detector_file *file)
{
    detector->file = *file;
    detector->env = env_of(file);
    detector->part = 0;
    detector->tries = 0;
    detector->name_end = 0;
    labels_reset(detector->labels);
    chance_reset(detector->chance);
    crowds_reset(detector->crowds);
    store_reset(detector->store);
    themes_reset(detector->themes);
    memset(detector->match_ends, 0, detector->engine->expressions->len * sizeof *detector->match_ends);
    memset(detector->scopes, 0, detector->engine->spellings * sizeof *detector->scopes);
    memset(detector->shape_ends, 0, scanner_slots(detector->engine->scanner) * sizeof *detector->shape_ends);
    begin_part(detector, 0);
}

static void end_short_cell(struct detector *detector, struct label *label, const char *text, gsize len)
{
    struct cell_number number = {detector->cell_start, detector->cell_start + len, ""};
    gboolean cell = detector->last_sort == CHUNK_CELL;
    if (label->named)
        field_note(detector, label->named, text, len);
    pair_take(&detector->pair, &(struct pair_cell){(enum pair_role)label->role, text, len, detector->cell_start, cell ? detector->last_table : 0,
                                                   cell ? detector->last_row : 0}, LOOK_BYTES / 2);
    if (!cell)
        return;
    labels_cell(detector->labels, label, text, len);
    if (label->words->len && cell_number(text, len, number.digits))
        g_array_append_val(detector->cell_numbers, number);
}

/* The cell or field that was being read is whole. */
static void end_cell(struct detector *detector)
{
    struct label *label = detector->cell_label;
    guint64 len = window_end(&detector->window) - detector->cell_start;
    detector->cell_open = FALSE;
    detector->cell_label = NULL;
    if (!label)
        return;
    if (len > HEADER_BYTES_MAX)
        label->data = TRUE;
    else
        end_short_cell(detector, label, detector->window.data + (detector->cell_start - detector->window.base), (gsize)len);
}

/* What stands between the last chunk and this one, which begins something new. */
static void part_from_last(struct detector *detector, const struct chunk *chunk)
{
    gboolean row = chunk->sort == CHUNK_CELL && detector->last_sort == CHUNK_CELL && chunk->table == detector->last_table &&
                   chunk->row == detector->last_row;
    end_cell(detector);
    fold_end(&detector->fold);
    if (detector->begun && detector->separator != '\n')
        detector->separator = row ? '\t' : '\n';
    detector->cell_open = chunk->sort == CHUNK_CELL || chunk->sort == CHUNK_FIELD;
}

static struct label *label_of(struct detector *detector, const struct chunk *chunk)
{
    if (chunk->sort == CHUNK_CELL)
        return labels_column(detector->labels, detector->part, chunk->table, chunk->column);
    if (chunk->sort == CHUNK_FIELD && chunk->field)
        return labels_field(detector->labels, pair_field(&detector->pair, chunk->field));
    return NULL;
}

static void run_ready(struct detector *detector)
{
    while (window_end(&detector->window) >= detector->block + BLOCK_BYTES + LOOK_BYTES) {
        block_run(detector, detector->block + BLOCK_BYTES + LOOK_BYTES);
        detector->block += BLOCK_BYTES;
        window_drop(&detector->window, detector->block - LOOK_BYTES);
    }
}

static void take_text(struct detector *detector, const struct chunk *chunk)
{
    struct text text = chunk->text;
    for (gsize at = 0; at < text.len;) {
        gsize len = MIN(text.len - at, (gsize)PIECE_BYTES);
        while (at + len < text.len && len > PIECE_BYTES - 4 && ((guchar)text.at[at + len] & 0xc0) == 0x80)
            len--;
        window_mark(&detector->window, at);
        fold_text(&detector->fold, &detector->window, (struct text){text.at + at, len}, at);
        at += len;
        run_ready(detector);
    }
}

void detector_text(struct detector *detector, const struct chunk *chunk)
{
    struct window *window = &detector->window;
    if (chunk->join == JOIN_NONE || !detector->begun) {
        part_from_last(detector, chunk);
        detector->last_sort = chunk->sort;
        detector->last_table = chunk->table;
        detector->last_row = chunk->row;
    }
    if (chunk->text.len == 0)
        return;
    if (detector->separator)
        window_put(window, &detector->separator, 1);
    detector->separator = 0;
    detector->begun = TRUE;
    struct origin origin = {chunk->place, chunk->sort, label_of(detector, chunk), detector->part};
    window_origin(window, &origin);
    if (detector->cell_open && !detector->cell_label) {
        detector->cell_label = origin.label;
        detector->cell_start = window_end(window);
    }
    take_text(detector, chunk);
    if (chunk->sort == CHUNK_NAME)
        detector->name_end = window_end(window);
}

/* Finds what is left of the document. */
static void end_part(struct detector *detector)
{
    struct window *window = &detector->window;
    end_cell(detector);
    while (detector->block < window_end(window)) {
        block_run(detector, MIN(window_end(window), detector->block + BLOCK_BYTES + LOOK_BYTES));
        detector->block += BLOCK_BYTES;
        if (detector->block < window_end(window))
            window_drop(window, detector->block - LOOK_BYTES);
    }
}

void detector_break(struct detector *detector)
{
    end_part(detector);
    begin_part(detector, window_end(&detector->window) + BREAK_GAP);
    detector->part++;
}

struct evidence *detector_end(struct detector *detector)
{
    struct evidence *evidence = evidence_new();
    const struct store_end end = {detector->engine->real_test_numbers, detector->file.today};
    end_part(detector);
    store_findings(detector->store, &end, evidence);
    evidence->quasi = labels_quasi(detector->labels);
    themes_evidence(detector->themes, detector->store, !(detector->engine->without & WITHOUT_GENRE), evidence);
    evidence_sort(evidence);
    begin_part(detector, 0);
    return evidence;
}

gboolean detector_full(const struct detector *detector)
{
    return store_full(detector->store);
}
