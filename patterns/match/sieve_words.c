/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/sieve_words.h"

#include <string.h>

#define SPELLINGS_MAX 64 /* of a key */
#define RARE 2e-3 /* share of places that a key may well fit */
#define WORSE 8 /* times */

static inline guint64 eight_at(const guint8 *folded)
{
    guint64 eight;
    memcpy(&eight, folded, sizeof eight);
    return eight;
}

/* Of the first WORDS_KEY bytes; only they make a difference. */
static inline guint32 hash_of(guint64 eight)
{
    return (guint32)((eight << (64 - 8 * WORDS_KEY)) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) >> 32);
}

/* Whether a key of that hash may be there. */
static inline guint bit_of(const guint64 *bits, guint32 hash)
{
    return bits[hash >> (32 - WORDS_BITS + 6)] >> (hash >> (32 - WORDS_BITS) & 63) & 1;
}

static inline gsize note(guint16 *spots, gsize count, guint i, const guint64 *bits, const guint8 *folded)
{
    spots[count] = (guint16)i;
    return count + bit_of(bits, hash_of(eight_at(folded)));
}

static void look(const struct sieve_words *words, const struct strip *strip, guint i)
{
    const guint8 *folded = strip->folded + STRIP_BEFORE + i;
    guint32 head = hash_of(eight_at(folded)) >> (32 - WORDS_HEADS);
    for (guint32 k = words->heads[head]; k < words->heads[head + 1]; k++) {
        const struct sieve_probe *probe = &words->probes[k];
        if ((eight_at(folded - probe->lead) & probe->mask) != probe->value)
            continue;
        const struct sieve_chain *chain = &words->chains[probe->chain];
        if (words->whole[probe->chain])
            strip_tell_fitting(strip, chain, i);
        else
            strip_tell(strip, chain, i);
    }
}

void sieve_words_scan(const struct sieve_words *words, const struct strip *strip)
{
    guint16 spots[STRIP_BYTES + 4];
    gsize count = 0;
    const guint8 *folded = strip->folded + STRIP_BEFORE;
    const guint64 *bits = words->bits;
    if (!bits)
        return;
    /* Where a bit is set is noted without a branch. */
    for (guint i = 0; i < strip->len; i += 4, folded += 4) {
        count = note(spots, count, i, bits, folded);
        count = note(spots, count, i + 1, bits, folded + 1);
        count = note(spots, count, i + 2, bits, folded + 2);
        count = note(spots, count, i + 3, bits, folded + 3);
    }
    for (gsize i = 0; i < count; i++)
        if (spots[i] < strip->len)
            look(words, strip, spots[i]);
}

/* All bytes that fold to the same as one of these. */
static struct bytes closure_of(const struct bytes *link, guint *folds)
{
    struct bytes folded = {{0}}, all = {{0}};
    *folds = 0;
    for (guint byte = 0; byte < 256; byte++)
        if (bytes_have(link, (guchar)byte) && !bytes_have(&folded, strip_fold((guint8)byte))) {
            bytes_add(&folded, strip_fold((guint8)byte));
            ++*folds;
        }
    for (guint byte = 0; byte < 256; byte++)
        if (bytes_have(&folded, strip_fold((guint8)byte)))
            bytes_add(&all, (guchar)byte);
    return all;
}

/* The rarest key with few spellings. FALSE: there is none, or the bins would look at far fewer places. */
static gboolean choose_key(struct sieve_chain *chain)
{
    double least = 2, exact = 2;
    for (guint first = 0; first + WORDS_KEY <= chain->chain.len; first++) {
        struct chain key = {.len = WORDS_KEY}, whole = {.len = WORDS_KEY};
        guint spellings = 1;
        for (guint i = 0; i < WORDS_KEY && spellings <= SPELLINGS_MAX; i++) {
            guint folds;
            key.link[i] = closure_of(&chain->chain.link[first + i], &folds);
            whole.link[i] = chain->chain.link[first + i];
            spellings *= folds;
        }
        exact = MIN(exact, chain_places(&whole));
        double share = chain_places(&key);
        if (spellings > SPELLINGS_MAX || share >= least)
            continue;
        least = share;
        chain->lead = first;
    }
    return least < 2 && least < MAX(exact * WORSE, RARE);
}

