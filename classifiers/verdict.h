/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verdict: a proposed class with its legal ground, from evidence and rule files. */
#pragma once

#include "scanner/base/record.h"

enum class { CLASS_NONE = -1, CLASS_K0, CLASS_K1, CLASS_K2, CLASS_K3, CLASS_K4 };

/* What puts a file at the top of the list. */
enum urgency { URGENT_NOT, URGENT_PROTECTED, URGENT_CREDENTIALS, URGENT_QUALIFIED };

struct verdict {
    enum class class; /* CLASS_NONE where nothing is known (unread) */
    const char *label; /* "Sekretess"; NULL with CLASS_NONE. Of the language asked for */
    GPtrArray *lagrum, *gdpr, *why; /* of char *: "OSL 26 kap. 1 §", "art. 9", sentences; the weightiest first */
    GPtrArray *rules;  /* of char *: names of the rules that spoke */
    char *action;      /* what to do, a sentence; NULL where nothing need be done */
    enum urgency urgency;
    gboolean at_least; /* something was left unread: the class is the lowest possible */
};

struct classifier;

/* Loads the embedded rules and those of the folders (NULL-terminated, may be NULL). NULL with words where one is wrong, or where there are none. */
struct classifier *classifier_new(const char *const *folders, GError **error);
void classifier_free(struct classifier *classifier);
/* Changes whenever a rule does. */
const char *classifier_version(const struct classifier *classifier);
/* Judges a record by its evidence, status and path (the folder tells the verksamhet). language: "sv" or "en". To free. */
struct verdict *classify(const struct classifier *classifier, const struct record *record, const char *language);
void verdict_free(struct verdict *verdict);
/* "K3", or NULL for CLASS_NONE. */
const char *class_name(enum class class);
/* "Sekretess" in the language; NULL for CLASS_NONE. */
const char *class_label(enum class class, const char *language);
/* The förvaltning or verksamhet that the path tells of ("socialtjanst"), or NULL. */
const char *classify_verksamhet(const struct classifier *classifier, const char *path);
