/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Look-alikes. Nothing here is labelled: what is found in it is found in error, however good its check digit is. In each sentence
 * of the table a sign after % is drawn:
 *
 *     %1 %2 ... %9 %0   so many digits (%0 ten)      %l ten digits with a check digit     %L sixteen of them
 *     %d a date 240315  %D 20240315                  %t a time 1342                       %T 13:42
 *     %n one digit      %h eight hexadecimal digits  %y a year                            %s a serial 0001-0299
 *     %i 12 digits that pass for EAN with a check    %w a word's letters, three capitals
 */
#include "tests/accuracy/maker.h"

#include <string.h>

#include "tests/accuracy/words.h"

static const char *const sentences[] = {
    "Faktura %0 är betald.", "Se faktura nr %0 från leverantören.", "Fakturanummer: %0", "Er referens %0, vår referens %6.", "Ordernr 45%8 levereras på fredag.",
    "Ange OCR %l vid betalning.", "OCR-nummer %L", "Betalningsreferens: %l", "Ref.nr %0", "ärende %0 i kön", "Ärendenummer i e-tjänsten: %0", "Kvitto %0.",
    "Kundnr %l hos elbolaget.", "Kundnummer %8", "Kollinummer 00%0%8", "Sändning %0 spåras på webben.", "Artikelnummer %6-%4.", "Art.nr %0", "Artikel %7 finns hemma igen.",
    "ISBN 978-91-%2-%5-%n", "ISBN 91-%4-%3-%n", "EAN %i%n", "Streckkod 73%i", "GTIN 0735%0", "batch %d-%s", "Tillverkningsnr %d-%s", "Lot %d%s", "Lotnr: %d-%s",
    "Provnummer %d-%s togs vid råvattenintaget.", "Följesedel %d-%s", "Backup_%D-%t.zip", "Loggen börjar %D%t och slutar %D%t.", "Filen scan_%D%t.pdf saknas.",
    "Körning %D-%t klar.", "Inläst %D %t", "IMG_%D_%t%2.jpg", "Mötet flyttas till 20%2-%t?", "Skickat den %D kl %t.", "GUID %h-%4-4%3-a%3-%8%4", "id=%h%h%h%h",
    "{%h-0000-0000-c000-000000000046}", "version 10.0.%5.%4", "Uppdatera till %n.%n.%2.%n", "firmware %n.%2.%n.%3", "Se avsnitt %n.%n.%n.%n i bilagan.", "Kapitel 2.4.1.3",
    "Serienummer %0", "S/N %0", "serienr %d%s", "Serienummer %w%7", "Mätarnummer %8, ställning %6.", "Anläggnings-id 735999%i", "Elmätaren 735999%i avlästes.",
    "Inventarienr %6", "Kamera med id %0", "Projektnummer %6-%4", "Avtalsnr %6-%4", "Ritning %6-%4", "Objekt 12-%d-%s-07", "Konto %4, kostnadsställe %4", "Kontering %4 %5 %3",
    "Verifikation %8", "Saldo %7,%2 kr", "Summan blev %3 %3 kronor.", "%3 %3,%2 SEK", "Budget %0,50 kr", "Kostnad: %7 kr/år", "Sidorna %4-%4", "åren 19%2-20%2",
    "1914-1918", "läsåret 2024/2025", "(2009:400)", "SFS 20%2:%3", "prop. 2023/24:%2", "SOSFS 2014:%n", "OSL 26:1", "26 kap. 1 §", "skala 1:400", "kl 8:30-11:15", "kl. 0830-1130",
    "Matchen slutade 3-2.", "Resultat 21-19, 15-21", "Sal %w %3 är bokad.", "Kurs MAT 101", "Modell %w%3", "Skrivare HPL 420", "rum F32 på plan 2", "Vitamin B12", "Linje 873 mot stan",
    "papper A4", "E20 är avstängd.", "Blankett K10", "Figur A12.3", "Andelen var 59,2441 och 18,2287 procent.", "Flöde 0,0451 mot 12,3345", "pH 7,21 konduktivitet 34,5 mS/m",
    "IMEI 35%6%6%n", "SIM 8946%0%5", "Lånekort 5000 %4 %4 %4", "Passerkort %0", "Biljett %0", "Licens %w%2-%5-%5", "Nyckel %h%h", "commit %h", "MD5 %h%h%h%h",
    "Danska CPR %d-%4", "Norskt nr %d%5", "Postnr saknas för %2 hushåll", "Av 135 40 invånare svarade 20 procent.", "Temperatur -%2 till +%2 grader", "Höjd +%2.%3 m",
    "Koordinatlista bilaga 4", "Telefontid 08.00-10.00", "Öppet 08-12 och 13-16", "Paragraferna 08-12", "M+%0 l", "kolumn AB%3", "cell B12", "Kod %w %2%n i listan",
    "Pris: 12 st @ 4,50", "Bild logo@2x.png", "Lösenordet ska ha minst tolv tecken.", "Byt lösenord var tredje månad.", "Formatet är ÅÅÅÅMMDD-XXXX.", "Fyll i ÅÅMMDD-NNNN.",
    "Leverans från Karl Johansgatan stoppad.", "Sankt Eriks torg sopas.", "Maria kyrka", "Stora Berg", "Ek och björk planteras.", "Andersson Bygg AB river.",
    "Gamla Lund", "Norra Sverige", "Per capita 2 300 kr", "Hans skola", "Liv och Hälsa", "God Jul", "Svenska Akademien", "Hållplats Björk Allé", "Lilla Torg",
    "Utdrag per %D", "Bilaga %2 till %y års bokslut", "Tid: %T, %T och %T", "%T:%2", "Position i kön: %2", "Bilden är %4 x %4 pixlar", "%n/%n %y", "%2 av %2", "tfn-tid 9-11",
    "Konto 4010 %7 i kontoplanen", "kontonr 5%3-%7 konteras om", "Kontonummer %4 %8 gäller ansvar 22", "Bankgiro byts, se sidan %3-%4 i pärmen", "Tjänstebilen BMW %3 byts i vår.",
    "Lastbilen MAN %3 är såld", "Fordon av typ FMX %3 saknas", "Bilen står vid sal %w %3", "Parkering %w%3 vid torget", "Diagnos ges i rum F%2", "Diagnoskortet skrivs ut på A4",
    "Bokat pass nr %2 på gymmet", "Pass %8 utgår", "Fastighet, se kartblad %2:%n", "Fastighetsägare läs Lukas %n:%2", "Telefonsystemet har kod %5",
    "Tel. till jouren saknas, ärende 0%3-%6", "Ring in på ordernr 08-%6", "Skolan föddes 1985-01-01 när huset byggdes", "klient version %n.%2.%n.%3", "användaren kör %n.%n.%3.%2",
    "Kortnr %L på lånekortet", "Kortnummer i biblioteket: %L", "position %2.%4 %2.%4 i ritningen", "Plusgiro %2 av %3", "Bilaga till bankgiro %n-%4", "Orgnr saknas, kundnr %l", "org.nr se avtal %6-%4",
    "Personnummer saknas, ärende %0", "journal %d-%4", "Lösenordet är hemligt", "MAC %2:%2:%2 i loggen", "Adress saknas för plan 3 Parken 2", "Storgatan byggs om vecka %2", "Trappan vid Ekallén sopas",
    "Blad %n (%2)", "ID %l", "Nr %0 %n", "(%0)", "%6-%4", "%6 %4", "Värde %0", "Medlemsnr %l", "Gatukontoret, plan 3", "Storgatan stängs av vecka 32", "Nedre Parkvägen asfalteras.",
};

