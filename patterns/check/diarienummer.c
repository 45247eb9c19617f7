/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diarienummer: a year, a running number and as a rule the nämnd's letters, in the order that each kommun has chosen
 * (2024/KS 0107, KS/2019/0001/0009, KS-2014/742.912, SN 2024-00123). The year must be one that a diary can have. */
#include "patterns/check/check.h"
#include "patterns/check/dates.h"
#include "patterns/check/digits.h"
#include "patterns/check/words.h"
#include "scanner/base/i18n.h"

/* Running to the next, four digits that are a year from 1950 to the file's. */
static gboolean has_year(const char *at, const struct check_env *env)
{
    for (const char *c = at; *c;) {
        gsize len = strspn(c, "0123456789");
        if (len == 4 && digits_number(c, 4) >= 1950 && !dates_future(digits_number(c, 4), env))
            return TRUE;
        c += len ? len : 1;
    }
    return FALSE;
}

/* "09/20" after the nämnd's letters, as older diaries wrote it. */
static gboolean short_year(const char *at)
{
    const char *slash = strchr(at, '/');
    return slash && slash - at >= 2 && digits_all(slash - 2, 2) && g_ascii_isdigit(slash[1]);
}

/* Letters that stand before a year and a number in statutes, standards and lists of faults; and all that ends in FS, as
 * the collections of statutes do (SFS, AFS, HSLF-FS). */
static const char *const others[] = {
    "CVE", "DSA", "DLA", "USN", "RFC", "ISO", "IEC", "EN", "SS", "SIS", "SOU", "DS", "DIR", "LAG", "LAGEN", "PROP", "SKR", "BET",
    "EU", "EG", "EES", "EEG", "NR", "NJA", "HFD", "RÅ", "MÖD", "AD", "JO", "JK", "ÅR", "ÅRET", "HT", "VT", "LÄSÅR", "LÄSÅRET",
    "SÄSONG", "JAN", "FEB", "MARS", "APRIL", "MAJ", "JUNI", "JULI", "AUG", "SEPT", "OKT", "NOV", "DEC", "SID", "SIDAN", NULL,
};

static gboolean other_series(const char *at)
{
    gsize len = 0;

    at += strspn(at, "0123456789/ ");
    while ((guchar)at[len] >= 0x80 || g_ascii_isalpha(at[len]))
        len++;
    g_autofree char *letters = g_strndup(at, len);
    return g_strv_contains(others, letters) || (len > 2 && g_str_has_suffix(letters, "FS"));
}

/* Letters of nämnder and förvaltningar, as many kommuner use them. Others have their own: those want a word. */
static const char *const boards[] = {
    "KS", "KSP", "KSF", "KSN", "KSAU", "KF", "SN", "SON", "SOC", "IFN", "IFO", "AN", "ASN", "ÄN", "ÄLN", "ON", "OMN", "VON", "VOF", "HSN", "BUN", "UN", "UBN",
    "UTN", "BIN", "GN", "GVN", "GYN", "GYV", "BMN", "FSN", "FGN", "ÖFN", "ÖN", "MSN", "MN", "MBN", "MHN", "MRN", "BN", "BYN", "SBN", "SMN", "TN", "TF", "TKN",
    "KFN", "KN", "FN", "KUN", "KTN", "PN", "HVN", "VN", "NÄMND", "RN", "REV", "LN", "FFN", "NF", "RS", "RSK", "STN", "SBF", "KLK", "KSK", "MK", "NU", "SU",
    "AU", "KTF", "MBF", "BUF", "UBF", "SOCN", "VAL", "KHN", "NHN", "TEKN", "KLF", "DNR", NULL,
};

static gboolean board(const char *at)
{
    gsize skip = strspn(at, "0123456789/ "), len = 0;

    while ((guchar)at[skip + len] >= 0x80 || g_ascii_isalpha(at[skip + len]))
        len++;
    g_autofree char *letters = g_strndup(at + skip, len);
    return len == 0 || g_strv_contains(boards, letters);
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    memset(result, 0, sizeof *result);
    if (!words_upper(spelt, result->value, sizeof result->value))
        return FALSE;
    if (other_series(result->value))
        return FALSE;
    if (!has_year(result->value, env) && !short_year(result->value))
        return FALSE;
    if (!board(result->value)) {
        result->likelihood = 0.08;
        result->likely_why = N_("no letters of a nämnd that is known");
    }
    result->chance = 0.9;
    return TRUE;
}

const struct check check_diarienummer = {.name = "diarienummer", .valid = valid};
