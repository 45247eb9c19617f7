/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registers: rows of persons and of things, as CSV, text in columns, JSON and pages. */
#include "tests/accuracy/maker.h"

#include <string.h>

#define COLUMNS_MAX 10
#define OWN_FIRST 100 /* columns of look-alikes have numbers from here */

enum column { NUMBER, NAME, FIRST, LAST, PHONE, MAIL, ADDRESS, STREET, BIRTH, DATE4, LAST4, JOB, SCHOOL, AMOUNT, DATE, ACCOUNT, ORGANISATION, BANKGIRO, PLUSGIRO,
              FIRM, GOODS, ESTATE, VEHICLE, CASE, COUNT, SPOILT, TEXT, DIAGNOSIS, CARD };

static const struct {
    const char *headers[5];
} columns[] = {
    [NUMBER] = {{"Personnummer", "Personnr", "Pnr", "Person-id", "PERSONNR"}}, [NAME] = {{"Namn", "Elev", "Anställd", "Klient", "Kontakt"}},
    [FIRST] = {{"Förnamn", "Fornamn", "Tilltalsnamn", "Förnamn", "Förnamn"}}, [LAST] = {{"Efternamn", "Efternamn", "Efternamn", "Familjenamn", "Efternamn"}},
    [PHONE] = {{"Telefon", "Mobil", "Tel", "Mobilnr", "Telefonnummer"}}, [MAIL] = {{"E-post", "Epost", "Mail", "E-postadress", "Mejl"}},
    [ADDRESS] = {{"Adress", "Postadress", "Bostadsadress", "Folkbokföringsadress", "Hemadress"}}, [STREET] = {{"Gatuadress", "Adress", "Gata", "Utdelningsadress", "Besöksadress"}},
    [BIRTH] = {{"Födelsedatum", "Född", "Födelsetid", "Födelsedag", "Födelsedatum"}}, [DATE4] = {{"Födelsedatum", "Personnr", "Datum", "Född", "Födelsetid"}},
    [LAST4] = {{"Sista fyra", "Nr", "Födelsenr", "Kontroll", "4 sista"}}, [JOB] = {{"Befattning", "Yrke", "Titel", "Tjänst", "Roll"}},
    [SCHOOL] = {{"Skola", "Enhet", "Förskola", "Placering", "Arbetsplats"}}, [AMOUNT] = {{"Lön", "Belopp", "Avgift", "Summa", "Månadslön"}},
    [DATE] = {{"Datum", "Från", "Inkom", "Förfallodatum", "Startdatum"}}, [ACCOUNT] = {{"Bankkonto", "Kontonummer", "Kontonr", "Lönekonto", "Bankkonto"}},
    [ORGANISATION] = {{"Orgnr", "Organisationsnummer", "Org.nr", "OrgNr", "Organisationsnr"}}, [BANKGIRO] = {{"Bankgiro", "BG", "Bankgironr", "Bg", "Bankgiro"}},
    [PLUSGIRO] = {{"Plusgiro", "PG", "Plusgironr", "Pg", "Plusgiro"}}, [FIRM] = {{"Leverantör", "Företag", "Namn", "Kund", "Firma"}},
    [GOODS] = {{"Benämning", "Artikel", "Vara", "Text", "Produkt"}}, [ESTATE] = {{"Fastighet", "Fastighetsbeteckning", "Fastighet", "Beteckning", "Registerfastighet"}},
    [VEHICLE] = {{"Regnr", "Registreringsnummer", "Fordon", "Reg.nr", "Bil"}}, [CASE] = {{"Diarienr", "Dnr", "Ärende", "Diarienummer", "Dnr"}},
    [COUNT] = {{"Antal", "Tjänstgöringsgrad", "Klass", "Rum", "Poäng"}}, [SPOILT] = {{"Personnummer", "Personnr", "Pnr", "Personnummer", "PERSONNR"}},
    [TEXT] = {{"Anteckning", "Kommentar", "Övrigt", "Text", "Notering"}}, [DIAGNOSIS] = {{"Diagnos", "Diagnoskod", "ICD-10", "Huvuddiagnos", "Diagnos"}},
    [CARD] = {{"Kortnummer", "Kortnr", "Betalkort", "Inköpskort", "Kortnummer"}},
};

struct table {
    int columns[COLUMNS_MAX];
    guint count;
    char *headers[COLUMNS_MAX];
    const char *sort;
};

static void put_date4(struct maker *maker, const struct person *person)
{
    g_autofree char *date = g_strndup(person->number, 8);
    say(maker, maker->spelling % 2 ? "%.8s" : "%.4s-%.2s-%.2s", date, date + 4, date + 6);
    allow(maker, "fodelsedatum", date);
}

static void put_last4(struct maker *maker, const struct person *person)
{
    say(maker, "%s", person->number + 8);
    label(maker, person->coordination ? "samordningsnummer" : "personnummer", person->number);
}

