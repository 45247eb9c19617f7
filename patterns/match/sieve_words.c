/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/sieve_words.h"

#include <string.h>

#define SPELLINGS_MAX 64 /* of a key */
#define COMMON 5e-3 /* share of places that keys should fit less of */

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

static inline guint32 head_of(guint32 hash)
{
    return hash >> (32 - WORDS_HEADS);
}

static inline guint fits(const struct sieve_probe *probe, const guint8 *folded)
{
    return (eight_at(folded - probe->lead) & probe->mask) == probe->value;
}

static inline gsize note(guint16 *spots, gsize count, guint i, const guint64 *bits, const guint8 *folded)
{
    spots[count] = (guint16)i;
    return count + bit_of(bits, hash_of(eight_at(folded)));
}

/* Notes all places whose bit is set, without a branch. */
static gsize sift(const guint64 *bits, const struct strip *strip, guint16 spots[STRIP_BYTES])
{
    gsize count = 0;
    const guint8 *folded = strip->folded + STRIP_BEFORE;
    for (guint i = 0; i < strip->len; i += 4 * WORDS_STRIDE, folded += 4 * WORDS_STRIDE) {
        count = note(spots, count, i, bits, folded);
        count = note(spots, count, i + WORDS_STRIDE, bits, folded + WORDS_STRIDE);
        count = note(spots, count, i + 2 * WORDS_STRIDE, bits, folded + 2 * WORDS_STRIDE);
        count = note(spots, count, i + 3 * WORDS_STRIDE, bits, folded + 3 * WORDS_STRIDE);
    }
    return count;
}

/* A place and a probe that it may fit. */
struct trial {
    guint32 at, probe;
};

static void tell(const struct sieve_words *words, const struct strip *strip, const struct trial *trials, guint count)
{
    for (guint i = 0; i < count; i++) {
        const struct sieve_probe *probe = &words->probes[trials[i].probe];
        for (guint k = 0; k < probe->count && trials[i].at < strip->len; k++) {
            guint32 number = words->list[probe->first + k];
            if (words->whole[number])
                strip_tell_fitting(strip, &words->chains[number], (int)trials[i].at - probe->lead);
            else
                strip_tell(strip, &words->chains[number], (int)trials[i].at - probe->lead);
        }
    }
}

#define RING (STRIP_BYTES / WORDS_STRIDE)

/* Each place tries its first probe, and lines up again behind all others where there is a next one: so nothing must be guessed. */
static void try_all(const struct sieve_words *words, const struct strip *strip, const guint16 *spots, gsize count)
{
    struct trial ring[RING], fitting[RING];
    const guint8 *folded = strip->folded + STRIP_BEFORE;
    guint next = 0, end = (guint)count, found = 0;
    for (gsize i = 0; i < count; i++)
        ring[i] = (struct trial){spots[i], words->heads[head_of(hash_of(eight_at(folded + spots[i])))]};
    while (next != end) {
        struct trial trial = ring[next++ % RING];
        const struct sieve_probe *probe = &words->probes[trial.probe];
        fitting[found] = trial;
        found += fits(probe, folded + trial.at);
        ring[end % RING] = (struct trial){trial.at, trial.probe + 1};
        end += probe->more;
        if (found == RING) {
            tell(words, strip, fitting, found);
            found = 0;
        }
    }
    tell(words, strip, fitting, found);
}

