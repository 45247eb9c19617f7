/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/app/telling.h"

#include "scanner/app/language.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <string.h>
#include <unistd.h>

struct pass {
    struct telling *telling;
    const char *language;
    GPtrArray *outputs; /* those of this pass */
    struct summary *summary;
    gboolean counts; /* the first pass counts for the telling's answers */
};

/* TRUE where the path is the root, or lies below it. */
static gboolean below(const char *path, const char *root)
{
    gsize length = strlen(root);
    return strncmp(path, root, length) == 0 && (path[length] == '\0' || path[length] == '/' || (length && root[length - 1] == '/'));
}

static void count(struct telling *telling, const struct record *record)
{
    telling->files++;
    if (record->status != STATUS_READ && record->status != STATUS_EMPTY && record->status != STATUS_UNSUPPORTED)
        telling->unread = TRUE;
    for (guint i = 0; telling->root_files && telling->about.roots[i]; i++)
        telling->root_files[i] += below(record->path, telling->about.roots[i]);
}

static gboolean tell_record(const struct record *record, void *user, GError **error)
{
    struct pass *pass = user;
    struct verdict *verdict = classify(pass->telling->classifier, record, pass->language);
    gboolean good = TRUE;

    for (guint i = 0; good && i < pass->outputs->len; i++) {
        struct output *output = g_ptr_array_index(pass->outputs, i);
        good = output->report->record(output->state, record, verdict, error);
    }
    if (good && pass->summary)
        summary_record(pass->summary, record, verdict);
    if (pass->counts)
        count(pass->telling, record);
    verdict_free(verdict);
    return good;
}

/* One walk over the records, in one language. */
static gboolean tell_pass(struct pass *pass, GError **error)
{
    struct telling *telling = pass->telling;
    struct report_about about = telling->about;
    gboolean good = TRUE;

    about.language = pass->language;
    language_use(pass->language);
    for (guint i = 0; good && i < pass->outputs->len; i++) {
        struct output *output = g_ptr_array_index(pass->outputs, i);
        output->state = output->report->begin(output->out, &about, error);
        good = output->state != NULL;
    }
    if (good)
        good = register_each(telling->reg, telling->below, tell_record, pass, error);
    for (guint i = 0; i < pass->outputs->len; i++) {
        struct output *output = g_ptr_array_index(pass->outputs, i);
        if (output->state && !output->report->end(output->state, good, good ? error : NULL))
            good = FALSE;
        output->state = NULL;
    }
    return good;
}

static gboolean close_outputs(GPtrArray *outputs, gboolean keep, GError **error)
{
    gboolean good = TRUE;
    for (guint i = 0; i < outputs->len; i++)
        if (!output_close(g_ptr_array_index(outputs, i), keep, keep && good ? error : NULL))
            good = FALSE;
    g_ptr_array_set_size(outputs, 0);
    return good;
}

gboolean telling_tell(struct telling *telling, GError **error)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    const char *language = telling->about.language, *words = telling->summary_language;
    gboolean apart = words && !g_str_equal(words, language);
    struct pass reports_pass = {.telling = telling, .language = language, .outputs = telling->outputs, .counts = TRUE};
    struct pass summary_pass = {.telling = telling, .language = words, .outputs = none};

    if (words)
        telling->summary = summary_new(&telling->about);
    (apart ? &summary_pass : &reports_pass)->summary = telling->summary;
    g_auto(GStrv) files = g_new0(char *, telling->outputs->len + 1);
    for (guint i = 0, count = 0; i < telling->outputs->len; i++) {
        const struct output *output = g_ptr_array_index(telling->outputs, i);
        if (output->file)
            files[count++] = g_strdup(output->file);
        if (output->file && g_str_equal(output->report->name, "html"))
            telling->page = g_strdup(output->file);
    }
    gboolean good = tell_pass(&reports_pass, error);
    if (good && apart)
        good = tell_pass(&summary_pass, error);
    good = close_outputs(telling->outputs, good, good ? error : NULL) && good;
    if (good)
        telling->written = g_steal_pointer(&files);
    return good;
}

gboolean telling_sum_up(struct telling *telling, int exit_status, GError **error)
{
    struct report_about about = telling->about;

    if (!telling->summary)
        return TRUE;
    about.language = telling->summary_language;
    language_use(about.language);
    summary_tell(telling->summary, telling->page, exit_status);
    summary_write(telling->summary, stdout, &about, isatty(STDOUT_FILENO) && !g_getenv("NO_COLOR"));
    if (fflush(stdout) == 0 && !ferror(stdout))
        return TRUE;
    g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("the summary could not be written to standard output"));
    return FALSE;
}

void telling_clear(struct telling *telling)
{
    g_clear_pointer(&telling->summary, summary_free);
    g_clear_pointer(&telling->page, g_free);
    g_clear_pointer(&telling->written, g_strfreev);
}
