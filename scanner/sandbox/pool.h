/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pool: long-lived workers that answer requests, are watched from outside, and are replaced when they die. */
#pragma once

#include "scanner/sandbox/nursery.h"

enum outcome { OUTCOME_ANSWER, OUTCOME_CRASHED, OUTCOME_TIME, OUTCOME_MEMORY };

/* answer is NULL unless OUTCOME_ANSWER. Each request is answered exactly once. */
typedef void (*pool_answer)(void *user, void *tag, enum outcome outcome, GBytes *answer);

struct pool;

struct pool *pool_new(struct nursery *nursery, guint workers, const struct limits *limits, pool_answer answer, void *user, GError **error);
void pool_free(struct pool *pool); /* kills what is under way */
/* How many requests may be submitted now without waiting. */
guint pool_room(const struct pool *pool);
/* Takes the descriptor (-1: none) and a reference of the request. */
gboolean pool_submit(struct pool *pool, int fd, GBytes *request, void *tag, GError **error);
/* Sends, receives, watches the clock; calls answer. Returns after something happened, or after so many milliseconds. */
gboolean pool_poll(struct pool *pool, int milliseconds, GError **error);
/* Requests submitted and not yet answered. */
guint pool_under_way(const struct pool *pool);
