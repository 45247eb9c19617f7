/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of a widened expression that is worth looking for. */
#pragma once

#include <glib.h>

/* One item of it that lies in no group. */
struct widen_item {
    gsize from, to; /* in the text, without its repeat */
    guint min, max; /* how often it may come; max 0: without end */
};


/* The run of items (of struct widen_item, all of the text) that is rarest in any text, to free. */
char *widen_run(const char *text, const GArray *items);
