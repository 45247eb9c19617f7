/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store: each distinct value that was hit in a file, until its end, when the findings are made. */
#pragma once

#include "patterns/match/chance.h"
#include "patterns/match/dictionary.h"
#include "patterns/match/hit.h"
#include "scanner/base/evidence.h"

#define STORE_TOLD_FROM 0.1 /* confidence below which a value is not told of */
#define STORE_ODDS_MIN (STORE_TOLD_FROM / (1 - STORE_TOLD_FROM))

struct store;

/* max: different values kept. */
struct store *store_new(const GPtrArray *rules, const struct dictionary *dictionary, const struct chance *chance, guint64 max);
void store_free(struct store *store);
void store_reset(struct store *store);
/* A number that tells values apart, with their kind; nearly always. */
guint64 store_key(const struct store *store, const struct hit *hit);
/* FALSE: the hit, which has that key, would not be kept. */
gboolean store_wants(const struct store *store, const struct hit *hit, guint64 key);
/* key: the hit's. */
void store_add(struct store *store, const struct hit *hit, guint64 key, const struct place *place);
gboolean store_full(const struct store *store);

/* What is asked of the store when the file has ended. */
struct store_end {
    gboolean real_test_numbers;
    GDate today;
};
/* Moves all that is likely enough into the evidence, with persons and minors. */
void store_findings(struct store *store, const struct store_end *end, struct evidence *evidence);
/* TRUE where a person that weighs stands in that kilobyte of the stream or beside it; named: one stands in a name. After store_findings. */
gboolean store_person_near(const struct store *store, guint64 kilobyte);
gboolean store_person_named(const struct store *store);
