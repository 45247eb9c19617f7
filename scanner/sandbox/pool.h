/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pool: long-lived workers that answer requests, are watched from outside, and are replaced when they die. */
#pragma once

#include "scanner/sandbox/nursery.h"

enum outcome { OUTCOME_ANSWER, OUTCOME_CRASHED, OUTCOME_TIME, OUTCOME_MEMORY };

/*
 * answer is NULL unless OUTCOME_ANSWER; it comes from the cage and may be hostile. Each request is answered exactly once. May
 * submit anew; may not free the pool.
 */
typedef void (*pool_answer)(void *user, void *tag, enum outcome outcome, GBytes *answer);

struct pool;

/* Waits for the nursery and starts one worker; the others when there is work for them. workers 0: one a processor. */
struct pool *pool_new(struct nursery *nursery, guint workers, const struct limits *limits, pool_answer answer, void *user, GError **error);
void pool_free(struct pool *pool); /* kills what is under way; it is not answered */
/* How many requests may be submitted now without waiting. */
guint pool_room(const struct pool *pool);
/* Takes the descriptor (-1: none), also where it fails, and a reference of the request. FALSE where the request is over 4 MiB. */
gboolean pool_submit(struct pool *pool, int fd, GBytes *request, void *tag, GError **error);
/*
 * Sends, receives, watches the clock; calls answer. Returns after something happened, or after so many milliseconds. FALSE: no
 * worker can be had any more. A request's time runs only while this is called at least once a second.
 */
gboolean pool_poll(struct pool *pool, int milliseconds, GError **error);
/* Requests submitted and not yet answered. */
guint pool_under_way(const struct pool *pool);
/* The tags of the requests that the workers are reading now, and for how many milliseconds: up to max; returns how many. */
guint pool_busy(const struct pool *pool, void **tags, guint *milliseconds, guint max);
