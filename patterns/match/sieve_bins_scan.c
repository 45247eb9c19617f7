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
    __m256i none = _mm256_cmpeq_epi8(_mm256_or_si256(some, eight_bins(halves, 2, low, high)), _mm256_setzero_si256());
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
static inline guint64 chains_at(const struct sieve_group *group, const guint8 *raw)
{
    return group->chains[0][raw[0]] & group->chains[1][raw[1]] & group->chains[2][raw[2]] & group->chains[3][raw[3]] &
           group->chains[4][raw[4]] & group->chains[5][raw[5]] & group->chains[6][raw[6]] & group->chains[7][raw[7]];
}

/* A place, the bins whose keys stand there, and those chains of the first bin's first group that may. */
struct spot {
    guint64 chains;
    guint32 at, bins;
};

static inline const struct sieve_group *first_group(const struct sieve_bins *bins, guint32 fits)
{
    return &bins->groups[bins->first[__builtin_ctz(fits | 1u << (SIEVE_BINS - 1))]];
}

/* Keeps the places of which the first group of the first bin has a chain, or that have more. */
static guint keep(const struct sieve_bins *bins, const struct strip *strip, const guint16 *places, guint count, struct spot *spots)
{
    guint kept = 0;
    for (guint i = 0; i < count; i++) {
        const guint8 *raw = strip->raw + STRIP_BEFORE + places[i];
        guint32 fits = bins_at(bins, raw);
        const struct sieve_group *group = first_group(bins, fits);
        guint64 chains = chains_at(group, raw - SIEVE_SPAN_BEFORE) & -(guint64)(fits != 0);
        spots[kept] = (struct spot){chains, places[i], fits};
        kept += (chains | (fits & (fits - 1)) | (group->more & -(guint32)(fits != 0))) != 0;
    }
    return kept;
}

static void tell(const struct sieve_bins *bins, const struct sieve_group *group, guint64 chains, const struct strip *strip, guint at)
{
    for (; chains; chains &= chains - 1) {
        guint number = (guint)__builtin_ctzll(chains);
        const struct sieve_chain *chain = &bins->chains[group->first + number];
        if (group->whole >> number & 1)
            strip_tell_fitting(strip, chain, (int)at - (int)chain->lead);
        else
            strip_tell(strip, chain, (int)at - (int)chain->lead);
    }
}

static void look(const struct sieve_bins *bins, const struct strip *strip, const struct spot *spot)
{
    const struct sieve_group *first = first_group(bins, spot->bins);
    tell(bins, first, spot->chains, strip, spot->at);
    for (guint left = spot->bins; left; left &= left - 1) {
        guint bin = (guint)__builtin_ctz(left);
        for (const struct sieve_group *group = &bins->groups[bins->first[bin]]; group < &bins->groups[bins->first[bin + 1]]; group++)
            if (group != first)
                tell(bins, group, chains_at(group, strip->raw + STRIP_BEFORE - SIEVE_SPAN_BEFORE + spot->at), strip, spot->at);
    }
}

void sieve_bins_scan(const struct sieve_bins *bins, const struct strip *strip)
{
    guint64 marks[BLOCKS] = {0};
    guint16 places[STRIP_BYTES + 4];
    struct spot spots[STRIP_BYTES];
    if (!bins->groups)
        return;
#ifdef HAVE_VECTORS
    if (bins->vectors)
        sift_vectors(bins, strip, marks);
    else
#endif
        sift(bins, strip, marks);
    guint count = keep(bins, strip, places, list(marks, strip->len, places), spots);
    for (guint i = 0; i < count && spots[i].at < strip->len; i++)
        look(bins, strip, &spots[i]);
}
