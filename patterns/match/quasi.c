/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/quasi.h"

#include <string.h>

#define HEAD_BYTES_MAX 80
#define STEMS_MAX 9

/* Stems of a word of the head; "=" the whole word. */
static const char *const stems[QUASI_COUNT][STEMS_MAX + 1] = {
    [QUASI_ALDER] = {"ålder", "alder", "födelse", "fodelse", "född", "fodd", "birth", "=age"},
    [QUASI_KON] = {"=kön", "=kon", "=könstillhörighet", "gender", "=sex"},
    [QUASI_OMRADE] = {"postn", "postort", "stadsdel", "bostadsområde", "hemkommun", "församling", "folkbokföringskommun", "=zip", "bostadsort"},
    [QUASI_YRKE] = {"yrke", "befattning", "yrkestitel", "sysselsättning", "occupation", "arbetsplats", "arbetsgivare"},
    [QUASI_MEDBORGARSKAP] = {"medborgarskap", "födelseland", "fodelseland", "nationalitet", "ursprungsland", "citizenship", "nationality"},
    [QUASI_SPRAK] = {"modersmål", "modersmal", "hemspråk", "tolkspråk", "=språk"},
    [QUASI_CIVILSTAND] = {"civilstånd", "civilstand", "familjetyp", "hushållstyp", "maritalstatus"},
    [QUASI_SKOLA] = {"skolenhet", "=skola", "=klass", "årskurs", "arskurs", "=åk", "förskola"},
    [QUASI_DIAGNOS] = {"diagnos", "=icd", "funktionsnedsättning", "sjukdom"},
    [QUASI_INKOMST] = {"inkomst", "lön", "income", "bidragsbelopp"},
    [QUASI_UTBILDNING] = {"utbildningsnivå", "=utbildning", "examen", "education"},
};

static const char *const summed[] = {"antal", "andel", "procent", "summa", "total", "medel", "snitt", "genomsnitt", "median", "=count", "=n", NULL};

static gboolean begins(const char *word, const char *stem)
{
    return stem[0] == '=' ? strcmp(word, stem + 1) == 0 : g_str_has_prefix(word, stem);
}

static guint32 of_word(const char *word)
{
    for (const char *const *stem = summed; *stem; stem++)
        if (begins(word, *stem))
            return QUASI_SUMMED;
    /* What stands later in the list is the narrower: födelseland before födelse. */
    for (guint i = QUASI_COUNT; i-- > 0;)
        for (const char *const *stem = stems[i]; *stem; stem++)
            if (begins(word, *stem))
                return 1u << i;
    return 0;
}

guint32 quasi_of_head(const char *head, gsize len)
{
    if (len > HEAD_BYTES_MAX || !g_utf8_validate(head, (gssize)len, NULL))
        return 0;
    g_autofree char *low = g_utf8_strdown(head, (gssize)len);
    g_auto(GStrv) words = g_strsplit_set(low, " _-./()%", -1);
    guint32 found = strchr(low, '%') ? QUASI_SUMMED : 0;
    for (guint i = 0; words[i] && !found; i++)
        found = of_word(words[i]);
    return found;
}
