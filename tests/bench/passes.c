/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * passes FILE: how fast each pass of the engine goes over the text alone, in MB/s, best of three, with all embedded rules:
 *     fold        copying with folding
 *     dictionary  starts and tails of words, each found word appended
 *     sieve       chains of all expressions
 * and what was tried instead of the sieve:
 *     automata    vectorscan with each expression widened, as a whole
 */
#include "patterns/match/core.h"
#include "patterns/match/widen.h"
#include "tests/bench/clock.h"

#include <stdio.h>
#include <string.h>

struct lab {
    const struct engine *engine;
    struct prefilter *automata;
    struct prefilter_scratch *scratch;
    struct text text;
    guint64 found;
};

static void fold_all(struct lab *lab)
{
    struct window window;
    struct fold fold = {0};
    const struct origin origin = {.sort = CHUNK_PROSE};
    window_init(&window);
    window_origin(&window, &origin);
    for (gsize at = 0, len; at < lab->text.len; at += len) {
        len = MIN(lab->text.len - at, (gsize)4096);
        while (at + len < lab->text.len && ((guchar)lab->text.at[at + len] & 0xc0) == 0x80)
            len--;
        window_mark(&window, at);
        fold_text(&fold, &window, (struct text){lab->text.at + at, len}, at);
        if (window.len > 2 * BLOCK_BYTES)
            window_drop(&window, window_end(&window) - LOOK_BYTES);
    }
    window_clear(&window);
}

static void dictionary_all(struct lab *lab)
{
    struct word_state state = {.cache = word_cache_new()};
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(struct word_hit));
    for (gsize at = 0; at < lab->text.len; at += BLOCK_BYTES) {
        gsize from = at - MIN(at, (gsize)LOOK_BYTES), end = MIN(at + BLOCK_BYTES, lab->text.len);
        const struct stretch stretch = {lab->text.at + from, MIN(end + LOOK_BYTES, lab->text.len) - from, from};
        dictionary_scan(lab->engine->dictionary, &state, stretch, end, hits);
        lab->found += hits->len;
        g_array_set_size(hits, 0);
    }
    word_cache_free(state.cache);
}

static void on_near(void *user, guint expression, gsize first, gsize last)
{
    ((struct lab *)user)->found++;
}

static void sieve_all(struct lab *lab)
{
    const struct sieve_found found = {on_near, lab};
    for (gsize at = 0; at < lab->text.len; at += BLOCK_BYTES) {
        const struct sieve_text text = {lab->text.at, lab->text.len, at, MIN(at + BLOCK_BYTES, lab->text.len)};
        sieve_scan(lab->engine->sieve, &text, &found);
    }
}

static void on_end(void *user, guint expression, gsize end)
{
    ((struct lab *)user)->found++;
}

static void automata_all(struct lab *lab)
{
    for (gsize at = 0, end; at < lab->text.len; at = end) {
        end = MIN(at + BLOCK_BYTES, lab->text.len);
        while (end < lab->text.len && ((guchar)lab->text.at[end] & 0xc0) == 0x80)
            end--;
        (void)prefilter_scan(lab->automata, lab->scratch, lab->text.at + at, end - at, on_end, lab);
    }
}

static struct prefilter *automata_new(const struct engine *engine)
{
    guint count = engine->expressions->len;
    g_autofree struct wide *wide = g_new0(struct wide, count + 1);
    g_autofree guint *reach = g_new0(guint, count + 1);
    for (guint i = 0; i < count; i++) {
        const struct expression *expression = &g_array_index(engine->expressions, struct expression, i);
        const struct rule *rule = g_ptr_array_index(engine->rules, expression->rule);
        const char *text = g_array_index(rule->spellings, struct spelling, expression->spelling).text;
        wide[i] = (struct wide){widen(text), widen_whole(text), widen_caseless(text)};
    }
    struct prefilter *automata = prefilter_new(wide, count, reach);
    for (guint i = 0; i < count; i++) {
        g_free(wide[i].text);
        g_free(wide[i].whole);
    }
    return automata;
}

static void measure(struct lab *lab, const char *name, void (*pass)(struct lab *lab))
{
    double best = 0;
    for (guint turn = 0; turn < 3; turn++) {
        gint64 began = cpu_time();
        lab->found = 0;
        pass(lab);
        best = MAX(best, (double)lab->text.len / (double)(cpu_time() - began));
    }
    printf("%s %.0f %" G_GUINT64_FORMAT "\n", name, best, lab->found);
}

int main(int argc, char **argv)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    const struct engine_options options = {.real_test_numbers = TRUE};
    struct lab lab = {0};
    if (argc != 2 || !g_file_get_contents(argv[1], &text, &lab.text.len, NULL))
        return 2;
    struct engine *engine = engine_new(&options, &error);
    if (!engine) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    lab.text.at = text;
    lab.engine = engine;
    lab.automata = automata_new(engine);
    measure(&lab, "fold", fold_all);
    measure(&lab, "dictionary", dictionary_all);
    measure(&lab, "sieve", sieve_all);
    if (lab.automata) {
        lab.scratch = prefilter_scratch_new(lab.automata);
        measure(&lab, "automata", automata_all);
        prefilter_scratch_free(lab.scratch);
        prefilter_free(lab.automata);
    }
    engine_free(engine);
    return 0;
}
