/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents about single persons. */
#include "tests/accuracy/maker.h"

static const char *const heads[] = {
    "{dnr}\n", "Dnr {dnr}\n", "Datum: {datum}\n", "{datum}\nDiarienummer: {dnr}\n", "Tyrestads kommun\n{datum}\n", "TYRESTADS KOMMUN   BESLUT   {datum}\n", "",
    "Socialförvaltningen\nHandläggare: {namn3}, {tel3}\n", "Handläggare\n{namn3}\n{epost3}\n", "Ärende: {dnr}\nHandläggare: {namn3}\n", NULL};

static const char *const introductions[] = {
    "Sökande: {namn}, {pnr}", "{namn} ({pnr})", "Avser: {namn} {pnr}", "{namn}, {pnr}, {adress}", "Personnummer: {pnr}\nNamn: {namn}",
    "Namn: {namn}\nPersonnummer: {pnr}\nAdress: {adress}\nTelefon: {tel}", "Klient {namn}, pnr {pnr}", "{pnr}\n{namn}\n{adress}", "Den enskilde: {namn}, {pnr}",
    "Pers.nr {pnr}", "Ärendet gäller {namn} med personnummer {pnr}.", "Barnets namn: {namn}\nBarnets personnummer: {pnr}", "Vårdtagare\t{namn}\t{pnr}",
    "{namn} f. {fodd}", "{namn}, född {fodd}", "Uppgifter om {namn}, {mask}", "Personnr\tNamn\n{pnr}\t{namn}", "ID: {pnr}", NULL};

static const char *const facts[] = {
    "{first} bor på {adress}.", "Hon nås på {tel}.", "Telefon {tel}", "Mobil: {tel}", "Maila {epost} om tiden ändras.", "E-post: {epost}", "Maken heter {namn1} ({pnr1}).",
    "Vårdnadshavare är {namn1}, {pnr1}, tfn {tel1}.", "Sambon {namn1}, {pnr1}, har god ekonomi.", "Kontaktperson {namn2}, {tel2}.", "God man: {namn2}, {adress2}",
    "Barn i hushållet: {namn1} {pnr1} och {namn2} {pnr2}.", "Modern {namn1} ringde från {tel1}.", "{namn2} (f. {fodd2}) följde med.", "Hyresvärden {firma}, org.nr {org}, har sagt upp avtalet.",
    "Hyran är {belopp} kr och betalas till bankgiro {bg}.", "Ersättningen sätts in på konto {konto}.", "Clearing- och kontonummer: {konto}", "Bankkonto {konto} i Swedbank.",
    "Utbetalning sker till {konto} den 27:e.", "IBAN {iban}", "Hon äger fastigheten {fastighet}.", "Bilen {bil} är avställd.", "Fordon med regnr {bil}.", "Pass nr {passnr} visades upp.",
    "Passnummer: {passnr}", "Bror: {namn1}, {tel1}", "Tidigare beslut har {dnr}.", "Jämför ärende {dnr}.", "Se även dnr {dnr}.", "Plusgiro {pg} används för avgiften.",
    "Numret {pnr1} tillhör brodern.", "Kopia till {pnr2}.", "Bor hos {namn1}, {gata1}.", "Flyttade till {adress} i våras.", "Senaste position {position} enligt larmet.",
    "Tillfälligt reservnummer {reserv} användes av regionen.", "Mottagare {pnr1}", "Tolken {namn1} deltog.", "Hemadress {adress}, c/o {namn2}.", "{namn2} {tel2}", NULL};

static const char *const social[] = {
    "Orosanmälan inkom från {skola} och gäller bråk i hemmet.", "Familjen har sökt ekonomiskt bistånd sedan i höstas.", "Vi gör en förhandsbedömning inom fjorton dagar.",
    "Beslut om kontaktfamilj enligt socialtjänstlagen.", "Barnavårdsutredningen är klar.", "Klienten beviljas försörjningsstöd med {belopp} kronor.", "Placering i familjehem övervägs.",
    "Socialsekreteraren gör hembesök på tisdag, umgänget sker under uppsikt.", NULL};
static const char *const health[] = {
    "Diagnos {diagnos} enligt läkarintyget.", "Huvuddiagnos: {diagnos}, bidiagnos {diagnos}", "Patienten är sjukskriven, diagnoskod {diagnos}.", "Läkarutlåtande har begärts från vårdcentralen.",
    "Trycksår på hälen, omläggning varje dag.", "Journalanteckning {datum}: sov dåligt, ordination oförändrad.", "ADL-bedömning visar behov av hjälpmedel.", "Medicinering och biverkningar gicks igenom.",
    "Diagnosen {diagnos} diskuterades inte.", NULL};
