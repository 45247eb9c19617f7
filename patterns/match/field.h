/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the sort "field": the value of a field or cell is known by what the field or column is called. */
#pragma once

#include <glib.h>

struct detector;

/* A whole value that is to be judged. */
struct field_value {
    guint64 from, to; /* stream offsets, without the space around it */
    guint32 number;   /* of the expression, from 1 */
};

/* Number of the first expression that matches the name, from 1; 0: none. user is the detector (a namer of label.h). */
guint field_name(void *user, const char *text, gsize len);
/* The cell or field just read, whose name was given that number, is whole. */
void field_note(struct detector *detector, guint number, const char *text, gsize len);
