/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digit scanner: one pass over the groups of digits, each handed to every shape that fits. */
#pragma once

#include "patterns/match/dictionary.h"
#include "patterns/match/shape.h"

struct scanner;

/* A stretch of text that has a rule's shape. */
struct digits {
    guint16 rule, spelling;
    const struct shape *shape;
    gsize from, to; /* in the stretch's text, a lead included */
};

struct scanner *scanner_new(void);
void scanner_free(struct scanner *scanner);
/* The shape has been found good. */
void scanner_add(struct scanner *scanner, const char *shape, guint16 rule, guint16 spelling);
/* Calls found for all that begins at text[from..to), in order of place. */
void scanner_run(const struct scanner *scanner, struct stretch stretch, gsize from, gsize to,
                 void (*found)(void *user, struct stretch stretch, const struct digits *digits), void *user);
