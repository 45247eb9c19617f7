/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The proof of the rules: each one's own examples, run through the compiled engine. */
#pragma once

#include "patterns/match/engine.h"

/*
 * FALSE with one line for each example that fails ("NAME.yaml:31:12: words"), twenty or a few more. Examples are judged on the scan's day "today".
 */
gboolean rules_prove(const struct engine *engine, const GDate *today, GError **error);
