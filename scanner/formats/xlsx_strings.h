/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shared strings of a workbook, in bounded memory. */
#pragma once

#include "scanner/base/auto.h"
#include "scanner/base/sink.h"

struct strings;

struct strings *strings_new(struct sink *sink);
void strings_free(struct strings *strings);
DEFINE_AUTO(strings, strings_free)

/* Reads the part. What finds no room is pushed at once, without its cell. FALSE: as xml_parse. */
gboolean strings_read(struct strings *strings, member_read read, void *user, GError **error);
/* The string of that number, and marks it as used; empty where there is none or it found no room. */
struct text strings_get(struct strings *strings, guint64 number);
/* Pushes what no cell used: left over from cells that were deleted. FALSE: stop. */
gboolean strings_push_unused(struct strings *strings);
