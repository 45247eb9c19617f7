/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate of an expression: tells at a look of most places that no match begins there. */
#pragma once

#include <glib.h>

struct gate;

struct gate_text {
    const char *at; /* valid UTF-8 */
    gsize len;      /* what may be looked at */
    gsize from, to; /* a match may begin there */
};

#define GATE_STATES 64 /* enough for most expressions */

/* With so many states at most. */
struct gate *gate_new(const char *expression, guint states);
void gate_free(struct gate *gate);
/* TRUE where the same bytes can begin a match of both. */
gboolean gate_begins_as(const struct gate *gate, const struct gate *other);
/* The first place where one may begin; to: there is none. */
gsize gate_next(const struct gate *gate, const struct gate_text *text);
