/* SPDX-License-Identifier: GPL-3.0-or-later */
/* datarond follow-up: what people decide about the files, and what the organisation excepts. */
#include "reports/register/audit.h"
#include "reports/register/follow_up.h"
#include "reports/write/write.h"
#include "scanner/app/command.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static char *register_word, *status_word, *owner_word, *note_word, *due_word;
static char *file_word, *folder_word, *rule_word, *mask_word, *reason_word;
static char **words;

static const GOptionEntry options[] = {
    OPTION_REGISTER(&register_word),
    {"status", 0, 0, G_OPTION_ARG_STRING, &status_word, N_("list, set: where the matter stands"),
     "open|in_progress|handled|accepted|false_alarm"},
    {"owner", 0, 0, G_OPTION_ARG_STRING, &owner_word, N_("set: who sees to it; empty takes away"), N_("NAME")},
    {"note", 0, 0, G_OPTION_ARG_STRING, &note_word, N_("set: a note; empty takes away"), N_("TEXT")},
    {"due", 0, 0, G_OPTION_ARG_STRING, &due_word, N_("set: when it is to be done; empty takes away"), N_("YYYY-MM-DD")},
    {"file", 0, 0, G_OPTION_ARG_FILENAME, &file_word, N_("except: this file, by its content wherever it lies"), N_("FILE|#NUMBER")},
    {"finding", 0, 0, G_OPTION_ARG_STRING, &mask_word,
     N_("except: the value that --file shows under this mask, in every file"), N_("MASK")},
    {"folder", 0, 0, G_OPTION_ARG_FILENAME, &folder_word, N_("except: only below this folder"), N_("FOLDER")},
    {"rule", 0, 0, G_OPTION_ARG_STRING, &rule_word, N_("except: what this rule finds"), N_("RULE")},
    {"reason", 0, 0, G_OPTION_ARG_STRING, &reason_word, N_("except: why; it stands in every report"), N_("TEXT")},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words, NULL, NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL}};

static const char *who(void)
{
    return g_get_user_name();
}

/* "#12" or a path. NULL with error where the register does not hold it. */
static struct record *look_up(struct register_ *reg, const char *word, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    struct record *record = NULL;
    guint64 number = 0;

    if (word[0] == '#') {
        if (g_ascii_string_to_unsigned(word + 1, 10, 1, G_MAXINT64, &number, NULL))
            record = register_get_number(reg, number, &trouble);
    } else {
        g_autofree char *absolute = g_canonicalize_filename(word, NULL);

        record = register_get(reg, absolute, &trouble);
    }
    if (trouble)
        g_propagate_error(error, g_steal_pointer(&trouble));
    else if (!record)
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("the register does not hold %s"), word);
    return record;
}

static void column(const char *text)
{
    g_autofree char *safe = write_terminal(text ? text : "");

    printf("\t%s", *safe ? safe : "-");
}

static void when(gint64 at)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(at);
    g_autofree char *text = time ? g_date_time_format(time, "%Y-%m-%d %H:%M") : NULL;

    fputs(text ? text : "-", stdout);
}

/* --- list, history, exceptions --- */

static gboolean tell_mark(const struct record *record, const struct mark *mark, void *user, GError **error)
{
    const enum mark_status *only = user;
    g_autofree char *shown = write_path(record->path, record->evidence);

    if (*only != MARK_STATUS_COUNT && *only != mark->status)
        return TRUE;
    printf("#%" G_GUINT64_FORMAT "\t%s%s", record->number, _(mark_words(mark->status)), mark->changed ? _(" (the content has changed)") : "");
    column(mark->owner);
    column(mark->due);
    printf("\t%s", shown);
    column(mark->note);
    putchar('\n');
    return TRUE;
}

static gboolean list(struct register_ *reg, GError **error)
{
    enum mark_status only = status_word ? mark_from_name(status_word) : MARK_STATUS_COUNT;

    return register_each_mark(reg, tell_mark, &only, error);
}

static gboolean tell_history(const struct history *history, void *user, GError **error)
{
    when(history->at);
    column(history->who);
    column(history->what);
    column(history->was);
    column(history->became);
    putchar('\n');
    return TRUE;
}

