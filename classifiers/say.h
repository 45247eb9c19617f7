/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saying: the sentences of a verdict, from a rule's words, the number of persons and the strength of the law. */
#pragma once

#include "classifiers/rule.h"

/* The tree of words.yaml: "words: {sv: {one: ..., rakt: ...}, en: {...}}", checked by say_check. */
struct phrases {
    const struct yaml *of[LANGUAGE_COUNT];
};

/* FALSE where a language lacks one of the words that say_why needs. */
gboolean say_check(struct phrases *phrases, const struct yaml *root, const char *name, GError **error);
/* Why the ground spoke, with how strong its secrecy is; to free. */
char *say_why(const struct phrases *phrases, enum language language, const struct ground *ground, const struct facts *facts);
/* What to do; NULL where the ground says nothing. To free. */
char *say_action(const struct phrases *phrases, enum language language, const struct ground *ground, const struct facts *facts);
