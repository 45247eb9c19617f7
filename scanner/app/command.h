/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands of the program, and what they share. One file a command. */
#pragma once

#include "classifiers/verdict.h"
#include "scanner/base/digest.h"
#include "scanner/base/limits.h"
#include "patterns/match/engine.h"

#define PATTERNS_FOLDER "/etc/datarond/patterns.d"
#define CLASSIFIERS_FOLDER "/etc/datarond/classifiers.d"

/* The contract's exit statuses. */
enum {
    EXIT_OK = 0,
    EXIT_FAILED = 1,
    EXIT_USAGE = 2,
    EXIT_UNREAD = 3, /* done, but something could not be read */
    EXIT_INTERRUPTED = 130
};

struct command {
    const char *name;
    const char *words; /* N_() text for --help */
    int (*run)(int argc, char **argv); /* argv[0] is the command's name; answers an exit status */
};

extern const struct command command_scan, command_report, command_show, command_find, command_follow_up, command_patterns;

/*
 * Parses a command's options (a GLib table) into their variables; what is left in argv are its arguments. --help prints and exits.
 * FALSE: words are on stderr, the exit status is EXIT_USAGE. usage: "scan PATH..."; more: words below the options, or NULL.
 */
gboolean command_options(int *argc, char ***argv, const char *usage, const char *more, const GOptionEntry *entries);

/* "datarond: words" on stderr, control characters made visible. Answers status. */
int command_fail(int status, const char *format, ...) G_GNUC_PRINTF(2, 3);
int command_error(int status, GError *error); /* frees the error */

/* The rules in force: built in, and those of /etc/datarond. */
struct engine *command_engine(gboolean real_test_numbers, GError **error);

struct classifier *command_classifier(GError **error);

/* What the rules find in one typed text, as of today; clear values are in it. To free with evidence_free. */
struct evidence *command_detect(const struct engine *engine, const struct chunk *chunk);

/* Options that several commands have. */
#define OPTION_REGISTER(variable) {"register", 0, 0, G_OPTION_ARG_FILENAME, variable, N_("the register to use"), N_("FILE")}
#define OPTION_TEST_NUMBERS(variable) \
    {"test-numbers", 0, 0, G_OPTION_ARG_STRING, variable, \
     N_("Skatteverket's test numbers: marked and without weight (mark), or as any other (real)"), "mark|real"}
/* TRUE for "real", FALSE for "mark" and NULL; anything else sets *bad. */
gboolean option_real(const char *word, gboolean *bad);
