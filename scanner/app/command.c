/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/app/command.h"

#include "reports/write/write.h"
#include "scanner/app/language.h"
#include "scanner/base/i18n.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* --lang is everybody's; main has acted on it before the command runs. */
static char *lang_option;
static gboolean help_option;
static const GOptionEntry common_options[] = {
    {"help", 'h', 0, G_OPTION_ARG_NONE, &help_option, N_("these words"), NULL},
    {"lang", 0, 0, G_OPTION_ARG_STRING, &lang_option, N_("language of words and reports"), "sv|en"},
    {NULL, 0, 0, 0, NULL, NULL, NULL}};

static const char *translate(const char *words, void *unused)
{
    return gettext(words);
}

/* GLib's own headings are of its own catalogue, which a small machine has not: what stands before the options is ours. */
static void print_help(GOptionContext *context, const char *usage)
{
    g_autofree char *help = g_option_context_get_help(context, TRUE, NULL);
    const char *options = strstr(help, "\n  -");
    const char *first = strstr(help, "\n  --");

    if (first && (!options || first < options))
        options = first;
    printf("%s\n  datarond %s\n\n%s%s", _("Write:"), usage, _("Options:"), options ? options : "\n");
}

gboolean command_options(int *argc, char ***argv, const char *usage, const char *more, const GOptionEntry *entries)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);

    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_description(context, more);
    g_option_context_set_translate_func(context, translate, NULL, NULL);
    g_option_context_add_main_entries(context, entries, NULL);
    g_option_context_add_main_entries(context, common_options, NULL);
    if (!g_option_context_parse(context, argc, argv, &error)) {
        command_fail(EXIT_USAGE, "%s", error->message);
        return FALSE;
    }
    if (help_option) {
        print_help(context, usage);
        exit(EXIT_OK);
    }
    if (*argc > 1 && g_str_equal((*argv)[1], "--")) {
        (*argc)--;
        memmove(*argv + 1, *argv + 2, sizeof(char *) * (gsize)*argc);
    }
    return TRUE;
}

int command_fail(int status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *words = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *safe = write_terminal(words);
    fprintf(stderr, "datarond: %s\n", safe);
    return status;
}

int command_error(int status, GError *error)
{
    command_fail(status, "%s", error ? error->message : _("it failed without a reason"));
    g_clear_error(&error);
    return status;
}

struct engine *command_engine(gboolean real_test_numbers, GError **error)
{
    static const char *const folders[] = {PATTERNS_FOLDER, NULL};
    struct limits limits;
    limits_default(&limits);
    struct engine_options options = {
        .folders = folders, .real_test_numbers = real_test_numbers, .max_findings = limits.max_findings};
    return engine_new(&options, error);
}

struct evidence *command_detect(const struct engine *engine, const struct chunk *chunk)
{
    struct detector *detector = detector_new(engine);
    struct detector_file file = {0};
    g_autoptr(GDateTime) now = g_date_time_new_now_local();

    g_date_time_get_ymd(now, &file.year, &file.month, &file.day);
    g_date_clear(&file.today, 1);
    g_date_set_dmy(&file.today, (GDateDay)file.day, (GDateMonth)file.month, (GDateYear)file.year);
    detector_begin(detector, &file);
    detector_text(detector, chunk);
    struct evidence *evidence = detector_end(detector);
    detector_free(detector);
    return evidence;
}

struct classifier *command_classifier(GError **error)
{
    static const char *const folders[] = {CLASSIFIERS_FOLDER, NULL};
    return classifier_new(folders, error);
}

gboolean option_real(const char *word, gboolean *bad)
{
    gboolean real = g_strcmp0(word, "real") == 0;
    if (word && !real && !g_str_equal(word, "mark"))
        *bad = TRUE;
    return real;
}
