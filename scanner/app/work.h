/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a worker does with one file: reads it, detects, and answers with a packed record of masks and digests. */
#pragma once

#include "patterns/match/engine.h"
#include "scanner/base/digest.h"
#include "scanner/base/record.h"
#include "scanner/sandbox/nursery.h"

struct work;

/* engine and limits are borrowed and must outlive it; values are answered only with reveal. */
struct work *work_new(const struct engine *engine, const struct limits *limits, const struct key *key, gboolean reveal);
void work_free(struct work *work);
/* The sandbox's view of it. */
struct job work_job(struct work *work);
/* The request for one file: its path is searched for numbers, its modification time decides centuries. */
GBytes *work_request(const char *path, const struct identity *identity);
