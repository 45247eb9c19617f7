/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The crawl: finds the files below some roots, in parallel, each once; follows no link, opens no special file. */
#pragma once

#include "scanner/base/record.h"

enum crawl_event {
    CRAWL_FILE,         /* a regular file: folder, name and identity are set */
    CRAWL_SPECIAL,      /* FIFO, socket, device */
    CRAWL_DENIED,       /* a folder or file that could not be looked at: error_number is set */
    CRAWL_FOLDER_DONE,  /* the folder was read to its end; all its files were told before */
    CRAWL_END           /* no more, or stopped */
};

struct crawl_item {
    enum crawl_event event;
    char *folder; /* absolute path, bytes; shared by the items of a folder: not to be changed */
    char *name;   /* bytes; NULL for folders */
    struct identity identity; /* of the folder where name is NULL; zeros where it cannot be had */
    int error_number;
};

struct crawl_options {
    const char *const *roots;    /* absolute, NULL-terminated; one may lie in another; a link given as a root stands for what it points to */
    const char *const *excludes; /* globs on a file's or folder's name; NULL-terminated; NULL: none. Roots are never excluded */
    const struct identity *own;  /* our own files, never told of: by device and inode; where a time is set, by inode, size and time */
    guint own_count;
    guint threads;      /* 0: one a processor */
    volatile int *stop; /* set from outside (a signal): end soon; may be NULL */
};

struct crawl;

/* The paths under which a crawl of these would tell of what lies there: absolute, links followed, each once. NULL-terminated; to free. */
char **crawl_roots(const char *const *paths);
/* Starts the threads. NULL with error where no root can be looked at. */
struct crawl *crawl_start(const struct crawl_options *options, GError **error);
/* The roots that could not be looked at, each as "PATH: why"; NULL-terminated, the crawl's. */
const char *const *crawl_missing(const struct crawl *crawl);
/* Next item, waiting up to the milliseconds; NULL: none yet. To free with crawl_item_free. One thread may call it. The crawl waits for it. */
struct crawl_item *crawl_next(struct crawl *crawl, int milliseconds);
void crawl_item_free(struct crawl_item *item);
/*
 * Opens a file of the crawl for reading: O_NOFOLLOW, O_NONBLOCK, O_NOATIME where it may, paths over PATH_MAX by steps; checks that it is
 * still the regular file that was told of. -1 with error, whose words are an N_() text without parameters; DATAROND_ERROR_CANCELLED where
 * the file is gone.
 */
int crawl_open(const char *folder, const char *name, const struct identity *identity, GError **error);
/* Where crawl_open says that a file is gone: whether its folder is gone with it (moved, or a share that was unmounted). */
gboolean crawl_lost(const char *folder, const struct identity *file);
/* Why something could not be looked at: an N_() text without parameters for an errno. */
const char *crawl_reason(int error_number);
/* How many items were left out by excludes, and folders because they are the kernel's own (/proc, /sys). */
guint64 crawl_excluded(const struct crawl *crawl);
void crawl_free(struct crawl *crawl);