static void say_date(struct maker *maker, gboolean century)
{
    say(maker, "%s%02d%02d%02d", century ? "20" : "", draw_int(maker, 12, 25), draw_int(maker, 1, 12), draw_int(maker, 1, 28));
}

static void say_hex(struct maker *maker)
{
    for (int i = 0; i < 8; i++)
        say(maker, "%x", (guint)draw_int(maker, 0, 15));
}

static void say_sign(struct maker *maker, char sign)
{
    char digits[32];
    switch (sign) {
    case 'l':
    case 'L':
        draw_digits(maker, digits, sign == 'l' ? 10 : 16, TRUE);
        say(maker, "%s", digits);
        break;
    case 'd':
    case 'D':
        say_date(maker, sign == 'D');
        break;
    case 't':
    case 'T':
        say(maker, sign == 't' ? "%02d%02d" : "%02d:%02d", draw_int(maker, 0, 23), draw_int(maker, 0, 59));
        break;
    case 'h':
        say_hex(maker);
        break;
    case 'y':
        say(maker, "%d", draw_int(maker, 1995, 2026));
        break;
    case 's':
        say(maker, "%04d", draw_int(maker, 1, 299));
        break;
    case 'i':
        draw_digits(maker, digits, 12, FALSE);
        say(maker, "%s", digits);
        break;
    case 'w':
        for (int i = 0; i < 3; i++)
            say(maker, "%c", "BCDFGHJKLMNPRSTWXZ"[draw_int(maker, 0, 17)]);
        break;
    case 'n':
        say(maker, "%d", draw_int(maker, 1, 9));
        break;
    default:
        draw_digits(maker, digits, sign == '0' ? 10 : (guint)(sign - '0'), FALSE);
        say(maker, "%s", digits);
    }
}

