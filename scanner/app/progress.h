/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Progress on a terminal: two lines on stderr, redrawn four times a second; nothing in a pipe. */
#pragma once

#include <glib.h>

struct progress;

struct progress_state {
    guint64 found;      /* files so far */
    gboolean found_all; /* the crawl has ended: found is the total */
    guint64 done;       /* read, unread or unchanged */
    guint64 bytes;      /* read so far */
    guint64 classes[5]; /* files in K0 to K4 so far */
    guint64 unread;
};

/* first_root is shown. NULL where stderr is no terminal (or TERM=dumb): all calls take NULL. */
struct progress *progress_new(const char *first_root);
/* Redraws where it is time: call as often as you like. */
void progress_tick(struct progress *progress, const struct progress_state *state);
/* Says at once, above the lines, that an urgent file was found; path is already masked for people. */
void progress_urgent(struct progress *progress, const char *words, const char *path);
/* Clears the lines. */
void progress_end(struct progress *progress);