void sieve_words_scan(const struct sieve_words *words, const struct strip *strip)
{
    guint16 spots[STRIP_BYTES];
    if (words->bits)
        try_all(words, strip, spots, sift(words->bits, strip, spots));
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

/* Places that fit the chain's key from that link on; 1: it has too many spellings. */
static double places_of(const struct chain *chain, guint first)
{
    struct chain key = {.len = WORDS_KEY};
    guint spellings = 1;
    for (guint i = 0; i < WORDS_KEY && spellings <= SPELLINGS_MAX; i++) {
        guint folds;
        key.link[i] = closure_of(&chain->link[first + i], &folds);
        spellings *= folds;
    }
    return spellings <= SPELLINGS_MAX ? chain_places(&key) : 1;
}

/* The rarest two keys in a row, at the chain's lead and one link on. FALSE: there are none that are rare enough. */
static gboolean choose_keys(struct sieve_chain *chain)
{
    double least = COMMON, before = 1;
    gboolean found = FALSE;
    for (guint first = 0; first + WORDS_KEY <= chain->chain.len; first++) {
        double places = places_of(&chain->chain, first);
        if (first > 0 && places + before < least) {
            least = places + before;
            chain->lead = first - 1;
            found = TRUE;
        }
        before = places;
    }
    return found;
}

/* What is known of the chain's folded bytes. */
struct spelt {
    guint8 mask[CHAIN_MAX], value[2 * CHAIN_MAX]; /* eight are read from any */
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

/* A probe for each spelling of the chain's key with so many links before it, from its link i on. */
static void add_probes(GArray *probes, const struct chain *chain, struct sieve_probe probe, struct spelt spelt, guint i)
{
    if (i == WORDS_KEY) {
        memcpy(&probe.mask, spelt.mask, sizeof probe.mask);
        memcpy(&probe.value, spelt.value, sizeof probe.value);
        probe.hash = hash_of(eight_at(spelt.value + probe.lead));
        g_array_append_val(probes, probe);
        return;
    }
    struct bytes seen = {{0}};
    guint place = probe.lead + i;
    spelt.mask[place] = 0xff;
    for (guint byte = 0; byte < 256; byte++) {
        spelt.value[place] = strip_fold((guint8)byte);
        if (!bytes_have(&chain->link[place], (guchar)byte) || bytes_have(&seen, spelt.value[place]))
            continue;
        bytes_add(&seen, spelt.value[place]);
        add_probes(probes, chain, probe, spelt, i + 1);
    }
}

/* Those alike are neighbours. */
static int by_hash(gconstpointer a, gconstpointer b)
{
    const struct sieve_probe *one = a, *two = b;
    if (one->hash != two->hash)
        return one->hash < two->hash ? -1 : 1;
    if (one->lead != two->lead)
        return one->lead < two->lead ? -1 : 1;
    if (one->mask != two->mask)
        return one->mask < two->mask ? -1 : 1;
    return one->value < two->value ? -1 : one->value > two->value;
}

/* Makes one probe of those alike, behind the first of all, that fits nothing. */
static void fill_probes(struct sieve_words *words, GArray *all)
{
    guint next = 0;
    g_array_sort(all, by_hash);
    words->probes = g_new0(struct sieve_probe, all->len + 1);
    words->list = g_new0(guint32, all->len);
    words->probes[0].value = 1;
    for (guint i = 0; i < all->len; i++) {
        const struct sieve_probe *probe = &g_array_index(all, struct sieve_probe, i);
        words->list[i] = probe->first;
        if (next == 0 || by_hash(probe, &words->probes[next]) != 0 || words->probes[next].count == G_MAXUINT16) {
            words->probes[++next] = *probe;
            words->probes[next].first = i;
        }
        words->probes[next].count++;
    }
    words->bits = g_new0(guint64, 1u << (WORDS_BITS - 6));
    words->heads = g_new0(guint32, 1u << WORDS_HEADS);
    for (guint i = next; i > 0; i--) {
        guint32 hash = words->probes[i].hash;
        words->bits[hash >> (32 - WORDS_BITS + 6)] |= G_GUINT64_CONSTANT(1) << (hash >> (32 - WORDS_BITS) & 63);
        words->probes[i].more = words->heads[head_of(hash)] != 0;
        words->heads[head_of(hash)] = i;
    }
}

void sieve_words_fill(struct sieve_words *words, GArray *chains)
{
    g_autoptr(GArray) probes = g_array_new(FALSE, FALSE, sizeof(struct sieve_probe));
    GArray *taken = g_array_new(FALSE, FALSE, sizeof(struct sieve_chain));
    words->whole = g_new0(guint8, chains->len + 1);
    for (guint i = 0; i < chains->len;) {
        struct sieve_chain *chain = &g_array_index(chains, struct sieve_chain, i);
        if (!choose_keys(chain)) {
            i++;
            continue;
        }
        struct spelt spelt = spell(&chain->chain, &words->whole[taken->len]);
        for (guint k = 0; k < WORDS_STRIDE; k++)
            add_probes(probes, &chain->chain, (struct sieve_probe){.first = taken->len, .lead = (guint8)(chain->lead + k)}, spelt, 0);
        g_array_append_vals(taken, chain, 1);
        g_array_remove_index(chains, i);
    }
    if (probes->len > 0)
        fill_probes(words, probes);
    words->chains = (struct sieve_chain *)(void *)g_array_free(taken, FALSE);
}

void sieve_words_clear(struct sieve_words *words)
{
    g_free(words->bits);
    g_free(words->heads);
    g_free(words->probes);
    g_free(words->list);
    g_free(words->chains);
    g_free(words->whole);
}
