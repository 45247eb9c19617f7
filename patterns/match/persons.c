/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/persons.h"

#define ADULT 18

static const char *const number_kinds[] = {"personnummer", "samordningsnummer", "reservnummer", NULL};
/* What tells of a person without a number of its own: by the day of birth, or by the name alone. */
static const char *const date_kinds[] = {"fodelsedatum", "pass", NULL};
static const char *const name_kinds[] = {"namn", NULL};

gboolean persons_kind(const char *kind)
{
    return g_strv_contains(number_kinds, kind);
}

static gboolean is_minor(const GDate *today, int day_of_birth)
{
    if (day_of_birth <= 0 || !g_date_valid(today))
        return FALSE;
    int now = (g_date_get_year(today) * 100 + (int)g_date_get_month(today)) * 100 + g_date_get_day(today);
    return day_of_birth <= now && now < day_of_birth + ADULT * 10000;
}

static gpointer day_of(const struct person *born)
{
    return GINT_TO_POINTER((born->year * 100 + born->month) * 100 + born->day);
}

void persons_init(struct persons *persons, const GDate *today)
{
    *persons = (struct persons){.today = *today, .born = g_hash_table_new(g_direct_hash, g_direct_equal), .dates = g_hash_table_new(g_direct_hash, g_direct_equal)};
}

void persons_clear(struct persons *persons)
{
    g_hash_table_unref(persons->born);
    g_hash_table_unref(persons->dates);
}

void persons_add(struct persons *persons, const char *kind, const struct person *born)
{
    if (g_strv_contains(name_kinds, kind)) {
        persons->names++;
    } else if (g_strv_contains(date_kinds, kind)) {
        g_hash_table_add(persons->dates, day_of(born));
    } else {
        persons->numbers++;
        persons->minors += is_minor(&persons->today, GPOINTER_TO_INT(day_of(born)));
        g_hash_table_add(persons->born, day_of(born));
    }
}

gboolean persons_counts(const struct persons *persons, const char *kind, const struct person *born)
{
    if (g_strv_contains(name_kinds, kind))
        return persons->numbers == 0 && g_hash_table_size(persons->dates) == 0;
    return !g_strv_contains(date_kinds, kind) || !g_hash_table_contains(persons->born, day_of(born));
}

void persons_evidence(const struct persons *persons, struct evidence *evidence)
{
    GHashTableIter iter;
    gpointer day;
    evidence->persons = persons->numbers;
    evidence->minors = persons->minors;
    g_hash_table_iter_init(&iter, persons->dates);
    while (g_hash_table_iter_next(&iter, &day, NULL)) {
        if (g_hash_table_contains(persons->born, day))
            continue;
        evidence->persons++;
        evidence->minors += is_minor(&persons->today, GPOINTER_TO_INT(day));
    }
    if (evidence->persons == 0)
        evidence->persons = persons->names;
}
