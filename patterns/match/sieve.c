/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each chain is known by a key: its four rarest links in a row. Keys that are like each other share one of 64 bins, a bit each:
 *
 *     text       n     _     1     2            byte 0  1  2 ... 255
 *                |     |     |     |       link 0  [ ][ ][ ]   [ ]     a word of 64 bits for each byte: the bins whose keys
 *                v     v     v     v       link 1  [ ][ ][ ]   [ ]     have it there
 *              words AND words AND ...  -> bins whose keys stand here -> their chains, compared link by link
 *
 * Before that, where the processor can, 32 places are looked at in one go: the bins are thrown together to two times eight, and instead of a
 * table by byte there are two by half byte, small enough for a register (PSHUFB). What passes is nearly always a place worth a look.
 * No chain costs more than its share of the text, so a text can only be slow where nearly all of it has the shape of something.
 */
#include "patterns/match/sieve.h"

#include "patterns/match/sieve_bins.h"

#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

struct sieve {
    struct sieve_bins bins;
    gboolean fast;
};

/* One place that may be a key's: the chains of its bins are compared. */
static void look(const struct sieve_bins *bins, const struct sieve_text *text, gsize at, const struct sieve_found *found)
{
    guint64 fits = G_MAXUINT64;
    for (gsize i = 0; i < SIEVE_KEY && at + i < text->len; i++)
        fits &= bins->fits[i][(guchar)text->at[at + i]];
    for (; fits; fits &= fits - 1) {
        guint bin = (guint)__builtin_ctzll(fits);
        for (guint k = bins->first[bin]; k < bins->first[bin + 1]; k++) {
            const struct sieve_chain *chain = &bins->chains[k];
            const char *p = text->at + at - chain->lead;
            guint i = 0;
            if (at < chain->lead || at - chain->lead + chain->chain.len > text->len)
                continue;
            while (i < chain->chain.len && bytes_have(&chain->chain.link[chain->order[i]], (guchar)p[chain->order[i]]))
                i++;
            gint64 start = (gint64)(at - chain->lead);
            if (i == chain->chain.len && start >= chain->chain.from_min)
                found->near(found->user, chain->expression, (gsize)MAX(start - chain->chain.from_max, 0), (gsize)(start - chain->chain.from_min));
        }
    }
}

#ifdef __x86_64__
#define FAST_BYTES 32u

/* Of 32 bytes, those that have no bin: all bits of a byte set. */
static inline __attribute__((target("avx2"))) __m256i misfits(const struct sieve_bins *bins, guint plane, const __m256i *low, const __m256i *high)
{
    __m256i fits = _mm256_set1_epi8(-1);
    for (guint i = 0; i < SIEVE_KEY; i++) {
        __m256i by_low = _mm256_broadcastsi128_si256(_mm_load_si128((const __m128i *)(const void *)bins->low[plane][i]));
        __m256i by_high = _mm256_broadcastsi128_si256(_mm_load_si128((const __m128i *)(const void *)bins->high[plane][i]));
        fits = _mm256_and_si256(fits, _mm256_and_si256(_mm256_shuffle_epi8(by_low, low[i]), _mm256_shuffle_epi8(by_high, high[i])));
    }
    return _mm256_cmpeq_epi8(fits, _mm256_setzero_si256());
}

/* Looks at all places it can without reading over the end; where it came to. */
static __attribute__((target("avx2"))) gsize scan_fast(const struct sieve_bins *bins, const struct sieve_text *text, const struct sieve_found *found)
{
    const __m256i half = _mm256_set1_epi8(0x0f);
    gsize at = text->from;
    for (; at + FAST_BYTES <= text->to && at + FAST_BYTES + SIEVE_KEY <= text->len; at += FAST_BYTES) {
        __m256i low[SIEVE_KEY], high[SIEVE_KEY];
        for (guint i = 0; i < SIEVE_KEY; i++) {
            __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)(text->at + at + i));
            low[i] = _mm256_and_si256(bytes, half);
            high[i] = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half);
        }
        __m256i none = misfits(bins, 0, low, high);
        for (guint plane = 1; plane < SIEVE_PLANES; plane++)
            none = _mm256_and_si256(none, misfits(bins, plane, low, high));
        for (guint some = ~(guint)_mm256_movemask_epi8(none); some; some &= some - 1)
            look(bins, text, at + (gsize)__builtin_ctz(some), found);
    }
    return at;
}
#endif

void sieve_scan_plain(const struct sieve *sieve, const struct sieve_text *text, const struct sieve_found *found)
{
    const struct sieve_bins *bins = &sieve->bins;
    gsize at = text->from;
    for (; at < text->to && at + SIEVE_KEY <= text->len; at++) {
        const guchar *p = (const guchar *)text->at + at;
        if (bins->fits[0][p[0]] & bins->fits[1][p[1]] & bins->fits[2][p[2]] & bins->fits[3][p[3]])
            look(bins, text, at, found);
    }
    for (; at < text->to && at < text->len; at++)
        look(bins, text, at, found);
}

void sieve_scan(const struct sieve *sieve, const struct sieve_text *text, const struct sieve_found *found)
{
    struct sieve_text rest = *text;
    /* A key may stand behind the first links of its chain. */
    rest.to = MIN(text->to + CHAIN_MAX, text->len);
#ifdef __x86_64__
    if (sieve->fast)
        rest.from = scan_fast(&sieve->bins, &rest, found);
#endif
    sieve_scan_plain(sieve, &rest, found);
}

struct sieve *sieve_new(GArray *const *chains, guint count)
{
    struct sieve *sieve = g_new0(struct sieve, 1);
    if (!sieve_bins_fill(&sieve->bins, chains, count)) {
        sieve_free(sieve);
        return NULL;
    }
#ifdef __x86_64__
    sieve->fast = __builtin_cpu_supports("avx2");
#endif
    return sieve;
}

void sieve_free(struct sieve *sieve)
{
    if (!sieve)
        return;
    g_free(sieve->bins.chains);
    g_free(sieve);
}
