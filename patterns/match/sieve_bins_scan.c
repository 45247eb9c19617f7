/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/sieve_bins.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define HAVE_VECTORS
#endif

#define BLOCK 64u
#define BLOCKS (STRIP_BYTES / BLOCK)

#ifdef HAVE_VECTORS
/* Bins of eight that have each of the 32 bytes as that link. */
__attribute__((target("avx2"))) static inline __m256i link_of(const struct sieve_halves *halves, guint table, guint link, __m256i low, __m256i high)
{
    __m256i of_low = _mm256_broadcastsi128_si256(_mm_load_si128((const __m128i *)(const void *)halves->low[table][link]));
    __m256i of_high = _mm256_broadcastsi128_si256(_mm_load_si128((const __m128i *)(const void *)halves->high[table][link]));
    return _mm256_and_si256(_mm256_shuffle_epi8(of_low, low), _mm256_shuffle_epi8(of_high, high));
}

/* The same of all links: of the bytes, their low halves and their high ones. */
__attribute__((target("avx2"))) static inline __m256i eight_bins(const struct sieve_halves *halves, guint table, const __m256i low[SIEVE_KEY],
                                                                 const __m256i high[SIEVE_KEY])
{
    return _mm256_and_si256(_mm256_and_si256(link_of(halves, table, 0, low[0], high[0]), link_of(halves, table, 1, low[1], high[1])),
                            _mm256_and_si256(link_of(halves, table, 2, low[2], high[2]), link_of(halves, table, 3, low[3], high[3])));
}

__attribute__((target("avx2"))) static inline __m256i load(const guint8 *bytes)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)bytes);
}

__attribute__((target("avx2"))) static inline __m256i low_half(__m256i bytes)
{
    return _mm256_and_si256(bytes, _mm256_set1_epi8(0x0f));
}

/* Which of 32 places may be a key's. */
__attribute__((target("avx2"))) static inline guint64 sift_half(const struct sieve_halves *halves, const guint8 *raw)
{
    const __m256i bytes[SIEVE_KEY] = {load(raw), load(raw + 1), load(raw + 2), load(raw + 3)};
    const __m256i low[SIEVE_KEY] = {low_half(bytes[0]), low_half(bytes[1]), low_half(bytes[2]), low_half(bytes[3])};
    const __m256i high[SIEVE_KEY] = {low_half(_mm256_srli_epi16(bytes[0], 4)), low_half(_mm256_srli_epi16(bytes[1], 4)),
                                     low_half(_mm256_srli_epi16(bytes[2], 4)), low_half(_mm256_srli_epi16(bytes[3], 4))};
    __m256i some = _mm256_or_si256(eight_bins(halves, 0, low, high), eight_bins(halves, 1, low, high));
    __m256i more = _mm256_or_si256(eight_bins(halves, 2, low, high), eight_bins(halves, 3, low, high));
    __m256i none = _mm256_cmpeq_epi8(_mm256_or_si256(some, more), _mm256_setzero_si256());
    return (guint32)~_mm256_movemask_epi8(none);
}

__attribute__((target("avx2"))) static void sift_vectors(const struct sieve_bins *bins, const struct strip *strip, guint64 places[BLOCKS])
{
    for (guint i = 0; i < strip->len; i += BLOCK) {
        const guint8 *raw = strip->raw + STRIP_BEFORE + i;
        places[i / BLOCK] = sift_half(&bins->halves, raw) | sift_half(&bins->halves, raw + 32) << 32;
    }
}
#endif

/* Bins whose keys fit there. */
static inline guint32 bins_at(const struct sieve_bins *bins, const guint8 *raw)
{
    return bins->fits[raw[0]][0] & bins->fits[raw[1]][1] & bins->fits[raw[2]][2] & bins->fits[raw[3]][3];
}

static void sift(const struct sieve_bins *bins, const struct strip *strip, guint64 places[BLOCKS])
{
    for (guint i = 0; i < strip->len; i++)
        places[i / BLOCK] |= (guint64)(bins_at(bins, strip->raw + STRIP_BEFORE + i) != 0) << (i % BLOCK);
}

/* The places by their numbers; most blocks have no more than four, and no more are asked for without a branch. */
static guint list(const guint64 places[BLOCKS], guint len, guint16 spots[STRIP_BYTES + 4])
{
    guint count = 0;
    for (guint i = 0; i * BLOCK < len; i++) {
        guint64 left = places[i];
        guint16 *spot = spots + count;
        count += (guint)__builtin_popcountll(left);
        do {
            for (guint k = 0; k < 4; k++, left &= left - 1)
                *spot++ = (guint16)(i * BLOCK + (guint)__builtin_ctzll(left | G_GUINT64_CONSTANT(1) << 63));
        } while (left);
    }
    return count;
}

/* Chains of the group that fit all around the place. */
static guint64 chains_at(const struct sieve_group *group, const guint8 *raw)
{
    static const guint order[SIEVE_SPAN] = {2, 3, 4, 5, 1, 6, 0, 7};
    guint64 fits = G_MAXUINT64;
    for (guint i = 0; i < SIEVE_SPAN && fits; i++)
        fits &= group->chains[order[i]][raw[order[i]]];
    return fits;
}

static void look(const struct sieve_bins *bins, const struct strip *strip, guint at, guint32 left)
{
    for (; left; left &= left - 1) {
        guint bin = (guint)__builtin_ctz(left);
        for (guint i = bins->first[bin]; i < bins->first[bin + 1]; i++) {
            const struct sieve_group *group = &bins->groups[i];
            guint64 chains = chains_at(group, strip->raw + STRIP_BEFORE - SIEVE_SPAN_BEFORE + at);
            for (; chains; chains &= chains - 1) {
                guint number = (guint)__builtin_ctzll(chains);
                const struct sieve_chain *chain = &bins->chains[group->first + number];
                if (group->whole >> number & 1)
                    strip_tell_fitting(strip, chain, (int)at - (int)chain->lead);
                else
                    strip_tell(strip, chain, (int)at - (int)chain->lead);
            }
        }
    }
}

void sieve_bins_scan(const struct sieve_bins *bins, const struct strip *strip)
{
    guint64 places[BLOCKS] = {0};
    guint16 spots[STRIP_BYTES + 4];
    if (!bins->groups)
        return;
#ifdef HAVE_VECTORS
    if (bins->vectors)
        sift_vectors(bins, strip, places);
    else
#endif
        sift(bins, strip, places);
    guint count = list(places, strip->len, spots);
    for (guint i = 0; i < count && spots[i] < strip->len; i++)
        look(bins, strip, spots[i], bins_at(bins, strip->raw + STRIP_BEFORE + spots[i]));
}
