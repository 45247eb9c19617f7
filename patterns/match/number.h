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
guint64 number_hash_slow(const char *text, gsize from, gsize to);

#ifdef __SSE2__
/* The last sixteen bytes of text[..to) as values, zeros before from; not what they are where other signs than digits are among them. */
static inline __m128i number_last(const char *text, gsize from, gsize to, gboolean *plain)
{
    static const guint8 keep[NUMBER_MAX] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                            255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    __m128i v = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(const void *)(text + to - NUMBER_HALF)), _mm_set1_epi8('0'));
    v = _mm_and_si128(v, _mm_loadu_si128((const __m128i *)(const void *)(keep + (to - from))));
    *plain = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(9)), v)) == 0xffff;
    return v;
}
#endif

/* All digits of text[from..to). */
static inline void number_read(struct number *number, const char *text, gsize from, gsize to)
{
#ifdef __SSE2__
    gboolean plain;
    if (to - from <= NUMBER_HALF && to >= NUMBER_HALF) {
        __m128i v = number_last(text, from, to, &plain);
        if (plain) {
            _mm_storeu_si128((__m128i *)(void *)number->at, _mm_setzero_si128());
            _mm_storeu_si128((__m128i *)(void *)(number->at + NUMBER_HALF), v);
            number->len = (guint)(to - from);
            return;
        }
    }
#endif
    number_read_slow(number, text, from, to);
}

static inline guint64 number_mix(guint64 hash, guint64 word)
{
    hash = (hash ^ word) * G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
    return hash ^ hash >> 32;
}

/* The same for digits that all look alike to whoever counts them: how many signs between them is part of it. */
static inline guint64 number_hash(const struct number *number, gsize signs)
{
    guint64 word, hash = number->len | (guint64)signs << 8;
    for (guint i = number->len > NUMBER_HALF ? 0 : NUMBER_HALF; i < NUMBER_MAX; i += 8) {
        memcpy(&word, number->at + i, sizeof word);
        hash = number_mix(hash, word);
    }
    return hash;
}

/* number_hash of text[from..to), read for that alone. */
static inline guint64 number_hash_of(const char *text, gsize from, gsize to)
{
#if defined __SSE2__ && defined __x86_64__
    gboolean plain;
    if (to - from <= NUMBER_HALF && to >= NUMBER_HALF) {
        __m128i v = number_last(text, from, to, &plain);
        if (plain)
            return number_mix(number_mix((to - from) | (to - from) << 8, (guint64)_mm_cvtsi128_si64(v)), (guint64)_mm_cvtsi128_si64(_mm_unpackhi_epi64(v, v)));
    }
#endif
    return number_hash_slow(text, from, to);
}

/* TRUE where a number of a day of birth has all that is needed, but for the check digit, and is no date with a time of our days. */
gboolean number_near(const struct number *number, guint needs, guint facts);
/* Which of the wanted facts (bits of enum check_needs) hold. */
guint number_facts(const struct number *number, guint wanted);
