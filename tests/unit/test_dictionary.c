/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words in running text: against a plain search of each word at each place, with and without the cache, in one go and in pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "patterns/match/dictionary.h"

static const char *const entries[] = {"klient", "=mor", "orosanmälan", "skyddad adress", "=i akt", "e-post", "vård", "intygen", "åtgärd", "=pin kod", "öppenvård"};
static const char *const pieces[] = {"Klient", "klienten", "mor", "mormor", "mor-", "orosanmälan", "ORO", "skyddad", "adress", "adressen", "i", "akt", "akten",
                                     "e", "post", "tandvård", "vårdintygen", "intygens", "intygenerades", "åtgärd", "Åtgärder", "pin", "kod", "öppenvården",
                                     "barnöppenvård", "1", "7vård", "x", "\xc3\x97", "日本", "jättelångasammansättningarsomingenläser"};
static const char *const between[] = {" ", " ", " ", "", "-", "\n", "  ", "\t", ".", "     ", "\xc3\xb7"};

static struct dictionary *dictionary_of_entries(void)
{
    struct dictionary *dictionary = dictionary_new();
    for (guint i = 0; i < G_N_ELEMENTS(entries); i++)
        dictionary_add(dictionary, entries[i], (struct word_use){(guint16)i, 0});
    dictionary_seal(dictionary);
    return dictionary;
}

static gboolean is_word(const char *p)
{
    guchar c = (guchar)*p;
    gboolean sign = c == 0xc3 && ((guchar)p[1] == 0x97 || (guchar)p[1] == 0xb7);
    return g_ascii_isalnum(c) || (c >= 0x80 && !sign);
}

static const char *next(const char *p)
{
    return g_utf8_next_char(p);
}

/* Length of the word (without "=") at p as rule.h says that words match; 0: none. */
static gsize plain_match(const char *word, const char *p)
{
    const char *from = p;
    for (const char *w = word; *w;) {
        if (*w == ' ') {
            gsize blanks = strspn(p, " \n\t");
            if (blanks == 0)
                return 0;
            p += MIN(blanks, 4u);
            w++;
            continue;
        }
        if (!*p || g_unichar_tolower(g_utf8_get_char(p)) != g_unichar_tolower(g_utf8_get_char(w)))
            return 0;
        p = next(p);
        w = next(w);
    }
    return (gsize)(p - from);
}

static gboolean is_tail(const char *text, const char *at, const char *end)
{
    const char *from = at, *rest = end;
    while (from > text && is_word(g_utf8_prev_char(from)))
        from = g_utf8_prev_char(from);
    while (*rest && is_word(rest))
        rest = next(rest);
    return at - from >= 2 && rest - end <= 6 && !g_ascii_isdigit(*from);
}

static guint plain_count(const char *text, guint number)
{
    const char *word = entries[number];
    gboolean whole = word[0] == '=', letters = !strpbrk(word, " -");
    guint count = 0;
    for (const char *p = text; *p; p = next(p)) {
        gsize len = plain_match(word + whole, p);
        gboolean start = len && (p == text || !is_word(g_utf8_prev_char(p)));
        gboolean edged = !whole || !is_word(p + len);
        count += start ? edged : len && !whole && letters && g_utf8_strlen(word, -1) >= 6 && is_tail(text, p, p + len);
    }
    return count;
}

/* Hits by entry; they come in order. */
static void count_hits(const struct dictionary *dictionary, const GArray *hits, guint counts[])
{
    memset(counts, 0, G_N_ELEMENTS(entries) * sizeof *counts);
    for (guint i = 0; i < hits->len; i++) {
        const struct word_hit *hit = &g_array_index(hits, struct word_hit, i);
        guint uses;
        guint number = dictionary_uses(dictionary, hit->word, &uses)->rule;
        counts[number]++;
        assert_true(i == 0 || g_array_index(hits, struct word_hit, i - 1).at <= hit->at);
    }
}

static char *text_from(GRand *random)
{
    GString *text = g_string_new(NULL);
    guint count = (guint)g_rand_int_range(random, 1, 60);
    while (count--) {
        g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        g_string_append(text, between[g_rand_int_range(random, 0, G_N_ELEMENTS(between))]);
    }
    return g_string_free(text, FALSE);
}

static void check_text(const struct dictionary *dictionary, struct word_cache *cache, const char *text, gsize step)
{
    guint counts[G_N_ELEMENTS(entries)];
    struct word_state state = {.cache = cache};
    gsize len = strlen(text);
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(struct word_hit));
    for (gsize before = step; before < len + step; before += step)
        dictionary_scan(dictionary, &state, (struct stretch){text, len, 0}, MIN(before, len), hits);
    count_hits(dictionary, hits, counts);
    for (guint i = 0; i < G_N_ELEMENTS(entries); i++)
        if (counts[i] != plain_count(text, i))
            fail_msg("\"%s\": %u times, not %u, in \"%s\"", entries[i], counts[i], plain_count(text, i), text);
}

static void test_plain_search(void **state)
{
    struct dictionary *dictionary = dictionary_of_entries();
    struct word_cache *cache = word_cache_new();
    GRand *random = g_rand_new_with_seed(20261125);
    for (guint i = 0; i < 4000; i++) {
        g_autofree char *text = text_from(random);
        check_text(dictionary, cache, text, strlen(text));
        check_text(dictionary, cache, text, (gsize)g_rand_int_range(random, 1, 100));
        check_text(dictionary, NULL, text, strlen(text));
    }
    g_rand_free(random);
    word_cache_free(cache);
    dictionary_free(dictionary);
}

/* More different words than are kept. */
static void test_cache_overflows(void **state)
{
    struct dictionary *dictionary = dictionary_of_entries();
    struct word_cache *cache = word_cache_new();
    for (guint turn = 0; turn < 2; turn++)
        for (guint i = 0; i < 70000; i++) {
            g_autofree char *text = g_strdup_printf("vård%cx%u", 'a' + (int)(i % 26), i);
            struct word_state at = {.cache = cache};
            g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(struct word_hit));
            dictionary_scan(dictionary, &at, (struct stretch){text, strlen(text), 0}, strlen(text), hits);
            assert_int_equal(hits->len, 1);
        }
    word_cache_free(cache);
    dictionary_free(dictionary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain_search), cmocka_unit_test(test_cache_overflows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
