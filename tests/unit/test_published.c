/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Skatteverket's published numbers through the whole engine: alone in running text and many in a column, however they are spelt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "patterns/check/digits.h"
#include "tests/unit/engine_kit.h"

#define NUMBERS 43757

static char **numbers; /* of twelve digits */

static int open_lab(void **state)
{
    g_autofree char *text = NULL;
    g_autoptr(GStrvBuilder) all = g_strv_builder_new();
    if (kit_open(state) != 0 || !g_file_get_contents("patterns/data/testnummer.txt", &text, NULL, NULL))
        return -1;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++)
        if (digits_all(*line, strlen(*line)))
            g_strv_builder_add(all, *line);
    numbers = g_strv_builder_end(all);
    return g_strv_length(numbers) == NUMBERS ? 0 : -1;
}

static int close_lab(void **state)
{
    g_strfreev(numbers);
    return kit_close(state);
}

/* The spellings of twelve digits, then those of ten: cut into four pieces, with the sign between. */
static const struct spelling {
    const char *year_month, *month_day, *day_serial;
    gboolean century, sign; /* sign: '-' before the serial, '+' from the year one is a hundred */
} spellings[] = {
    {"", "", "", TRUE, FALSE},      {"", "", "", TRUE, TRUE},    {"", "", " ", TRUE, FALSE},  {"-", "-", "", TRUE, TRUE},
    {"-", "-", " ", TRUE, FALSE},   {"", "", " ", TRUE, TRUE},   {"", "", "", FALSE, TRUE},   {"", "", " ", FALSE, TRUE},
    {"", "", "", FALSE, FALSE},     {"", "", " ", FALSE, FALSE}, {"-", "-", " ", FALSE, FALSE},
};

/* Ten digits that are as well a mobile number of more persons than there are such samordningsnummer: there words decide. */
static gboolean like_mobile(const char *spelt, const char *number)
{
    return strlen(spelt) == 10 && g_str_has_prefix(spelt, "07") && strchr("02369", spelt[2]) && number[6] >= '6';
}

static gboolean old(const char *number)
{
    return digits_number(number, 4) <= 1926;
}

/* NULL where the century of ten digits could not be told. */
static char *spell(const char *number, const struct spelling *as)
{
    if (!as->century && !as->sign && old(number))
        return NULL;
    const char *sign = !as->sign ? "" : old(number) ? "+" : "-";
    return g_strdup_printf("%.*s%s%.2s%s%.2s%s%s%s%s", as->century ? 4 : 2, number + (as->century ? 0 : 2), as->year_month, number + 4, as->month_day,
                           number + 6, as->day_serial, sign, as->sign ? as->day_serial : "", number + 8);
}

/* How likely the number is thought to be the person's; 0: not found. */
static double confidence(const struct evidence *evidence, const char *number)
{
    const char *kind = number[6] >= '6' ? "samordningsnummer" : "personnummer";
    for (guint i = 0; i < evidence->findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(evidence->findings, i);
        if (g_str_equal(finding->kind, kind) && g_str_equal(finding->value, number))
            return finding->confidence;
    }
    return 0;
}

static const char *const sentences[] = {
    "Ansökan från %s kom in i går.", "Beslutet gäller %s.", "Enligt uppgift har %s flyttat till en annan kommun.", "%s: återkallad",
    "Vi har talat med %s, som godkänner planen.",
};

static void each_is_found_alone_in_running_text(void **state)
{
    for (guint i = 0; i < NUMBERS; i++) {
        g_autofree char *spelt = spell(numbers[i], &spellings[i % G_N_ELEMENTS(spellings)]);
        if (!spelt)
            continue;
        const char *sentence = sentences[i / G_N_ELEMENTS(spellings) % G_N_ELEMENTS(sentences)];
        if (like_mobile(spelt, numbers[i]))
            sentence = "Samordningsnummer: %s";
        const char *slot = strstr(sentence, "%s");
        g_autofree char *text = g_strdup_printf("%.*s%s%s", (int)(slot - sentence), sentence, spelt, slot + 2);
        struct evidence *evidence = kit_find(text);
        if (confidence(evidence, numbers[i]) < 0.5)
            fail_msg("'%s': %.2f", text, confidence(evidence, numbers[i]));
        evidence_free(evidence);
    }
}

static void none_is_found_with_a_digit_changed(void **state)
{
    for (guint i = 0; i < NUMBERS; i++) {
        g_autofree char *changed = g_strdup(numbers[i]);
        char *digit = &changed[2 + i % 10];
        *digit = (char)('0' + (*digit - '0' + 1 + (int)(i / 10 % 9)) % 10);
        g_autofree char *spelt = spell(changed, &spellings[i % 2 ? 6 : 1]), *text = g_strdup_printf("Ansökan från %s kom in i går.", spelt);
        struct evidence *evidence = kit_find(text);
        for (guint k = 0; k < evidence->findings->len; k++) {
            const struct finding *finding = g_ptr_array_index(evidence->findings, k);
            if (finding->confidence >= 0.5 && finding->person && !g_str_equal(finding->kind, "fodelsedatum"))
                fail_msg("'%s' as %s", text, finding->kind);
        }
        evidence_free(evidence);
    }
}

