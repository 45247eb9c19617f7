/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Canonical spellings of values made of letters. */
#pragma once

#include "scanner/base/text.h"

/* The text in capitals (or small letters), each run of blanks one space, none at the ends, into out of size bytes.
 * FALSE where it is not UTF-8 or does not fit. */
gboolean words_upper(struct text spelt, char *out, gsize size);
gboolean words_lower(struct text spelt, char *out, gsize size);
