/* SPDX-License-Identifier: GPL-3.0-or-later */
/* datarond scan PATH...: scans, fills the register, writes reports, prints a summary. */
#include "scanner/app/command.h"
#include "scanner/app/language.h"
#include "scanner/app/outputs.h"
#include "scanner/app/own.h"
#include "scanner/app/pipeline.h"
#include "scanner/app/telling.h"
#include "scanner/app/work.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

struct scan {
    struct limits limits;
    GPtrArray *outputs; /* of struct output */
    char **roots;       /* absolute; those that exist */
    gboolean missing;   /* one of the roots was not there */
    struct key key;
    struct engine *engine;
    struct classifier *classifier;
    struct work *work;
    struct nursery *nursery;
    struct register_ *reg;
    char *register_path; /* NULL with --no-register */
    guint64 *files_before, *files_now; /* of each root: at its last scan, and now */
    gint64 began;
    struct pipeline_result result;
};

static char **report_words, **exclude_words, **limit_words, **path_words;
static char *register_word, *ocr_word, *tag_word, *test_word;
static gboolean no_register, full, quiet;
static int jobs;

static const GOptionEntry options[] = {
    {"report", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &report_words, N_("write a report; may be repeated; - is standard output"), N_("FORMAT:FILE")},
    OPTION_REGISTER(&register_word),
    {"no-register", 0, 0, G_OPTION_ARG_NONE, &no_register, N_("keep nothing of what was found"), NULL},
    {"full", 0, 0, G_OPTION_ARG_NONE, &full, N_("forget what is known, read every file again"), NULL},
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, N_("how many workers read at once (one a core)"), "N"},
    {"exclude", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &exclude_words, N_("leave out files and folders of this name; may be repeated"), "GLOB"},
    {"limit", 0, 0, G_OPTION_ARG_STRING_ARRAY, &limit_words, N_("another limit than the one below; may be repeated"), N_("KEY=VALUE")},
    {"ocr", 0, 0, G_OPTION_ARG_STRING, &ocr_word, N_("reading of scanned pages: auto and off mark them as partly read; this build cannot read them (always)"), "auto|off|always"},
    {"tag", 0, 0, G_OPTION_ARG_STRING, &tag_word, N_("write the class into each file's extended attributes"), "xattr"},
    OPTION_TEST_NUMBERS(&test_word),
    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, N_("no summary"), NULL},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &path_words, NULL, NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL}};

/* A signal ends the scan soon; what was read is kept. */
static volatile int stopped;

static void stop(int signal_number)
{
    stopped = signal_number;
}

static gboolean parse(int argc, char **argv, struct scan *scan)
{
    limits_default(&scan->limits);
    g_autofree char *limits = limits_help();
    g_autofree char *formats = outputs_help();
    g_autofree char *more = g_strdup_printf("%s\n%s\n%s\n%s", _("Formats:"), formats, _("Limits:"), limits);
    gboolean bad = FALSE;
    g_autoptr(GError) error = NULL;

    if (!command_options(&argc, &argv, _("scan [OPTION...] PATH..."), more, options))
        return FALSE;
    for (int i = 0; limit_words && limit_words[i]; i++)
        if (!limits_set(&scan->limits, limit_words[i], &error)) {
            command_fail(EXIT_USAGE, "%s", error->message);
            return FALSE;
        }
    option_real(test_word, &bad);
    if (!path_words)
        command_fail(EXIT_USAGE, "%s", _("name at least one folder or file to scan"));
    else if (bad)
        command_fail(EXIT_USAGE, "%s", _("--test-numbers takes mark or real"));
    else if (jobs < 0 || jobs > 1024)
        command_fail(EXIT_USAGE, "%s", _("--jobs takes a number from 1 to 1024"));
    else if (ocr_word && g_str_equal(ocr_word, "always"))
        command_fail(EXIT_USAGE, "%s", _("this build cannot read scanned pages (--ocr always)"));
    else if (ocr_word && !g_str_equal(ocr_word, "auto") && !g_str_equal(ocr_word, "off"))
        command_fail(EXIT_USAGE, "%s", _("--ocr takes auto, off or always"));
    else if (tag_word && !g_str_equal(tag_word, "xattr"))
        command_fail(EXIT_USAGE, "%s", _("--tag takes xattr"));
    else if (no_register && register_word)
        command_fail(EXIT_USAGE, "%s", _("--register and --no-register exclude each other"));
    else
        return TRUE;
    return FALSE;
}

