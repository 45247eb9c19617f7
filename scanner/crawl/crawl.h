/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The crawl: finds the files below some roots, in parallel, each once; follows no link, opens no special file. */
#pragma once

#include "scanner/base/record.h"

enum crawl_event {
    CRAWL_FILE,         /* a regular file: folder, name and identity are set */
    CRAWL_SPECIAL,      /* FIFO, socket, device */
    CRAWL_DENIED,       /* a folder or file that could not be looked at: error_number is set */
    CRAWL_FOLDER_DONE,  /* the folder was read to its end; all its files were told before */
    CRAWL_END           /* no more */
};

struct crawl_item {
    enum crawl_event event;
    char *folder; /* absolute path, bytes */
    char *name;   /* bytes; NULL for folders */
    struct identity identity;
    int error_number;
};

struct crawl_options {
    const char *const *roots;    /* absolute, NULL-terminated; one may lie in another */
    const char *const *excludes; /* globs on a file's or folder's name; NULL-terminated */
    const struct identity *own;  /* our own files, never told of (device and inode) */
    guint own_count;
    guint threads;
    volatile int *stop; /* set from outside (a signal): end soon */
};

struct crawl;

/* Starts the threads. NULL with error where no root can be looked at. */
struct crawl *crawl_start(const struct crawl_options *options, GError **error);
/* Next item, waiting up to the milliseconds; NULL: none yet. To free with crawl_item_free. */
struct crawl_item *crawl_next(struct crawl *crawl, int milliseconds);
void crawl_item_free(struct crawl_item *item);
/* Opens a file of the crawl for reading: O_NOFOLLOW, O_NONBLOCK, O_NOATIME where it may, paths over PATH_MAX by steps; checks that it is
 * still the regular file that was told of. -1 with error. */
int crawl_open(const char *folder, const char *name, const struct identity *identity, GError **error);
/* How many items were left out by excludes. */
guint64 crawl_excluded(const struct crawl *crawl);
void crawl_free(struct crawl *crawl);
