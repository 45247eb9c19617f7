/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/app/outputs.h"

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean failed(const char *file, GError **error)
{
    g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("the report %s cannot be written: %s"), file, g_strerror(errno));
    return FALSE;
}

/* A device or pipe is written in place; a regular file is replaced only by a whole report. */
static int open_file(struct output *output)
{
    struct stat state;
    int exists = stat(output->file, &state) == 0;

    if (exists && !S_ISREG(state.st_mode))
        return open(output->file, O_WRONLY | O_CLOEXEC);
    if (exists && access(output->file, W_OK) != 0)
        return -1;
    g_autofree char *folder = g_path_get_dirname(output->file);
    g_autofree char *name = g_path_get_basename(output->file);
    output->temporary = g_strdup_printf("%s/.%s.%d.tmp", folder, name, (int)getpid());
    g_unlink(output->temporary);
    return open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

struct output *output_open(const char *assignment, GError **error)
{
    const char *colon = strchr(assignment, ':');
    g_autofree char *format = colon ? g_strndup(assignment, (gsize)(colon - assignment)) : g_strdup(assignment);
    const struct report *report = colon && colon[1] ? report_find(format) : NULL;

    if (!report) {
        g_autofree char *help = outputs_help();
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _("a report is written FORMAT:FILE, not %s. Formats:\n%s"), assignment, help);
        return NULL;
    }
    struct output *output = g_new0(struct output, 1);
    output->report = report;
    if (g_str_equal(colon + 1, "-")) {
        output->out = stdout;
        return output;
    }
    output->file = g_canonicalize_filename(colon + 1, NULL);
    int fd = open_file(output);
    output->out = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!output->out) {
        failed(output->file, error);
        g_clear_pointer(&output->temporary, g_free);
        output_close(output, FALSE, NULL);
        return NULL;
    }
    return output;
}

gboolean output_close(struct output *output, gboolean keep, GError **error)
{
    const char *name = output->file ? output->file : "-";
    gboolean good = TRUE;

    if (output->out) {
        good = fflush(output->out) == 0 && !ferror(output->out);
        if (good && output->temporary && keep)
            good = fsync(fileno(output->out)) == 0;
        if (output->out != stdout && fclose(output->out) != 0)
            good = FALSE;
    }
    if (good && keep && output->temporary)
        good = g_rename(output->temporary, output->file) == 0;
    if (!good)
        failed(name, error);
    if (output->temporary && !(good && keep))
        g_unlink(output->temporary);
    g_free(output->temporary);
    g_free(output->file);
    g_free(output);
    return good;
}

char *outputs_help(void)
{
    GString *help = g_string_new(NULL);
    for (int i = 0; reports[i]; i++)
        g_string_append_printf(help, "  %-8s %s\n", reports[i]->name, _(reports[i]->words));
    return g_string_free(help, FALSE);
}
