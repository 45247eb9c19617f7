/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * speed FILE [WAY...]: how fast one core goes through the file in memory, in MB/s, best of three:
 *     memchr      counting newlines: the floor
 *     engine      detection with all rules, in chunks as a reader of text pushes them
 *     cells       the same in chunks as the reader of tables pushes them, a cell each: fields apart by ";"
 *     plain       the same as engine without the prefilter
 */
#include "patterns/match/engine.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* Microseconds of this process alone: other work on the machine does not count. */
static gint64 cpu_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

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

enum { MEMCHR, ENGINE, CELLS, PLAIN, WAYS };
static const char *const ways[] = {"memchr", "engine", "cells", "plain"};

static gboolean asked(int argc, char **argv, int way)
{
    for (int i = 2; i < argc; i++)
        if (strcmp(argv[i], ways[way]) == 0)
            return TRUE;
    return argc == 2;
}

int main(int argc, char **argv)
{
    g_autofree char *text = NULL;
    gsize len = 0;
    guint findings = 0;

    if (argc < 2 || !g_file_get_contents(argv[1], &text, &len, NULL))
        return 2;
    struct engine_options options = {.real_test_numbers = TRUE};
    g_autoptr(GError) error = NULL;
    struct engine *with = engine_new(&options, &error);
    options.no_prefilter = TRUE;
    struct engine *without = with && asked(argc, argv, PLAIN) ? engine_new(&options, &error) : NULL;
    if (error) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    for (int way = 0; way < WAYS; way++) {
        double best = 0;
        for (int turn = 0; asked(argc, argv, way) && turn < (way == PLAIN ? 1 : 3); turn++) {
            double speed = way == MEMCHR  ? run_memchr(text, len)
                           : way == PLAIN ? run_engine(without, push_prose, text, MIN(len, (gsize)16 << 20), &findings)
                                          : run_engine(with, way == CELLS ? push_cells : push_prose, text, len, &findings);
            best = MAX(best, speed);
        }
        if (best > 0)
            printf("%s %.0f\n", ways[way], best);
    }
    printf("findings %u\n", findings);
    engine_free(with);
    engine_free(without);
    return 0;
}
