/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents about nobody, full of the words of themes: statutes, handbooks, policies, statistics, surveys, plans. */
#include "tests/accuracy/maker.h"

static const char *const about[] = {
    "En orosanmälan ska bedömas samma dag.", "Socialnämnden ansvarar för ekonomiskt bistånd och familjehem.", "Läkarintyg krävs från åttonde dagen.", "Eleven har rätt till åtgärdsprogram och särskilt stöd.",
    "Vid misstanke om brott görs polisanmälan.", "Personalakter förvaras i låst skåp.", "Sekretessmarkering innebär en varningssignal.", "Rehabiliteringsplan upprättas med medarbetaren.",
    "Diagnos skrivs in av ansvarig läkare.", "Anbudsöppning sker med två tjänstemän närvarande.", "Kronofogden verkställer utmätning.", "Frånvaro följs upp av mentor och elevhälsa.",
    "Den som är placerad i jourhem har rätt till umgänge.", "Skyddade personuppgifter hanteras enligt särskild rutin.", "Personnummer skrivs med bindestreck.", "Ange personnummer, adress och telefonnummer.",
    "Kontonummer lämnas på blanketten.", "Facklig tillhörighet får inte registreras.", NULL};

static void write_about(struct maker *maker, const char *const *titles, const char *const *own)
{
    struct person nobody[PERSONS_MAX];
    for (guint i = 0; i < PERSONS_MAX; i++)
        draw_person(maker, &nobody[i]);
    fill_some(maker, titles, 1, nobody);
    for (int i = draw_int(maker, 2, 6); i > 0; i--) {
        fill_some(maker, about, draw_int(maker, 1, 5), nobody);
        fill_some(maker, own, draw_int(maker, 1, 4), nobody);
        put_paragraph(maker, draw_int(maker, 1, 5));
    }
}

static void write_statute(struct maker *maker)
{
    static const char *const titles[] = {"Socialtjänstlag (2025:400)", "Lag (2022:1697) om samordningsnummer", "Lokala ordningsföreskrifter för Tyrestads kommun", "Offentlighets- och sekretesslag (2009:400)", NULL};
    static const char *const own[] = {"1 kap. 1 § Denna lag gäller från {datum}.", "Lag (2018:585).", "26 kap. 1 § Sekretess gäller för uppgift om enskilds personliga förhållanden.", "SFS 1991:481",
                                      "Prop. 2024/25:89, bet. 2024/25:SoU21, rskr. 2024/25:234.", "3 § Nämnden får meddela föreskrifter.", "Förordning (2001:637) upphävs.", "CELEX-nr 32016R0679", NULL};
    write_about(maker, titles, own);
}

static void write_handbook(struct maker *maker)
{
    static const char *const titles[] = {"Handbok för handläggare", "Riktlinje för barnavårdsutredningar", "Rutin vid sjukfrånvaro", "Policy för informationssäkerhet", "Vägledning om elevhälsa", "Lathund för registrering", NULL};
    static const char *const own[] = {"Se bilaga 3, sidan 14.", "Versionshistorik: 1.0, 1.1, 2.0.3", "Exempel: ÅÅÅÅMMDD-XXXX", "Fastställd {datum}, {dnr}", "Blankett SN-124 används.", "Checklistan har 12 punkter.", "Kontakta registrator.",
                                      "Giltig till 2027-12-31.", "Förvaras i 10 år och gallras sedan.", "Telefontid 08.30-10.00.", NULL};
    write_about(maker, titles, own);
}

static void write_statistics(struct maker *maker)
{
    static const char *const titles[] = {"Statistik 2024", "Enkätresultat förskola", "Öppna jämförelser: hemtjänst", "Befolkningsprognos", "Årsredovisning", NULL};
    static const char *const own[] = {"Andel: 12,4 procent (n=1203).", "2019 2020 2021 2022 2023", "Antal 4512 4803 5120 5533", "Medelvärde 3,42 standardavvikelse 0,81", "Kvinnor 12 345 män 11 987", "Index 100,0 102,3 104,9",
                                      "Svarsfrekvens 64 %", "Utfall 1 203 400 mot budget 1 250 000", "p=0,0312", "Tabell 4.2 Kostnad per brukare", "1980-01-01 till 2024-12-31", NULL};
    write_about(maker, titles, own);
    if (draw_chance(maker, 60))
        for (int row = draw_int(maker, 4, 20); row > 0; row--)
            say(maker, "%d\t%d\t%d\t%d,%d\t%d %03d %03d\n", draw_int(maker, 1990, 2025), draw_int(maker, 1000, 99999), draw_int(maker, 100000, 9999999), draw_int(maker, 0, 99),
                draw_int(maker, 0, 9999), draw_int(maker, 1, 99), draw_int(maker, 0, 999), draw_int(maker, 0, 999));
}

static void write_web(struct maker *maker)
{
    static const char *const titles[] = {"Välkommen till kommunens webbplats", "Frågor och svar om bygglov", "Nyhetsbrev mars", "Lediga jobb", "Pressmeddelande", NULL};
    static const char *const own[] = {"Öppettider: måndag 8-16.30, fredag 8-15.", "Läs mer på webbplatsen.", "Evenemanget börjar kl 18.00 i Folkets hus.", "Sök senast {datum}.", "Biljetter 120 kr, barn 60 kr.", "Vi söker dig som är {yrke}.",
                                      "Storgatan stängs av vecka 32.", "Bussarna 816 och 875 går var 20:e minut.", "Följ oss som @tyrestad.", "Ref 2025/114", NULL};
    write_about(maker, titles, own);
}

/* Instructions, examples of code, lists of codes: digits without end. */
static void write_codes(struct maker *maker)
{
    int rows = draw_int(maker, 10, 80), sort = draw_int(maker, 0, LOOKALIKE_CELLS - 1);
    for (int row = 0; row < rows; row++) {
        if (draw_chance(maker, 70))
            put_lookalike_cell(maker, sort, row);
        else
            put_lookalike(maker);
        say(maker, draw_chance(maker, 50) ? "\n" : "  ");
    }
}

const struct sort public_sorts[] = {
    {"lag", write_statute, 4, "txt"}, {"handbok", write_handbook, 6, "txt"}, {"statistik", write_statistics, 5, "txt"}, {"webb", write_web, 4, "txt"}, {"koder", write_codes, 4, "txt"},
    {NULL, NULL, 0, NULL}};