/* The last digits of a child may be a time of day, and the list has hardly any such: so these are counted up. */
static void a_child_is_found_whatever_its_serial(void **state)
{
    for (guint i = 0; i < 3000; i++) {
        char number[16];
        guint serial = 1 + i * 7 % 239;
        g_snprintf(number, sizeof number, "%04u%02u%02u%03u", 2012 + i % 14, 1 + i % 12, 1 + i % 28, serial);
        guint sum = 0;
        for (guint k = 2; k < 11; k++) {
            guint product = (guint)(number[k] - '0') * (k % 2 ? 1 : 2);
            sum += product / 10 + product % 10;
        }
        number[11] = (char)('0' + (10 - sum % 10) % 10);
        number[12] = '\0';
        const struct spelling *as = &spellings[i % 3 == 0 ? 1 : i % 3 == 1 ? 6 : 8];
        g_autofree char *spelt = spell(number, as);
        g_autofree char *text = g_strdup_printf(as->sign ? "Ansökan från %s kom in i går." : "Personnummer: %s", spelt);
        struct evidence *evidence = kit_find(text);
        if (confidence(evidence, number) < 0.5)
            fail_msg("'%s': %.2f", text, confidence(evidence, number));
        evidence_free(evidence);
    }
}

/* Rows of three columns without headers. */
static struct evidence *find_in_column(const struct spelling *as, guint from, guint step)
{
    kit_begin();
    for (guint i = from, row = 1; i < NUMBERS; i += step, row++) {
        g_autofree char *spelt = spell(numbers[i], as);
        const char *cells[] = {"x", spelt ? spelt : "", "y"};
        for (guint column = 0; column < G_N_ELEMENTS(cells); column++) {
            struct chunk chunk = {.text = text_of(cells[column]), .place = {.line = row}, .sort = CHUNK_CELL, .table = 1, .row = row,
                                  .column = column + 1};
            detector_text(kit.detector, &chunk);
        }
    }
    return detector_end(kit.detector);
}

static void all_are_found_in_a_column(void **state)
{
    for (guint s = 0; s < G_N_ELEMENTS(spellings); s++) {
        struct evidence *evidence = find_in_column(&spellings[s], s, 7);
        g_autoptr(GHashTable) found = g_hash_table_new(g_str_hash, g_str_equal);
        for (guint i = 0; i < evidence->findings->len; i++) {
            const struct finding *finding = g_ptr_array_index(evidence->findings, i);
            if (finding->confidence >= 0.9 && finding->person)
                g_hash_table_add(found, finding->value);
        }
        for (guint i = s; i < NUMBERS; i += 7) {
            g_autofree char *spelt = spell(numbers[i], &spellings[s]);
            if (spelt && !g_hash_table_contains(found, numbers[i]))
                fail_msg("'%s' in a column: %.2f", spelt, confidence(evidence, numbers[i]));
        }
        evidence_free(evidence);
    }
}

/* As people, forms and exports write them; "c" is a digit of the century, "n" one of the ten. */
static const char *const ways[] = {
    "ccnnnnnn-nnnn", "ccnnnnnn - nnnn", "ccnnnnnn- nnnn", "ccnnnnnn -nnnn", "ccnnnnnnnnnn", "ccnnnnnn nnnn", "ccnn-nn-nn-nnnn", "ccnn-nn-nn nnnn",
    "ccnn-nn-nn - nnnn", "ccnn-nn-nnnnnn", "ccnn nn nn-nnnn", "ccnn nn nn nnnn", "ccnn.nn.nn-nnnn", "nnnnnn-nnnn", "nnnnnn - nnnn", "nnnnnn- nnnn",
    "nnnnnn -nnnn", "nnnnnn nnnn", "nnnnnnnnnn", "nn-nn-nn-nnnn", "nn-nn-nn nnnn", "nn nn nn-nnnn", "nn nn nn nnnn", "nn.nn.nn-nnnn", "nnnnnn-\nnnnn",
};

static void every_way_to_write_one_is_found(void **state)
{
    static const char *const some[] = {"198501012382", "200002292399", "197603012399", "198502862397"};
    for (guint i = 0; i < G_N_ELEMENTS(some) * G_N_ELEMENTS(ways); i++) {
        const char *number = some[i / G_N_ELEMENTS(ways)], *way = ways[i % G_N_ELEMENTS(ways)], *digit = number + (*way == 'c' ? 0 : 2);
        g_autoptr(GString) text = g_string_new("Beslutet g\xc3\xa4ller s\xc3\xb6kande ");
        for (; *way; way++)
            g_string_append_c(text, *way == 'c' || *way == 'n' ? *digit++ : *way);
        g_string_append(text, " och inget annat.");
        struct evidence *evidence = kit_find(text->str);
        if (confidence(evidence, number) < 0.5)
            fail_msg("'%s': %.2f", text->str, confidence(evidence, number));
        evidence_free(evidence);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_found_alone_in_running_text),
        cmocka_unit_test(every_way_to_write_one_is_found),
        cmocka_unit_test(a_child_is_found_whatever_its_serial),
        cmocka_unit_test(none_is_found_with_a_digit_changed),
        cmocka_unit_test(all_are_found_in_a_column),
    };
    return cmocka_run_group_tests_name("published numbers", tests, open_lab, close_lab);
}
