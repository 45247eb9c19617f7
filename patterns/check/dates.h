/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates of birth: whether a day exists, and which century two digits of a year stand for. */
#pragma once

#include "patterns/check/check.h"

/* No births before this year are looked for. */
#define DATES_FIRST_YEAR 1840

gboolean dates_real(int year, int month, int day);
/* Days in the month; 0 where there is no such month. */
int dates_days(int year, int month);
/* The year that a ten-digit number's two digits stand for, seen from the file's own date; sign is '-', '+' (turned 100)
 * or 0. SFS 1991:481 18 section: the plus stands from the year in which the person turns 100. */
int dates_century(int two, int month, int day, char sign, const struct check_env *env);
/* TRUE where a birth in that year cannot have happened yet, neither by the file's date nor by the scan's. */
gboolean dates_future(int year, const struct check_env *env);
