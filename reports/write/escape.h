/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Escaping for HTML and CSV. What is written goes through here, whoever it comes from. */
#pragma once

#include <glib.h>

/* Text or a quoted attribute's value. */
void escape_html(GString *out, const char *text);
/* One quoted cell; an apostrophe goes before what Excel would take for a formula. */
void escape_csv(GString *out, const char *text);
