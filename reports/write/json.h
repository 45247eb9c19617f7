/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as text: strings and numbers, whatever bytes and locale. */
#pragma once

#include <glib.h>

/* Appends the string in quotes; what is not UTF-8 becomes U+FFFD, control characters are escaped. NULL becomes null. */
void json_string(GString *to, const char *string);
/* Appends a chance of 0-1 with at most three decimals, never rounded up: nothing looks surer than it is. */
void json_chance(GString *to, double chance);