static gboolean history(struct register_ *reg, GError **error)
{
    AUTO(record) record = look_up(reg, words[1], error);
    AUTO(mark) mark = record ? register_marked(reg, record, error) : NULL;

    if (!record)
        return FALSE;
    /* What was decided where the content lay before comes first. */
    if (mark && mark->number != record->number && !register_history(reg, mark->number, tell_history, NULL, error))
        return FALSE;
    return register_history(reg, record->number, tell_history, NULL, error);
}

static gboolean tell_exception(const struct exception *exception, void *user, GError **error)
{
    printf("%" G_GUINT64_FORMAT "\t", exception->id);
    when(exception->at);
    column(exception->who);
    column(exception->masked);
    column(exception->path);
    column(exception->folder);
    column(exception->rule);
    column(exception->reason);
    putchar('\n');
    return TRUE;
}

static gboolean exceptions(struct register_ *reg, GError **error)
{
    return register_each_exception(reg, tell_exception, NULL, error);
}

/* --- set, except, unexcept --- */

static gboolean set(struct register_ *reg, GError **error)
{
    AUTO(record) record = look_up(reg, words[1], error);
    struct mark_change change = {.status = status_word ? (int)mark_from_name(status_word) : -1, .owner = owner_word, .note = note_word,
                                 .due = due_word, .who = who()};

    return record && register_mark(reg, record->number, &change, error);
}

/* The one finding that bears the mask; two persons born on one day have the same. */
static const struct finding *find_mask(const struct record *record, const char *mask, GError **error)
{
    const struct finding *found = NULL;
    guint many = 0;

    for (guint i = 0; i < record->evidence->findings->len; i++) {
        const struct finding *finding = record->evidence->findings->pdata[i];

        if (g_strcmp0(finding->masked, mask) != 0)
            continue;
        found = finding;
        many++;
    }
    if (many == 1)
        return found;
    g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE,
                many ? _("several findings in the file bear the mask %s; except the file instead")
                     : _("no finding in the file bears the mask %s; 'datarond show' tells them"), mask);
    return NULL;
}

static gboolean aim_at_file(struct register_ *reg, struct exception *exception, GError **error)
{
    AUTO(record) record = file_word ? look_up(reg, file_word, error) : NULL;
    const struct finding *finding = record && mask_word ? find_mask(record, mask_word, error) : NULL;

    if (!file_word)
        return TRUE;
    if (!record || (mask_word && !finding))
        return FALSE;
    if (finding) {
        exception->has_digest = TRUE;
        memcpy(exception->digest, finding->digest, DIGEST_BYTES);
        exception->masked = g_strdup(finding->masked);
        return TRUE;
    }
    exception->path = write_path(record->path, record->evidence);
    exception->has_content = record->hashed && record->identity.size > 0;
    memcpy(exception->content, record->content_hash, sizeof exception->content);
    if (!exception->has_content) {
        g_free(exception->path);
        exception->path = g_strdup(record->path);
    }
    return TRUE;
}

static gboolean except(struct register_ *reg, GError **error)
{
    AUTO(exception) exception = exception_new();
    g_autofree char *object = NULL;
    guint64 id;

    if (!aim_at_file(reg, exception, error))
        return FALSE;
    exception->folder = folder_word ? g_canonicalize_filename(folder_word, NULL) : NULL;
    exception->rule = g_strdup(rule_word);
    exception->reason = g_strdup(reason_word);
    exception->who = g_strdup(who());
    id = register_except(reg, exception, error);
    if (!id)
        return FALSE;
    object = g_strdup_printf("%" G_GUINT64_FORMAT, id);
    printf(_("Exception %s is in force.\n"), object);
    return audit_write("follow-up except", object, error);
}

static gboolean unexcept(struct register_ *reg, GError **error)
{
    guint64 id;

    if (!g_ascii_string_to_unsigned(words[1], 10, 1, G_MAXINT64, &id, NULL)) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _("%s is not the number of an exception"), words[1]);
        return FALSE;
    }
    return register_unexcept(reg, id, who(), error) && audit_write("follow-up unexcept", words[1], error);
}

