/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts: what the rules may ask of a file, folded for comparison; made from a record, or from an example in a rule file. */
#pragma once

#include "classifiers/folders.h"
#include "scanner/base/auto.h"
#include "scanner/base/record.h"
#include "scanner/base/yaml.h"

struct fact_theme {
    char *name;
    double confidence;
    gboolean near; /* near a person */
    char *shown;   /* the first words as found, ", " between */
    char **words;  /* the same, folded */
};

struct facts {
    enum status status;
    char *media;
    char *path;             /* folded */
    const char *verksamhet; /* owned by the folders; NULL: not known */
    GHashTable *within;     /* set of names, owned by the folders */
    guint32 persons, minors, quasi;
    gboolean genre, owner_only, tests, left_out;
    GHashTable *kinds; /* name to number of different weighing values */
    GPtrArray *themes; /* of struct fact_theme, with confidence 0.5 or more */
    GPtrArray *markings; /* of char *, folded */
};

struct facts *facts_of_record(const struct record *record, const struct folders *folders);
/* From the lines of an example; NULL with the place where they are wrong. */
struct facts *facts_of_example(const struct yaml *map, const char *name, GError **error);
/* The verksamhet of an example's path: folders are known only when all files are read. */
void facts_place(struct facts *facts, const struct folders *folders);
void facts_free(struct facts *facts);
DEFINE_AUTO(facts, facts_free)
