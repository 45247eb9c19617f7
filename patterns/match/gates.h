/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gates of all expressions, those that begin alike behind one. */
#pragma once

#include "patterns/match/gate.h"

struct gate_member {
    guint expression;
    struct gate *own; /* NULL: it is alone behind the gate */
};

struct gate_group {
    struct gate *gate; /* lets through what any of them does */
    GArray *members;   /* of struct gate_member */
};

/* Of struct gate_group, to unref; expressions that are NULL have none. */
GPtrArray *gates_new(const char *const *expressions, guint count);
