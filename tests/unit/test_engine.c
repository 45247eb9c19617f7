/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine with a few rules of its own: what is found, where, and with what odds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <glib/gstdio.h>

#include "tests/unit/engine_lab.h"

static void finds(const char *text, const char *kind, const char *value, gboolean likely)
{
    struct evidence *evidence = lab_find(text);
    const struct finding *finding = lab_finding(evidence, kind, value);
    if (likely != (finding && finding->confidence >= 0.5))
        fail_msg("\"%s\": %s %s", text, value, likely ? "not found" : "found");
    evidence_free(evidence);
}

static void every_spelling_of_a_number_is_one_finding(void **state)
{
    static const char *const spellings[] = {
        "19850101-2382", "198501012382", "850101-2382", "19850101+2382", "850101\xe2\x80\x93" "2382", "850101\xe2\x88\x92" "2382",
        "850101\xc2\xad-\xe2\x80\x8b" "2382", "850101-\n2382", "850101-\r\n2382", "\xef\xbc\x91\xef\xbc\x99" "850101-2382", "850101\xc2\xa0" "2382", NULL,
    };
    for (guint i = 0; spellings[i]; i++) {
        g_autofree char *text = g_strdup_printf("Personnummer %s i ans\xc3\xb6kan", spellings[i]);
        finds(text, "personnummer", "198501012382", TRUE);
    }
}

static void what_touches_a_number_speaks_against_it(void **state)
{
    finds("Objekt 12-850101-2382-07 i registret", "personnummer", "198501012382", FALSE);
    finds("Version 4.850101-2382.1", "personnummer", "198501012382", FALSE);
    finds("M\xc3\xa4rkning X850101-2382K", "personnummer", "198501012382", FALSE);
    finds("Elever: 850101-2382,850101-2390", "personnummer", "198501012390", TRUE);
    finds("Elever: 850101-2382,850101-2390", "personnummer", "198501012382", TRUE);
}

static void context_moves_the_odds(void **state)
{
    finds("Bredd 8501012382 enligt ritning", "personnummer", "198501012382", FALSE);
    finds("Hennes personnummer: 8501012382", "personnummer", "198501012382", TRUE);
    finds("Betala med ocr 8501012382 i dag", "personnummer", "198501012382", FALSE);
    finds("Bilaga ABC 123 ligger", "fordon", "ABC 123", FALSE);
    finds("Bilen har regnr ABC 123 och", "fordon", "ABC 123", TRUE);
}

static void mended_and_composed_letters_are_the_same(void **state)
{
    finds("\xc3\x83\xc2\xa5sa.ek@example.se", "epost", "\xc3\xa5sa.ek@example.se", TRUE);
    finds("a\xcc\x8asa.ek@example.se", "epost", "\xc3\xa5sa.ek@example.se", TRUE);
}

static void a_place_is_told_by_line_and_offset(void **state)
{
    struct evidence *evidence = lab_find("F\xc3\xb6rsta\r\nrad\xc2\xad" "en\ntel 850101-2382 och 850101-2382");
    const struct finding *finding = lab_finding(evidence, "personnummer", "198501012382");
    assert_non_null(finding);
    assert_int_equal(finding->count, 2);
    const struct place *place = &g_array_index(finding->places, struct place, 0);
    assert_int_equal(place->line, 3);
    assert_int_equal(place->offset, 21);
    assert_int_equal(g_array_index(finding->places, struct place, 1).offset, 37);
    assert_string_equal(finding->masked, "19850101-****");
    evidence_free(evidence);
}

static void a_theme_is_told_by_its_words(void **state)
{
    struct evidence *evidence = lab_find("Tandl\xc3\xa4karintyget f\xc3\xb6r 850101-2382");
    assert_int_equal(evidence->themes->len, 1);
    const struct theme *theme = g_ptr_array_index(evidence->themes, 0);
    assert_true(theme->confidence >= 0.5 && theme->near_person && theme->strong == 1);
    evidence_free(evidence);
    evidence = lab_find("Sjukdomar i allm\xc3\xa4nhet, ungdom och egendom, sjuk");
    assert_int_equal(evidence->themes->len, 0);
    evidence_free(evidence);
}

static void cell(const char *text, guint row, guint column)
{
    struct chunk chunk = {.text = text_of(text), .sort = CHUNK_CELL, .table = 1, .row = row, .column = column,
                          .place = {.row = row, .column = column}};
    detector_text(lab.detector, &chunk);
}

