/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/accuracy/maker.h"

#include <stdarg.h>
#include <string.h>

#include "tests/accuracy/words.h"

/* Twelve digits a line; 61 and on in the day's place is a samordningsnummer. */
static gboolean read_numbers(struct maker *maker, const char *path, GError **error)
{
    g_autofree char *data = NULL;
    if (!g_file_get_contents(path, &data, NULL, error))
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(data, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        if (g_ascii_isdigit(lines[i][0]) && strlen(lines[i]) == 12)
            g_ptr_array_add(lines[i][6] >= '6' || strncmp(lines[i] + 4, "00", 2) == 0 ? maker->coordinations : maker->numbers, g_strdup(lines[i]));
    return TRUE;
}

struct maker *maker_new(guint32 seed, const char *numbers, GError **error)
{
    struct maker *maker = g_new0(struct maker, 1);
    maker->random = g_rand_new_with_seed(seed);
    maker->numbers = g_ptr_array_new_with_free_func(g_free);
    maker->coordinations = g_ptr_array_new_with_free_func(g_free);
    if (read_numbers(maker, numbers, error))
        return maker;
    maker_free(maker);
    return NULL;
}

void maker_free(struct maker *maker)
{
    if (!maker)
        return;
    g_rand_free(maker->random);
    g_ptr_array_unref(maker->numbers);
    g_ptr_array_unref(maker->coordinations);
    g_free(maker);
}

static void label_free(gpointer data)
{
    struct label *label = data;
    g_free(label->value);
    g_free(label);
}

void document_free(struct document *document)
{
    if (!document)
        return;
    g_free(document->name);
    g_string_free(document->text, TRUE);
    g_ptr_array_unref(document->labels);
    g_ptr_array_unref(document->asides);
    g_ptr_array_unref(document->themes);
    g_free(document);
}

char *plain_key(const char *value)
{
    g_autofree char *upper = g_utf8_strup(value, -1);
    g_autofree char *composed = g_utf8_normalize(upper, -1, G_NORMALIZE_NFC);
    GString *key = g_string_new(NULL);
    for (const char *at = composed ? composed : ""; *at; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(key, g_utf8_get_char(at));
    return g_string_free(key, FALSE);
}

int draw_int(struct maker *maker, int low, int high)
{
    return g_rand_int_range(maker->random, low, high + 1);
}

gboolean draw_chance(struct maker *maker, int percent)
{
    return g_rand_int_range(maker->random, 0, 100) < percent;
}

char luhn_digit(const char *digits, gsize len)
{
    int sum = 0;
    for (gsize i = 0; i < len; i++) {
        int digit = (digits[len - 1 - i] - '0') * (i % 2 ? 1 : 2);
        sum += digit / 10 + digit % 10;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

void draw_digits(struct maker *maker, char *out, guint len, gboolean luhn)
{
    for (guint i = 0; i < len; i++)
        out[i] = (char)('0' + draw_int(maker, i ? 0 : 1, 9));
    if (luhn)
        out[len - 1] = luhn_digit(out, len - 1);
    out[len] = '\0';
}

static const char *draw_word(struct maker *maker, const char *const *words)
{
    int count = 0;
    while (words[count])
        count++;
    return words[draw_int(maker, 0, count - 1)];
}

void draw_person(struct maker *maker, struct person *person)
{
    *person = (struct person){.first = draw_word(maker, word_first), .last = draw_word(maker, word_last), .street = draw_word(maker, word_streets),
                              .town = draw_word(maker, word_towns), .house = draw_int(maker, 1, 120)};
    person->middle = draw_chance(maker, 6) ? draw_word(maker, word_first) : NULL;
    person->coordination = draw_chance(maker, 4);
    const GPtrArray *numbers = person->coordination ? maker->coordinations : maker->numbers;
    /* Few files are about those born before 1930, of whom the list has many. */
    for (int try = 0; try < 8; try++) {
        g_strlcpy(person->number, numbers->pdata[draw_int(maker, 0, (int)numbers->len - 1)], sizeof person->number);
        if (strncmp(person->number, "1930", 4) > 0)
            break;
    }
    person->postcode = draw_int(maker, 10000, 97999);
    char tail[8];
    draw_digits(maker, tail, 7, FALSE);
    if (draw_chance(maker, 75)) {
        g_snprintf(person->phone, sizeof person->phone, "07%c%s", "02369"[draw_int(maker, 0, 4)], tail);
    } else {
        static const char *const codes[] = {"08", "031", "040", "018", "0500", "0451", "090", "0980", "0243", "013"};
        const char *code = PICK(maker, codes);
        tail[strlen(code) == 2 ? 6 + draw_int(maker, 0, 1) : strlen(code) == 3 ? 6 : 5 + draw_int(maker, 0, 1)] = '\0';
        g_snprintf(person->phone, sizeof person->phone, "%s%s", code, tail);
    }
}

void say(struct maker *maker, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_string_append_vprintf(maker->out, format, arguments);
    va_end(arguments);
}

/* Now and then two letters change places, or one is lost. */
void say_prose(struct maker *maker, const char *text)
{
    gsize start = maker->out->len, len = strlen(text);
    g_string_append(maker->out, text);
    if (len < 8 || !draw_chance(maker, 3))
        return;
    gsize at = start + (gsize)draw_int(maker, 1, (int)len - 3);
    char *out = maker->out->str;
    if (!g_ascii_islower(out[at]) || !g_ascii_islower(out[at + 1]))
        return;
    char swap = out[at];
    out[at] = out[at + 1];
    out[at + 1] = swap;
    if (draw_chance(maker, 40))
        g_string_erase(maker->out, (gssize)at, 1);
}

static void add_label(struct maker *maker, const char *kind, const char *value, guint count)
{
    g_autofree char *key = plain_key(value);
    GPtrArray *labels = maker->document->labels;
    for (guint i = 0; i < labels->len; i++) {
        struct label *known = g_ptr_array_index(labels, i);
        if (strcmp(known->kind, kind) == 0 && strcmp(known->value, key) == 0) {
            known->count += count;
            return;
        }
    }
    struct label *added = g_new0(struct label, 1);
    *added = (struct label){kind, g_steal_pointer(&key), count};
    g_ptr_array_add(labels, added);
}

void label(struct maker *maker, const char *kind, const char *value)
{
    add_label(maker, kind, value, 1);
}

void allow(struct maker *maker, const char *kind, const char *value)
{
    add_label(maker, kind, value, 0);
}

void theme(struct maker *maker, const char *name)
{
    g_ptr_array_add(maker->document->themes, (gpointer)name);
}

void aside(struct maker *maker, const char *name)
{
    g_ptr_array_add(maker->document->asides, (gpointer)name);
}

void put_sentence(struct maker *maker)
{
    const char *const parts[] = {draw_word(maker, word_subjects), " ", draw_word(maker, word_verbs), " ", draw_word(maker, word_objects)};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        say_prose(maker, parts[i]);
    if (draw_chance(maker, 70)) {
        say(maker, " ");
        say_prose(maker, draw_word(maker, word_tails));
    }
    say(maker, "%s", draw_chance(maker, 12) ? "!" : ".");
}

void put_paragraph(struct maker *maker, int sentences)
{
    for (int i = 0; i < sentences; i++) {
        put_sentence(maker);
        say(maker, i + 1 < sentences ? " " : "\n");
        if (draw_chance(maker, 8)) {
            put_lookalike(maker);
            say(maker, " ");
        }
    }
}

static const struct sort *draw_sort(struct maker *maker)
{
    const struct sort *const groups[] = {letter_sorts, table_sorts, office_sorts, public_sorts};
    int all = 0;
    for (guint g = 0; g < G_N_ELEMENTS(groups); g++)
        for (const struct sort *sort = groups[g]; sort->name; sort++)
            all += sort->weight;
    int drawn = draw_int(maker, 0, all - 1);
    for (guint g = 0; g < G_N_ELEMENTS(groups); g++)
        for (const struct sort *sort = groups[g]; sort->name; sort++)
            if ((drawn -= sort->weight) < 0)
                return sort;
    return &letter_sorts[0];
}

/* Prose as a page of the web: the same text, other bytes. */
static void make_page(struct document *document)
{
    g_auto(GStrv) lines = g_strsplit(document->text->str, "\n", -1);
    g_string_assign(document->text, "<!doctype html><html lang=\"sv\"><head><meta charset=\"utf-8\"><title>Sida</title></head><body>\n");
    for (guint i = 0; lines[i]; i++) {
        g_autofree char *escaped = g_markup_escape_text(lines[i], -1);
        g_string_append_printf(document->text, "<p>%s</p>\n", escaped);
    }
    g_string_append(document->text, "</body></html>\n");
}

struct document *maker_document(struct maker *maker, guint number)
{
    struct document *document = g_new0(struct document, 1);
    const struct sort *sort = draw_sort(maker);
    document->sort = sort->name;
    document->text = g_string_new(NULL);
    document->labels = g_ptr_array_new_with_free_func(label_free);
    document->asides = g_ptr_array_new();
    document->themes = g_ptr_array_new();
    maker->document = document;
    maker->out = document->text;
    maker->spelling = draw_int(maker, 0, 99);
    maker->phone_spelling = draw_int(maker, 0, 99);
    maker->name_order = draw_int(maker, 0, 99);
    sort->write(maker);
    const char *suffix = sort->suffix;
    if (strcmp(suffix, "txt") == 0 && draw_chance(maker, 15) && !strchr(document->text->str, '\t')) {
        make_page(document);
        suffix = "html";
    }
    document->name = g_strdup_printf("%04u.%s", number, suffix);
    return document;
}
