/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The law over all rules of the program: documents drawn from a seed, of prose, cells and fields with numbers in all spellings and Swedish
 * letters, give the same findings however their chunks are cut, and without the prefilter.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "patterns/match/engine.h"

#define DOCUMENTS 2000
#define PARTS_MAX 40
#define PLAIN_EVERY 4 /* the way without the prefilter is slow */

/* What documents are made of. "~" becomes a digit. */
static const char *const spellings[] = {
    "850101-2382", "19850101-2390", "8501012382", "19991231 2395", "850101-\n2382", "850101 - 2382", "1985-01-01-2382", "19850101+2382", "850161-2382",
    "070-174 06 05", "0701740605", "+46 70 174 06 05", "+46 (0)70-174 06 44", "0046701740655", "08-465 004 12", "+4670", "(08)4650", "212000-0142",
    "16212000-0142", "SE212000014201", "5051-6905", "3300-8501012382", "6000-123 456 789", "8105-9,744 202 46-1", "4111 1111 1111 1111", "4111111111111111",
    "SE45 5000 0000 0583 9825 7466", "12 34 56-6", "1-1-1-", "2024-05-13", "20240513", "2012.12.31", "91267,68", "1 250 000", "208.67.222.222", "1.2.3.4.5",
    "6580822 1628550", "6580822;1628550", "991981000010", "198108320014", "19810829M071", "22950606FH20", "19800101-XXXX", "KS 2024/123", "ABC 12D", "F32.1",
    "2024-05-13 07:42:10", "~~~~~~~~~~", "~~~~~~-~~~~", "~~~~ ~~~~~~~", "~~~~~~~~~~~~", "~~~~~", "~~~,~~", "+~~~~~~~~~~", "07~~~~~~~~", "0~~-~~~ ~~ ~~",
    "\xef\xbc\x91\xef\xbc\x99" "850101\xe2\x80\x93" "2382", "850101\xc2\xad-2382", "070\xe2\x80\x91" "174\xc2\xa0" "06\xc2\xa0" "05",
};
static const char *const words[] = {
    "personnummer", "pnr ", "Personnummer: ", "telefon", "tfn ", "bankgiro ", "bg ", "plusgiro", "konto ", "clearing ", "f\xc3\xb6" "dd ", "f\xc3\xb6" "delsedatum",
    "orgnr ", "kort ", "ip ", "koordinat ", "reservnummer ", "dnr ", "diagnos ", "l\xc3\xb6senord: hemlig1", "regnr ", "patient ", "barnet ", "kronor", "faktura ",
    "\xc3\x85sa L\xc3\xb6" "fgren", "Storgatan 12, 123 45 Ume\xc3\xa5", "a\xcc\x8asa@example.se", "tandl\xc3\xa4karintyget", "s\xc3\xa4rskilt\nst\xc3\xb6" "d", "LVU",
    "orosanm\xc3\xa4lan", "\xc3\x83\xc2\xa5r", "och ", "ett ord till ", "\xe2\x80\x9c", "\xf0\x9f\x98\x80", "x",
};
static const char *const signs[] = {" ", " ", " ", ", ", ";", "\t", "\n", "\r\n", ".", "-", ":", "(", ")", "", "/", "+", ",", "\xc2\xa0"};
static const char *const heads[] = {"personnummer", "telefon", "kund", "f\xc3\xb6" "delsedatum", "sista4", "belopp", "l\xc3\xb6senord", "id"};

#define PICK(random, table) table[g_rand_int_range(random, 0, G_N_ELEMENTS(table))]

/* One chunk before it is cut. */
struct portion {
    char *text;
    const char *field;
    enum chunk_sort sort;
    guint32 row, column, line;
    gboolean breaks; /* a new document begins before it */
};

static struct {
    struct engine *engine, *plain;
    struct detector *detector, *plain_detector;
} lab;

static int open_lab(void **state)
{
    struct engine_options options = {.real_test_numbers = TRUE};
    lab.engine = engine_new(&options, NULL);
    options.no_prefilter = TRUE;
    lab.plain = engine_new(&options, NULL);
    if (!lab.engine || !lab.plain)
        return -1;
    lab.detector = detector_new(lab.engine);
    lab.plain_detector = detector_new(lab.plain);
    return 0;
}

static int close_lab(void **state)
{
    detector_free(lab.detector);
    detector_free(lab.plain_detector);
    engine_free(lab.engine);
    engine_free(lab.plain);
    return 0;
}

static void put(GRand *random, GString *out)
{
    const char *piece = g_rand_int_range(random, 0, 3) ? PICK(random, spellings) : PICK(random, words);
    for (; *piece; piece++)
        g_string_append_c(out, *piece == '~' ? (char)('0' + g_rand_int_range(random, 0, 10)) : *piece);
    g_string_append(out, PICK(random, signs));
}

