/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sieve tells of all places where a chain stands whole, and of no others, with vectors and without. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "patterns/match/sieve_bins.h"

#define SETS 40

static const char alphabet[] = "aAbBeEnN019 -.:@\n\xc3\xa5\x85";

/* Of one to eight links, each one letter in both cases, or any of some bytes. */
static struct chain random_chain(GRand *random)
{
    struct chain chain = {.len = (guint)g_rand_int_range(random, 1, CHAIN_MAX + 1), .from_min = -1, .from_max = 3};
    gboolean wide = g_rand_boolean(random);
    for (guint i = 0; i < chain.len; i++)
        for (gint count = wide ? g_rand_int_range(random, 1, 9) : 1; count > 0; count--) {
            guchar byte = (guchar)alphabet[g_rand_int_range(random, 0, sizeof alphabet - 1)];
            bytes_add(&chain.link[i], byte);
            if (g_ascii_isalpha(byte))
                bytes_add(&chain.link[i], byte ^ 0x20);
        }
    return chain;
}

static char *random_text(GRand *random, gsize len)
{
    char *text = g_malloc(len);
    for (gsize i = 0; i < len; i++)
        text[i] = alphabet[g_rand_int_range(random, 0, sizeof alphabet - 1)];
    return text;
}

static gboolean stands(const struct chain *chain, const char *text, gsize len, gsize at)
{
    for (guint i = 0; i < chain->len; i++)
        if (at + i >= len || !bytes_have(&chain->link[i], (guchar)text[at + i]))
            return FALSE;
    return TRUE;
}

/* Each chain is an expression of its own, whose matches begin from three bytes before it to one behind. */
static void on_near(void *user, guint expression, gsize first, gsize last)
{
    g_autofree char *told = g_strdup_printf("%u %zu %zu", expression, first, last);
    g_hash_table_add(user, g_steal_pointer(&told));
}

static GHashTable *told_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void scan_bins(struct sieve_bins *bins, gboolean vectors, const struct sieve_text *text, const struct sieve_found *found)
{
    struct strip strip = {.text = text, .found = found};
    bins->vectors = vectors;
    for (gsize at = text->from; at < text->len; at += STRIP_BYTES) {
        strip_fill(&strip, at, text->len);
        sieve_bins_scan(bins, &strip);
    }
}

static void check_told(GHashTable *told, GArray *const *chains, const struct sieve_text *text)
{
    guint count = 0;
    for (guint k = 0; k < SETS; k++) {
        const struct chain *chain = &g_array_index(chains[k], struct chain, 0);
        for (gsize at = 0; at < text->len; at++) {
            if (!stands(chain, text->at, text->len, at))
                continue;
            g_autofree char *wanted = g_strdup_printf("%u %zu %zu", k, at - MIN(at, 3u), at + 1);
            if (!g_hash_table_contains(told, wanted))
                fail_msg("chain %u at %zu of %zu is not told of", k, at, text->len);
            count++;
        }
    }
    assert_int_equal(g_hash_table_size(told), count);
}

static void check_seed(guint32 seed)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    gsize len = (gsize)g_rand_int_range(random, 1, seed % 8 ? 90 : 9000);
    g_autofree char *content = random_text(random, len);
    const struct sieve_text text = {content, len, 0, len};
    GArray *chains[SETS];
    struct sieve_bins bins = {.vectors = FALSE};
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct sieve_chain));
    for (guint k = 0; k < SETS; k++) {
        struct sieve_chain chain = {.chain = random_chain(random), .expression = k};
        chains[k] = g_array_new(FALSE, FALSE, sizeof(struct chain));
        g_array_append_val(chains[k], chain.chain);
        g_array_append_val(all, chain);
    }
    struct sieve *sieve = sieve_new(chains, SETS);
    sieve_bins_fill(&bins, all);
    gboolean vectors = bins.vectors;
    for (guint way = 0; way < 3; way++) {
        g_autoptr(GHashTable) told = told_new();
        const struct sieve_found found = {on_near, told};
        if (way == 0)
            sieve_scan(sieve, &text, &found);
        else
            scan_bins(&bins, vectors && way == 1, &text, &found);
        check_told(told, chains, &text);
    }
    sieve_bins_clear(&bins);
    sieve_free(sieve);
    for (guint k = 0; k < SETS; k++)
        g_array_unref(chains[k]);
}

static void all_chains_are_told_of(void **state)
{
    for (guint32 seed = 1; seed <= 200; seed++)
        check_seed(seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_chains_are_told_of)};
    return cmocka_run_group_tests_name("sieve", tests, NULL, NULL);
}
