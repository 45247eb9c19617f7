/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists in plain text whose columns stand apart by spaces: which cells come out, and what is left as it is. */
#include "tests/unit/collect.h"

#include "scanner/formats/columns.h"

#define HEAD "Namn          Född        Diagnos\n"
#define ROW_1 "Åsa Lund      1985-01-01  F32.1\n"
#define ROW_2 "Bo Christer   1990-12-03    J45\n"
#define ROW_3 "Eva           2001-05-05  M54.5\n"
#define CELLS(at, r, a, b, c) "\nbody/cell @" #at " r" #r "c1: " a "\nbody/cell @" #at " r" #r "c2: " b "\nbody/cell @" #at " r" #r "c3: " c

static const struct {
    const char *name, *text, *lines;
} rows[] = {
    {"a list between prose", "Hej  du\n\n" HEAD ROW_1 ROW_2 ROW_3 "Slut på listan.\nMer.",
     "body/prose @1: Hej  du\n\n" CELLS(3, 1, "Namn", "Född", "Diagnos") CELLS(4, 2, "Åsa Lund", "1985-01-01", "F32.1")
     CELLS(5, 3, "Bo Christer", "1990-12-03", "J45") CELLS(6, 4, "Eva", "2001-05-05", "M54.5") "\nbody/prose @7: Slut på listan.\nMer."},
    {"a missing cell", "Hej\n" HEAD ROW_1 ROW_2 "Eva                       M54.5",
     "body/prose @1: Hej\n" CELLS(2, 1, "Namn", "Född", "Diagnos") CELLS(3, 2, "Åsa Lund", "1985-01-01", "F32.1")
     CELLS(4, 3, "Bo Christer", "1990-12-03", "J45") "\nbody/cell @5 r4c1: Eva\nbody/cell @5 r4c3: M54.5"},
    {"too few rows", HEAD ROW_1 ROW_2, "body/prose @1: " HEAD ROW_1 ROW_2},
    {"no headers", ROW_1 ROW_2 ROW_3 ROW_1, "body/prose @1: " ROW_1 ROW_2 ROW_3 ROW_1},
    {"no gap in a row", HEAD ROW_1 ROW_2 "Evert Christer Anna Ek 1985-01-01 F32\n", "body/prose @1: " HEAD ROW_1 ROW_2 "Evert Christer Anna Ek 1985-01-01 F32\n"},
    {"rows without numbers", "Hej  du  där\nNu  är  det\nSlut på det\nOch så 1  2\n", "body/prose @1: Hej  du  där\nNu  är  det\nSlut på det\nOch så 1  2\n"},
    {"windows lines", "Namn  Nummer\r\nAnna  1\r\nBo    22\r\nEva   3\r\n",
     "body/cell @1 r1c1: Namn\nbody/cell @1 r1c2: Nummer\nbody/cell @2 r2c1: Anna\nbody/cell @2 r2c2: 1\nbody/cell @3 r3c1: Bo\nbody/cell @3 r3c2: 22\n"
     "body/cell @4 r4c1: Eva\nbody/cell @4 r4c2: 3"},
};

static void cells_come_out(void **state)
{
    struct reader *reader = collect_reader(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct collected all = {0};
        struct record *record = collect(reader, text_of(rows[i].text), "x.txt", &all);
        if (record->status != STATUS_READ || strcmp(all.lines->str, rows[i].lines))
            fail_msg("%s: %s\n%s", rows[i].name, status_name(record->status), all.lines->str);
        g_string_free(all.lines, TRUE);
        record_free(record);
    }
    reader_free(reader);
}

/* Where headers are the last that has come, what comes next is no row of theirs. */
static void no_list_is_left_open(void **state)
{
    static const char *const texts[] = {"Namn  Nummer\n", HEAD ROW_1, HEAD "Slut\n", "Hej\n"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        struct columns columns = {.count = 3};
        assert_int_equal(columns_list(text_of(texts[i]), &columns), 0);
        assert_int_equal(columns.count, 0);
    }
}

/* A list that goes on over pieces of text loses no row, and each cell knows its column. */
static void a_long_list_goes_on(void **state)
{
    struct reader *reader = collect_reader(NULL);
    g_autoptr(GString) text = g_string_new("Namn            Nummer    Ort\n");
    guint rows_put = 1;
    for (; text->len < 700000; rows_put++)
        g_string_append_printf(text, "Åke %-10u  %08u  Malmö\n", rows_put, rows_put * 7);
    struct collected all = {0};
    struct record *record = collect(reader, (struct text){text->str, text->len}, "x.txt", &all);
    g_autofree char *last = g_strdup_printf("r%uc2: %08u", rows_put, (rows_put - 1) * 7);
    assert_int_equal(record->status, STATUS_READ);
    assert_int_equal(all.chunks, rows_put * 3);
    assert_non_null(strstr(all.lines->str, last));
    assert_null(strstr(all.lines->str, "prose"));
    g_string_free(all.lines, TRUE);
    record_free(record);
    reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cells_come_out), cmocka_unit_test(no_list_is_left_open), cmocka_unit_test(a_long_list_goes_on)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
