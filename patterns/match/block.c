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
#include "patterns/match/block_digits.h"
#include "patterns/match/block_expressions.h"
#include "patterns/match/block_fields.h"
#include "patterns/match/quiet.h"
#include "patterns/match/settle.h"

#define HEAD_BYTES 1500  /* of a document: where words of genre tell what it is */
#define WORDS_AHEAD 256  /* bytes a word may reach over where it begins */

static void run_words(struct run *run)
{
    struct detector *detector = run->detector;
    guint64 stop = run->stretch.base + run->stretch.len;
    guint64 before = run->end + LOOK_BYTES <= stop ? run->end + LOOK_BYTES - WORDS_AHEAD : stop;
    guint known = detector->words->len;
    dictionary_scan(detector->engine->dictionary, &detector->word_state, run->stretch, before, detector->words);
    for (guint i = known; i < detector->words->len; i++) {
        const struct word_hit *word = &g_array_index(detector->words, struct word_hit, i);
        gboolean named = word->at < detector->name_end && run_origin(run, word->at)->sort == CHUNK_NAME;
        themes_word(detector->themes, word, word->at - detector->part_start < HEAD_BYTES, named);
    }
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
    struct run run = {.detector = detector, .stretch = {window->data, (gsize)(stop - window->base), window->base},
                      .end = MIN(detector->block + BLOCK_BYTES, stop), .near = {detector->engine->dictionary, detector->words, 0}};
    run_words(&run);
    run_digits(&run);
    run_cells(&run);
    run_fields(&run);
    run_pairs(&run);
    run_expressions(&run);
    run_settle(&run);
    forget_words(detector, run.end > LOOK_BYTES ? run.end - LOOK_BYTES : 0);
}
