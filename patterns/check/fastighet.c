/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fastighetsbeteckning: Lantmäteriet (GEODOK 11): kommun, trakt or kvarter, block and enhet ("Skoby Berga 1:2"), or
 * a kvarter and its number. Times, verses and results look alike: words that stand before those are no trakt. */
#include "patterns/check/check.h"
#include "patterns/check/words.h"

static const char *const others[] = {
    "KL", "KLOCKAN", "MATTEUS", "MARKUS", "LUKAS", "JOHANNES", "PSALTAREN", "MOSEBOK", "JESAJA", "OSL", "SKALA", "LAG", "SFS",
    "KAP", "GDPR", "HSL", "SOL", "LSS", "LVU", "KAPITEL", "AVSNITT", "SIDAN", "TABELL", "BILAGA", "FIGUR", "RESULTAT",
    "MÅNDAG", "TISDAG", "ONSDAG", "TORSDAG", "FREDAG", "LÖRDAG", "SÖNDAG", "MÅN", "TIS", "ONS", "TORS", "FRE", "LÖR", "SÖN",
    "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY",
    "JAN", "FEB", "MAR", "APR", "MAJ", "MAY", "JUN", "JUL", "AUG", "SEP", "OKT", "OCT", "NOV", "DEC", "DATUM", "TID", "START",
    "SLUT", "VERSION", "UTGÅVA", "PROP", "SOU", "ARTIKEL", "KORAN", "BIBELN", "ENLIGT", "JFR", "SE", "KOR", "MOS",
    "ROM", "ROMARBREVET", "APG", "UPP", "PS", "PSALM", "MATT", "MARK", "LUK", "JOH", "MB", "PBL", "BRB", "RB", "FB", "ÄB", "JB", "KL", "FL", "FPL", "TF", "YGL", "RF", "MBL",
    "AML", "FAL", "PDL", "PSL", "LUL", "LVM", "LPT", "LRV", "IL", "SFL", "UB", "KK", "KKL", "LOU", "LAS", "SKOLL", "SKOLLAGEN", "UTLL", "RATIO", "LAGBOKEN", "KARTBLAD", "BLAD", "KARTAN", "FORMAT", "ENTRÉN", "TORGET",
    "CENTRALEN", "STATIONEN", "AVGÅNG", "ANKOMST", "SURA", "LINE", "PORT", "NOTE", NULL,
};

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    g_auto(GStrv) words = NULL;
    guint count;

    memset(result, 0, sizeof *result);
    if (!words_upper(spelt, result->value, sizeof result->value))
        return FALSE;
    words = g_strsplit(result->value, " ", -1);
    count = g_strv_length(words);
    if (count < 2)
        return FALSE;
    for (guint i = 0; i + 1 < count; i++) {
        g_autofree char *word = g_strdelimit(g_strdup(words[i]), ".:", ' ');
        if (g_strv_contains(others, g_strstrip(word)))
            return FALSE;
    }
    result->chance = 0.9;
    return TRUE;
}

const struct check check_fastighet = {.name = "fastighet", .valid = valid};