/* What is known of the chain's folded bytes. */
struct spelt {
    guint8 mask[CHAIN_MAX], value[CHAIN_MAX];
};

static struct spelt spell(const struct chain *chain, guint8 *whole)
{
    struct spelt spelt = {{0}, {0}};
    *whole = 1;
    for (guint i = 0; i < chain->len; i++) {
        guint folds;
        struct bytes all = closure_of(&chain->link[i], &folds);
        *whole &= folds == 1 && memcmp(&all, &chain->link[i], sizeof all) == 0;
        for (guint byte = 0; byte < 256 && folds == 1; byte++)
            if (bytes_have(&all, (guchar)byte)) {
                spelt.mask[i] = 0xff;
                spelt.value[i] = strip_fold((guint8)byte);
                break;
            }
    }
    return spelt;
}

/* A probe for each spelling of the chain's key, from link i of it on. */
static void add_probes(GArray *probes, const struct sieve_chain *chain, guint number, struct spelt spelt, guint i)
{
    if (i == WORDS_KEY) {
        struct sieve_probe probe = {.chain = number, .lead = chain->lead};
        memcpy(&probe.mask, spelt.mask, sizeof probe.mask);
        memcpy(&probe.value, spelt.value, sizeof probe.value);
        probe.hash = hash_of(eight_at(spelt.value + chain->lead));
        g_array_append_val(probes, probe);
        return;
    }
    struct bytes seen = {{0}};
    guint place = chain->lead + i;
    spelt.mask[place] = 0xff;
    for (guint byte = 0; byte < 256; byte++) {
        spelt.value[place] = strip_fold((guint8)byte);
        if (!bytes_have(&chain->chain.link[place], (guchar)byte) || bytes_have(&seen, spelt.value[place]))
            continue;
        bytes_add(&seen, spelt.value[place]);
        add_probes(probes, chain, number, spelt, i + 1);
    }
}

static int by_hash(gconstpointer a, gconstpointer b)
{
    guint32 one = ((const struct sieve_probe *)a)->hash, two = ((const struct sieve_probe *)b)->hash;
    return one < two ? -1 : one > two;
}

static void fill_tables(struct sieve_words *words, const GArray *probes)
{
    words->bits = g_new0(guint64, 1u << (WORDS_BITS - 6));
    words->heads = g_new0(guint32, (1u << WORDS_HEADS) + 1);
    for (guint i = 0; i < probes->len; i++) {
        guint32 hash = g_array_index(probes, struct sieve_probe, i).hash;
        words->bits[hash >> (32 - WORDS_BITS + 6)] |= G_GUINT64_CONSTANT(1) << (hash >> (32 - WORDS_BITS) & 63);
        words->heads[(hash >> (32 - WORDS_HEADS)) + 1]++;
    }
    for (guint i = 0; i < 1u << WORDS_HEADS; i++)
        words->heads[i + 1] += words->heads[i];
}

void sieve_words_fill(struct sieve_words *words, GArray *chains)
{
    GArray *probes = g_array_new(FALSE, FALSE, sizeof(struct sieve_probe)), *taken = g_array_new(FALSE, FALSE, sizeof(struct sieve_chain));
    words->whole = g_new0(guint8, chains->len + 1);
    for (guint i = 0; i < chains->len;) {
        struct sieve_chain *chain = &g_array_index(chains, struct sieve_chain, i);
        if (!choose_key(chain)) {
            i++;
            continue;
        }
        struct spelt spelt = spell(&chain->chain, &words->whole[taken->len]);
        add_probes(probes, chain, taken->len, spelt, 0);
        g_array_append_vals(taken, chain, 1);
        g_array_remove_index(chains, i);
    }
    g_array_sort(probes, by_hash);
    if (probes->len > 0)
        fill_tables(words, probes);
    words->probes = (struct sieve_probe *)(void *)g_array_free(probes, FALSE);
    words->chains = (struct sieve_chain *)(void *)g_array_free(taken, FALSE);
}

void sieve_words_clear(struct sieve_words *words)
{
    g_free(words->bits);
    g_free(words->heads);
    g_free(words->probes);
    g_free(words->chains);
    g_free(words->whole);
}
