/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance itself: what the share of hits among candidates tells of each, in a column or a document. */
#pragma once

#include <glib.h>

struct chance; /* all scopes of one file */

struct chance *chance_new(void);
void chance_free(struct chance *chance);
void chance_reset(struct chance *chance);
/* The scope of one spelling of one rule in one column or document; NO_SCOPE (0) when there are too many. */
guint32 chance_scope(struct chance *chance, guint64 where, guint16 rule, guint16 spelling);
/* A candidate stands in the scope; the same value again counts nothing. rate: how often chance alone passes (0: not known here). */
void chance_count(struct chance *chance, guint32 scope, guint64 value_hash, gboolean hit, double rate);
/* The chance that a hit of the scope is real, where one without company would have the confidence base. */
double chance_confidence(const struct chance *chance, guint32 scope, double base);
