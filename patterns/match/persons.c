/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/persons.h"

#define ADULT 18

static const char *const number_kinds[] = {"personnummer", "samordningsnummer", "reservnummer", NULL};

gboolean persons_kind(const char *kind)
{
    return g_strv_contains(number_kinds, kind);
}

static gboolean is_minor(const GDate *today, const struct person *born)
{
    if (born->year <= 0 || !g_date_valid(today))
        return FALSE;
    int age = g_date_get_year(today) - born->year;
    int month = (int)g_date_get_month(today), day = g_date_get_day(today);
    if (month < born->month || (month == born->month && day < born->day))
        age--;
    return age >= 0 && age < ADULT;
}

void persons_add(struct persons *persons, const char *kind, const struct person *born)
{
    gboolean minor = is_minor(&persons->today, born);
    if (persons_kind(kind)) {
        persons->numbers++;
        persons->minors += minor;
    } else if (g_str_equal(kind, "fodelsedatum")) {
        persons->dates++;
        persons->dates_minors += minor;
    } else if (g_str_equal(kind, "namn")) {
        persons->names++;
    }
}

void persons_evidence(const struct persons *persons, struct evidence *evidence)
{
    evidence->persons = persons->numbers ? persons->numbers : persons->dates ? persons->dates : persons->names;
    evidence->minors = persons->numbers ? persons->minors : persons->dates_minors;
}
