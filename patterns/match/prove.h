/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The proof: every rule's accept and reject examples, run through the compiled engine. */
#pragma once

#include "patterns/match/engine.h"

/* FALSE and DATAROND_ERROR_USAGE with plain words for each example that does not hold: rule, example, what was found instead. */
gboolean rules_prove(const struct engine *engine, GError **error);
