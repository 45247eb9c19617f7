/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A condition: one alternative of a rule's "when"; the keys are told in rule.h. */
#pragma once

#include "classifiers/facts.h"

struct condition {
    char **themes, **themes_alone, **words, **not_words;
    char **kinds, **all_kinds, **markings;
    char **verksamhet, **not_verksamhet, **within, **path_words;
    char **status, **media;
    double confidence, count, persons, persons_max, minors, quasi;
    gboolean not_genre, owner_only, tests, found, otherwise;
};

struct condition *condition_new(const struct yaml *map, const char *name, GError **error);
void condition_free(struct condition *condition);
/* otherwise: the second pass, in which no other rule has spoken. */
gboolean condition_holds(const struct condition *condition, const struct facts *facts, gboolean otherwise);
/* The theme that fits it; NULL where it names none or none fits. */
const struct fact_theme *condition_theme(const struct condition *condition, const struct facts *facts);
/* The first name of a verksamhet that the folders do not know; NULL: all are known. */
const char *condition_unknown(const struct condition *condition, const struct folders *folders);
