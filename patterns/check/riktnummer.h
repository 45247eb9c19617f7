/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Swedish numbering plan for telephony: area codes and number series. */
#pragma once

#include <glib.h>

enum riktnummer_sort { RIKTNUMMER_NONE, RIKTNUMMER_FIXED, RIKTNUMMER_MOBILE, RIKTNUMMER_SERVICE };

/* National number without its leading 0. *code becomes the length of the area code or series (also without 0).
 * NONE where no such number can exist. */
enum riktnummer_sort riktnummer_find(const char *at, gsize len, gsize *code);
