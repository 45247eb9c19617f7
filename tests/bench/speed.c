/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * speed FILE: how fast one core goes through the file in memory, in MB/s, best of three:
 *     memchr      counting newlines: the floor
 *     engine      detection with all rules, in chunks as a reader pushes them
 *     plain       the same without the prefilter
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

static double run_engine(const struct engine *engine, const char *text, gsize len, guint *findings)
{
    struct detector *detector = detector_new(engine);
    struct detector_file file = {.year = 2026, .month = 1, .day = 1};
    struct chunk chunk = {.sort = CHUNK_PROSE, .join = JOIN_NONE, .place.line = 1};
    gint64 began = cpu_time();

    g_date_clear(&file.today, 1);
    g_date_set_dmy(&file.today, 1, G_DATE_JANUARY, 2026);
    detector_begin(detector, &file);
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
    struct evidence *evidence = detector_end(detector);
    double speed = megabytes(len, began);
    *findings = evidence->findings->len;
    evidence_free(evidence);
    detector_free(detector);
    return speed;
}

int main(int argc, char **argv)
{
    g_autofree char *text = NULL;
    gsize len = 0;
    double best[3] = {0};
    guint found[3] = {0};

    if (argc != 2 || !g_file_get_contents(argv[1], &text, &len, NULL))
        return 2;
    struct engine_options options = {.real_test_numbers = TRUE, .max_findings = 10000};
    g_autoptr(GError) error = NULL;
    struct engine *with = engine_new(&options, &error);
    options.no_prefilter = TRUE;
    struct engine *without = with ? engine_new(&options, &error) : NULL;
    if (!without) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    for (int turn = 0; turn < 3; turn++) {
        best[0] = MAX(best[0], run_memchr(text, len));
        best[1] = MAX(best[1], run_engine(with, text, len, &found[1]));
        if (turn == 0)
            best[2] = run_engine(without, text, MIN(len, (gsize)16 << 20), &found[2]);
    }
    printf("memchr %.0f\nengine %.0f\nplain %.0f\nfindings %u\n", best[0], best[1], best[2], found[1]);
    engine_free(with);
    engine_free(without);
    return 0;
}
