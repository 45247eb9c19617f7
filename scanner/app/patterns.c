/* SPDX-License-Identifier: GPL-3.0-or-later */
/* datarond patterns list|check|test: the rules in force, their own examples, a try on a text. */
#include "patterns/match/prove.h"
#include "patterns/match/rule.h"
#include "reports/show.h"
#include "scanner/app/command.h"
#include "scanner/app/language.h"
#include "scanner/base/i18n.h"

#include <stdio.h>
#include <unistd.h>

static char *test_word;
static char **words;

static const GOptionEntry options[] = {
    OPTION_TEST_NUMBERS(&test_word),
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, NULL, NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL}};

static int list(const struct engine *engine)
{
    const GPtrArray *rules = engine_rules(engine);
    for (guint i = 0; i < rules->len; i++) {
        const struct rule *rule = g_ptr_array_index(rules, i);
        printf("%-22s %-20s %s\n%24s%s\n", rule->name, rule->kind, rule->title, "", rule->source);
    }
    return EXIT_OK;
}

/* What is wrong with the rules, each fault on a line of its own. */
static int tell_faults(GError *error)
{
    g_auto(GStrv) faults = g_strsplit(error->message, "\n", -1);
    for (char **fault = faults; *fault; fault++)
        (void)command_fail(EXIT_FAILED, "%s", *fault);
    g_error_free(error);
    return EXIT_FAILED;
}

static int check(const struct engine *engine)
{
    GError *error = NULL;
    GDate today;
    g_date_clear(&today, 1);
    g_date_set_time_t(&today, time(NULL));
    if (!rules_prove(engine, &today, &error))
        return tell_faults(error);
    printf(ngettext("%u rule holds all its examples.\n", "%u rules hold all their examples.\n", engine_rules(engine)->len),
           engine_rules(engine)->len);
    return EXIT_OK;
}

static int try(const struct engine *engine, const char *text, const char *language)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    struct chunk chunk = {.text = text_of(valid), .place.line = 1, .sort = CHUNK_PROSE};
    struct show_options show = {isatty(STDOUT_FILENO) && !g_getenv("NO_COLOR"), FALSE, language};

    struct evidence *evidence = command_detect(engine, &chunk);
    if (evidence->findings->len || evidence->themes->len)
        show_findings(stdout, evidence, &show);
    else
        puts(_("Nothing was found in the text."));
    evidence_free(evidence);
    return EXIT_OK;
}

static int run(int argc, char **argv)
{
    const char *language = language_choose(argc, argv);
    gboolean bad = FALSE;
    GError *error = NULL;

    if (!command_options(&argc, &argv, _("patterns [OPTION...] list | check | test TEXT"), NULL, options))
        return EXIT_USAGE;
    gboolean real = option_real(test_word, &bad);
    guint count = words ? g_strv_length(words) : 0;
    gboolean listing = count == 1 && g_str_equal(words[0], "list");
    gboolean checking = count == 1 && g_str_equal(words[0], "check");
    gboolean trying = count == 2 && g_str_equal(words[0], "test");
    if (bad || !(listing || checking || trying))
        return command_fail(EXIT_USAGE, "%s", _("write patterns list, patterns check, or patterns test 'a text'"));
    struct engine *engine = command_engine(real, &error);
    if (!engine)
        return tell_faults(error);
    int status = listing ? list(engine) : checking ? check(engine) : try(engine, words[1], language);
    engine_free(engine);
    return fflush(stdout) == 0 ? status : EXIT_FAILED;
}

const struct command command_patterns = {"patterns", N_("list the rules, check their examples, try them on a text"), run};
