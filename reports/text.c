/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text: the summary, then the files from K2 up in the order of risk, then all that was not read. */
#include "reports/ranking.h"
#include "reports/summary.h"
#include "reports/write/columns.h"
#include "reports/write/number.h"
#include "reports/write/words.h"
#include "reports/write/write.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <errno.h>

#define LISTED_MAX 5000

struct text_report {
    FILE *out;
    struct report_about about; /* its strings are the caller's, who keeps them to the end */
    struct summary *summary;
    struct ranking *files, *unread;
    guint64 files_count, unread_count;
};

static void *text_begin(FILE *out, const struct report_about *about, GError **error)
{
    struct text_report *report = g_new0(struct text_report, 1);

    report->out = out;
    report->about = *about;
    report->summary = summary_new(about);
    report->files = ranking_new(LISTED_MAX, g_free);
    report->unread = ranking_new(LISTED_MAX, g_free);
    return report;
}

static void append_list(GString *out, const GPtrArray *items, const char *between)
{
    for (guint i = 0; items && i < items->len; i++)
        g_string_append_printf(out, "%s%s", i ? between : "", (const char *)items->pdata[i]);
}

static char *file_row(const struct record *record, const struct verdict *verdict)
{
    g_autoptr(GString) row = g_string_new(NULL);
    guint32 persons = record->evidence->persons;

    g_string_append_printf(row, "%s\n    %s%s.", record->path, verdict->label ? verdict->label : "",
                           verdict->at_least ? _(" or higher, something was not read") : "");
    if (persons)
        g_string_append_printf(row, ngettext(" %s person.", " %s persons.", persons), write_count(persons, write_in_swedish()).text);
    g_string_append_printf(row, " %s: %s.", _("Readable by"), words_exposure(exposure_of(record->identity.mode)));
    if (verdict->lagrum && verdict->lagrum->len) {
        g_string_append(row, " ");
        append_list(row, verdict->lagrum, ", ");
        g_string_append(row, ".");
    }
    if (verdict->why && verdict->why->len) {
        g_string_append(row, "\n    ");
        append_list(row, verdict->why, " ");
    }
    if (verdict->action)
        g_string_append_printf(row, "\n    %s: %s", _("Do this"), verdict->action);
    /* Lines are ours, all else is made visible line by line. */
    g_auto(GStrv) lines = g_strsplit(row->str + strlen(record->path), "\n", -1);
    GString *shown = g_string_new(NULL);
    g_autofree char *path = write_path(record->path, record->evidence);

    g_string_append_printf(shown, "%s  %s", class_name(verdict->class), path);
    for (guint i = 0; lines[i]; i++) {
        g_autofree char *line = write_name(lines[i]);
        if (i)
            g_string_append(shown, "\n    ");
        columns_wrap(shown, g_strchug(line), 80, i ? 4 : 0);
    }
    return g_string_free(shown, FALSE);
}

static char *unread_row(const struct record *record)
{
    GString *row = g_string_new(NULL);
    g_autofree char *path = write_path(record->path, record->evidence);
    gboolean own = record->status != STATUS_READ && record->status != STATUS_EMPTY;

    g_string_append(row, path);
    if (own)
        g_string_append_printf(row, ": %s", words_reason(record->reason, record->status));
    for (guint i = 0; record->unread && i < record->unread->len; i++) {
        const struct unread *unread = record->unread->pdata[i];
        g_autofree char *member = write_path(unread->member, record->evidence);

        if (i == 20) {
            g_string_append_printf(row, _("\n    and %u more"), record->unread->len - i);
            break;
        }
        g_string_append_printf(row, "\n    %s: %s", member, words_reason(unread->reason, unread->status));
    }
    return g_string_free(row, FALSE);
}

static gboolean text_record(void *state, const struct record *record, const struct verdict *verdict, GError **error)
{
    struct text_report *report = state;
    struct rank rank = rank_of(record, verdict);

    summary_record(report->summary, record, verdict);
    if (verdict->class >= CLASS_K2) {
        report->files_count++;
        if (ranking_wants(report->files, &rank)) {
            struct rank own = rank;
            own.path = g_strdup(rank.path);
            ranking_add(report->files, &own, file_row(record, verdict));
        }
    }
    if ((record->status != STATUS_READ && record->status != STATUS_EMPTY) || (record->unread && record->unread->len)) {
        report->unread_count++;
        rank = (struct rank){.path = rank.path};
        if (ranking_wants(report->unread, &rank)) {
            ranking_add(report->unread, &rank, unread_row(record));
            return TRUE;
        }
    }
    g_free(rank.path);
    return TRUE;
}

static void write_list(FILE *out, struct ranking *rows, guint64 all, const char *heading)
{
    guint count = ranking_count(rows);
    gboolean swedish = write_in_swedish();
    g_autofree char *capital = g_utf8_strup(heading, -1);

    if (!count)
        return;
    fprintf(out, "\n%s (%s)\n", capital, write_count(all, swedish).text);
    for (guint i = 0; i < count; i++)
        fprintf(out, "\n%s\n", (const char *)ranking_row(rows, i, NULL));
    if (all > count)
        fprintf(out, _("\nand %s more: the CSV report holds all\n"), write_count(all - count, swedish).text);
}

static gboolean text_end(void *state, gboolean ok, GError **error)
{
    struct text_report *report = state;
    gboolean good = TRUE;

    if (ok) {
        if (!report->about.ended)
            report->about.ended = g_get_real_time() / G_USEC_PER_SEC;
        summary_write(report->summary, report->out, &report->about, FALSE);
        write_list(report->out, report->files, report->files_count, _("Files in K2 to K4, the most dangerous first"));
        write_list(report->out, report->unread, report->unread_count, _("Not read, or only partly"));
        good = fflush(report->out) == 0 && !ferror(report->out);
    }
    if (!good)
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, "%s: %s", _("the report cannot be written"), g_strerror(errno));
    ranking_free(report->files);
    ranking_free(report->unread);
    summary_free(report->summary);
    g_free(report);
    return good;
}

const struct report report_text = {
    .name = "text",
    .words = N_("plain text: summary, files from K2 up, all that was not read"),
    .begin = text_begin,
    .record = text_record,
    .end = text_end,
};
