/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's own engine, and a detector of it. (engine_lab.h has a small one with rules of its own.) */
#pragma once

#include "patterns/match/engine.h"

static struct {
    struct engine *engine;
    struct detector *detector;
    struct detector_file file;
} kit;

static int kit_open(void **state)
{
    const struct engine_options options = {.real_test_numbers = TRUE};
    g_autoptr(GError) error = NULL;
    kit.engine = engine_new(&options, &error);
    if (!kit.engine) {
        g_printerr("%s\n", error->message);
        return -1;
    }
    kit.detector = detector_new(kit.engine);
    kit.file = (struct detector_file){.year = 2026, .month = 6, .day = 30};
    g_date_clear(&kit.file.today, 1);
    g_date_set_dmy(&kit.file.today, 30, 6, 2026);
    return 0;
}

static int kit_close(void **state)
{
    detector_free(kit.detector);
    engine_free(kit.engine);
    return 0;
}

static inline void kit_begin(void)
{
    detector_begin(kit.detector, &kit.file);
}

/* Evidence of one text as one chunk; to free. */
static inline struct evidence *kit_find(const char *text)
{
    struct chunk chunk = {.text = text_of(text), .place = {.line = 1}};
    kit_begin();
    detector_text(kit.detector, &chunk);
    return detector_end(kit.detector);
}
