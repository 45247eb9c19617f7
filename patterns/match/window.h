/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: folded text of one file as a stream, of which a stretch is in memory, with the place of every byte. */
#pragma once

#include "scanner/base/chunk.h"

struct label;

/* A chunk that is in the window: what its bytes have in common. */
struct origin {
    struct place place;
    enum chunk_sort sort;
    struct label *label; /* of its column or field; NULL: none */
    guint32 part;        /* number of the document within the file: counts the breaks */
};

struct window {
    char *data;  /* bytes from stream offset base on */
    gsize len, room;
    guint64 base;
    GArray *segments; /* of struct segment, in order */
    GArray *origins;  /* of struct origin, in order */
    guint64 first_origin; /* number of the first of them */
    guint last; /* segment last asked for */
    struct {
        guint64 segment, at; /* stream offsets: lines counted from there to there */
        guint32 lines;
    } counted; /* when a place was last asked for: the next is mostly behind it */
};

void window_init(struct window *window);
void window_clear(struct window *window);
/* Empty again; the stream starts at offset 0. */
void window_reset(struct window *window);
/* Stream offset behind the last byte. */
static inline guint64 window_end(const struct window *window)
{
    return window->base + window->len;
}
/* What is put from now on is this chunk's. */
void window_origin(struct window *window, const struct origin *origin);
/* The next byte put stands at this offset from the chunk's first byte, lines counted on. */
void window_mark(struct window *window, guint64 source);
void window_put(struct window *window, const char *bytes, gsize len);
/* Takes back the last bytes, to put others instead. */
void window_unput(struct window *window, gsize len);
/* Nothing before this offset is asked for again. */
void window_drop(struct window *window, guint64 before);
/* The origin of the byte there, and its own place (strings borrowed). place may be NULL. */
const struct origin *window_locate(struct window *window, guint64 at, struct place *place);
/* The origin alone, and how far from there on that answer holds: a stream offset. */
const struct origin *window_span(struct window *window, guint64 at, guint64 *to);