/* --- the verbs --- */

static const struct verb {
    const char *name;
    gboolean (*run)(struct register_ *reg, GError **error);
    enum register_mode mode;
    guint arguments;     /* after the verb */
    const char *takes;   /* initials of the options that it takes: s o n d f m F r R */
} verbs[] = {
    {"list", list, REGISTER_READ, 0, "s"},         {"set", set, REGISTER_NOTE, 1, "sond"},
    {"history", history, REGISTER_READ, 1, ""},    {"except", except, REGISTER_NOTE, 0, "fmFrR"},
    {"unexcept", unexcept, REGISTER_NOTE, 1, ""},  {"exceptions", exceptions, REGISTER_READ, 0, ""},
};

/* An option that the verb does not heed is a mistake that must be told. */
static const char *unheeded(const struct verb *verb)
{
    const struct {
        char initial;
        const char *value, *name;
    } given[] = {{'s', status_word, "--status"}, {'o', owner_word, "--owner"}, {'n', note_word, "--note"},
                 {'d', due_word, "--due"},       {'f', file_word, "--file"},   {'m', mask_word, "--finding"},
                 {'F', folder_word, "--folder"}, {'r', rule_word, "--rule"},   {'R', reason_word, "--reason"}};

    for (guint i = 0; i < G_N_ELEMENTS(given); i++)
        if (given[i].value && !strchr(verb->takes, given[i].initial))
            return given[i].name;
    return NULL;
}

static int usage_wrong(const struct verb *verb)
{
    const char *option = unheeded(verb);

    if (g_strv_length(words) != verb->arguments + 1)
        return command_fail(EXIT_USAGE, verb->arguments ? _("follow-up %s takes one argument") : _("follow-up %s takes no argument"), verb->name);
    if (option)
        return command_fail(EXIT_USAGE, _("follow-up %s does not take %s"), verb->name, option);
    if (status_word && mark_from_name(status_word) == MARK_STATUS_COUNT)
        return command_fail(EXIT_USAGE, "%s", _("--status takes open, in_progress, handled, accepted or false_alarm"));
    if (verb->run == set && !status_word && !owner_word && !note_word && !due_word)
        return command_fail(EXIT_USAGE, "%s", _("follow-up set needs --status, --owner, --note or --due"));
    if (mask_word && !file_word)
        return command_fail(EXIT_USAGE, "%s", _("--finding needs --file, that shows the mask"));
    return EXIT_OK;
}

static int run_verb(const struct verb *verb)
{
    g_autofree char *path = register_word ? g_canonicalize_filename(register_word, NULL) : register_default_path();
    int status = usage_wrong(verb);
    GError *error = NULL;
    gboolean usage;

    if (status != EXIT_OK)
        return status;
    AUTO(register_) reg = register_open(path, verb->mode, &error);
    if (reg && verb->run(reg, &error) && fflush(stdout) == 0)
        return EXIT_OK;
    if (!error)
        return command_fail(EXIT_FAILED, _("standard output cannot be written: %s"), g_strerror(errno));
    usage = g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_USAGE);
    return command_error(usage ? EXIT_USAGE : EXIT_FAILED, error);
}

static int run(int argc, char **argv)
{
    const char *more = _("list                 what was decided about files\n"
                         "set FILE|#NUMBER     decide: --status, --owner, --note, --due\n"
                         "history FILE|#NUMBER who decided what, and when\n"
                         "except               a value, file, folder or rule that weighs nothing, with --reason\n"
                         "unexcept NUMBER      take an exception back\n"
                         "exceptions           those in force");

    if (!command_options(&argc, &argv, _("follow-up list|set|history|except|unexcept|exceptions ..."), more, options))
        return EXIT_USAGE;
    for (guint i = 0; words && i < G_N_ELEMENTS(verbs); i++)
        if (g_str_equal(words[0], verbs[i].name))
            return run_verb(&verbs[i]);
    return command_fail(EXIT_USAGE, "%s", _("write follow-up and one of list, set, history, except, unexcept, exceptions"));
}

const struct command command_follow_up = {"follow-up", N_("status, owner, note and exceptions for files and findings"), run};
