/* SPDX-License-Identifier: GPL-3.0-or-later */
/* datarond show FILE: why this file got its class. */
#include "reports/show.h"

#include "reports/register/audit.h"
#include "reports/register/register.h"
#include "scanner/app/command.h"
#include "scanner/app/language.h"
#include "scanner/app/single.h"
#include "scanner/base/i18n.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static char *register_word, *test_word;
static gboolean reveal;
static char **file_words;

static const GOptionEntry options[] = {
    OPTION_REGISTER(&register_word),
    {"reveal", 0, 0, G_OPTION_ARG_NONE, &reveal, N_("read the file again and show clear values; it is written to the audit log"), NULL},
    OPTION_TEST_NUMBERS(&test_word),
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &file_words, NULL, NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL}};

/* "#12" is the file's number in the register; anything else a path. NULL without error: the register does not know it. */
static struct record *look_up(const char *word, GError **error)
{
    g_autofree char *path = register_word ? g_canonicalize_filename(register_word, NULL) : register_default_path();
    struct record *record = NULL;

    if (access(path, F_OK) != 0 && !register_word)
        return NULL;
    struct register_ *reg = register_open(path, REGISTER_READ, error);
    if (!reg)
        return NULL;
    if (word[0] == '#') {
        record = register_get_number(reg, g_ascii_strtoull(word + 1, NULL, 10), error);
    } else {
        g_autofree char *absolute = g_canonicalize_filename(word, NULL);
        record = register_get(reg, absolute, error);
    }
    register_close(reg);
    return record;
}

/* What the register says, else what the file itself says now. */
static struct record *find_record(const char *word, gboolean real, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    struct record *record = look_up(word, &trouble);

    if (trouble) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return NULL;
    }
    if (record && !reveal)
        return record;
    g_autofree char *path = record ? g_strdup(record->path) : g_canonicalize_filename(word, NULL);
    if (!record && word[0] == '#') {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _("the register holds no file with the number %s"), word);
        return NULL;
    }
    guint64 number = record ? record->number : 0;
    g_clear_pointer(&record, record_free);
    if (reveal) {
        command_fail(0, "%s", _("clear values follow; this is written to the audit log"));
        if (!audit_write("show --reveal", path, error))
            return NULL;
    }
    record = single_read(path, reveal, real, error);
    if (record)
        record->number = number;
    return record;
}

static int run(int argc, char **argv)
{
    const char *language = language_choose(argc, argv);
    gboolean bad = FALSE;
    GError *error = NULL;

    if (!command_options(&argc, &argv, _("show [OPTION...] FILE|#NUMBER"), NULL, options))
        return EXIT_USAGE;
    gboolean real = option_real(test_word, &bad);
    if (!file_words || file_words[1])
        return command_fail(EXIT_USAGE, "%s", _("name one file, or its number in the register as '#12'"));
    if (bad)
        return command_fail(EXIT_USAGE, "%s", _("--test-numbers takes mark or real"));
    AUTO(record) record = find_record(file_words[0], real, &error);
    if (!record)
        return command_error(EXIT_FAILED, error);
    struct classifier *classifier = command_classifier(&error);
    if (!classifier)
        return command_error(EXIT_FAILED, error);
    struct verdict *verdict = classify(classifier, record, language);
    struct show_options show = {isatty(STDOUT_FILENO) && !g_getenv("NO_COLOR"), reveal, language};
    show_file(stdout, record, verdict, &show);
    verdict_free(verdict);
    classifier_free(classifier);
    if (fflush(stdout) != 0 || ferror(stdout))
        return command_fail(EXIT_FAILED, _("standard output cannot be written: %s"), g_strerror(errno));
    return EXIT_OK;
}

const struct command command_show = {"show", N_("explain one file: class, places, masked values, rules"), run};
