/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * speed FILE [WAY...]: how fast one core goes through the file in memory, in MB/s, best of three:
 *     memchr      counting newlines: the floor
 *     engine      detection with all rules, in chunks as a reader of text pushes them
 *     cells       the same in chunks as the reader of tables pushes them, a cell each: fields apart by ";"
 *     digits      the same as engine with the rules of digits alone
 *     regex       ... of expressions and fields alone
 *     words       ... of themes alone
 *     plain       the same as engine without the prefilter
 */
#include "patterns/match/engine.h"
#include "tests/bench/clock.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "scanner/base/embed.h"

static double megabytes(gsize bytes, gint64 began)
{
    return (double)bytes / (double)(cpu_time() - began);
}

static double run_memchr(const char *text, gsize len)
{
    gint64 began = cpu_time();
    gsize lines = 0;
    for (const char *at = text; (at = memchr(at, '\n', len - (gsize)(at - text))); at++)
        lines++;
    return lines ? megabytes(len, began) : 0;
}

/* The file as running text. */
static void push_prose(struct detector *detector, const char *text, gsize len)
{
    struct chunk chunk = {.sort = CHUNK_PROSE, .join = JOIN_NONE, .place.line = 1};
    for (gsize at = 0; at < len; at += chunk.text.len) {
        gsize size = MIN(65536, len - at);
        while (at + size < len && ((guchar)text[at + size] & 0xC0) == 0x80)
            size--;
        chunk.text = (struct text){text + at, size};
        detector_text(detector, &chunk);
        chunk.join = JOIN_RUN;
        for (const char *line = text + at; (line = memchr(line, '\n', (gsize)(text + at + size - line))); line++)
            chunk.place.line++;
    }
}

/* The file as rows of cells. */
static void push_cells(struct detector *detector, const char *text, gsize len)
{
    struct chunk chunk = {.sort = CHUNK_CELL, .join = JOIN_NONE, .table = 1, .row = 1, .column = 1, .place = {.line = 1, .row = 1, .column = 1}};
    for (gsize at = 0; at < len;) {
        gsize end = at;
        while (end < len && text[end] != ';' && text[end] != '\n')
            end++;
        chunk.text = (struct text){text + at, end - at};
        if (end > at)
            detector_text(detector, &chunk);
        chunk.column++;
        if (end < len && text[end] == '\n') {
            chunk.row++;
            chunk.column = 1;
        }
        chunk.place.line = chunk.place.row = chunk.row;
        chunk.place.column = chunk.column;
        at = end + 1;
    }
}

static double run_engine(const struct engine *engine, void (*push)(struct detector *detector, const char *text, gsize len), const char *text,
                         gsize len, guint *findings)
{
    struct detector *detector = detector_new(engine);
    struct detector_file file = {.year = 2026, .month = 1, .day = 1};
    gint64 began = cpu_time();

    g_date_clear(&file.today, 1);
    g_date_set_dmy(&file.today, 1, G_DATE_JANUARY, 2026);
    detector_begin(detector, &file);
    push(detector, text, len);
    struct evidence *evidence = detector_end(detector);
    double speed = megabytes(len, began);
    *findings = evidence->findings->len;
    evidence_free(evidence);
    detector_free(detector);
    return speed;
}

enum { MEMCHR, ENGINE, CELLS, DIGITS, REGEX, WORDS, PLAIN, WAYS };
static const char *const ways[] = {"memchr", "engine", "cells", "digits", "regex", "words", "plain"};
static const char *const sorts[WAYS][2] = {[DIGITS] = {"\ndigits:", NULL}, [REGEX] = {"\nregex:", "\nfield:"}, [WORDS] = {"\nwords:", NULL}};

static gboolean asked(int argc, char **argv, int way)
{
    for (int i = 2; i < argc; i++)
        if (strcmp(argv[i], ways[way]) == 0)
            return TRUE;
    return argc == 2;
}

/* An engine of the embedded rules that have one of the two lines. */
static struct engine *part_new(const char *const sort[2], GError **error)
{
    g_autofree char *folder = g_dir_make_tmp("datarond.XXXXXX", error);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    const char *folders[] = {folder, NULL};
    for (const struct embedded *file = embedded_patterns; folder && file->name; file++) {
        g_autofree char *rule = g_strndup(file->data, file->len), *path = g_build_filename(folder, file->name, NULL);
        if (!g_str_has_suffix(file->name, ".yaml") || !(strstr(rule, sort[0]) || (sort[1] && strstr(rule, sort[1]))))
            continue;
        g_file_set_contents(path, rule, -1, NULL);
        g_ptr_array_add(paths, g_steal_pointer(&path));
    }
    const struct engine_options options = {.folders = folders, .only_folders = TRUE, .real_test_numbers = TRUE};
    struct engine *engine = folder ? engine_new(&options, error) : NULL;
    for (guint i = 0; i < paths->len; i++)
        g_unlink(g_ptr_array_index(paths, i));
    if (folder)
        g_rmdir(folder);
    return engine;
}

static struct engine *engine_for(int way, GError **error)
{
    const struct engine_options options = {.real_test_numbers = TRUE, .no_prefilter = way == PLAIN};
    return sorts[way][0] ? part_new(sorts[way], error) : engine_new(&options, error);
}

int main(int argc, char **argv)
{
    g_autofree char *text = NULL;
    gsize len = 0;
    guint findings = 0, told = 0;

    if (argc < 2 || !g_file_get_contents(argv[1], &text, &len, NULL))
        return 2;
    for (int way = 0; way < WAYS; way++) {
        g_autoptr(GError) error = NULL;
        struct engine *engine = asked(argc, argv, way) && way != MEMCHR ? engine_for(way, &error) : NULL;
        double best = 0;
        if (error) {
            fprintf(stderr, "%s\n", error->message);
            return 1;
        }
        for (int turn = 0; asked(argc, argv, way) && turn < (way == PLAIN ? 1 : 3); turn++) {
            double speed = way == MEMCHR ? run_memchr(text, len)
                                         : run_engine(engine, way == CELLS ? push_cells : push_prose, text, way == PLAIN ? MIN(len, (gsize)16 << 20) : len,
                                                      &findings);
            best = MAX(best, speed);
        }
        if (best > 0)
            printf("%s %.0f\n", ways[way], best);
        told = way == ENGINE ? findings : told;
        engine_free(engine);
    }
    printf("findings %u\n", told);
    return 0;
}
