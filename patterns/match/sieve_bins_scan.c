/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/sieve_bins.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define HAVE_VECTORS
#endif

/* A place that may be a key's, and of which bins. */
struct spot {
    guint32 at, bins;
};

#ifdef HAVE_VECTORS
/* Bins of eight that have each of the 32 bytes as that link. */
__attribute__((target("avx2"))) static inline __m256i link_of(const struct sieve_halves *halves, guint table, guint link, __m256i low, __m256i high)
{
    __m256i of_low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)halves->low[table][link]));
    __m256i of_high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)halves->high[table][link]));
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

__attribute__((target("avx2"))) static guint sift_vectors(const struct sieve_bins *bins, const struct strip *strip, struct spot *spots)
{
    const __m256i half = _mm256_set1_epi8(0x0f);
    guint count = 0;
    for (guint i = 0; i < strip->len; i += 32) {
        const guint8 *raw = strip->raw + STRIP_BEFORE + i;
        const __m256i bytes[SIEVE_KEY] = {load(raw), load(raw + 1), load(raw + 2), load(raw + 3)};
        const __m256i low[SIEVE_KEY] = {_mm256_and_si256(bytes[0], half), _mm256_and_si256(bytes[1], half), _mm256_and_si256(bytes[2], half),
                                        _mm256_and_si256(bytes[3], half)};
        const __m256i high[SIEVE_KEY] = {
            _mm256_and_si256(_mm256_srli_epi16(bytes[0], 4), half), _mm256_and_si256(_mm256_srli_epi16(bytes[1], 4), half),
            _mm256_and_si256(_mm256_srli_epi16(bytes[2], 4), half), _mm256_and_si256(_mm256_srli_epi16(bytes[3], 4), half)};
        const __m256i fits[SIEVE_TABLES] = {eight_bins(&bins->halves, 0, low, high), eight_bins(&bins->halves, 1, low, high),
                                            eight_bins(&bins->halves, 2, low, high)};
        __m256i any = _mm256_or_si256(_mm256_or_si256(fits[0], fits[1]), fits[2]);
        guint32 places = ~(guint32)_mm256_movemask_epi8(_mm256_cmpeq_epi8(any, _mm256_setzero_si256()));
        if (!places)
            continue;
        guint8 of_bins[SIEVE_TABLES][32];
        _mm256_storeu_si256((__m256i *)(void *)of_bins[0], fits[0]);
        _mm256_storeu_si256((__m256i *)(void *)of_bins[1], fits[1]);
        _mm256_storeu_si256((__m256i *)(void *)of_bins[2], fits[2]);
        for (; places; places &= places - 1) {
            guint k = (guint)__builtin_ctz(places);
            spots[count++] = (struct spot){i + k, of_bins[0][k] | (guint)of_bins[1][k] << 8 | (guint)of_bins[2][k] << 16};
        }
    }
    return count;
}
#endif

static guint sift(const struct sieve_bins *bins, const struct strip *strip, struct spot *spots)
{
    const guint8 *raw = strip->raw + STRIP_BEFORE;
    guint count = 0;
    for (guint i = 0; i < strip->len; i++) {
        guint fits = G_MAXUINT32;
        for (guint link = 0; link < SIEVE_KEY; link++)
            fits &= bins->fits[raw[i + link]][link];
        spots[count] = (struct spot){i, fits};
        count += fits != 0;
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

static void look(const struct sieve_bins *bins, const struct strip *strip, const struct spot *spot)
{
    for (guint left = spot->bins; left; left &= left - 1) {
        guint bin = (guint)__builtin_ctz(left);
        for (guint i = bins->first[bin]; i < bins->first[bin + 1]; i++) {
            const struct sieve_group *group = &bins->groups[i];
            guint64 chains = chains_at(group, strip->raw + STRIP_BEFORE - SIEVE_SPAN_BEFORE + spot->at);
            for (; chains; chains &= chains - 1)
                strip_tell(strip, &bins->chains[group->first + (guint)__builtin_ctzll(chains)], spot->at);
        }
    }
}

void sieve_bins_scan(const struct sieve_bins *bins, const struct strip *strip)
{
    struct spot spots[STRIP_BYTES];
    guint count;
    if (!bins->groups)
        return;
#ifdef HAVE_VECTORS
    if (bins->vectors)
        count = sift_vectors(bins, strip, spots);
    else
#endif
        count = sift(bins, strip, spots);
    for (guint i = 0; i < count; i++)
        if (spots[i].at < strip->len)
            look(bins, strip, &spots[i]);
}