static const char *const school[] = {
    "Åtgärdsprogram upprättas för eleven på {skola}.", "Pedagogisk utredning visar läs- och skrivsvårigheter.", "Elevhälsoteamet träffade eleven, frånvaron är hög.",
    "Eleven stängdes av en vecka, kränkningsanmälan är gjord.", "Särskilt stöd i matematik, anpassad studiegång.", "Skolsköterska och mentor deltog på mötet.", NULL};
static const char *const staff[] = {
    "Medarbetarsamtal hölls med {yrke}.", "Rehabiliteringsplan enligt Försäkringskassan.", "Skriftlig varning utdelas, överläggning med facket.", "Ny lön {belopp} kr efter lönesamtal.",
    "Anställningen upphör, arbetsgivarintyg skickas.", "Sjukanmälan för tredje gången, karensavdrag.", NULL};
static const char *const crime[] = {
    "Polisanmälan om misshandel är gjord.", "Han är dömd till skyddstillsyn för narkotikabrott.", "Utdrag ur belastningsregistret visades upp.", "Åtal väcks för stöld och skadegörelse.",
    "Kontaktförbud gäller mot målsäganden.", NULL};

static void write_case(struct maker *maker, const char *const *subject, const char *name, int facts_max)
{
    struct person persons[PERSONS_MAX];
    for (guint i = 0; i < PERSONS_MAX; i++)
        draw_person(maker, &persons[i]);
    fill_some(maker, heads, 1, persons);
    fill_some(maker, introductions, 1, persons);
    put_paragraph(maker, draw_int(maker, 0, 3));
    fill_some(maker, subject, draw_int(maker, 2, 4), persons);
    aside(maker, "ekonomi"); /* accounts and rents stand among the facts */
    theme(maker, name);
    fill_some(maker, facts, draw_int(maker, 1, facts_max), persons);
    put_paragraph(maker, draw_int(maker, 0, 6));
    if (draw_chance(maker, 50))
        fill(maker, draw_chance(maker, 50) ? "\nVid pennan\n{namn3}\n" : "\n{namn3}\n{yrke}, tfn {tel3}\n", persons);
}

static void write_social(struct maker *maker)
{
    write_case(maker, social, "socialtjanst", 8);
}

static void write_health(struct maker *maker)
{
    write_case(maker, health, "halsa", 5);
}

static void write_school(struct maker *maker)
{
    write_case(maker, school, "skola", 5);
}

static void write_staff(struct maker *maker)
{
    write_case(maker, staff, "personal", 6);
}

static void write_crime(struct maker *maker)
{
    aside(maker, "skyddad_identitet"); /* a contact ban */
    write_case(maker, crime, "brott", 5);
}

/* A form: what is asked, and the answer. */
static void write_form(struct maker *maker)
{
    static const char *const lines[] = {
        "Personnummer: {pnr}", "Personnr (ååååmmdd-nnnn)\n{pnr}", "Namn: {namn}", "För- och efternamn\n{namn}", "Adress: {adress}", "Telefon dagtid: {tel}", "Mobiltelefon\n{tel}",
        "E-postadress: {epost}", "Clearingnummer och kontonummer: {konto}", "Bankgiro: {bg}", "Plusgironr: {pg}", "Organisationsnummer: {org}", "Företag: {firma}", "Registreringsnummer: {bil}",
        "Fastighetsbeteckning: {fastighet}", "Medsökande, personnummer: {pnr1}", "Medsökandes namn: {namn1}", "Kortnummer: {kort}", "Utländskt konto (IBAN): {iban}", "Ärendenr: {dnr}",
        "Födelsedatum barn: {fodd2}", "Passnr: {passnr}", "Underskrift: {namn}", "Kundnummer: 4471203", "Antal dagar: 12", "Datum: {datum}", "Belopp: {belopp} kr", "Övrigt: {mening}", NULL};
    struct person persons[PERSONS_MAX];
    for (guint i = 0; i < PERSONS_MAX; i++)
        draw_person(maker, &persons[i]);
    aside(maker, "ekonomi");
    say(maker, draw_chance(maker, 50) ? "ANSÖKAN\n\n" : "Anmälan till kommunen\n");
    guint count = (guint)draw_int(maker, 5, 14);
    for (guint i = 0; i < count; i++) {
        fill(maker, lines[draw_int(maker, 0, G_N_ELEMENTS(lines) - 2)], persons);
        say(maker, "\n");
    }
}

const struct sort letter_sorts[] = {
    {"beslut och utredning", write_social, 8, "txt"}, {"journalanteckning", write_health, 5, "txt"}, {"elevakt", write_school, 5, "txt"},
    {"personalärende", write_staff, 4, "txt"}, {"brottsutredning", write_crime, 2, "txt"}, {"blankett", write_form, 6, "txt"}, {NULL, NULL, 0, NULL}};
