/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/sieve_strip.h"

#include <string.h>

void strip_tell_fitting(const struct strip *strip, const struct sieve_chain *chain, int first)
{
    const struct chain *links = &chain->chain;
    gint64 start = (gint64)strip->at + first;
    if (start < MAX(links->from_min, 0) || (gsize)start + links->len > strip->text->len)
        return;
    strip->found->near(strip->found->user, chain->expression, (gsize)MAX(start - links->from_max, 0), (gsize)(start - links->from_min));
}

void strip_tell(const struct strip *strip, const struct sieve_chain *chain, int first)
{
    const guint8 *raw = strip->raw + (int)STRIP_BEFORE + first;
    for (guint k = 0; k < chain->chain.len; k++)
        if (!bytes_have(&chain->chain.link[k], raw[k]))
            return;
    strip_tell_fitting(strip, chain, first);
}

typedef guint8 sixteen __attribute__((vector_size(16)));

static void fold(struct strip *strip)
{
    for (guint i = 0; i < STRIP_ROOM; i += sizeof(sixteen)) {
        sixteen bytes;
        memcpy(&bytes, strip->raw + i, sizeof bytes);
        sixteen digit = (sixteen)(bytes - '0' < 10), high = (sixteen)(bytes >= 0x40);
        bytes = (bytes | (high & 0x20)) & ~(digit & 0x0f);
        memcpy(strip->folded + i, &bytes, sizeof bytes);
    }
}

void strip_fill(struct strip *strip, gsize at, gsize to)
{
    const struct sieve_text *text = strip->text;
    gsize lack = STRIP_BEFORE - MIN(at, (gsize)STRIP_BEFORE), end = MIN(at + STRIP_BYTES + STRIP_BEHIND, text->len);
    gsize from = at - (STRIP_BEFORE - lack), len = end - from;
    strip->at = at;
    strip->len = (guint)MIN(to - at, (gsize)STRIP_BYTES);
    memset(strip->raw, 0, lack);
    memcpy(strip->raw + lack, text->at + from, len);
    memset(strip->raw + lack + len, 0, STRIP_ROOM - lack - len);
    fold(strip);
}
