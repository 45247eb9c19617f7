/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Nothing that a text of digits can be makes the work grow faster than the text, or the memory with it. MIB in the environment chooses the
 * length; the time it takes is not looked at.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "patterns/match/rule.h"
#include "patterns/match/scan.h"
#include "tests/unit/engine_kit.h"

#define MIB_USUAL 2
#define SCAN_BYTES 200000
#ifdef __SANITIZE_ADDRESS__
#define GROWTH_MIB 4096 /* what is freed stays for a while */
#else
#define GROWTH_MIB 48 /* what is kept of a file at most, with all that goes with it */
#endif

/* Written again and again; "~" becomes a random digit. */
static const char *const hostile[] = {
    "1", "1-1-1-", "+46", "850101-2382 ", "8501012382;", "~~~~~~~~~~;", "07~~~~~~~~\n", "1.1.1.", "+46 (0)", "1 1 1 ", "~~~~-~~~~ ", "850101-\n", "0~~-", "~~~~ ~~~~ ~~~~ ",
};

static char *repeat(const char *piece, gsize len, GRand *random)
{
    GString *out = g_string_sized_new(len + 64);
    while (out->len < len)
        for (const char *c = piece; *c; c++)
            g_string_append_c(out, *c == '~' ? (char)('0' + g_rand_int_range(random, 0, 10)) : *c);
    g_string_truncate(out, len);
    return g_string_free(out, FALSE);
}

/* Memory of the process, in MiB. */
static gsize resident(void)
{
    g_autofree char *text = NULL;
    unsigned long all = 0, here = 0;
    assert_true(g_file_get_contents("/proc/self/statm", &text, NULL, NULL));
    assert_int_equal(sscanf(text, "%lu %lu", &all, &here), 2);
    return here * (gsize)sysconf(_SC_PAGESIZE) >> 20;
}

static guint matches;

static void count_match(void *user, struct stretch stretch, const struct match *match)
{
    matches += match->count;
    assert_true(match->to > match->from && match->to - match->from < 100 && match->to <= stretch.len);
}

static guint matches_in(const struct scanner *scanner, const char *text, gsize len)
{
    matches = 0;
    scanner_run(scanner, (struct stretch){text, len, 0}, 0, len, &(struct scan_user){.found = count_match});
    return matches;
}

static void twice_the_text_has_twice_the_matches(void **state)
{
    struct scanner *scanner = scanner_new();
    const GPtrArray *rules = engine_rules(kit.engine);
    for (guint i = 0; i < rules->len; i++) {
        const struct rule *rule = g_ptr_array_index(rules, i);
        for (guint k = 0; k < rule->spellings->len; k++)
            if (g_array_index(rule->spellings, struct spelling, k).shape)
                scanner_add(scanner, g_array_index(rule->spellings, struct spelling, k).text, (struct member){.rule = (guint16)i, .spelling = (guint16)k});
    }
    scanner_seal(scanner);
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    for (guint i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autofree char *text = repeat(hostile[i], SCAN_BYTES, random);
        guint half = matches_in(scanner, text, SCAN_BYTES / 2), all = matches_in(scanner, text, SCAN_BYTES);
        if (all > 2.1 * half + 20 || all > SCAN_BYTES)
            fail_msg("\"%s\": %u matches, %u in half of it", hostile[i], all, half);
    }
    scanner_free(scanner);
}

static void memory_stands_still(void **state)
{
    const char *wanted = g_getenv("MIB");
    gsize bytes = (gsize)(wanted ? g_ascii_strtoull(wanted, NULL, 10) : MIB_USUAL) << 20, before = resident();
    for (guint i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(i);
        kit_begin();
        for (gsize pushed = 0; pushed < bytes; pushed += 65536) {
            g_autofree char *text = repeat(hostile[i], 65536, random);
            const struct chunk chunk = {.text = {text, 65536}, .join = pushed ? JOIN_RUN : JOIN_NONE, .place = {.line = 1}};
            detector_text(kit.detector, &chunk);
        }
        struct evidence *evidence = detector_end(kit.detector);
        gsize now = resident();
        if (evidence->findings->len > 10000 || now > before + GROWTH_MIB)
            fail_msg("\"%s\": %u findings, memory from %zu to %zu MiB", hostile[i], evidence->findings->len, before, now);
        evidence_free(evidence);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twice_the_text_has_twice_the_matches),
        cmocka_unit_test(memory_stands_still),
    };
    return cmocka_run_group_tests_name("engine linear", tests, kit_open, kit_close);
}
