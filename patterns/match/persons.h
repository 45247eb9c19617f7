/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Persons: how many different ones a file holds, and how many of them are minors. */
#pragma once

#include "scanner/base/evidence.h"

struct person {
    int year, month, day; /* of birth; 0: unknown */
};

/* Numbers tell persons apart. Where a file has none, its birth dates do, or else its names. */
struct persons {
    GDate today;
    guint32 numbers, minors;
    guint32 dates, dates_minors, names;
};

/* TRUE for kinds that stand for a person whatever rule found them. */
gboolean persons_kind(const char *kind);
/* One more distinct value that weighs. */
void persons_add(struct persons *persons, const char *kind, const struct person *born);
void persons_evidence(const struct persons *persons, struct evidence *evidence);
