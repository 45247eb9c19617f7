/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Persons as documents write them. */
#include "tests/accuracy/maker.h"

#include <string.h>

#define THIS_YEAR 2026

/* One spelling is a house's habit; now and then somebody writes otherwise. %l: date with century, %s: without, %n: the last four. */
static const struct {
    int upto; /* of a hundred */
    const char *form;
} spellings[] = {
    {40, "%l-%n"}, {64, "%s-%n"}, {78, "%l%n"}, {84, "%s%n"}, {87, "%l %n"}, {89, "%s %n"}, {91, "%s - %n"}, {92, "%l - %n"},
    {93, "%l\xe2\x80\x93%n"}, {94, "%s\xe2\x80\x91%n"}, {95, "%d-%n"}, {96, "%d %n"}, {97, "%s\xe2\x88\x92%n"}, {98, "%l-\n%n"}, {100, "%s-%n"},
};

static void say_form(struct maker *maker, const char *form, const char *number)
{
    for (const char *at = form; *at; at++) {
        if (*at != '%') {
            say(maker, "%c", *at);
            continue;
        }
        switch (*++at) {
        case 'l':
            say(maker, "%.8s", number);
            break;
        case 's':
            say(maker, "%.6s", number + 2);
            break;
        case 'd':
            say(maker, "%.4s-%.2s-%.2s", number, number + 4, number + 6);
            break;
        default:
            say(maker, "%s", number + 8);
        }
    }
}

void put_number(struct maker *maker, const struct person *person)
{
    int habit = draw_chance(maker, 4) ? draw_int(maker, 0, 99) : maker->spelling, age = THIS_YEAR - (int)g_ascii_strtoll(person->number, NULL, 10) / 100000000;
    const char *form = spellings[0].form;
    for (guint i = G_N_ELEMENTS(spellings); i-- > 0;)
        if (habit < spellings[i].upto)
            form = spellings[i].form;
    gboolean cell = maker->out != maker->document->text;
    if (cell && strchr(form, '\n'))
        form = "%l-%n";
    /* Ten digits mean one of the last hundred years, a plus one of the hundred before. */
    if (age >= 100 && !strstr(form, "%l") && !strstr(form, "%d"))
        form = age < 200 && draw_chance(maker, 50) && strcmp(person->number, "1927") < 0 ? "%s+%n" : "%l-%n";
    say_form(maker, form, person->number);
    label(maker, person->coordination ? "samordningsnummer" : "personnummer", person->number);
}

void put_name(struct maker *maker, const struct person *person)
{
    g_autofree char *value = g_strdup_printf("%s %s", person->first, person->last);
    if (maker->name_order < 12) {
        say(maker, "%s, %s", person->last, person->first);
    } else if (maker->name_order < 16) {
        g_autofree char *upper = g_utf8_strup(value, -1);
        say(maker, "%s", upper);
    } else if (person->middle) {
        g_autofree char *other = g_strdup_printf("%s %s", person->middle, person->last);
        say(maker, "%s %s %s", person->first, person->middle, person->last);
        allow(maker, "namn", other);
    } else {
        say(maker, "%s", value);
    }
    label(maker, "namn", value);
}

/* The number after its code, in groups from the right; code 2 to 4 digits. */
static void say_grouped(struct maker *maker, const char *tail)
{
    gsize len = strlen(tail), first = len % 2 ? 3 : 2;
    if (len >= 8)
        first = 3;
    say(maker, "%.*s", (int)first, tail);
    for (gsize at = first; at < len; at += 2)
        say(maker, " %.2s", tail + at);
}

static gsize code_length(const char *phone)
{
    static const char *const three[] = {"031", "040", "018", "090", "013"};
    if (phone[1] == '8')
        return 2;
    if (phone[1] == '7')
        return 3;
    for (guint i = 0; i < G_N_ELEMENTS(three); i++)
        if (g_str_has_prefix(phone, three[i]))
            return 3;
    return 4;
}