/* Parts of one document; most lie in one table or in running text. */
static guint draw(GRand *random, struct portion *parts)
{
    guint count = (guint)g_rand_int_range(random, 1, PARTS_MAX), columns = (guint)g_rand_int_range(random, 1, 6);
    int mostly = g_rand_int_range(random, 0, 4);
    for (guint i = 0; i < count; i++) {
        GString *text = g_string_new(NULL);
        struct portion *part = &parts[i];
        part->sort = mostly == 3 ? (enum chunk_sort)g_rand_int_range(random, CHUNK_PROSE, CHUNK_NAME) : (enum chunk_sort)mostly;
        part->row = i / columns + 1;
        part->column = i % columns + 1;
        part->line = i + 1;
        part->field = part->sort == CHUNK_FIELD ? PICK(random, heads) : NULL;
        part->breaks = i > 0 && g_rand_int_range(random, 0, 60) == 0;
        if (part->sort == CHUNK_CELL && part->row == 1)
            g_string_append(text, PICK(random, heads));
        else
            for (int k = g_rand_int_range(random, 1, part->sort == CHUNK_PROSE ? 12 : 3); k > 0; k--)
                put(random, text);
        part->text = g_string_free(text, FALSE);
    }
    return count;
}

/* In pieces of at most step bytes, of random length where that is 0. */
static void push(struct detector *detector, const struct portion *part, gsize step, GRand *random)
{
    gsize len = strlen(part->text);
    guint32 lines = 0;
    for (gsize at = 0; at < len;) {
        gsize most = step ? step : (gsize)g_rand_int_range(random, 1, 30), end = MIN(at + most, len);
        while (end < len && ((guchar)part->text[end] & 0xc0) == 0x80)
            end++;
        struct chunk chunk = {.text = {part->text + at, end - at}, .place = {.line = part->line + lines, .offset = at}, .sort = part->sort,
                              .join = at ? JOIN_RUN : JOIN_NONE, .field = part->field};
        if (part->sort == CHUNK_CELL) {
            chunk.table = 1;
            chunk.row = chunk.place.row = part->row;
            chunk.column = chunk.place.column = part->column;
        }
        detector_text(detector, &chunk);
        for (; at < end; at++)
            lines += part->text[at] == '\n' && part->sort != CHUNK_CELL; /* a cell is of its row's line */
    }
}

/* All that is found, in words. */
static char *told(struct detector *detector, const struct portion *parts, guint count, gsize step, guint32 seed)
{
    struct detector_file file = {.year = 2026, .month = 10, .day = 1};
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    GString *out = g_string_new(NULL);
    g_date_clear(&file.today, 1);
    g_date_set_dmy(&file.today, 1, 10, 2026);
    detector_begin(detector, &file);
    for (guint i = 0; i < count; i++) {
        if (parts[i].breaks)
            detector_break(detector);
        push(detector, &parts[i], step, random);
    }
    struct evidence *evidence = detector_end(detector);
    for (guint i = 0; i < evidence->findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(evidence->findings, i);
        g_string_append_printf(out, "%s %s %s %.6f %u:", finding->kind, finding->rule, finding->value, finding->confidence, finding->count);
        for (guint k = 0; k < finding->places->len; k++) {
            const struct place *place = &g_array_index(finding->places, struct place, k);
            g_string_append_printf(out, " %u/%" G_GUINT64_FORMAT "/%u", place->line, place->offset, place->column);
        }
        for (guint k = 0; k < finding->weights->len; k++)
            g_string_append_printf(out, "; %s %.4g", g_array_index(finding->weights, struct weight, k).words, g_array_index(finding->weights, struct weight, k).factor);
        g_string_append_c(out, '\n');
    }
    for (guint i = 0; i < evidence->themes->len; i++) {
        const struct theme *theme = g_ptr_array_index(evidence->themes, i);
        g_string_append_printf(out, "%s %.6f %u %u\n", theme->name, theme->confidence, theme->strong, theme->ordinary);
    }
    g_string_append_printf(out, "%u %u\n", evidence->persons, evidence->minors);
    evidence_free(evidence);
    return g_string_free(out, FALSE);
}

/* Fails with the first line that is not the same. */
static void same(const char *whole, const char *other, const char *how, guint32 seed)
{
    g_auto(GStrv) one = g_strsplit(whole, "\n", -1), two = g_strsplit(other, "\n", -1);
    for (guint i = 0; one[i] && two[i]; i++)
        if (!g_str_equal(one[i], two[i]))
            fail_msg("seed %u, %s:\n%s\n%s", seed, how, one[i], two[i]);
}

static void documents_cut_anywhere(void **state)
{
    guint findings = 0;
    for (guint32 seed = 1; seed <= DOCUMENTS; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        struct portion parts[PARTS_MAX];
        guint count = draw(random, parts);
        g_autofree char *whole = told(lab.detector, parts, count, G_MAXUINT16, seed), *bytes = told(lab.detector, parts, count, 1, seed);
        g_autofree char *odd = told(lab.detector, parts, count, 0, seed);
        same(whole, bytes, "cut at every sign", seed);
        same(whole, odd, "cut at random", seed);
        if (seed % PLAIN_EVERY == 0) {
            g_autofree char *plain = told(lab.plain_detector, parts, count, G_MAXUINT16, seed);
            same(whole, plain, "without the prefilter", seed);
        }
        for (const char *line = whole; (line = strchr(line, '\n')); line++)
            findings++;
        for (guint i = 0; i < count; i++)
            g_free(parts[i].text);
    }
    assert_true(findings > 10 * DOCUMENTS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_cut_anywhere),
    };
    return cmocka_run_group_tests_name("engine mix", tests, open_lab, close_lab);
}