/* What a spreadsheet leaves of ten digits that begin with zeros. */
static void put_spoilt(struct maker *maker, const struct person *person)
{
    const char *at = person->number + 2;
    if (strncmp(person->number, "1927", 4) < 0) {
        put_number(maker, person);
        return;
    }
    while (*at == '0')
        at++;
    say(maker, "%s", at);
    label(maker, person->coordination ? "samordningsnummer" : "personnummer", person->number);
}

static void put_cell(struct maker *maker, int column, const struct person *person, int row)
{
    static const char *const templates[] = {
        [NUMBER] = "{pnr}", [NAME] = "{namn}", [FIRST] = "{first}", [PHONE] = "{tel}", [MAIL] = "{epost}", [ADDRESS] = "{adress}", [STREET] = "{gata}", [BIRTH] = "{fodd}",
        [JOB] = "{yrke}", [SCHOOL] = "{skola}", [AMOUNT] = "{belopp}", [DATE] = "{datum}", [ACCOUNT] = "{konto}", [ORGANISATION] = "{org}", [BANKGIRO] = "{bg}", [PLUSGIRO] = "{pg}",
        [FIRM] = "{firma}", [GOODS] = "{vara}", [ESTATE] = "{fastighet}", [VEHICLE] = "{bil}", [CASE] = "{dnr}", [TEXT] = "{mening}", [DIAGNOSIS] = "{diagnos}", [CARD] = "{kort}"};
    struct person persons[PERSONS_MAX] = {*person, *person, *person, *person};
    if (column == FIRST) {
        g_autofree char *name = g_strdup_printf("%s %s", person->first, person->last);
        allow(maker, "namn", name);
    }
    if (column >= OWN_FIRST)
        put_lookalike_cell(maker, column - OWN_FIRST, row);
    else if (column == LAST)
        say(maker, "%s", person->last);
    else if (column == DATE4)
        put_date4(maker, person);
    else if (column == LAST4)
        put_last4(maker, person);
    else if (column == COUNT)
        say(maker, "%d", draw_int(maker, 1, 100));
    else if (column == SPOILT)
        put_spoilt(maker, person);
    else
        fill(maker, templates[column], persons);
}

/* A cell as the separator wants it. */
static void give_cell(struct maker *maker, GString *line, const char *cell, const char *separator)
{
    gboolean quote = strlen(separator) == 1 && (strpbrk(cell, separator) || strchr(cell, '"') || strchr(cell, '\n') || maker->phone_spelling < 15);
    g_auto(GStrv) parts = g_strsplit(cell, "\"", -1);
    g_autofree char *doubled = g_strjoinv(quote ? "\"\"" : "\"", parts);
    g_string_append_printf(line, quote ? "\"%s\"%s" : "%s%s", doubled, separator);
}

static void write_rows(struct maker *maker, struct table *table, int rows, const char *separator, gboolean headed)
{
    GString *line = g_string_new(NULL), *cell = g_string_new(NULL), *text = maker->document->text;
    for (int row = headed ? -1 : 0; row < rows; row++) {
        struct person person;
        draw_person(maker, &person);
        g_string_truncate(line, 0);
        for (guint i = 0; i < table->count; i++) {
            g_string_truncate(cell, 0);
            maker->out = cell;
            if (row < 0)
                say(maker, "%s", table->headers[i]);
            else
                put_cell(maker, table->columns[i], &person, row);
            give_cell(maker, line, cell->str, i + 1 < table->count ? separator : "");
        }
        maker->out = text;
        say(maker, "%s\n", line->str);
    }
    g_string_free(line, TRUE);
    g_string_free(cell, TRUE);
}

static void write_json(struct maker *maker, struct table *table, int rows)
{
    GString *cell = g_string_new(NULL), *text = maker->document->text;
    say(maker, "[");
    for (int row = 0; row < rows; row++) {
        struct person person;
        draw_person(maker, &person);
        say(maker, row ? ",\n {" : "\n {");
        for (guint i = 0; i < table->count; i++) {
            g_string_truncate(cell, 0);
            maker->out = cell;
            put_cell(maker, table->columns[i], &person, row);
            maker->out = text;
            g_autofree char *escaped = g_strescape(cell->str, NULL);
            g_auto(GStrv) parts = g_strsplit(cell->str, "\"", -1);
            g_autofree char *safe = g_strjoinv("\\\"", parts);
            say(maker, "%s\"%s\": \"%s\"", i ? ", " : "", table->headers[i], strchr(cell->str, '\n') ? escaped : safe);
        }
        say(maker, "}");
    }
    say(maker, "\n]\n");
    g_string_free(cell, TRUE);
}

/* Two columns that belong together (a date and its last four) keep their order. */
static void shuffle(struct maker *maker, struct table *table)
{
    for (guint i = 0; i < table->count; i++) {
        guint other = (guint)draw_int(maker, (int)i, (int)table->count - 1);
        if (table->columns[i] == DATE4 || table->columns[i] == LAST4 || table->columns[other] == DATE4 || table->columns[other] == LAST4)
            continue;
        int column = table->columns[i];
        table->columns[i] = table->columns[other];
        table->columns[other] = column;
    }
}

