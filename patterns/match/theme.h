/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Themes: what a file is about, by the words in it. */
#pragma once

#include "patterns/match/dictionary.h"
#include "patterns/match/store.h"

struct themes; /* of one file */

struct themes *themes_new(const GPtrArray *rules, const struct dictionary *dictionary);
void themes_free(struct themes *themes);
void themes_reset(struct themes *themes);
/* head: the word stands at the head of a document; named: in a name. */
void themes_word(struct themes *themes, const struct word_hit *hit, gboolean head, gboolean named);
/* After store_findings. genre: what sort of document it is may speak against. */
void themes_evidence(const struct themes *themes, const struct store *store, gboolean genre, struct evidence *evidence);
