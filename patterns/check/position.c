/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Positions in Sweden: WGS 84 in degrees (four decimals or more, or minutes and seconds), SWEREF 99 TM and its zones,
 * RT 90. Ranges: Lantmäteriet (mapref) and the projections' parameters. */
#include "patterns/check/check.h"

/* The numbers of the text, decimals after a point. Signs other than digits and points end a number. */
static guint read_numbers(struct text spelt, double *out, guint max, int *decimals)
{
    guint count = 0;

    *decimals = 99;
    for (gsize i = 0; i < spelt.len;) {
        double number = 0, unit = 1;
        int places = 0;

        if (!g_ascii_isdigit(spelt.at[i])) {
            i++;
            continue;
        }
        if (count == max)
            return 0;
        for (; i < spelt.len && g_ascii_isdigit(spelt.at[i]); i++)
            number = number * 10 + (spelt.at[i] - '0');
        if (i + 1 < spelt.len && spelt.at[i] == '.' && g_ascii_isdigit(spelt.at[i + 1]))
            for (i++; i < spelt.len && g_ascii_isdigit(spelt.at[i]); i++, places++)
                number += (spelt.at[i] - '0') * (unit /= 10);
        *decimals = MIN(*decimals, places);
        out[count++] = number;
    }
    return count;
}

static gboolean between(double value, double low, double high)
{
    return value >= low && value <= high;
}

static gboolean sweden(double latitude, double longitude)
{
    return between(latitude, 55.0, 69.1) && between(longitude, 10.5, 24.2);
}

static gboolean grid(double north, double east)
{
    if (between(north, 6130000, 7675000) && (between(east, 260000, 920000) || between(east, 50000, 260000)))
        return TRUE;
    return between(north, 6100000, 7700000) && between(east, 1200000, 1900000);
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    double n[6];
    int decimals;
    guint count = read_numbers(spelt, n, G_N_ELEMENTS(n), &decimals);

    memset(result, 0, sizeof *result);
    if (count == 6) {
        n[0] += n[1] / 60 + n[2] / 3600;
        n[1] = n[3] + n[4] / 60 + n[5] / 3600;
        decimals = 4;
    } else if (count == 4) {
        n[0] += n[1] / 60;
        n[1] = n[2] + n[3] / 60;
        decimals = 4;
    } else if (count != 2) {
        return FALSE;
    }
    if (sweden(n[0], n[1]) && decimals >= 4)
        g_snprintf(result->value, sizeof result->value, "%.5f, %.5f", n[0], n[1]);
    else if (grid(n[0], n[1]))
        g_snprintf(result->value, sizeof result->value, "%.0f, %.0f", n[0], n[1]);
    else
        return FALSE;
    result->chance = 0.9;
    return TRUE;
}

const struct check check_position = {.name = "position", .valid = valid};
