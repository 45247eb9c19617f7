/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a regular expression is put together: what opens, goes on and repeats, read alike by all that read one. */
#pragma once

#include <glib.h>

#define SYNTAX_DEPTH_MAX 40

/* Lengths of what begins at p ("[...]", "\\...", "(...)" with all within it, "{...}"), 0 where it is none or does not end. */
gsize syntax_class_len(const char *p);
gsize syntax_escape_len(const char *p);
gsize syntax_group_len(const char *p);
/* max 0: without end. */
gsize syntax_repeat_len(const char *p, guint *min, guint *max);

/* Behind "(?": options, as "i", "-i:" or "m-s)", up to their end. FALSE: something else. */
gboolean syntax_options(const char **at, gboolean *caseless);
/* Behind "(?": TRUE where a group of some kind opens, and is entered. */
gboolean syntax_opening(const char **at);
/* Length of a look-around at p, 0: it is none, or does not end. */
gsize syntax_around_len(const char *p);
/* Length of the look-around or ^ that all its matches have at their front; 0: there is none. */
gsize syntax_front_len(const char *expression);
/* Length of the sign, class, escape or group at p, 0: it is broken. */
gsize syntax_item_len(const char *p);
/* TRUE for \b and its like, which take no sign. */
gboolean syntax_is_edge(const char *p);
/* Reads the repeat at *at with its "+" or "?"; min and max are 1 where there is none, max 0 where it has no end. FALSE: "{0}". */
gboolean syntax_repeat(const char **at, guint *min, guint *max);
