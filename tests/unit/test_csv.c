/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as text: how the separator is guessed, and which cells come out at which row, column and line. */
#include "tests/unit/collect.h"

#include "scanner/formats/csv.h"

struct guess_row {
    const char *text, *name;
    char separator;
    gboolean table;
};

static const struct guess_row guesses[] = {
    {"a;b;c\n1;2;3\n", "", ';', TRUE},
    {"a;b\r\n1;2\r\n", "", ';', TRUE},
    {"a,b,c\n1,2,3\n4,5,6\n", "", ',', TRUE},
    {"a\tb\n1\t2\n", "", '\t', TRUE},
    {"a|b\n1|2\n", "", '|', TRUE},
    {"a;b\n", "x.csv", ';', TRUE},
    {"namn\nAnna\n", "x.CSV", '\0', TRUE},
    {"a,b\n1,2\n", "x.csv", ',', TRUE},
    {"sep=|\na|b\n", "", '|', TRUE},
    {"Klasslista 7B\n\na;b;c\n1;2;3\n4;5;6\n", "", ';', TRUE},
    {"a;\"b;\nc\"\n1;\"2;\n;;3\"\n", "", ';', TRUE},
    {"1,5;2,5\n1,7;2,9\n", "", ';', TRUE},
    {"Hej, du\nNej, inte jag\n", "", '\0', FALSE},
    {"Hej, du, där\nNej\nJo, kanske\nVem, var, när\n", "", '\0', FALSE},
    {"a = b;\nc = d;\nreturn;\n", "", '\0', FALSE},
    {"Namn:\tAnna\nAdress:\tGatan 1\n", "", '\0', FALSE},
    {"2024-01-01 12:00:00,123 INFO x\n2024-01-01 12:00:00,125 INFO y\n2024-01-01 12:00:00,129 INFO z\n", "", '\0', FALSE},
    {"", "", '\0', FALSE},
    {"en rad", "", '\0', FALSE},
};

static void guesses_separator(void **state)
{
    for (guint i = 0; i < G_N_ELEMENTS(guesses); i++) {
        int sure = -1;
        char separator = csv_separator(text_of(guesses[i].text), guesses[i].name, &sure);
        if (separator != guesses[i].separator || (sure > 0) != guesses[i].table)
            fail_msg("%s: '%c', %d", guesses[i].text, separator, sure);
    }
}

static const struct {
    const char *text, *lines;
} cells[] = {
    {"a;b\n1;2\n", "body/cell A1 @1 r1c1: a\nbody/cell B1 @1 r1c2: b\nbody/cell A2 @2 r2c1: 1\nbody/cell B2 @2 r2c2: 2"},
    {"a;b\r\n1;2", "body/cell A1 @1 r1c1: a\nbody/cell B1 @1 r1c2: b\nbody/cell A2 @2 r2c1: 1\nbody/cell B2 @2 r2c2: 2"},
    {"a;b\r1;2\r", "body/cell A1 @1 r1c1: a\nbody/cell B1 @1 r1c2: b\nbody/cell A2 @1 r2c1: 1\nbody/cell B2 @1 r2c2: 2"},
    {"a;\"b\nc;\"\"d\"\"\"\n1;2\n", "body/cell A1 @1 r1c1: a\nbody/cell B1 @1 r1c2: b\nc;\"d\"\nbody/cell A2 @3 r2c1: 1\nbody/cell B2 @3 r2c2: 2"},
    {"a;b\n\n;2\n", "body/cell A1 @1 r1c1: a\nbody/cell B1 @1 r1c2: b\nbody/cell B2 @3 r2c2: 2"},
    {"a;5\" rör\n\"x\"y;2\n", "body/cell A1 @1 r1c1: a\nbody/cell B1 @1 r1c2: 5\" rör\nbody/cell A2 @2 r2c1: xy\nbody/cell B2 @2 r2c2: 2"},
    {"a;b\n\"1;2\n3;4\n", "body/cell A1 @1 r1c1: a\nbody/cell B1 @1 r1c2: b\nbody/cell A2 @2 r2c1: \"1\nbody/cell B2 @2 r2c2: 2\n"
                          "body/cell A3 @3 r3c1: 3\nbody/cell B3 @3 r3c2: 4"},
    {"a;b\n\"\";\"\"\n1;2\n", "body/cell A1 @1 r1c1: a\nbody/cell B1 @1 r1c2: b\nbody/cell A3 @3 r3c1: 1\nbody/cell B3 @3 r3c2: 2"},
};

static void splits_cells(void **state)
{
    struct reader *reader = collect_reader(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cells); i++) {
        struct collected all = {0};
        struct record *record = collect(reader, text_of(cells[i].text), "x.csv", &all);
        if (record->status != STATUS_READ || strcmp(record->media_type, "text/csv") || strcmp(all.lines->str, cells[i].lines))
            fail_msg("%s: %s, %s\n%s", cells[i].text, status_name(record->status), record->media_type, all.lines->str);
        g_string_free(all.lines, TRUE);
        record_free(record);
    }
    reader_free(reader);
}

/* A quote that nobody closes costs no later row its cells, and no cell is cut or lost at the edge of a piece. */
static void survives_long_tables(void **state)
{
    struct reader *reader = collect_reader(NULL);
    g_autoptr(GString) text = g_string_new("namn;nummer\nx;\"öppen\n");
    for (guint i = 3; text->len < 1500000; i++)
        g_string_append_printf(text, "Åke %u;slut\n", i);
    g_string_append(text, "sista;cellen\n");
    struct collected all = {0};
    struct record *record = collect(reader, (struct text){text->str, text->len}, "x.csv", &all);
    assert_int_equal(record->status, STATUS_READ);
    guint rows = 0;
    for (const char *at = text->str; (at = strchr(at, '\n')); at++)
        rows++;
    assert_int_equal(all.chunks, rows * 2);
    g_string_free(all.lines, TRUE);
    record_free(record);
    reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guesses_separator),
        cmocka_unit_test(splits_cells),
        cmocka_unit_test(survives_long_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
