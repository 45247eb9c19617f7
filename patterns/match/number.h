/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digits of a candidate, read once for all rules that take it. */
#pragma once

#include <glib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define NUMBER_MAX 32 /* digits; of a longer one the last */
#define NUMBER_HALF (NUMBER_MAX / 2)

struct number {
    guint8 at[NUMBER_MAX]; /* values, the last digit last, zeros before the first */
    guint len;             /* digits in all */
};

void number_read_slow(struct number *number, const char *text, gsize from, gsize to);

/* All digits of text[from..to). */
static inline void number_read(struct number *number, const char *text, gsize from, gsize to)
{
#ifdef __SSE2__
    if (to - from <= NUMBER_HALF && to >= NUMBER_HALF) {
        static const guint8 keep[NUMBER_MAX] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                                255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
        const __m128i nine = _mm_set1_epi8(9), zeros = _mm_setzero_si128();
        __m128i v = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(const void *)(text + to - NUMBER_HALF)), _mm_set1_epi8('0'));
        v = _mm_and_si128(v, _mm_loadu_si128((const __m128i *)(const void *)(keep + (to - from))));
        if (_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(v, nine), v)) == 0xffff) {
            _mm_storeu_si128((__m128i *)(void *)number->at, zeros);
            _mm_storeu_si128((__m128i *)(void *)(number->at + NUMBER_HALF), v);
            number->len = (guint)(to - from);
            return;
        }
    }
#endif
    number_read_slow(number, text, from, to);
}

/* The same for digits that all look alike to whoever counts them: how many signs between them is part of it. */
static inline guint64 number_hash(const struct number *number, gsize signs)
{
    guint64 word, hash = number->len | (guint64)signs << 8;
    for (guint i = number->len > NUMBER_HALF ? 0 : NUMBER_HALF; i < NUMBER_MAX; i += 8) {
        memcpy(&word, number->at + i, sizeof word);
        hash = (hash ^ word) * G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
        hash ^= hash >> 32;
    }
    return hash;
}

/* TRUE where a number of a day of birth has all that is needed, but for the check digit, and is no date with a time of our days. */
gboolean number_near(const struct number *number, guint needs, guint facts);
/* Which of the wanted facts (bits of enum check_needs) hold. */
guint number_facts(const struct number *number, guint wanted);
