/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The judge: gives labelled documents to the engine as the program does, and counts. */
#pragma once

#include "patterns/match/engine.h"
#include "tests/accuracy/maker.h"

#define ENOUGH 0.5 /* confidence from which a finding counts as found */

struct score {
    guint labels, met;     /* what stands there, and what of it was found */
    guint findings, right; /* what was found, and what of it stands there */
};
double score_recall(const struct score *score);
double score_precision(const struct score *score);
double score_f1(const struct score *score);

struct band {
    double below; /* its upper border */
    guint count, real;
    double sum; /* of confidences */
};

struct tally {
    GHashTable *kinds;  /* name -> struct score */
    GHashTable *themes;
    GHashTable *bands;  /* kind, and "" for all -> struct band[BANDS] */
    GHashTable *points; /* rule -> GArray of struct point */
};
struct point {
    double confidence;
    gboolean real;
};
#define BANDS 7
extern const double band_borders[BANDS];

struct corpus; /* documents, read into chunks */

/* The first documents of the seed. */
struct corpus *corpus_new(guint32 seed, guint count, const char *numbers, GError **error);
void corpus_free(struct corpus *corpus);
guint corpus_bytes(const struct corpus *corpus);

/* told: what is wrong is told there, a line each (every value is drawn or published as nobody's); NULL: nothing is told. To free with tally_free. */
struct tally *judge(const struct engine *engine, const struct corpus *corpus, GString *told);
/* The same of plain regular expressions and 10-modul, as other tools do. */
struct tally *judge_plain(const struct corpus *corpus);
void tally_free(struct tally *tally);
const struct score *tally_kind(const struct tally *tally, const char *kind);

/* The table of patterns/data/calibration.txt, measured on seeds of its own. NULL and error where the numbers cannot be read. */
char *calibration_table(const char *numbers, GError **error);

/* --- between judge.c and plain.c --- */
struct reading {
    struct document *document;
    GArray *chunks; /* of struct chunk, with text and names of its own */
    GString *text;  /* all of it, a chunk a line */
};
const GPtrArray *corpus_readings(const struct corpus *corpus); /* of struct reading */
struct tally *tally_new(void);
/* What was found in one document; confidence of each. */
struct found {
    const char *kind, *rule; /* rule: NULL for plain expressions */
    char *key;
    double confidence;
};
void tally_document(struct tally *tally, const struct document *document, const GArray *found, GString *told);
