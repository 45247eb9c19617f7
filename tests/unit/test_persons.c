/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Persons as evidence: how many different ones a text tells of, how many of them are minors, and whether a theme stands near one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "tests/unit/engine_kit.h"

static const struct {
    const char *text;
    guint persons, minors;
} rows[] = {
    {"Klienten 19850101-2382 och sonen 20121231-2381.", 2, 1},
    {"Klienten 19850101-2382, i registret 850101-2382.", 1, 0},
    {"Barn: Anna Lindberg, f\xc3\xb6" "dd 2015-03-04.", 1, 1},
    {"Namn: Anna Lindberg\nF\xc3\xb6" "delsedatum: 2015-03-04\n", 1, 1},
    {"F\xc3\xb6" "delsedatum: 1975-03-04\nNamn: Anna Lindberg\n", 1, 0},
    {"Ett barn f\xc3\xb6" "ddes 2015-03-04.", 0, 0},
    {"F\xc3\xb6" "delsedatum: 2015-03-04", 0, 0},
    /* The date is the number's own, or another's. */
    {"Klienten Anna Lindberg, 19850101-2382, f\xc3\xb6" "dd 1985-01-01.", 1, 0},
    {"L\xc3\xa4rare 19850101-2382.\nBarn: Anna Lindberg, f\xc3\xb6" "dd 2015-03-04.", 2, 1},
    {"Klient: Anna Lindberg, Storgatan 4, 123 45 Storstad.", 1, 0},
    {"Anna Lindberg\nBj\xc3\xb6rkv\xc3\xa4gen 14 B\n123 45 Storstad\n", 1, 0},
    {"Anna Lindberg\nBox 12\n123 45 Storstad\n", 0, 0},
    {"Anna Lindberg arbetar i kommunhuset p\xc3\xa5 Storgatan 4, 123 45 Storstad.", 0, 0},
    {"Handl\xc3\xa4ggare: Anna Lindberg", 0, 0},
    {"P<SWEEXEMPEL<<KARIN<<<<<<<<<<<<<<<<<<<<<<<<<\nXA12345679SWE8501019F3303045<<<<<<<<<<<<<<<2", 1, 0},
    {"P<SWEEXEMPEL<<KARIN<<<<<<<<<<<<<<<<<<<<<<<<<\nXA12345679SWE8501019F3303045<<<<<<<<<<<<<<<2\nPersonnummer 19850101-2382", 1, 0},
    {"L\xc3\xb6nekonto i Nordea: 3300 850101-2382", 1, 0},
    {"L\xc3\xb6nekonto i Nordea: 3300 850101-2382, personnummer 19850101-2382", 1, 0},
    {"L\xc3\xb6nekonto i Danske Bank: 9180 8501012382", 0, 0}, /* the same digits where they are no one's number */
};

static void different_persons_are_counted(void **state)
{
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct evidence *evidence = kit_find(rows[i].text);
        guint told = 0;
        for (guint k = 0; k < evidence->findings->len; k++)
            told += ((const struct finding *)g_ptr_array_index(evidence->findings, k))->person;
        if (evidence->persons != rows[i].persons || evidence->minors != rows[i].minors || told != rows[i].persons)
            fail_msg("\"%s\": %u persons, %u minors, %u findings of persons", rows[i].text, evidence->persons, evidence->minors, told);
        evidence_free(evidence);
    }
}

/* What is told of a value: its mask; NULL: not found. */
static const char *mask_of(const struct evidence *evidence, const char *kind)
{
    for (guint i = 0; i < evidence->findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(evidence->findings, i);
        if (g_str_equal(finding->kind, kind) && finding->confidence >= 0.5)
            return finding->masked;
    }
    return NULL;
}

static void a_personkonto_names_its_holder(void **state)
{
    static const char *const texts[] = {
        "L\xc3\xb6nekonto i Nordea: 3300 850101-2382", "Bankkonto 3782-8501012382", "Clearingnr 3300 kontonr 850101-2382", "Kontonr 3300008501012382",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        struct evidence *evidence = kit_find(texts[i]);
        assert_non_null(mask_of(evidence, "bankkonto"));
        assert_string_equal(mask_of(evidence, "personnummer"), "19850101-****");
        evidence_free(evidence);
    }
}

/* The number stands in each page's head, and what matters on the last page, or the first. */
static void a_theme_is_near_a_person_on_every_page(void **state)
{
    for (guint pages = 1; pages <= 40; pages += 13) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (guint page = 0; page < pages; page++) {
            g_string_append_printf(text, "Journal f\xc3\xb6r 19850101-2382, sida %u\n", page + 1);
            for (guint line = 0; line < 60; line++)
                g_string_append(text, "H\xc3\xa4r st\xc3\xa5r en rad som inte s\xc3\xa4ger n\xc3\xa5got om n\xc3\xa5gon.\n");
        }
        g_string_append(text, "19850101-2382: orosanm\xc3\xa4lan inkom, f\xc3\xb6rhandsbed\xc3\xb6mning.\n");
        struct evidence *evidence = kit_find(text->str);
        const struct theme *theme = evidence->themes->len ? g_ptr_array_index(evidence->themes, 0) : NULL;
        assert_true(theme && g_str_equal(theme->name, "socialtjanst"));
        if (!theme->near_person)
            fail_msg("%u pages: no person near", pages);
        evidence_free(evidence);
    }
}

/* A name before the edge of a block and a date behind it, byte by byte over the edge; and none that another file left there. */
static void a_birth_date_may_stand_behind_an_edge(void **state)
{
    for (guint at = 65490; at < 65560; at++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < at)
            g_string_append_c(text, text->len % 60 ? 'x' : '\n');
        g_string_append(text, "\nBarn: Anna Lindberg, f\xc3\xb6" "dd 2015-03-04 i Storstad.");
        struct evidence *evidence = kit_find(text->str);
        if (evidence->persons != 1)
            fail_msg("at %u: %u persons", at, evidence->persons);
        evidence_free(evidence);
        const char *date = strstr(text->str, ", f");
        memset(text->str + at, 'x', (gsize)(date - text->str) - at);
        evidence = kit_find(text->str);
        assert_int_equal(evidence->persons, 0);
        evidence_free(evidence);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(different_persons_are_counted),
        cmocka_unit_test(a_personkonto_names_its_holder),
        cmocka_unit_test(a_theme_is_near_a_person_on_every_page),
        cmocka_unit_test(a_birth_date_may_stand_behind_an_edge),
    };
    return cmocka_run_group_tests_name("persons", tests, kit_open, kit_close);
}
