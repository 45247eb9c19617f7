/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine: all rules compiled once, shared by all detectors; a detector turns one file's chunks into evidence. */
#pragma once

#include "scanner/base/chunk.h"
#include "scanner/base/evidence.h"

struct engine;
struct detector;
struct rule;

/* What holds findings back, each to be left out when its cost in recall is measured (tests/accuracy). */
enum engine_without {
    WITHOUT_CHANCE = 1 << 0, /* the share of hits among candidates */
    WITHOUT_GUARD = 1 << 1,  /* letters and digits that touch a number */
    WITHOUT_SETTLE = 1 << 2, /* one place is one kind */
    WITHOUT_GENRE = 1 << 3,  /* sorts of documents that speak against themes */
    WITHOUT_CALIBRATION = 1 << 4 /* holds nothing back: for measuring it anew */
};

struct engine_options {
    const char *const *folders; /* NULL-terminated: further rule folders (/etc/datarond/patterns.d); NULL: none */
    gboolean only_folders;      /* leaves the embedded rules out: the engine's own tests */
    gboolean no_prefilter;      /* same findings, slower: for the law's test */
    gboolean real_test_numbers; /* --test-numbers real */
    guint without;              /* of enum engine_without; 0 in the program */
    guint64 max_findings;       /* different values kept of one file */
};

/* Compiles the embedded rules and those of the folders. NULL with name, line and column where a rule is wrong, or where there are none. */
struct engine *engine_new(const struct engine_options *options, GError **error);
void engine_free(struct engine *engine);
/* Changes whenever a rule, or the way of matching, does: hex, NUL-terminated. What was found under another version is read again. */
const char *engine_version(const struct engine *engine);
/* The rules in force, of struct rule (patterns/match/rule.h). */
const GPtrArray *engine_rules(const struct engine *engine);

/* What detection must know of the file beside its text. */
struct detector_file {
    GDate today;         /* the scan's day: ages */
    int year, month, day; /* the file's date (mtime): the century of ten-digit numbers */
};

/* One a worker; used again for file after file. */
struct detector *detector_new(const struct engine *engine);
void detector_free(struct detector *detector);
void detector_begin(struct detector *detector, const struct detector_file *file);
void detector_text(struct detector *detector, const struct chunk *chunk);
/* A document within the file ended (a member, an attachment): nothing joins across. */
void detector_break(struct detector *detector);
/* All evidence, with clear values and masks, digests not yet filled; to free with evidence_free. */
struct evidence *detector_end(struct detector *detector);
/* TRUE where different values beyond max_findings were counted no more: the file's status is limit. */
gboolean detector_full(const struct detector *detector);
