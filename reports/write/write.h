/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing for people: nothing that is scanned may command a terminal, a spreadsheet or a browser, or show a number. */
#pragma once

#include "scanner/base/evidence.h"

/*
 * Bytes of a name or text as one visible line: control characters become their pictures (␊), what turns or hides text becomes
 * [U+202E], a byte that is not UTF-8 becomes \xE5. To free.
 */
char *write_terminal(const char *bytes);

/*
 * A path (or the path of a member) as people may see it: as write_terminal, and identity numbers, cards, IBANs, mail addresses and
 * mobile numbers in it are masked ("19850101-****"). Where the evidence (may be NULL) holds a finding in a name, every long number is.
 * JSON Lines and the register keep it as it is. To free.
 */
char *write_path(const char *path, const struct evidence *evidence);
/* Any other text of a record (a reason, a sentence, an owner): as write_path without evidence. To free. */
char *write_name(const char *text);

/* Masks in visible UTF-8. all: every number of nine digits or more too, whatever its shape. To free. */
char *mask_numbers(const char *text, gboolean all);

/* Whether gettext speaks Swedish now: numbers are written as its words are. */
gboolean write_in_swedish(void);
