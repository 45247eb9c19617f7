/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an office writes among itself and to others: minutes, mail, invoices, files of payments, logs, notes on machines. */
#include "tests/accuracy/maker.h"

static void draw_persons(struct maker *maker, struct person persons[PERSONS_MAX])
{
    for (guint i = 0; i < PERSONS_MAX; i++)
        draw_person(maker, &persons[i]);
}

static void write_minutes(struct maker *maker)
{
    static const char *const items[] = {
        "§ 12 Val av justerare\n{namn} utses att justera.", "§ 14 Budget\n{mening}", "§ 3 Ärende {dnr}\n{mening}", "Reservation: {namn1} mot beslutet.", "Närvarande: {namn}, {namn1}, {namn2}",
        "Ordförande {namn3}", "Beslutsunderlag: {dnr}", "Tjänsteman: {namn2}, {yrke}", "Utskottet tackar {namn}.", "Jäv: {namn1} deltar inte.", "Nästa möte hålls {datum}.",
        "Kostnaden är {belopp} kronor.", "Fastigheten {fastighet} säljs.", "Bygglov för {fastighet} beviljas.", "Köp från {firma}, org.nr {org}.", "Val av ny ersättare efter {namn3}.", NULL};
    struct person persons[PERSONS_MAX];
    draw_persons(maker, persons);
    say(maker, "SAMMANTRÄDESPROTOKOLL\n");
    fill(maker, "{datum}\n", persons);
    for (int i = draw_int(maker, 1, 3); i > 0; i--) {
        fill_some(maker, items, draw_int(maker, 2, 6), persons);
        put_paragraph(maker, draw_int(maker, 1, 6));
    }
}

