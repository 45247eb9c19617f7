/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance itself: what the share of hits among candidates tells of each, in a column or a document. */
#pragma once

#include <glib.h>

/* Where company alone makes a hit so likely, it needs no word beside it: of the numbers of its form nearly all hold. */
#define COMPANY_ENOUGH 0.9

struct chance; /* all scopes of one file */

struct chance *chance_new(void);
void chance_free(struct chance *chance);
void chance_reset(struct chance *chance);
/* The scope of one spelling of one rule in one column or document; NO_SCOPE (0) when there are too many. */
guint32 chance_scope(struct chance *chance, guint64 where, guint16 rule, guint16 spelling);
/*
 * The scope's candidates are but those that begin alike ("07..."): all candidates of the other scope are what they are among. share: how many of
 * all begin so by chance.
 */
void chance_among(struct chance *chance, guint32 scope, guint32 population, double share);
/* Its candidates are digits alone: other numbers with a check digit (OCR, customers') stand so too. */
void chance_bare(struct chance *chance, guint32 scope);
/* A candidate stands in the scope; the same value again counts nothing. rate: how often chance alone passes (0: not known here). day: of birth, any number for each; 0: none. */
struct chance_value {
    guint64 hash;
    gboolean hit, near; /* near: a miss for its check digit alone */
    double rate;
    guint32 day;
};
void chance_count(struct chance *chance, guint32 scope, const struct chance_value *value);
/* The same in parts, for what is counted in several scopes at once. FALSE: the value has come lately. hash: of the value and of where it stands. */
gboolean chance_fresh(struct chance *chance, guint64 hash);
/* TRUE where the value has come lately; it is not noted. */
gboolean chance_seen(struct chance *chance, guint64 hash);
void chance_candidate(struct chance *chance, guint32 scope);
/* One of its hits was of a sort that is rare among real ones. */
void chance_rare(struct chance *chance, guint32 scope);
/* One of its hits is of a kind that few real ones are of: one such says nothing yet. */
void chance_few(struct chance *chance, guint32 scope);
void chance_hit(struct chance *chance, guint32 scope, double rate, guint32 day);
/* A candidate of the scope missed for its check digit alone. */
void chance_near(struct chance *chance, guint32 scope);
guint32 chance_candidates(const struct chance *chance, guint32 scope);
/* The chance that a hit of the scope is real, where one without company would have the confidence base. */
double chance_confidence(const struct chance *chance, guint32 scope, double base);
/* The same while the file goes on: cheap, and behind by an eighth of what is counted. until: becomes at most the count of candidates up to which the answer stays, if hits do too; may be NULL. */
double chance_lately(const struct chance *chance, guint32 scope, double base, guint32 *until);
