/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing for people: nothing that is scanned may command a terminal, a spreadsheet or a browser. */
#pragma once

#include "scanner/base/evidence.h"

/* Bytes of a name or text as one visible line: control characters, newlines and direction overrides become visible signs, invalid
 * UTF-8 U+FFFD. To free. */
char *write_terminal(const char *bytes);

/*
 * A path (or the path of a member) as people may see it: as write_terminal, and where the evidence holds a finding in a name, numbers in
 * it are masked ("19850101-****"). JSON Lines and the register keep it as it is. To free.
 */
char *write_path(const char *path, const struct evidence *evidence);