static void write_mail(struct maker *maker)
{
    static const char *const bodies[] = {
        "Hej {first1}!", "Du når mig på {tel}.", "Här kommer uppgifterna: {namn2}, {pnr2}.", "Kan du kolla {pnr2}?", "Lägg in {namn2} {pnr2} i systemet.", "Mötet blir {datum}.", "Ring {tel2} efter lunch.",
        "Skicka kopia till {epost3}.", "Hon bor på {adress2} nu.", "Betala till bg {bg}, märk med OCR 1234574.", "Swisha eller sätt in på {konto}, det är mitt bankkonto.", "Vi ses i {skola}.", "{mening}", "{fel}",
        "Lösenord: {ord}", "Inloggning: kalund lösenord: {ord}", "Min bil har regnr {bil}.", "Företagskortet {kort} gäller till 09/27, cvc skickas separat.", "Se {dnr} i diariet.",
        "Fakturan gäller {firma}, {org}.", "Barnets pappa: {namn3}, {tel3}", "Hälsningar\n{namn}\n{yrke}\nTfn {tel}\n{epost}", "/{first}", "Mvh {namn}", NULL};
    struct person persons[PERSONS_MAX];
    draw_persons(maker, persons);
    aside(maker, "inloggning");
    aside(maker, "ekonomi");
    maker->name_order = MAX(maker->name_order, 20); /* a comma would part two addresses */
    fill(maker, "From: {namn} <{epost}>\nTo: {namn1} <{epost1}>\nDate: Tue, 4 Mar 2025 07:42:10 +0100\nSubject: Sv: {mening}\nMessage-ID: <2503040742@tyrestad.invalid>\nMIME-Version: 1.0\n"
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n", persons);
    fill_some(maker, bodies, draw_int(maker, 3, 9), persons);
    if (draw_chance(maker, 40))
        fill(maker, "\n> Från: {namn1}\n> Skickat: {datum}\n> {mening}\n> {mening}\n> {fel}\n", persons);
}

static void write_invoice(struct maker *maker)
{
    static const char *const lines[] = {
        "Fakturanr: 2025004417", "Fakturadatum: {datum}", "Förfallodatum: {datum}", "Bankgiro: {bg}", "Bankgiro {bg}   OCR 8801234574", "Plusgiro {pg}", "Org.nr: {org}", "Organisationsnummer {org}, godkänd för F-skatt",
        "Momsreg.nr SE och orgnr {org}", "Er referens: {namn}", "Vår referens: {namn1}", "IBAN: {iban}", "Att betala: {belopp} kr", "Vid frågor ring {tel}", "{epost}", "{vara}  2 st  {belopp}", "{vara}  12 st  {belopp}",
        "Dröjsmålsränta enligt lag", "Kundnr 4471203", "{fel}", "Ordernr 4500123987", "{adress}", NULL};
    struct person persons[PERSONS_MAX];
    draw_persons(maker, persons);
    fill(maker, "FAKTURA\n{firma}\n", persons);
    for (int i = draw_int(maker, 5, 14); i > 0; i--) {
        fill(maker, lines[draw_int(maker, 0, G_N_ELEMENTS(lines) - 2)], persons);
        say(maker, "\n");
    }
}

/* Rows of fixed width: an account or a number in each. */
static void write_payments(struct maker *maker)
{
    gboolean pay = draw_chance(maker, 50);
    int rows = draw_int(maker, 3, 30);
    say(maker, pay ? "Utbetalning löner, bankkonto och belopp\n" : "Autogiro: betalarens bankgiro, belopp, datum\n");
    for (int i = 0; i < rows; i++) {
        if (pay) {
            say(maker, "kontonr ");
            put_account(maker);
        } else {
            say(maker, "bankgiro ");
            put_bankgiro(maker);
        }
        say(maker, "  %08d  20260327  %012d\n", draw_int(maker, 100, 9999999), draw_int(maker, 1, 999999999));
    }
}

static void write_log(struct maker *maker)
{
    static const char *const lines[] = {
        "inloggning anv=kalund ip={ip}", "user login ok from {ip} session 8f3a", "WARN timeout after 30000 ms", "INFO jobb 2025030407 klart, 1203 rader", "ERROR kod 0x80070005 i modul 4.2.1.7",
        "dhcp lease {mac} 10.0.4.17", "klient {mac} ansluten till wlan", "GET /sok?q=bygglov 200 5123", "batch 8812004417 startad", "anv {epost} bytte lösenord", "export av person {pnr}", "backup 20250304-0742 ok",
        "transaktion 4501982377122 bokförd", "interface eth0 address 192.168.10.4", "version 10.0.19041.3636 installerad", NULL};
    struct person persons[PERSONS_MAX];
    aside(maker, "inloggning");
    for (int i = draw_int(maker, 8, 40); i > 0; i--) {
        draw_persons(maker, persons);
        say(maker, "2025-%02d-%02d %02d:%02d:%02d ", draw_int(maker, 1, 12), draw_int(maker, 1, 28), draw_int(maker, 0, 23), draw_int(maker, 0, 59), draw_int(maker, 0, 59));
        fill(maker, lines[draw_int(maker, 0, G_N_ELEMENTS(lines) - 2)], persons);
        say(maker, "\n");
    }
}

static void write_machines(struct maker *maker)
{
    static const char *const lines[] = {
        "Server arkiv01, lösenord: {ord}", "password = {ord}", "api_token: {token}", "export TOKEN={token}", "Nyckel till molnet {token}", "MAC-adress {mac}", "Skrivaren har fysisk adress {mac}",
        "Publik ip-adress för användare: {ip}", "{nyckel}", "{mening}", "Brandväggen kör 9.1.4.2 sedan i våras.", "dns 10.0.0.53, gateway 10.0.0.1", "Kontakta {namn}, {tel}", "Serienummer CNX7741203", "{fel}",
        "SMTP-relä: mail.tyrestad.invalid port 587", "Standardkontot har lösenord: {ord}", NULL};
    struct person persons[PERSONS_MAX];
    draw_persons(maker, persons);
    aside(maker, "inloggning");
    say(maker, "Driftdokumentation\n\n");
    for (int i = draw_int(maker, 5, 16); i > 0; i--) {
        fill(maker, lines[draw_int(maker, 0, G_N_ELEMENTS(lines) - 2)], persons);
        say(maker, "\n");
    }
}

/* Numbers and names one a line, with nothing around them. */
static void write_bare(struct maker *maker)
{
    int what = draw_int(maker, 0, 4);
    for (int i = draw_int(maker, 5, 60); i > 0; i--) {
        struct person persons[PERSONS_MAX];
        draw_persons(maker, persons);
        static const char *const lines[] = {"{pnr}", "{namn} {pnr}", "{pnr} {namn}", "{namn}\t{tel}", "{namn}, {epost}"};
        fill(maker, lines[what], persons);
        say(maker, "\n");
    }
}

const struct sort office_sorts[] = {
    {"protokoll", write_minutes, 6, "txt"}, {"e-posttråd", write_mail, 6, "eml"}, {"faktura", write_invoice, 5, "txt"}, {"betalningsfil", write_payments, 2, "txt"},
    {"logg", write_log, 4, "log"}, {"IT-dokumentation", write_machines, 3, "txt"}, {"lista", write_bare, 3, "txt"}, {NULL, NULL, 0, NULL}};
