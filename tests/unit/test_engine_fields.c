/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value that is known only by the name of its field or the head of its column, and what a column of decimals is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/engine_kit.h"

static void cell(const char *text, guint row, guint column)
{
    struct chunk chunk = {.text = text_of(text), .sort = CHUNK_CELL, .table = 1, .row = row, .column = column,
                          .place = {.row = row, .column = column}};
    detector_text(kit.detector, &chunk);
}

static void field(const char *name, const char *text, enum chunk_join join)
{
    struct chunk chunk = {.text = text_of(text), .sort = CHUNK_FIELD, .field = name, .join = join, .place = {.line = 1}};
    detector_text(kit.detector, &chunk);
}

/* How many values of the kind were found, at even odds or better. */
static guint count_of(const char *kind)
{
    struct evidence *evidence = detector_end(kit.detector);
    guint count = 0;
    for (guint i = 0; i < evidence->findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(evidence->findings, i);
        count += g_str_equal(finding->kind, kind) && finding->confidence >= 0.5;
    }
    evidence_free(evidence);
    return count;
}

static const struct {
    const char *name, *value;
    guint found;
} rows[] = {
    {"password", "gR8n-Trad-Hav", 1}, {"Lösenord", "kvarnhjul", 1},    {"PIN", "4821", 1},         {"API-nyckel", "7hK2pLq9Xw4ZbN3s", 1},
    {"password", "********", 0},      {"password", "${SECRET}", 0},    {"password", "", 0},        {"password", "<ditt lösenord>", 0},
    {"Lösenord", "saknas", 0},        {"kommentar", "kvarnhjul", 0},   {"Ort", "4821", 0},         {"passwordPolicy", "Vinterspar7", 0},
};

/* Birth date and last digits in two fields, or in columns that do not lie beside each other. */
static void a_number_in_two_fields_is_one(void **state)
{
    kit_begin();
    field("fodelsedatum", "1985-01-01", JOIN_NONE);
    field("namn", "Karin", JOIN_NONE);
    field("sistaFyra", "2382", JOIN_NONE);
    assert_int_equal(count_of("personnummer"), 1);
    kit_begin();
    const char *const table[][3] = {{"Född", "Kommun", "Fyra sista"}, {"850101", "Tyresö", "2382"}, {"19850101", "Nacka", "-2390"}, {"850101", "Nacka", "2381"}};
    for (guint row = 0; row < G_N_ELEMENTS(table); row++)
        for (guint column = 0; column < 3; column++)
            cell(table[row][column], row + 1, column + 1);
    assert_int_equal(count_of("personnummer"), 2);
    kit_begin();
    field("fodelsedatum", "1985-01-01", JOIN_NONE);
    field("belopp", "2382", JOIN_NONE);
    assert_int_equal(count_of("personnummer"), 0);
    kit_begin();
    const char *const rows_apart[][2] = {{"Född", "Fyra sista"}, {"850101", ""}, {"", "2382"}};
    for (guint row = 0; row < G_N_ELEMENTS(rows_apart); row++)
        for (guint column = 0; column < 2; column++)
            cell(rows_apart[row][column], row + 1, column + 1);
    assert_int_equal(count_of("personnummer"), 0);
}

static guint32 quasi_of(const char *const *heads, guint columns, guint rows_of_data)
{
    kit_begin();
    for (guint row = 0; row <= rows_of_data; row++)
        for (guint column = 0; column < columns; column++)
            cell(row ? "1234" : heads[column], row + 1, column + 1);
    struct evidence *evidence = detector_end(kit.detector);
    guint32 quasi = evidence->quasi;
    evidence_free(evidence);
    return quasi;
}

static void columns_that_together_point_at_somebody(void **state)
{
    const char *const of_persons[] = {"Födelseår", "Kön", "Postnr", "Insats"}, *const of_groups[] = {"Åldersgrupp", "Kön", "Stadsdel", "Antal"};
    assert_int_equal(quasi_of(of_persons, 4, 3), 1u << QUASI_ALDER | 1u << QUASI_KON | 1u << QUASI_OMRADE);
    assert_int_equal(quasi_of(of_persons, 4, 2), 0);
    assert_int_equal(quasi_of(of_persons, 2, 3), 0);
    assert_int_equal(quasi_of(of_groups, 4, 3), 0);
}

/* Where a small letter meets a capital a word ends. */
static void names_are_read_word_by_word(void **state)
{
    kit_begin();
    field("kundPersonNr", "8501012382", JOIN_NONE);
    assert_int_equal(count_of("personnummer"), 1);
    kit_begin();
    field("BuildNumberCreated", "8501012382", JOIN_NONE);
    assert_int_equal(count_of("personnummer"), 0);
}

static void a_setting_is_called_as_its_key_says(void **state)
{
    kit_begin();
    field("key", "password", JOIN_NONE);
    field("value", "gR8n-Trad-Hav", JOIN_NONE);
    assert_int_equal(count_of("inloggningsuppgift"), 1);
    kit_begin();
    field("key", "colour", JOIN_NONE);
    field("value", "gR8n-Trad-Hav", JOIN_NONE);
    field("value", "gR8n-Trad-Sjo", JOIN_NONE);
    assert_int_equal(count_of("inloggningsuppgift"), 0);
}

static void a_field_tells_what_its_value_is(void **state)
{
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        kit_begin();
        field("host", "db.example.com", JOIN_NONE);
        field(rows[i].name, rows[i].value, JOIN_NONE);
        field("port", "5432", JOIN_NONE);
        guint count = count_of("inloggningsuppgift");
        if (count != rows[i].found)
            fail_msg("field %s: %s: %u", rows[i].name, rows[i].value, count);
    }
}

static void a_column_tells_what_its_cells_are(void **state)
{
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        kit_begin();
        cell("Namn", 1, 1);
        cell(rows[i].name, 1, 2);
        cell("Rum", 2, 1);
        cell(rows[i].value, 2, 2);
        guint count = count_of("inloggningsuppgift");
        if (count != rows[i].found)
            fail_msg("column %s: %s: %u", rows[i].name, rows[i].value, count);
    }
}

static void a_value_may_come_in_pieces_and_anywhere(void **state)
{
    g_autofree char *text = g_strnfill(70000, ' ');
    for (guint at = 65500; at < 65560; at++) {
        struct chunk chunk = {.text = {text, at}, .place = {.line = 1}};
        kit_begin();
        detector_text(kit.detector, &chunk);
        field("password", "gR8n-", JOIN_NONE);
        field("password", "Trad-Hav", JOIN_RUN);
        assert_int_equal(count_of("inloggningsuppgift"), 1);
    }
}

/* Every one of these decimals could be a telephone number, if it were one. */
static void decimals_are_no_company_for_each_other(void **state)
{
    kit_begin();
    for (guint i = 0; i < 40; i++) {
        g_autofree char *text = g_strdup_printf("0.0248756%02u", i + 20);
        cell(text, i + 1, 1);
    }
    assert_int_equal(count_of("telefon"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field_tells_what_its_value_is),
        cmocka_unit_test(a_number_in_two_fields_is_one),
        cmocka_unit_test(columns_that_together_point_at_somebody),
        cmocka_unit_test(names_are_read_word_by_word),
        cmocka_unit_test(a_setting_is_called_as_its_key_says),
        cmocka_unit_test(a_column_tells_what_its_cells_are),
        cmocka_unit_test(a_value_may_come_in_pieces_and_anywhere),
        cmocka_unit_test(decimals_are_no_company_for_each_other),
    };
    return cmocka_run_group_tests(tests, kit_open, kit_close);
}
