/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loop of a scan: crawl, pool and register joined, until every file has its record. */
#pragma once

#include "classifiers/verdict.h"
#include "reports/register/register.h"
#include "scanner/app/progress.h"
#include "scanner/crawl/crawl.h"
#include "scanner/sandbox/pool.h"

struct pipeline_options {
    const struct crawl_options *crawl;
    struct nursery *nursery;
    const struct limits *limits;
    struct register_ *reg;
    const struct classifier *classifier;
    const struct key *key;
    struct progress *progress; /* NULL: none */
    guint jobs;
    gboolean full; /* what is known is read again */
    gboolean tag;  /* extended attributes */
    volatile int *stop;
};

/* What a scan came to. found = read + unread + unchanged, or it was interrupted. */
struct pipeline_result {
    struct closing closing;
    guint64 excluded;
    gboolean found_all; /* the crawl came to its end */
};

/* FALSE with error where the scan itself failed (register, nursery). Interrupted is no failure. */
gboolean pipeline_run(const struct pipeline_options *options, struct pipeline_result *result, GError **error);
