/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The nursery: a single-threaded process, forked before any thread exists, that loads the libraries and forks caged workers. */
#pragma once

#include "scanner/base/limits.h"

#include <sys/types.h>

/* What a worker does; the sandbox knows nothing of files or findings. */
struct job {
    /* In the nursery, once, with the file system at hand. FALSE with error: the scan fails. */
    gboolean (*prepare)(void *user, GError **error);
    /* In each worker, before its cage closes. */
    gboolean (*enter)(void *user, GError **error);
    /* In the cage: one request (fd is -1 where none was sent) to one answer; never NULL. The fd stands at its start, and stays the caller's. */
    GBytes *(*work)(void *user, int fd, GBytes *request);
    void *user;
};

struct nursery;
struct desk;

/* A living worker, as the parent holds it. */
struct worker {
    pid_t pid;
    int socket, pidfd;
    struct desk *desk; /* shared with the worker, who may write anything there */
};

/* How a worker ended. */
struct death {
    int status;           /* as wait(2) tells it */
    guint64 memory_bytes; /* the most it held */
};

/*
 * Forks the nursery, which begins to prepare: call before any thread is made. Descriptors open now (but the three of
 * the terminal, which become /dev/null) are closed in it. Raises the soft limit of open files to the hard one.
 */
struct nursery *nursery_start(const struct job *job, const struct limits *limits, GError **error);
/* Waits until job.prepare is done. FALSE with its error. */
gboolean nursery_ready(struct nursery *nursery, GError **error);
/* Ends the nursery and all its workers. */
void nursery_stop(struct nursery *nursery);

/* A new worker, to end with nursery_bury. FALSE with the error of job.prepare or job.enter, or where the nursery is gone. */
gboolean nursery_worker(struct nursery *nursery, struct worker *worker, GError **error);
/* Kills the worker, takes its descriptors and desk away, and tells how it ended. */
gboolean nursery_bury(struct nursery *nursery, struct worker *worker, struct death *death, GError **error);
