/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of risk, and a list that keeps only the worst so many of a stream. */
#pragma once

#include "reports/report.h"

/* Protected identities, credentials, K4, open to everybody, then class, persons, exposure, age, path. */
struct rank {
    guint group; /* 0 is the most urgent; RANK_CALM: not urgent */
    int class;
    guint32 persons;
    guint exposure;
    gint64 modified; /* nanoseconds since 1970 */
    char *path;
};

#define RANK_CALM 4

/* The path is a copy: given to ranking_add, or freed by the caller. */
struct rank rank_of(const struct record *record, const struct verdict *verdict);

struct ranking;

struct ranking *ranking_new(guint limit, GDestroyNotify free_row);
void ranking_free(struct ranking *ranking);
/* FALSE: the list is full of worse files, so the row need not be made. */
gboolean ranking_wants(const struct ranking *ranking, const struct rank *rank);
/* Takes the rank's path and the row. */
void ranking_add(struct ranking *ranking, const struct rank *rank, gpointer row);
/* How many rows there are now, at most the limit, and each in order; the ranking's. Sorts: call when all are added. */
guint ranking_count(struct ranking *ranking);
gpointer ranking_row(const struct ranking *ranking, guint index, const struct rank **rank);