static void a_column_is_judged_by_its_head_and_by_chance(void **state)
{
    static const char *const numbers[] = {"8501012382", "8501012390", "9912312395", "0002292399", "1212312381", "0002292387", "7603012399"};
    lab_begin();
    cell("Personnummer", 1, 1);
    cell("Fakturanr", 1, 2);
    cell("8501012382", 2, 1);
    cell("9912312395", 2, 2);
    struct evidence *evidence = detector_end(lab.detector);
    assert_true(lab_finding(evidence, "personnummer", "198501012382")->confidence > 0.85);
    const struct finding *other = lab_finding(evidence, "personnummer", "199912312395");
    assert_true(!other || other->confidence < 0.5);
    evidence_free(evidence);
    lab_begin();
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        cell(numbers[i], i + 1, 1);
    evidence = detector_end(lab.detector);
    assert_true(lab_finding(evidence, "personnummer", "197603012399")->confidence > 0.9);
    evidence_free(evidence);
    lab_begin();
    for (guint i = 0; i < 5000; i++) {
        g_autofree char *number = g_strdup_printf("%" G_GUINT64_FORMAT, G_GUINT64_CONSTANT(8000000000) + i * 97003u);
        cell(number, i + 1, 1);
    }
    evidence = detector_end(lab.detector);
    for (guint i = 0; i < evidence->findings->len; i++)
        assert_true(((struct finding *)g_ptr_array_index(evidence->findings, i))->confidence < 0.5);
    evidence_free(evidence);
}

/* Numbers as Excel leaves them. */
static void a_spoilt_number_is_mended_where_the_column_says_so(void **state)
{
    static const struct {
        const char *head, *cell, *value;
    } rows[] = {
        {"Personnummer", "2292399", "200002292399"}, {"Personnummer", "1.98501012382E+11", "198501012382"}, {"Pnr", "198501012382.0", "198501012382"},
        {"Antal", "2292399", NULL}, {"Personnummer", "2292398", NULL}, {"Personnummer", "1.985E+11", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        lab_begin();
        cell(rows[i].head, 6, 3);
        cell(rows[i].cell, 7, 3);
        struct evidence *evidence = detector_end(lab.detector);
        const struct finding *finding = rows[i].value ? lab_finding(evidence, "personnummer", rows[i].value) : NULL;
        if (rows[i].value ? !finding || finding->confidence < 0.5 : evidence->findings->len > 0)
            fail_msg("%s: %s", rows[i].head, rows[i].cell);
        evidence_free(evidence);
    }
}

static void wrong_rules_are_told_with_line_and_column(void **state)
{
    static const struct {
        const char *yaml, *words;
    } rows[] = {
        {"name: egen\nkind: personnummer\ntitle: T\nsource: s\ndigits:\n  - {shape: \"YYX\", confidence: 0.9}\naccept: [a]\nreject: [b]\n", "egen.yaml:6:"},
        {"name: egen\nkind: okant\ntitle: T\nsource: s\ndigits:\n  - {shape: \"NN\", confidence: 0.9}\naccept: [a]\nreject: [b]\n", "egen.yaml:2:"},
        {"name: egen\nkind: epost\ntitle: T\nsource: s\nregex:\n  - {find: 'a(', confidence: 0.9}\naccept: [a]\nreject: [b]\n", "egen.yaml:6:"},
        {"name: egen\nkind: epost\ntitle: T\nsource: s\nregex:\n  - {find: 'a', confidence: 0.9}\naccept: []\nreject: [b]\n", "egen.yaml:7:"},
        {"name: egen\nkind: epost\ntitle: T\nsource: s\nregex:\n  - {find: 'a', confidence: 2}\naccept: [a]\nreject: [b]\n", "egen.yaml:6:"},
        {"name: egen\nkind: epost\ntitle: T\nsource: s\nregex:\n  - {find: 'a*', confidence: 0.5}\naccept: [a]\nreject: [b]\n", "egen.yaml:6:12: the expression takes nothing"},
        {"name: egen\nkind: epost\ntitle: T\nsource: s\nregex:\n  - {find: '(a)\\1', confidence: 0.5}\naccept: [a]\nreject: [b]\n", "egen.yaml:6:12: no group"},
        {"name: egen\nkind: epost\ntitle: T\nsource: s\nregex:\n  - {find: 'a(?R)?b', confidence: 0.5}\naccept: [a]\nreject: [b]\n", "egen.yaml:6:12: no group"},
        {"name: egen\nkind: epost\ntitle: T\nsource: s\nregex:\n  - {find: 'a\\Kb', confidence: 0.5}\naccept: [a]\nreject: [b]\n", "egen.yaml:6:12: \\K"},
        {"name: egen\nkind: epost\ntitle: T\nsource: s\nregex:\n  - {find: 'a)', confidence: 0.5}\naccept: [a]\nreject: [b]\n", "sign 2: a ) too many"},
        {"name: egen\nkind: epost\ntitle: T\nsource: s\nregex:\n  - {find: 'a', confidence: 0,5}\naccept: [a]\nreject: [b]\n", "decimals are written with a point"},
        {"name: egen\nkind: epost\ntitle: \xe5\nsource: s\n", "egen.yaml:3:8: not UTF-8"},
        {"name: egen\nkind: personnummer\ntitle: T\nsource: s\nmask: none\nregex:\n  - {find: 'a', confidence: 0.5}\naccept: [a]\nreject: [b]\n", "egen.yaml:5:7: "},
        {"name: egen\nkind: privat_nyckel\ntitle: T\nsource: s\nmask: first 4\nregex:\n  - {find: 'a', confidence: 0.5}\naccept: [a]\nreject: [b]\n", "egen.yaml:5:7: "},
        {"name: annan\nkind: epost\ntitle: T\nsource: s\nregex:\n  - {find: 'a', confidence: 0.5}\naccept: [a]\nreject: [b]\n", "egen.yaml:1:"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        struct engine *engine = lab_engine("egen.yaml", rows[i].yaml, FALSE, &error);
        if (engine || !strstr(error->message, rows[i].words))
            fail_msg("row %u: %s", i, engine ? "taken" : error->message);
    }
}

/* Each wrong file, not the first alone. */
static void all_wrong_files_are_told(void **state)
{
    static const char *const files[] = {"a.yaml", "b.yaml"};
    g_autofree char *folder = g_dir_make_tmp("datarond.XXXXXX", NULL);
    const char *folders[] = {folder, NULL};
    const struct engine_options options = {.folders = folders, .only_folders = TRUE};
    g_autoptr(GError) error = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(folder, files[i], NULL);
        assert_true(g_file_set_contents(path, "name: x\nkind: y\nfel: z\n", -1, NULL));
    }
    assert_null(engine_new(&options, &error));
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(folder, files[i], NULL), *place = g_strconcat(files[i], ":3:1:", NULL);
        assert_non_null(strstr(error->message, place));
        g_unlink(path);
    }
    g_rmdir(folder);
}

