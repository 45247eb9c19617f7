/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The stream is all folded text of one file, the window the stretch of it that is in memory.
 *
 *      dropped |            in the window             | not yet read
 *     ---------+--------------------------------------+-------------
 *              ^ base                                 ^ end
 *              | segment | segment    | segment       |
 *
 * A segment is a stretch in which a byte of the stream and a byte of the source go in step. Folding that changes a
 * length begins a new one, so a place can be told for each byte. A segment also ends every few kilobytes, so that
 * counting the lines to a byte never costs more than that.
 */
#include "patterns/match/window.h"

#include <string.h>

#define NEAR 8 /* segments looked through one after another */

struct segment {
    guint64 at;     /* stream offset of its first byte */
    guint64 source; /* the same byte, from the start of the chunk */
    guint64 origin; /* number */
    guint32 lines;  /* line breaks in the chunk before it */
};

void window_init(struct window *window)
{
    *window = (struct window){.segments = g_array_new(FALSE, FALSE, sizeof(struct segment)),
                              .origins = g_array_new(FALSE, FALSE, sizeof(struct origin))};
}

void window_clear(struct window *window)
{
    if (window->data)
        explicit_bzero(window->data, window->room);
    g_free(window->data);
    g_array_unref(window->segments);
    g_array_unref(window->origins);
}

void window_reset(struct window *window)
{
    window->len = 0;
    window->base = 0;
    window->first_origin = 0;
    window->last = 0;
    window->counted.at = window->counted.segment = window->counted.lines = 0;
    g_array_set_size(window->segments, 0);
    g_array_set_size(window->origins, 0);
}

void window_origin(struct window *window, const struct origin *origin)
{
    g_array_append_vals(window->origins, origin, 1);
}

static guint32 count_lines(const struct window *window, guint64 from, guint64 to)
{
    const char *p = window->data + (MAX(from, window->base) - window->base), *end = window->data + (to - window->base);
    guint32 lines = 0;
    while (p < end && (p = memchr(p, '\n', (gsize)(end - p)))) {
        lines++;
        p++;
    }
    return lines;
}

void window_mark(struct window *window, guint64 source)
{
    struct segment next = {.at = window_end(window), .source = source,
                           .origin = window->first_origin + window->origins->len - 1};
    if (window->segments->len) {
        struct segment *last = &g_array_index(window->segments, struct segment, window->segments->len - 1);
        if (last->origin == next.origin)
            next.lines = last->lines + count_lines(window, last->at, next.at);
        if (last->at >= next.at) {
            next.at = last->at;
            *last = next;
            return;
        }
    }
    g_array_append_val(window->segments, next);
}

void window_put(struct window *window, const char *bytes, gsize len)
{
    if (window->len + len > window->room) {
        window->room = MAX(window->room * 2, window->len + len + 4096);
        window->data = g_realloc(window->data, window->room);
    }
    memcpy(window->data + window->len, bytes, len);
    window->len += len;
}

void window_unput(struct window *window, gsize len)
{
    window->len -= MIN(len, window->len);
}

/* Index of the segment that holds the byte; places are mostly asked for in order. */
static guint segment_of(const struct window *window, guint64 at)
{
    guint low = 0, high = window->segments->len;
    const struct segment *all = (const struct segment *)(const void *)window->segments->data;
    for (guint i = window->last; i < high && i < window->last + NEAR && all[i].at <= at; i++)
        if (i + 1 == high || all[i + 1].at > at)
            return i;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(window->segments, struct segment, middle).at <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void window_drop(struct window *window, guint64 before)
{
    if (before <= window->base || window->segments->len == 0)
        return;
    gsize gone = (gsize)MIN(before - window->base, window->len);
    guint first = segment_of(window, window->base + gone);
    struct segment *segment = &g_array_index(window->segments, struct segment, first);
    segment->lines += segment->at < window->base + gone ? count_lines(window, segment->at, window->base + gone) : 0;
    if (segment->at < window->base + gone) {
        segment->source += window->base + gone - segment->at;
        segment->at = window->base + gone;
    }
    guint origins = (guint)(segment->origin - window->first_origin);
    window->last = 0;
    if (first)
        g_array_remove_range(window->segments, 0, first);
    if (origins) {
        g_array_remove_range(window->origins, 0, origins);
        window->first_origin += origins;
    }
    memmove(window->data, window->data + gone, window->len - gone);
    window->len -= gone;
    window->base += gone;
}

static guint32 lines_before(struct window *window, const struct segment *segment, guint64 at)
{
    gboolean on = window->counted.segment == segment->at && window->counted.at >= segment->at && window->counted.at <= at;
    guint32 lines = on ? window->counted.lines + count_lines(window, window->counted.at, at) : count_lines(window, segment->at, at);
    window->counted.segment = segment->at;
    window->counted.at = at;
    window->counted.lines = lines;
    return lines;
}

const struct origin *window_locate(struct window *window, guint64 at, struct place *place)
{
    window->last = segment_of(window, at);
    const struct segment *segment = &g_array_index(window->segments, struct segment, window->last);
    const struct origin *origin = &g_array_index(window->origins, struct origin, segment->origin - window->first_origin);
    if (!place)
        return origin;
    *place = origin->place;
    place->offset += segment->source + (at - segment->at);
    if (place->line && origin->sort != CHUNK_CELL)
        place->line += segment->lines + lines_before(window, segment, at);
    return origin;
}

const struct origin *window_span(struct window *window, guint64 at, guint64 *to)
{
    guint next = (window->last = segment_of(window, at)) + 1;
    const struct segment *segment = &g_array_index(window->segments, struct segment, next - 1);
    *to = next < window->segments->len ? segment[1].at : window_end(window);
    return &g_array_index(window->origins, struct origin, segment->origin - window->first_origin);
}
