/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The digits lie at the right edge of thirty-two bytes, so that what is counted from the end stands at a fixed place:
 *
 *      0                        22  24  26  28      32
 *      . . . . . . . . . . . .  Y Y M M D D N N N N          8501012382, 850101-2382, +46...
 *                               2 1 2 1 2 1 2 1 2 1          weights of 10-modul
 *
 * The check digit of sixteen digits is a handful of instructions, and so it is for a shorter number, since zeros add nothing.
 */
#include "patterns/match/number.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "patterns/check/check.h"

void number_read_slow(struct number *number, const char *text, gsize from, gsize to)
{
    guint left = NUMBER_MAX;
    memset(number->at, 0, sizeof number->at);
    number->len = 0;
    for (gsize i = to; i > from; i--)
        if (g_ascii_isdigit(text[i - 1])) {
            number->len++;
            if (left)
                number->at[--left] = (guint8)(text[i - 1] - '0');
        }
}

guint64 number_hash_slow(const char *text, gsize from, gsize to)
{
    struct number number;
    number_read(&number, text, from, to);
    return number_hash(&number, to - from);
}

/* Sums of 10-modul over eight digits each. */
struct sums {
    guint low, high; /* high: the last eight */
};

static struct sums sum_half(const guint8 *at)
{
#ifdef __SSE2__
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at), zero = _mm_setzero_si128();
    __m128i doubled = _mm_add_epi8(v, _mm_and_si128(v, _mm_set1_epi16(0xff)));
    __m128i sums = _mm_sad_epu8(_mm_sub_epi8(doubled, _mm_and_si128(_mm_cmpgt_epi8(doubled, _mm_set1_epi8(9)), _mm_set1_epi8(9))), zero);
    return (struct sums){(guint)_mm_cvtsi128_si32(sums), (guint)_mm_cvtsi128_si32(_mm_srli_si128(sums, 8))};
#else
    struct sums sums = {0, 0};
    for (guint i = 0; i < NUMBER_HALF; i += 2)
        *(i < NUMBER_HALF / 2 ? &sums.low : &sums.high) += 2u * at[i] - (at[i] > 4 ? 9 : 0) + at[i + 1];
    return sums;
#endif
}

/* Which of the two hold. */
static guint check_facts(const struct number *number)
{
    const guint8 *at = number->at + NUMBER_MAX - 10;
    struct sums last = sum_half(number->at + NUMBER_HALF);
    guint all = last.low + last.high, facts = 0;
    if (number->len > NUMBER_HALF) {
        struct sums first = sum_half(number->at);
        all += first.low + first.high;
    }
    /* The two before the last eight. */
    guint ten = last.high + 2u * at[0] - (at[0] > 4 ? 9 : 0) + at[1];
    facts |= all % 10 == 0 || number->len > NUMBER_MAX ? NEEDS_LUHN : 0;
    facts |= ten % 10 == 0 ? NEEDS_LUHN_TEN : 0;
    return facts;
}

guint number_facts(const struct number *number, guint wanted)
{
    const guint8 *end = number->at + NUMBER_MAX;
    guint facts = wanted & (NEEDS_LUHN | NEEDS_LUHN_TEN) ? check_facts(number) : 0;
    if (wanted & (NEEDS_BIRTHDAY | NEEDS_BIRTHDAY_60)) {
        guint month = end[-8] * 10u + end[-7], day = end[-6] * 10u + end[-5];
        facts |= month - 1 < 12 && day - 1 < 31 ? NEEDS_BIRTHDAY : 0;
        facts |= month <= 12 && day - 60 < 32 ? NEEDS_BIRTHDAY_60 : 0;
    }
    if (wanted & NEEDS_DAY) {
        guint month = end[-4] * 10u + end[-3], day = end[-2] * 10u + end[-1];
        facts |= month - 1 < 12 && day - 1 < 31 ? NEEDS_DAY : 0;
    }
    if (wanted & NEEDS_ORGANISATION)
        facts |= end[-8] >= 2 && end[-10] != 0 && end[-10] != 4 ? NEEDS_ORGANISATION : 0;
    if (wanted & NEEDS_MOBILE)
        facts |= number->len == 10 && end[-10] == 0 && end[-9] == 7 ? NEEDS_MOBILE : 0;
    if (wanted & NEEDS_FIRST)
        facts |= number->len > NUMBER_MAX || end[-(gssize)number->len] != 0 ? NEEDS_FIRST : 0;
    return facts;
}

gboolean number_near(const struct number *number, guint needs, guint facts)
{
    const guint8 *end = number->at + NUMBER_MAX;
    guint century = end[-12] * 10u + end[-11];
    if (!(needs & (NEEDS_BIRTHDAY | NEEDS_BIRTHDAY_60)) || (facts & NEEDS_LUHN_TEN) || (needs & ~facts & ~(guint)NEEDS_LUHN_TEN))
        return FALSE;
    guint year = end[-10] * 10u + end[-9], hour = end[-4] * 10u + end[-3];
    if (year >= 8 && year <= 30 && hour < 24 && end[-2] < 6 && (number->len == 10 || century == 20))
        return FALSE;
    return number->len == 10 || (century >= 18 && century <= 20);
}