static void rules_prove_themselves(void **state)
{
    g_autoptr(GError) error = NULL;
    GDate today;
    g_date_clear(&today, 1);
    g_date_set_dmy(&today, 1, 10, 2026);
    if (!rules_prove(lab.engine, &today, &error))
        fail_msg("%s", error->message);
    struct engine *engine = lab_engine("egen.yaml",
                                       "name: egen\nkind: epost\ntitle: T\nsource: s\nregex:\n  - {find: 'qqq', confidence: 0.9}\n"
                                       "accept: [qqq, rrr]\nreject: [zzz, qqq]\n", FALSE, NULL);
    assert_non_null(engine);
    assert_false(rules_prove(engine, &today, &error));
    assert_non_null(strstr(error->message, "egen.yaml:7:15: this example of accept is not found"));
    assert_non_null(strstr(error->message, "egen.yaml:8:15: this example of reject is found all the same, at 90 %"));
    engine_free(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_spelling_of_a_number_is_one_finding),
        cmocka_unit_test(what_touches_a_number_speaks_against_it),
        cmocka_unit_test(context_moves_the_odds),
        cmocka_unit_test(mended_and_composed_letters_are_the_same),
        cmocka_unit_test(a_place_is_told_by_line_and_offset),
        cmocka_unit_test(a_theme_is_told_by_its_words),
        cmocka_unit_test(a_column_is_judged_by_its_head_and_by_chance),
        cmocka_unit_test(a_spoilt_number_is_mended_where_the_column_says_so),
        cmocka_unit_test(wrong_rules_are_told_with_line_and_column),
        cmocka_unit_test(all_wrong_files_are_told),
        cmocka_unit_test(rules_prove_themselves),
    };
    return cmocka_run_group_tests_name("engine", tests, lab_open, lab_close);
}
