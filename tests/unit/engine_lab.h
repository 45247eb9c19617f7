/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small engine with rules of its own, so that its tests stand whatever the rules of the program say. */
#pragma once

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "patterns/match/engine.h"
#include "patterns/match/prove.h"

#define LAB_RULE(name, kind, rest) {name ".yaml", "name: " name "\nkind: " kind "\ntitle: T\nsource: s\n" rest}

static const struct {
    const char *file, *yaml;
} lab_rules[] = {
    LAB_RULE("pnr", "personnummer",
             "check: personnummer\nmask: date\nperson: true\ndigits:\n"
             "  - {shape: \"YYYYMMDD-NNNN\", confidence: 0.97}\n  - {shape: \"YYYYMMDD+NNNN\", confidence: 0.97}\n"
             "  - {shape: \"YYYYMMDDNNNN\", confidence: 0.9}\n  - {shape: \"YYMMDD-NNNN\", confidence: 0.93}\n"
             "  - {shape: \"YYMMDD NNNN\", confidence: 0.5}\n  - {shape: \"YYMMDDNNNN\", confidence: 0.3}\n"
             "context:\n  - {words: [personnummer, pnr], factor: 20}\n  - {words: [ocr, fakturanr], factor: 0.02}\n"
             "accept: [\"Hon har 19850101-2382 nu\"]\nreject: [\"Hon har 19850101-2381 nu\"]\n"),
    LAB_RULE("mail", "epost",
             "mask: email\nregex:\n  - {find: '(?<![\\w@.+-])[\\w.+-]{1,64}@(?:[\\w-]{1,40}\\.){1,6}[a-z]{2,18}(?![\\w@])', confidence: 0.95}\n"
             "accept: [\"skriv till \xc3\xa5sa@example.se \"]\nreject: [\"skriv till @example\"]\n"),
    LAB_RULE("bil", "fordon",
             "mask: first 2\nregex:\n  - {find: '\\b[A-Z]{3} ?[0-9]{2}[0-9A-Z]\\b', confidence: 0.3}\n"
             "context:\n  - {words: [regnr, =bil, bilen], factor: 30, needed: true}\n"
             "accept: [\"regnr ABC 123\"]\nreject: [\"sal ABC 123\"]\n"),
    LAB_RULE("vard", "halsa",
             "words:\n  strong: [l\xc3\xa4karintyg, epikris]\n  ordinary: [diagnos, =lvu, \"s\xc3\xa4rskilt st\xc3\xb6" "d\"]\n  weak: [sjuk]\n"
             "accept: [\"Ett l\xc3\xa4karintyg kom\"]\nreject: [\"Egendom och ungdom\"]\n"),
};

static struct {
    struct engine *engine, *plain; /* with prefilter and without */
    struct detector *detector;
    struct detector_file file;
} lab;

/* An engine of one rule file (or, where it is NULL, of those above), in a folder that is gone when it returns. */
static struct engine *lab_engine(const char *file, const char *yaml, gboolean no_prefilter, GError **error)
{
    g_autofree char *folder = g_dir_make_tmp("datarond.XXXXXX", NULL);
    const char *folders[] = {folder, NULL};
    const struct engine_options options = {.folders = folders, .only_folders = TRUE, .no_prefilter = no_prefilter, .real_test_numbers = TRUE,
                                           .max_findings = 10000};
    for (guint i = 0; i < (file ? 1 : G_N_ELEMENTS(lab_rules)); i++) {
        g_autofree char *path = g_build_filename(folder, file ? file : lab_rules[i].file, NULL);
        g_file_set_contents(path, file ? yaml : lab_rules[i].yaml, -1, NULL);
    }
    struct engine *engine = engine_new(&options, error);
    for (guint i = 0; i < (file ? 1 : G_N_ELEMENTS(lab_rules)); i++) {
        g_autofree char *path = g_build_filename(folder, file ? file : lab_rules[i].file, NULL);
        g_unlink(path);
    }
    g_rmdir(folder);
    return engine;
}

static int lab_open(void **state)
{
    g_autoptr(GError) error = NULL;
    lab.engine = lab_engine(NULL, NULL, FALSE, &error);
    lab.plain = lab_engine(NULL, NULL, TRUE, &error);
    if (error)
        g_printerr("%s\n", error->message);
    if (!lab.engine || !lab.plain)
        return -1;
    lab.detector = detector_new(lab.engine);
    lab.file = (struct detector_file){.year = 2026, .month = 10, .day = 1};
    g_date_clear(&lab.file.today, 1);
    g_date_set_dmy(&lab.file.today, 1, 10, 2026);
    return 0;
}

static int lab_close(void **state)
{
    detector_free(lab.detector);
    engine_free(lab.engine);
    engine_free(lab.plain);
    return 0;
}

static inline void lab_begin(void)
{
    detector_begin(lab.detector, &lab.file);
}

/* Evidence of one text as one chunk. */
static inline struct evidence *lab_find(const char *text)
{
    struct chunk chunk = {.text = text_of(text), .place = {.line = 1}};
    lab_begin();
    detector_text(lab.detector, &chunk);
    return detector_end(lab.detector);
}

/* NULL where there is none. */
static inline const struct finding *lab_finding(const struct evidence *evidence, const char *kind, const char *value)
{
    for (guint i = 0; i < evidence->findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(evidence->findings, i);
        if (g_str_equal(finding->kind, kind) && g_str_equal(finding->value, value))
            return finding;
    }
    return NULL;
}
