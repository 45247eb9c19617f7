/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/calibrate.h"

#include <math.h>
#include <string.h>

/* Sorted by rule, then rising. */
static const struct calibration table[] = {
#include "table_calibration.h"
    {NULL, 0, 0},
};

const struct calibration *calibration_find(const char *rule, guint *count)
{
    const struct calibration *first = NULL;
    *count = 0;
    for (const struct calibration *row = table; row->rule; row++) {
        if (strcmp(row->rule, rule) != 0)
            continue;
        first = first ? first : row;
        ++*count;
    }
    return first;
}

static double log_odds(double confidence)
{
    return log(confidence / (1 - confidence));
}

/* Straight lines between the rows in log-odds; beyond the last the distance stays. */
double calibrate(const struct calibration *rows, guint count, double confidence)
{
    if (confidence <= 0.5 || !count)
        return confidence;
    double at = log_odds(confidence), from = 0, to = 0;
    for (guint i = 0; i < count; i++) {
        double next_from = log_odds(rows[i].weighed), next_to = log_odds(rows[i].real);
        if (at < next_from) {
            double odds = exp(to + (at - from) / (next_from - from) * (next_to - to));
            return odds / (1 + odds);
        }
        from = next_from;
        to = next_to;
    }
    double odds = exp(at + to - from);
    return CLAMP(odds / (1 + odds), 0.5, 0.9999);
}
