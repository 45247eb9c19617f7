/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vehicle registration: three letters, two digits, a digit or letter; I, Q, V and åäö never stand there, nor O at the
 * end (transportstyrelsen.se). Triplets that Transportstyrelsen does not give out are no plates. */
#include "patterns/check/check.h"
#include "patterns/check/digits.h"
#include "scanner/base/i18n.h"

static const char blocked[] =
    " APA ARG ASS BAJ BSS CUC CUK DUM ETA ETT FAG FAN FEG FEL FEM FES FET FNL FUC FUK FUL GAM GAY GEJ GEY GHB GUD GYN"
    " HAT HBT HKH HOR HOT KGB KKK KUC KUF KUG KUK KYK LAM LAT LEM LOJ LSD LUS MAD MAO MEN MES MLB MUS NAZ NRP NSF NYP"
    " OND OOO ORM PAJ PKK PLO PMS PUB RAP RAS ROM RPS RUS SEG SEX SJU SOS SPY SUG SUP SUR TBC TOA TOK TRE TYP UFO USA"
    " WAM WAR WWW XTC XTZ XXL XXX ZEX ZOG ZPY ZUG ZUP ZOO ";

/* Plates as well, but oftener a make and its model. */
static const char makes[] = " BMW MAN KIA DAF GMC JAC CLA CLS GLA GLB GLC GLE GLS FMX AMG SKF XPS ";

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    static const char letters[] = "ABCDEFGHJKLMNOPRSTUWXYZ";
    char at[7], key[6];

    memset(result, 0, sizeof *result);
    if (digits_compact(spelt, at, 6) != 6)
        return FALSE;
    for (gsize i = 0; i < 3; i++)
        if (!strchr(letters, at[i]))
            return FALSE;
    if (!digits_all(at + 3, 2) || !(g_ascii_isdigit(at[5]) || (at[5] != 'O' && strchr(letters, at[5]))))
        return FALSE;
    g_snprintf(key, sizeof key, " %.3s ", at);
    if (strstr(blocked, key) || g_str_has_suffix(at, "000"))
        return FALSE;
    g_strlcpy(result->value, at, sizeof result->value);
    result->chance = 0.9;
    if (strstr(makes, key)) {
        result->likelihood = 0.03;
        result->likely_why = N_("makes of cars are written so");
    }
    return TRUE;
}

const struct check check_fordon = {.name = "fordon", .valid = valid};