void put_lookalike(struct maker *maker)
{
    for (const char *at = PICK(maker, sentences); *at; at++) {
        if (*at != '%')
            say(maker, "%c", *at);
        else
            say_sign(maker, *++at);
    }
}

void put_date(struct maker *maker)
{
    static const char *const months[] = {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"};
    if (draw_chance(maker, 70))
        say(maker, "%d-%02d-%02d", draw_int(maker, 2012, 2026), draw_int(maker, 1, 12), draw_int(maker, 1, 28));
    else
        say(maker, "den %d %s %d", draw_int(maker, 1, 28), PICK(maker, months), draw_int(maker, 2012, 2026));
}

void put_amount(struct maker *maker)
{
    if (draw_chance(maker, 50))
        say(maker, "%d,%02d", draw_int(maker, 10, 99999), draw_int(maker, 0, 99));
    else if (draw_chance(maker, 50))
        say(maker, "%d %03d", draw_int(maker, 1, 400), draw_int(maker, 0, 999));
    else
        say(maker, "%d", draw_int(maker, 10, 99999));
}

/* What a column of such numbers is called; some headers say nothing. */
const char *lookalike_header(struct maker *maker, int sort)
{
    static const char *const headers[LOOKALIKE_CELLS][4] = {
        {"Fakturanr", "Faktura", "Verifikat", "Nr"}, {"OCR", "Referens", "Betalref", "Id"}, {"Artikelnr", "Artikel", "Produkt", "Kod"},
        {"EAN", "Streckkod", "GTIN", "Kod"}, {"Tidpunkt", "Skapad", "Timestamp", "Tid"}, {"Batch", "Provnr", "Lot", "Märkning"},
        {"GUID", "Id", "Uuid", "Nyckel"}, {"Anläggnings-id", "Mätpunkt", "Mätare", "Objekt"}, {"Ordernr", "Order", "Ärende", "Löpnr"},
        {"Belopp", "Summa", "Värde", "Debet"}, {"Kundnr", "Kund-id", "Medlem", "Id"}, {"Kolli", "Sändning", "Transaktion", "Nr"},
        {"Serienr", "Serienummer", "Tillverkningsnr", "Enhet"}};
    return headers[sort][draw_int(maker, 0, 3)];
}

void put_lookalike_cell(struct maker *maker, int sort, int row)
{
    char digits[32];
    static const char *const forms[LOOKALIKE_CELLS] = {"%0", "%l", "%7", "%i%n", "%D%t", "%d-%s", "%h-%4-4%3-a%3-%8%4", "735999%i", "", "", "%l", "%i", ""};
    switch (sort) {
    case 8: /* running */
        say(maker, "%d", 1180102300 + row * 3 + draw_int(maker, 0, 2));
        return;
    case 9:
        put_amount(maker);
        return;
    case 12: /* a date and a serial, of which a fifth has a good check digit */
        g_snprintf(digits, sizeof digits, "%02d%02d%02d%04d", draw_int(maker, 50, 99), draw_int(maker, 1, 12), draw_int(maker, 1, 28), draw_int(maker, 10, 9999));
        if (draw_chance(maker, 9))
            digits[9] = luhn_digit(digits, 9);
        say(maker, "%s", digits);
        return;
    default:
        for (const char *at = forms[sort]; *at; at++)
            if (*at != '%')
                say(maker, "%c", *at);
            else
                say_sign(maker, *++at);
    }
}
