/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quiet candidates: where the lot of a great crowd is known, most of its candidates need not be looked at. */
#pragma once

#include "patterns/match/run.h"
#include "patterns/match/number.h"

/* Of a great crowd a part is counted, the same values always: it tells as much. */
gboolean quiet_great(const struct detector *detector, const struct crowd *crowd);
/* FALSE: a candidate of a great crowd is one of those that are not. */
gboolean quiet_counted(guint64 hash);
/* Tells values apart, and where they stand. */
guint64 quiet_hash(const struct number *number, gsize len, guint64 where);
/* TRUE where a hit of that member of the crowd cannot become likely enough to be told of, words near aside, as far as can be known.
 * until: becomes at most the count of candidates up to which the answer stays; may be NULL. */
gboolean quiet_poor(const struct detector *detector, const struct crowd *crowd, guint member, guint32 *until);
/* TRUE where no word has been met at all, so that the family's hits are never told of. */
gboolean quiet_unnamed(const struct run *run, const struct family *family, const struct origin *origin);
/* The words near each cell of the block, before its first candidate. */
void quiet_words(struct run *run);
/* TRUE where whatever stands there would be neither counted nor weighed. user: the run, which learns where the one before it ended. */
gboolean quiet_spot(void *user, struct stretch stretch, const struct spot *spot);
/* FALSE: no word near the stretch is for one of the rules, which are given as bits (word_bit). */
gboolean quiet_raised(const struct run *run, guint64 from, guint64 to, guint64 rules);
/* TRUE where it has been learnt what the spot's like must show. */
gboolean quiet_known(const struct run *run, const struct spot *spot);
/* What is known of the spot's like, once a candidate has been looked at. */
void quiet_learn(struct run *run, const struct spot *spot);
