/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What personnummer and samordningsnummer have in common: spellings, century, serial and check digit. */
#pragma once

#include "patterns/check/check.h"

/* TRUE where a birth on this day can stand in such a number; day as written (61-91 in a samordningsnummer). */
typedef gboolean (idnumber_day)(int year, int month, int day);

/* Reads a number in any spelling and fills the result, value as twelve digits; day as written. */
gboolean idnumber_read(struct text spelt, const struct check_env *env, idnumber_day *possible, struct check_result *result);
/* The same for ten or twelve bare digits, without the look at spelling. */
gboolean idnumber_bare(const char *at, gsize len, const struct check_env *env, idnumber_day *possible, struct check_result *result);
/* A day of personnummer. */
gboolean idnumber_birthday(int year, int month, int day);
