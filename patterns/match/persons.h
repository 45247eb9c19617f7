/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Persons: how many different ones a file holds, and how many of them are minors. */
#pragma once

#include "scanner/base/evidence.h"

struct person {
    int year, month, day; /* of birth; 0: unknown */
};

/*
 * Numbers tell persons apart. A birth date beside a name is one more person, unless somebody with a number was born that day; names
 * (beside an address) are counted where there is nothing else.
 */
struct persons {
    GDate today;
    GHashTable *born;  /* of day: birth dates of those with numbers */
    GHashTable *dates; /* of day: of others */
    guint32 numbers, minors, names;
};

/* TRUE for kinds that stand for a person whatever rule found them. */
gboolean persons_kind(const char *kind);
void persons_init(struct persons *persons, const GDate *today);
void persons_clear(struct persons *persons);
/* One more distinct value that weighs. */
void persons_add(struct persons *persons, const char *kind, const struct person *born);
/* TRUE where that value, of those added, is one of the persons counted; after all have been added. */
gboolean persons_counts(const struct persons *persons, const char *kind, const struct person *born);
void persons_evidence(const struct persons *persons, struct evidence *evidence);
