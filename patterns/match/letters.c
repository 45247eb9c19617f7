/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/letters.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define BYTES 64
#define NO_LEAD(byte) ((byte) == 0xc2 || (byte) == 0xe2 || (byte) >= 0xf0)

/* What is asked of each byte. */
struct raw {
    guint64 plain, digit; /* ASCII letters and digits; digits */
    guint64 high, rest;   /* from 0x80 up; 0x80 to 0xbf */
    guint64 none;         /* first bytes of signs that are no letters */
    guint64 c3, sign;     /* 0xc3; 0x97 and 0xb7, that make a sign of it, one byte on */
};

#ifdef __SSE2__
static inline guint64 mask(__m128i bytes)
{
    return (guint64)(guint)_mm_movemask_epi8(bytes);
}

/* Bytes from..from+count of an unsigned kind. */
static inline __m128i within(__m128i bytes, char from, char count)
{
    __m128i moved = _mm_sub_epi8(bytes, _mm_set1_epi8(from));
    return _mm_cmpeq_epi8(_mm_min_epu8(moved, _mm_set1_epi8(count)), moved);
}

static inline __m128i equal(__m128i bytes, int byte)
{
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)byte));
}

static void read_high(struct raw *raw, const char *p)
{
    for (guint i = 0; i < BYTES; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        __m128i next = _mm_loadu_si128((const __m128i *)(const void *)(p + i + 1));
        __m128i from_f0 = _mm_cmpeq_epi8(_mm_max_epu8(bytes, _mm_set1_epi8((char)0xf0)), bytes);
        raw->rest |= mask(_mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xc0))) << i;
        raw->none |= mask(_mm_or_si128(from_f0, _mm_or_si128(equal(bytes, 0xc2), equal(bytes, 0xe2)))) << i;
        raw->c3 |= mask(equal(bytes, 0xc3)) << i;
        raw->sign |= mask(_mm_or_si128(equal(next, 0x97), equal(next, 0xb7))) << i;
    }
}

static inline struct raw read_raw(const char *p)
{
    struct raw raw = {0};
    for (guint i = 0; i < BYTES; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        __m128i digit = within(bytes, '0', 9), letter = within(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 'z' - 'a');
        raw.plain |= mask(_mm_or_si128(digit, letter)) << i;
        raw.digit |= mask(digit) << i;
        raw.high |= mask(bytes) << i;
    }
    if (raw.high)
        read_high(&raw, p);
    return raw;
}
#else
static struct raw read_raw(const char *p)
{
    struct raw raw = {0};
    for (guint i = 0; i < BYTES; i++) {
        guchar byte = (guchar)p[i], next = (guchar)p[i + 1];
        raw.plain |= (guint64)g_ascii_isalnum(byte) << i;
        raw.digit |= (guint64)g_ascii_isdigit(byte) << i;
        raw.high |= (guint64)(byte >= 0x80) << i;
        raw.rest |= (guint64)(byte >= 0x80 && byte < 0xc0) << i;
        raw.none |= (guint64)NO_LEAD(byte) << i;
        raw.c3 |= (guint64)(byte == 0xc3) << i;
        raw.sign |= (guint64)(next == 0x97 || next == 0xb7) << i;
    }
    return raw;
}
#endif

/* TRUE where text[at] belongs to a sign that began before it and is no letter. */
static gboolean begun(const char *text, gsize at)
{
    for (gsize back = 1; back <= 3 && back <= at; back++) {
        guchar byte = (guchar)text[at - back];
        if ((byte & 0xc0) != 0x80)
            return NO_LEAD(byte) || (byte == 0xc3 && back == 1 && ((guchar)text[at] == 0x97 || (guchar)text[at] == 0xb7));
    }
    return FALSE;
}

struct letters letters_of(const char *text, gsize len, gsize at)
{
    char some[BYTES + 16];
    const char *p = text + at;
    if (at + sizeof some > len) {
        memset(some, 0, sizeof some);
        if (at < len)
            memcpy(some, p, len - at);
        p = some;
    }
    struct raw raw = read_raw(p);
    if (!raw.high)
        return (struct letters){raw.plain, raw.digit, 0};
    /* Signs that are no letters, with all their bytes. */
    guint64 none = raw.none | (raw.c3 & raw.sign);
    if ((raw.rest & 1) && begun(text, at))
        none |= 1;
    for (guint i = 0; i < 3; i++)
        none |= (none << 1) & raw.rest;
    return (struct letters){raw.plain | (raw.high & ~none), raw.digit, raw.rest};
}
