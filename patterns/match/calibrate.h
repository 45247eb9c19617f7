/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the weights of a rule come to is held against labelled documents: of the rule's hits with such a confidence so many were real. Each rule has a rising
 * curve from (0.5, 0.5) on, so that what is found stays found; below, and for an organisation's own rules, nothing is changed. The table is
 * patterns/data/calibration.txt; `make calibrate` measures it anew.
 */
#pragma once

#include <glib.h>

struct calibration {
    const char *rule;
    double weighed, real; /* confidence before and after */
};

/* The rule's part of the table and its length; NULL: it has none. */
const struct calibration *calibration_find(const char *rule, guint *count);
double calibrate(const struct calibration *rows, guint count, double confidence);