void put_phone(struct maker *maker, const struct person *person)
{
    const char *phone = person->phone;
    gsize code = code_length(phone);
    int habit = draw_chance(maker, 10) ? draw_int(maker, 0, 99) : maker->phone_spelling;
    g_autofree char *value = g_strdup_printf("46%s", phone + 1);
    if (habit < 45) {
        say(maker, "%.*s-", (int)code, phone);
        say_grouped(maker, phone + code);
    } else if (habit < 60) {
        say(maker, "%.*s-%s", (int)code, phone, phone + code);
    } else if (habit < 70) {
        say(maker, "%s", phone);
    } else if (habit < 78) {
        say(maker, "%.*s ", (int)code, phone);
        say_grouped(maker, phone + code);
    } else if (habit < 86) {
        say(maker, "+46 %.*s ", (int)code - 1, phone + 1);
        say_grouped(maker, phone + code);
    } else if (habit < 92) {
        say(maker, "+46%s", phone + 1);
    } else if (habit < 96) {
        say(maker, "+46 (0)%.*s-", (int)code - 1, phone + 1);
        say_grouped(maker, phone + code);
    } else {
        say(maker, "0046%s", phone + 1);
    }
    label(maker, "telefon", value);
}

static void say_ascii(GString *out, const char *name)
{
    g_autofree char *ascii = g_str_to_ascii(name, "sv");
    for (const char *at = ascii; *at; at++)
        if (g_ascii_isalpha(*at))
            g_string_append_c(out, g_ascii_tolower(*at));
}

void put_mail(struct maker *maker, const struct person *person)
{
    static const char *const domains[] = {"tyrestad.se", "gmail.com", "hotmail.com", "telia.com", "example.com", "edu.storstad.se", "bahnhof.se", "live.se",
                                          "socialtjansten.lillkoping.se", "outlook.com", "icloud.com"};
    g_autoptr(GString) mail = g_string_new(NULL);
    say_ascii(mail, person->first);
    g_string_append_c(mail, "._-."[draw_int(maker, 0, 3)]);
    say_ascii(mail, person->last);
    if (draw_chance(maker, 25))
        g_string_append_printf(mail, "%d", draw_int(maker, 1, 99));
    g_string_append_printf(mail, "@%s", PICK(maker, domains));
    say(maker, "%s", mail->str);
    label(maker, "epost", mail->str);
}

void put_street(struct maker *maker, const struct person *person)
{
    static const char *const flats[] = {"", "", "", "", " A", " B", " C", " lgh 1101", ", lgh 1302", ", 3 tr"};
    g_autofree char *value = g_strdup_printf("%s %d%s", person->street, person->house, PICK(maker, flats));
    say(maker, "%s", value);
    label(maker, "adress", value);
}

void put_address(struct maker *maker, const struct person *person)
{
    static const char *const flats[] = {"", "", "", "", " A", " B", " lgh 1101", ", 2 tr"};
    gboolean break_line = maker->out == maker->document->text && draw_chance(maker, 20), box = draw_chance(maker, 6);
    g_autoptr(GString) value = g_string_new(NULL);
    if (box)
        g_string_append_printf(value, "Box %d", draw_int(maker, 1, 4000));
    else
        g_string_append_printf(value, "%s %d%s", person->street, person->house, PICK(maker, flats));
    g_string_append(value, break_line ? "\n" : ", ");
    g_string_append_printf(value, draw_chance(maker, 75) ? "%03d %02d %s" : "%03d%02d %s", person->postcode / 100, person->postcode % 100, person->town);
    say(maker, "%s", value->str);
    label(maker, "adress", value->str);
}

void put_birth(struct maker *maker, const struct person *person)
{
    char date[9];
    g_strlcpy(date, person->number, sizeof date);
    if (person->coordination)
        date[6] = (char)(date[6] - 6);
    if (memcmp(date + 4, "00", 2) == 0)
        date[5] = '1';
    if (memcmp(date + 6, "00", 2) == 0)
        date[7] = '1';
    say(maker, maker->spelling < 60 ? "%.4s-%.2s-%.2s" : "%.4s%.2s%.2s", date, date + 4, date + 6);
    label(maker, "fodelsedatum", date);
}

void put_masked(struct maker *maker, const struct person *person)
{
    static const char *const masks[] = {"-XXXX", "-****", "-xxxx", "XXXX", "-NNNN"};
    if (person->coordination) {
        put_birth(maker, person);
        return;
    }
    char date[9];
    g_strlcpy(date, person->number, sizeof date);
    gboolean short_form = THIS_YEAR - (int)(g_ascii_strtoll(date, NULL, 10) / 10000) < 100 && maker->spelling % 2;
    say(maker, "%s%s", date + (short_form ? 2 : 0), PICK(maker, masks));
    label(maker, "fodelsedatum", date);
}
