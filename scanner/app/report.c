/* SPDX-License-Identifier: GPL-3.0-or-later */
/* datarond report FORMAT:FILE...: reports from the register, without scanning. */
#include "scanner/app/command.h"
#include "scanner/app/language.h"
#include "scanner/app/own.h"
#include "scanner/app/telling.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

static char *register_word;
static char **below_words, **report_words;

static const GOptionEntry options[] = {
    OPTION_REGISTER(&register_word),
    {"below", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &below_words, N_("only files below this folder; may be repeated"), N_("FOLDER")},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &report_words, NULL, NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL}};

static gboolean open_outputs(GPtrArray *outputs, int *status)
{
    for (int i = 0; report_words[i]; i++) {
        GError *error = NULL;
        struct output *output = output_open(report_words[i], &error);
        if (!output) {
            gboolean usage = g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_USAGE);
            *status = command_error(usage ? EXIT_USAGE : EXIT_FAILED, error);
            return FALSE;
        }
        g_ptr_array_add(outputs, output);
    }
    return TRUE;
}

/* So that later scans know them for ours. Who may only read the register has written his reports all the same. */
static void remember(const char *path, char **written)
{
    AUTO(register_) reg = register_open(path, REGISTER_NOTE, NULL);
    if (reg)
        own_remember(reg, (const char *const *)written, NULL);
}

static int tell(struct telling *telling)
{
    g_autofree char *path = register_word ? g_canonicalize_filename(register_word, NULL) : register_default_path();
    GError *error = NULL;

    telling->classifier = command_classifier(&error);
    if (telling->classifier)
        telling->about.rules = classifier_version(telling->classifier);
    telling->reg = telling->classifier ? register_open(path, REGISTER_READ, &error) : NULL;
    if (telling->reg)
        telling_tell(telling, &error);
    g_clear_pointer(&telling->reg, register_close);
    if (telling->written)
        remember(path, telling->written);
    telling_clear(telling);
    if (error)
        return command_error(EXIT_FAILED, error);
    return telling->unread ? EXIT_UNREAD : EXIT_OK;
}

static int run(int argc, char **argv)
{
    const char *language = language_given(argc, argv) ? language_choose(argc, argv) : "sv";
    g_autofree char *formats = outputs_help();
    g_autofree char *more = g_strdup_printf("%s\n%s", _("Formats:"), formats);
    gint64 now = g_get_real_time() / G_USEC_PER_SEC;
    int status = EXIT_FAILED;

    if (!command_options(&argc, &argv, _("report [OPTION...] FORMAT:FILE..."), more, options))
        return EXIT_USAGE;
    if (!report_words)
        return command_fail(EXIT_USAGE, "%s", _("name at least one report, as html:FILE"));
    for (int i = 0; below_words && below_words[i]; i++) {
        char *absolute = g_canonicalize_filename(below_words[i], NULL);
        g_free(below_words[i]);
        below_words[i] = absolute;
    }
    g_autoptr(GPtrArray) outputs = g_ptr_array_new();
    static const char *const nothing[] = {NULL};
    struct telling telling = {.below = (const char *const *)below_words,
                              .about = {.language = language,
                                        .roots = below_words ? (const char *const *)below_words : nothing,
                                        .began = now,
                                        .ended = now,
                                        .version = VERSION},
                              .outputs = outputs};
    if (open_outputs(outputs, &status))
        status = tell(&telling);
    for (guint i = 0; i < outputs->len; i++)
        output_close(g_ptr_array_index(outputs, i), FALSE, NULL);
    g_clear_pointer(&telling.classifier, classifier_free);
    return status;
}

const struct command command_report = {"report", N_("write reports from the register, without scanning"), run};