static void write_table(struct maker *maker, const int *wanted, int noise, int rows)
{
    static const char *const separators[] = {";", ";", ",", "\t", "|"};
    struct table table = {0};
    for (; *wanted >= 0; wanted++)
        if (table.count < COLUMNS_MAX - 3 && (table.count < 1 || draw_chance(maker, 85)))
            table.columns[table.count++] = *wanted;
    for (int i = 0; i < noise; i++)
        table.columns[table.count++] = OWN_FIRST + draw_int(maker, 0, LOOKALIKE_CELLS - 1);
    shuffle(maker, &table);
    for (guint i = 0; i < table.count; i++)
        table.headers[i] = g_strdup(table.columns[i] >= OWN_FIRST ? lookalike_header(maker, table.columns[i] - OWN_FIRST)
                                                                   : columns[table.columns[i]].headers[draw_int(maker, 0, 4)]);
    const char *suffix = strrchr(maker->document->sort, ' ');
    if (suffix && strcmp(suffix, " json") == 0) {
        write_json(maker, &table, rows);
    } else {
        gboolean headed = draw_chance(maker, 75);
        for (guint i = 0; i < table.count; i++) /* a number without its zeros is none without a header; nor is a giro or a plate */
            headed |= table.columns[i] >= SPOILT || (table.columns[i] >= ACCOUNT && table.columns[i] <= PLUSGIRO) || table.columns[i] == VEHICLE || table.columns[i] == ESTATE || table.columns[i] == BIRTH;
        const char *separator = PICK(maker, separators);
        gboolean money = FALSE; /* far from their header giros in lines of text are nothing */
        for (guint i = 0; i < table.count; i++)
            money |= table.columns[i] == BANKGIRO || table.columns[i] == PLUSGIRO;
        if (!suffix || strcmp(suffix, " csv") != 0) {
            separator = draw_chance(maker, 70) || money ? "\t" : "   ";
            maker->spelling %= 75; /* bare digits far from any header tell nothing */
        }
        write_rows(maker, &table, rows, separator, headed);
    }
    for (guint i = 0; i < table.count; i++)
        g_free(table.headers[i]);
}

#define TABLE(name, noise_max, rows_max, ...)                                                                          \
    static void write_##name(struct maker *maker)                                                                      \
    {                                                                                                                  \
        static const int wanted[] = {__VA_ARGS__, -1};                                                                 \
        write_table(maker, wanted, draw_int(maker, 0, noise_max), draw_int(maker, 3, rows_max));                       \
    }

TABLE(pupils, 1, 32, NUMBER, NAME, COUNT, SCHOOL, PHONE, MAIL)
TABLE(staff, 2, 60, NUMBER, NAME, JOB, AMOUNT, ACCOUNT, DATE)
TABLE(spoilt, 1, 40, SPOILT, NAME, COUNT)
TABLE(halves, 1, 40, DATE4, LAST4, NAME, SCHOOL)
TABLE(suppliers, 3, 50, FIRM, ORGANISATION, BANKGIRO, PLUSGIRO, AMOUNT, DATE)
TABLE(goods, 3, 80, GOODS, AMOUNT, COUNT)
TABLE(invoices, 3, 80, FIRM, AMOUNT, DATE, CASE)
TABLE(addresses, 1, 40, FIRST, LAST, STREET, PHONE, MAIL, ADDRESS)
TABLE(vehicles, 2, 30, VEHICLE, JOB, DATE, COUNT)
TABLE(estates, 2, 40, ESTATE, NAME, ADDRESS, CASE)
TABLE(births, 1, 40, BIRTH, FIRST, LAST, SCHOOL)
TABLE(clients, 2, 40, NUMBER, DATE, TEXT, CASE)
TABLE(care, 1, 30, NUMBER, DIAGNOSIS, DATE, NAME)
TABLE(cards, 2, 20, CARD, NAME, AMOUNT, FIRM)
TABLE(series, 3, 120, GOODS, DATE)

const struct sort table_sorts[] = {
    {"klasslista csv", write_pupils, 4, "csv"}, {"lönelista csv", write_staff, 3, "csv"}, {"klasslista", write_pupils, 2, "txt"}, {"lönelista json", write_staff, 2, "json"},
    {"export csv", write_spoilt, 1, "csv"}, {"tentamensresultat csv", write_halves, 1, "csv"}, {"leverantörsregister csv", write_suppliers, 4, "csv"},
    {"leverantörsregister", write_suppliers, 2, "txt"}, {"artikelregister csv", write_goods, 5, "csv"}, {"leverantörsreskontra csv", write_invoices, 5, "csv"},
    {"leverantörsreskontra json", write_invoices, 2, "json"}, {"adresslista csv", write_addresses, 2, "csv"}, {"adresslista", write_addresses, 2, "txt"},
    {"fordonslista csv", write_vehicles, 2, "csv"}, {"fastighetsregister csv", write_estates, 2, "csv"}, {"barnlista csv", write_births, 1, "csv"},
    {"klientlista csv", write_clients, 3, "csv"}, {"vårdlista json", write_care, 1, "json"}, {"kortlista csv", write_cards, 1, "csv"}, {"serier csv", write_series, 3, "csv"},
    {NULL, NULL, 0, NULL}};
