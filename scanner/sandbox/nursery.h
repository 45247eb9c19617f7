/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The nursery: a single-threaded process, forked before any thread exists, that loads the libraries and forks caged workers. */
#pragma once

#include "scanner/base/limits.h"

/* What a worker does; the sandbox knows nothing of files or findings. */
struct job {
    /* In the nursery, once, with the file system at hand. FALSE with error: the scan fails. */
    gboolean (*prepare)(void *user, GError **error);
    /* In each worker, before its cage closes. */
    gboolean (*enter)(void *user, GError **error);
    /* In the cage: one request (fd is -1 where none was sent) to one answer; never NULL. */
    GBytes *(*work)(void *user, int fd, GBytes *request);
    void *user;
};

struct nursery;

/* Forks the nursery: call before any thread is made. */
struct nursery *nursery_start(const struct job *job, const struct limits *limits, GError **error);
/* Ends the nursery and all its workers. */
void nursery_stop(struct nursery *nursery);

/* A new worker: its socket and a pidfd, both the caller's. */
gboolean nursery_worker(struct nursery *nursery, int *socket, int *pidfd, GError **error);