/* The roots that are there; words for each that is not. FALSE where none is. */
static gboolean find_roots(struct scan *scan)
{
    g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *here = g_get_current_dir();
    for (int i = 0; path_words[i]; i++) {
        struct stat state;
        if (stat(path_words[i], &state) == 0) {
            g_ptr_array_add(roots, g_path_is_absolute(path_words[i]) ? g_strdup(path_words[i]) : g_build_filename(here, path_words[i], NULL));
            continue;
        }
        command_fail(0, "%s: %s", path_words[i], g_strerror(errno));
        scan->missing = TRUE;
    }
    g_ptr_array_add(roots, NULL);
    scan->roots = crawl_roots((const char *const *)roots->pdata);
    scan->files_before = g_new0(guint64, roots->len);
    scan->files_now = g_new0(guint64, roots->len);
    return scan->roots[0] != NULL;
}

static gboolean open_outputs(struct scan *scan, int *status)
{
    scan->outputs = g_ptr_array_new();
    for (int i = 0; report_words && report_words[i]; i++) {
        GError *error = NULL;
        struct output *output = output_open(report_words[i], &error);
        if (!output) {
            gboolean usage = g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_USAGE);
            *status = command_error(usage ? EXIT_USAGE : EXIT_FAILED, error);
            return FALSE;
        }
        quiet = quiet || !output->file;
        g_ptr_array_add(scan->outputs, output);
    }
    return TRUE;
}

/* Everything that must be there before the first byte is read. The nursery forks before any thread is made. */
static gboolean prepare(struct scan *scan, GError **error)
{
    static const char *const patterns[] = {PATTERNS_FOLDER, NULL};
    struct engine_options engine = {
        .folders = patterns, .real_test_numbers = option_real(test_word, &(gboolean){FALSE}), .max_findings = scan->limits.max_findings};
    g_autofree char *key_path = key_default_path();

    if (!key_load(&scan->key, key_path, error))
        return FALSE;
    scan->engine = engine_new(&engine, error);
    scan->classifier = scan->engine ? command_classifier(error) : NULL;
    if (!scan->classifier)
        return FALSE;
    scan->work = work_new(scan->engine, &scan->limits, &scan->key, FALSE);
    struct job job = work_job(scan->work);
    scan->nursery = nursery_start(&job, &scan->limits, error);
    if (!scan->nursery)
        return FALSE;
    if (!no_register)
        scan->register_path = register_word ? g_canonicalize_filename(register_word, NULL) : register_default_path();
    scan->reg = register_open(scan->register_path, REGISTER_SCAN, error);
    return scan->reg != NULL;
}

/* What was read under other rules, or under other limits, is read again. */
static char *reading_version(const struct scan *scan)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)engine_version(scan->engine), -1);
    g_checksum_update(sum, (const guchar *)(option_real(test_word, &(gboolean){FALSE}) ? VERSION " real" : VERSION " mark"), -1);
    g_checksum_update(sum, (const guchar *)&scan->limits, sizeof scan->limits);
    return g_strdup(g_checksum_get_string(sum));
}

static gboolean read_all(struct scan *scan, GError **error)
{
    g_autofree char *version = reading_version(scan);
    const char *const *roots = (const char *const *)scan->roots;
    for (guint i = 0; roots[i]; i++)
        scan->files_before[i] = register_root_files(scan->reg, roots[i]);
    if (!register_begin(scan->reg, roots, version, classifier_version(scan->classifier), error))
        return FALSE;
    g_autoptr(GArray) own = own_files(scan->reg, scan->outputs, error);
    if (!own)
        return FALSE;
    guint cores = jobs ? (guint)jobs : g_get_num_processors();
    struct crawl_options crawl = {.roots = roots,
                                  .excludes = (const char *const *)exclude_words,
                                  .own = (const struct identity *)(void *)own->data,
                                  .own_count = own->len,
                                  .threads = CLAMP(cores, 1, 8),
                                  .stop = &stopped};
    struct pipeline_options pipeline = {.crawl = &crawl,
                                        .nursery = scan->nursery,
                                        .limits = &scan->limits,
                                        .reg = scan->reg,
                                        .classifier = scan->classifier,
                                        .key = &scan->key,
                                        .progress = progress_new(scan->roots[0]),
                                        .jobs = cores,
                                        .full = full,
                                        .tag = tag_word != NULL,
                                        .stop = &stopped};
    return pipeline_run(&pipeline, &scan->result, error) && register_end(scan->reg, &scan->result.closing, error);
}

