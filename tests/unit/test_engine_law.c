/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The law: however a text is cut into chunks, with the prefilter or without it, the findings are the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "tests/unit/engine_lab.h"

static const char *const pieces[] = {
    "850101-2382", "19850101-2390", "8501012382", "19991231 2395", "850101-\n2382", "850101\xc2\xad-\xe2\x80\x8b" "2382",
    "\xef\xbc\x91\xef\xbc\x99" "850101-2382", "personnummer ", "ocr ", "\xc3\xa5sa@example.se", "a\xcc\x8asa@example.se", "\xc3\x83\xc2\xa5sa@example.se",
    "a@a.", "regnr ABC 123 ", "ABC 12D", "tandl\xc3\xa4karintyget", "s\xc3\xa4rskilt\nst\xc3\xb6" "d", "LVU", "diagnosen", "Epikris", "\r\n", "\r", "\n", "\t", " ",
    ", ", ".", "-", "1234567890123", "xx@yy.example.org", "\xe2\x80\x9c", "\xf0\x9f\x98\x80", "ord och ord ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

static char *random_text(GRand *random, gsize len)
{
    GString *text = g_string_new(NULL);
    while (text->len < len)
        g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
    return g_string_free(text, FALSE);
}

/* Where the next piece of the text ends: at a sign's edge. */
static gsize cut_after(const char *text, gsize len, gsize at, gsize step)
{
    gsize end = MIN(at + MAX(step, (gsize)1), len);
    while (end < len && ((guchar)text[end] & 0xc0) == 0x80)
        end++;
    return end;
}

/* All that the evidence says, in words. step 0: pieces of random length, from the seed. */
static char *told(const struct engine *engine, const char *text, gsize step, guint32 seed)
{
    struct detector *detector = detector_new(engine);
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    GString *words = g_string_new(NULL);
    gsize len = strlen(text);
    detector_begin(detector, &lab.file);
    guint32 lines = 0;
    for (gsize at = 0; at < len;) {
        gsize end = cut_after(text, len, at, step ? step : (gsize)g_rand_int_range(random, 1, 40));
        struct chunk chunk = {.text = {text + at, end - at}, .join = at ? JOIN_RUN : JOIN_NONE, .place = {.line = 1 + lines, .offset = at}};
        detector_text(detector, &chunk);
        for (; at < end; at++)
            lines += text[at] == '\n';
    }
    struct evidence *evidence = detector_end(detector);
    for (guint i = 0; i < evidence->findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(evidence->findings, i);
        g_string_append_printf(words, "%s %s %.6f %u:", finding->kind, finding->value, finding->confidence, finding->count);
        for (guint k = 0; k < finding->places->len; k++) {
            const struct place *place = &g_array_index(finding->places, struct place, k);
            g_string_append_printf(words, " %u/%" G_GUINT64_FORMAT, place->line, place->offset);
        }
        g_string_append_c(words, '\n');
    }
    for (guint i = 0; i < evidence->themes->len; i++) {
        const struct theme *theme = g_ptr_array_index(evidence->themes, i);
        g_string_append_printf(words, "%s %.6f %u %u %d\n", theme->name, theme->confidence, theme->strong, theme->ordinary, theme->near_person);
    }
    g_string_append_printf(words, "%u %u\n", evidence->persons, evidence->minors);
    evidence_free(evidence);
    detector_free(detector);
    return g_string_free(words, FALSE);
}

static void same(const char *whole, const char *cut, const char *how, guint32 seed)
{
    if (!g_str_equal(whole, cut))
        fail_msg("seed %u, %s:\n%s---\n%s", seed, how, whole, cut);
}

static void a_short_text_cut_anywhere(void **state)
{
    for (guint32 seed = 1; seed <= 250; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autofree char *text = random_text(random, 400);
        g_autofree char *whole = told(lab.engine, text, strlen(text), seed), *bytes = told(lab.engine, text, 1, seed);
        g_autofree char *odd = told(lab.engine, text, 0, seed), *plain = told(lab.plain, text, strlen(text), seed);
        same(whole, bytes, "cut at every sign", seed);
        same(whole, odd, "cut at random", seed);
        same(whole, plain, "without the prefilter", seed);
    }
}

/* Over the edges of blocks. */
static void a_long_text_cut_anywhere(void **state)
{
    for (guint32 seed = 1; seed <= 6; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autofree char *text = random_text(random, 150000 + 3001 * seed);
        g_autofree char *whole = told(lab.engine, text, strlen(text), seed), *bytes = told(lab.engine, text, 1, seed);
        g_autofree char *odd = told(lab.engine, text, 0, seed), *plain = told(lab.plain, text, 4097, seed);
        same(whole, bytes, "cut at every sign", seed);
        same(whole, odd, "cut at random", seed);
        same(whole, plain, "without the prefilter", seed);
    }
}

/* One number, moved byte by byte over the edge of a block, is found once at its place. */
static void a_number_at_the_edge_of_a_block(void **state)
{
    for (gsize before = 65500; before < 65560; before++) {
        g_autofree char *padding = g_strnfill(before - 1, 'x');
        g_autofree char *text = g_strdup_printf("%s 19850101-2382 och skriv till bo@example.se nu", padding);
        struct evidence *evidence = lab_find(text);
        const struct finding *number = lab_finding(evidence, "personnummer", "198501012382"), *mail = lab_finding(evidence, "epost", "bo@example.se");
        assert_true(number && number->count == 1 && number->confidence > 0.9);
        assert_true(mail && mail->count == 1);
        assert_int_equal(g_array_index(number->places, struct place, 0).offset, before);
        evidence_free(evidence);
    }
}

static void nothing_joins_over_a_break(void **state)
{
    struct chunk head = {.text = TEXT("19850101-")}, tail = {.text = TEXT("2382"), .join = JOIN_RUN};
    lab_begin();
    detector_text(lab.detector, &head);
    detector_text(lab.detector, &tail);
    struct evidence *evidence = detector_end(lab.detector);
    assert_int_equal(evidence->findings->len, 1);
    evidence_free(evidence);
    lab_begin();
    detector_text(lab.detector, &head);
    detector_break(lab.detector);
    detector_text(lab.detector, &tail);
    evidence = detector_end(lab.detector);
    assert_int_equal(evidence->findings->len, 0);
    evidence_free(evidence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_text_cut_anywhere),
        cmocka_unit_test(a_long_text_cut_anywhere),
        cmocka_unit_test(a_number_at_the_edge_of_a_block),
        cmocka_unit_test(nothing_joins_over_a_break),
    };
    return cmocka_run_group_tests_name("engine law", tests, lab_open, lab_close);
}
