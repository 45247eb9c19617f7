/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A ground: one rule file, that is one reason for a class, with its law and its words. The schema, key by key:
 *
 *   name: socialtjanst              as the file is called
 *   class: K3                       none, K0 ... K4; none is for what could not be read
 *   rank: 50                        within its class the higher speaks first; 0 where left out
 *   urgency: protected              protected, credentials or qualified; left out: not urgent
 *   lagrum: [OSL 26 kap. 1 §]       Swedish law; K2 to K4 bear this or gdpr
 *   gdpr: [art. 9]
 *   strength: omvänt                of the first lagrum: rakt, rakt_kval, omvänt, absolut
 *   time: 70                        years at most; left out where the law states none
 *   checked: 2026-02-12             the day of the text that was read; with lagrum or gdpr
 *   source: ...                     and where it was read
 *   unless: [barn]                  silent where one of these speaks
 *   when:                           any of these must hold, and of each every line
 *     - themes: [socialtjanst]      one of them, with 0.5 or more and near a person
 *       themes_alone: [upphandling] one of them, with 0.5 or more, person or not
 *       confidence: 0.85            of that theme at least; two different words give it
 *       words: [orosanmäl, =lvu]    one is part of a word (= is the whole word) that made the theme
 *       not_words: [tilldelning]    none is
 *       kinds: [bankkonto, iban]    one of them, with 0.5 or more and weighing (no marked test number, no exception)
 *       all_kinds: [adress, telefon]  each of them
 *       count: 10                   so many different values of the kinds; 1 where left out
 *       markings: [spridas, =hemlig] a stamp with these words (= of these words alone);
 *                                   "i text" stands in front of one in running text, and
 *                                   the name of the rule where it is another than markning
 *       persons: 1                  at least so many; persons_max: at most
 *       minors: 1
 *       quasi: 3                    so many quasi-identifiers together in one table
 *       verksamhet: [skola]         one of them by the deepest folder that tells, or okänd
 *       not_verksamhet: [personal]
 *       within: [socialtjanst]      one of them by any folder of the path
 *       path_words: [lån]           one begins a word of the path, file name too
 *       status: [encrypted]
 *       media: [video/]             the media type begins so
 *       not_genre: true             no handbook, policy, statute or statistics
 *       owner_only: true            about the file's owner alone
 *       tests: true                 a marked test number
 *       found: true                 a weighing finding of any kind
 *       otherwise: true             no other rule spoke
 *   why: ...                        Swedish, two or three sentences; {personer}, {ord} and {kvasi} are filled in
 *   action: "Förslag: ..."
 *   english: {why: ..., action: ...}
 *   accept: [...]                   examples that it speaks for, and
 *   reject: [...]                   that it does not; lines as above, with path, genre and without the not_-keys
 */
#pragma once

#include "classifiers/facts.h"
#include "classifiers/verdict.h"
#include "scanner/base/auto.h"
#include "scanner/base/yaml.h"

enum language { LANGUAGE_SV, LANGUAGE_EN, LANGUAGE_COUNT };

struct saying {
    char *why, *action;
};

struct ground {
    char *name, *class_name, *urgency_name, *strength, *time, *checked, *source;
    char **lagrum, **gdpr, **unless;
    double rank;
    gboolean tried; /* its examples have been run */
    enum class class;
    enum urgency urgency;
    struct saying says[LANGUAGE_COUNT];
    GPtrArray *when;   /* of struct condition */
    GPtrArray *accept; /* of struct facts */
    GPtrArray *reject;
};

/* From a parsed file; NULL with name, line and column where something is wrong. */
struct ground *ground_new(const struct yaml *root, const char *name, GError **error);
void ground_free(struct ground *ground);
DEFINE_AUTO(ground, ground_free)
/* One of its conditions holds. otherwise: the second pass, in which no other rule has spoken. */
gboolean ground_speaks(const struct ground *ground, const struct facts *facts, gboolean otherwise);
/* Words of the theme that made the ground speak; "" where none did. */
const char *ground_words(const struct ground *ground, const struct facts *facts);