static int interrupted(const struct scan *scan)
{
    const struct closing *closing = &scan->result.closing;
    summary_interrupted(stderr, closing->read + closing->unread + closing->unchanged, scan->result.found_all ? closing->found : 0);
    return EXIT_INTERRUPTED;
}

/* A root without a file, or one that shrank by more than a tenth, is said in words and never shown as clean. */
static gboolean roots_whole(const struct scan *scan)
{
    gboolean whole = !scan->missing && register_finished(scan->reg);
    if (!register_finished(scan->reg))
        command_fail(0, "%s", _("the count does not add up: not every file that was found was read, kept or told of; scan again"));
    for (int i = 0; scan->roots[i]; i++) {
        guint64 now = scan->files_now[i], before = scan->files_before[i];
        if (now == 0)
            command_fail(0, _("%s: there is no file in it. Is the share mounted?"), scan->roots[i]);
        else if (before > 10 && now < before - before / 10)
            command_fail(0, _("%s: %lu files, %lu at the last scan. Is a part of the share gone?"), scan->roots[i], (gulong)now,
                         (gulong)before);
        else
            continue;
        whole = FALSE;
    }
    return whole;
}

static int tell(struct scan *scan, const char *words_language, gboolean lang_given)
{
    GError *error = NULL;
    g_autofree char *rules = g_strndup(engine_version(scan->engine), 8);
    struct telling telling = {.reg = scan->reg,
                              .classifier = scan->classifier,
                              .below = (const char *const *)scan->roots,
                              .about = {.language = lang_given ? words_language : "sv",
                                        .roots = (const char *const *)scan->roots,
                                        .began = scan->began,
                                        .ended = g_get_real_time() / G_USEC_PER_SEC,
                                        .version = VERSION,
                                        .rules = rules,
                                        .excluded = scan->result.excluded,
                                        .test_numbers_real = option_real(test_word, &(gboolean){FALSE})},
                              .summary_language = quiet ? NULL : words_language,
                              .outputs = scan->outputs,
                              .root_files = scan->files_now};
    int status = EXIT_FAILED;
    if (telling_tell(&telling, &error) && own_remember(scan->reg, (const char *const *)telling.written, &error)) {
        language_use(words_language);
        gboolean whole = roots_whole(scan);
        status = telling.unread || !whole ? EXIT_UNREAD : EXIT_OK;
        telling_sum_up(&telling, status, &error);
    }
    telling_clear(&telling);
    return error ? command_error(EXIT_FAILED, error) : status;
}

static void scan_end(struct scan *scan)
{
    for (guint i = 0; scan->outputs && i < scan->outputs->len; i++)
        output_close(g_ptr_array_index(scan->outputs, i), FALSE, NULL);
    g_clear_pointer(&scan->outputs, g_ptr_array_unref);
    g_clear_pointer(&scan->nursery, nursery_stop);
    g_clear_pointer(&scan->reg, register_close);
    g_clear_pointer(&scan->work, work_free);
    g_clear_pointer(&scan->classifier, classifier_free);
    g_clear_pointer(&scan->engine, engine_free);
    g_strfreev(scan->roots);
    g_free(scan->files_before);
    g_free(scan->files_now);
    g_free(scan->register_path);
    explicit_bzero(&scan->key, sizeof scan->key);
}

static int run(int argc, char **argv)
{
    struct scan scan = {.began = g_get_real_time() / G_USEC_PER_SEC};
    const char *language = language_choose(argc, argv);
    gboolean given = language_given(argc, argv); /* before the options are taken out */
    struct sigaction action = {.sa_handler = stop};
    GError *error = NULL;
    int status = EXIT_FAILED;

    if (!parse(argc, argv, &scan))
        return EXIT_USAGE;
    if (find_roots(&scan) && open_outputs(&scan, &status)) {
        sigaction(SIGINT, &action, NULL);
        sigaction(SIGTERM, &action, NULL);
        sigaction(SIGHUP, &action, NULL);
        signal(SIGPIPE, SIG_IGN);
        if (!prepare(&scan, &error) || !read_all(&scan, &error))
            status = command_error(EXIT_FAILED, error);
        else if (stopped)
            status = interrupted(&scan);
        else
            status = tell(&scan, language, given);
    }
    scan_end(&scan);
    return status;
}

const struct command command_scan = {"scan", N_("scan folders, print a summary, fill the register"), run};
