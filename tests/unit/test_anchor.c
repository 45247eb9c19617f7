/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anchors lose nothing: wherever an expression matches, the sieve has told of the place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "patterns/match/anchor.h"
#include "patterns/match/engine.h"
#include "patterns/match/regex.h"
#include "patterns/match/rule.h"
#include "patterns/match/sieve.h"

/* What an officer might write, and what is hard to read. */
static const char *const others[] = {
    "(?i)kundnr[ :]{0,3}[0-9]{6}", "KND-[0-9]{4}-[0-9]{3}", "(?i:lösen|pass)(?-i:ORD)", "a(?:b|cd){2,3}e", "x[^a-z]{2}y", "(?i)å.ö",
    "^Bilaga [0-9]+$", "(?<![0-9])[0-9]{3}:[0-9]{2}", "[\\w.]+@[\\w.]+", "(?:ab?c?){2}d", "\\bq\\d{2,}z\\b", "(?:|ab)cd(?:ef|)", "[[]x[]]",
    "\\x41\\x{e5}\\t[\\x30-\\x39]", "(?<name>[A-Z]{2})-(?'other'\\d)", "[a-fåäö]{3}#", "(?:^|;)ja(?:;|$)", "k\\.? ?s", "(?i)k[s-u]#", "a{2}b{0,2}c",
};

static struct {
    GPtrArray *expressions; /* of char */
    GPtrArray *texts;
    struct engine *engine;
} lab;

static int open_lab(void **state)
{
    g_autoptr(GError) error = NULL;
    const struct engine_options options = {.no_prefilter = TRUE};
    lab.engine = engine_new(&options, &error);
    lab.expressions = g_ptr_array_new();
    lab.texts = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        g_ptr_array_add(lab.expressions, (gpointer)others[i]);
    for (guint i = 0; lab.engine && i < engine_rules(lab.engine)->len; i++) {
        const struct rule *rule = g_ptr_array_index(engine_rules(lab.engine), i);
        for (guint k = 0; rule->sort == RULE_REGEX && k < rule->spellings->len; k++)
            g_ptr_array_add(lab.expressions, g_array_index(rule->spellings, struct spelling, k).text);
        for (char **text = rule->accept; *text; text++)
            g_ptr_array_add(lab.texts, *text);
        for (char **text = rule->reject; *text; text++)
            g_ptr_array_add(lab.texts, *text);
    }
    return lab.engine ? 0 : -1;
}

static int close_lab(void **state)
{
    g_ptr_array_unref(lab.expressions);
    g_ptr_array_unref(lab.texts);
    engine_free(lab.engine);
    return 0;
}

/* Of one scan: for each expression and byte, whether a match may begin there. */
struct told {
    guint8 *may;
    gsize len;
};

static void on_near(void *user, guint expression, gsize first, gsize last)
{
    struct told *told = user;
    for (gsize i = first; i <= last && i < told->len; i++)
        told->may[expression * told->len + i] = 1;
}

static const char *const pieces[] = {
    "kundnr: 123456", "KND-1234-567", "LÖSENORD", "passORD", "abcdbe", "abcdcde", "x12y", "xÅÖy", "Åxö", "\nBilaga 12\n", "123:45", "a.b@c.d", "abcacd",
    "q123z", "cdef", "abcd", "[x]", "Aå\t7", "AB-3", "åäö#", "\nja;", ";ja\n", "k. s", "KS#", "kt#", "aabbc", "aac", " ", "\n", "\t", "a", "Z", "9", "é", "€", "😀",
};

/* Texts of the rules and pieces, some bytes of ASCII changed. */
static char *random_text(GRand *random)
{
    GString *text = g_string_new(NULL);
    for (gint count = g_rand_int_range(random, 1, 8); count > 0; count--) {
        gboolean of_rule = g_rand_boolean(random);
        g_string_append(text, of_rule ? g_ptr_array_index(lab.texts, g_rand_int_range(random, 0, (gint)lab.texts->len))
                                      : pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
    }
    for (gsize i = 0; i < text->len; i++)
        if ((guchar)text->str[i] < 0x80 && g_rand_int_range(random, 0, 40) == 0)
            text->str[i] = g_ascii_isalpha(text->str[i]) ? (char)(text->str[i] ^ 0x20) : "0 -:\n"[g_rand_int_range(random, 0, 5)];
    return g_string_free(text, FALSE);
}

static gboolean may_begin(const struct told *told, guint expression, const struct anchor *anchor, const struct regex_match *match)
{
    return told->may[expression * told->len + match->from] || (anchor->edges && (match->from == 0 || match->from + REGEX_HIT_MAX >= told->len));
}

static void every_match_is_told(void **state)
{
    guint count = lab.expressions->len, anchored = 0, matches = 0;
    g_autofree struct anchor *anchors = g_new0(struct anchor, count);
    g_autofree struct regex **regexes = g_new0(struct regex *, count);
    g_autofree GArray **chains = g_new0(GArray *, count);
    struct regex_scratch *scratch = regex_scratch_new();
    (void)regex_unseal();
    for (guint i = 0; i < count; i++) {
        anchored += anchor_find(g_ptr_array_index(lab.expressions, i), &anchors[i]);
        chains[i] = anchors[i].chains;
        regexes[i] = regex_new(g_ptr_array_index(lab.expressions, i), NULL);
        assert_non_null(regexes[i]);
    }
    struct sieve *sieve = sieve_new(chains, count);
    assert_true(anchored > count - 6);
    for (guint32 seed = 1; seed <= 4000; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autofree char *text = random_text(random);
        gsize len = strlen(text);
        struct told told = {g_malloc0(count * len), len};
        const struct sieve_text all = {text, len, 0, len};
        sieve_scan(sieve, &all, &(struct sieve_found){on_near, &told});
        for (guint i = 0; i < count; i++) {
            struct regex_field field = {text, len, 0, len};
            struct regex_match match;
            for (; chains[i] && field.from < len && regex_match(regexes[i], scratch, &field, &match); matches++) {
                if (match.to - match.from <= REGEX_HIT_MAX && !may_begin(&told, i, &anchors[i], &match))
                    fail_msg("seed %u: %s is not told of in \"%s\"", seed, (char *)g_ptr_array_index(lab.expressions, i), text);
                field.from = match.from + 1;
                while (field.from < len && ((guchar)text[field.from] & 0xc0) == 0x80)
                    field.from++;
            }
        }
        g_free(told.may);
    }
    assert_true(matches > 10000);
    for (guint i = 0; i < count; i++) {
        regex_free(regexes[i]);
        if (chains[i])
            g_array_unref(chains[i]);
    }
    regex_scratch_free(scratch);
    sieve_free(sieve);
}

static void what_is_common_or_unknown_has_no_anchor(void **state)
{
    static const char *const none[] = {"[a-z]+", "\\w+\\s\\w+", "(a)\\1", "(?x)a b c d", "(?-m)^abcdef", "(?(1)a|b)cdefg", "\\Qabcdefg\\E", "[[:digit:]]{9}", "", "a*", "(?:)"};
    for (guint i = 0; i < G_N_ELEMENTS(none); i++) {
        struct anchor anchor;
        assert_false(anchor_find(none[i], &anchor));
        assert_null(anchor.chains);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_match_is_told),
        cmocka_unit_test(what_is_common_or_unknown_has_no_anchor),
    };
    return cmocka_run_group_tests_name("anchor", tests, open_lab, close_lab);
}
