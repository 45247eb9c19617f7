/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV that opens right in Swedish Excel: UTF-8 with BOM, semicolons, CRLF, every cell quoted. */
#include "reports/report.h"
#include "reports/totals.h"
#include "reports/write/escape.h"
#include "reports/write/write.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <errno.h>
#include <string.h>

#define BOM "\xEF\xBB\xBF"

struct csv {
    FILE *out;
    GString *line;
};

static void cell(GString *line, const char *text)
{
    if (line->len)
        g_string_append_c(line, ';');
    escape_csv(line, text);
}

static void name_cell(GString *line, const char *text)
{
    g_autofree char *shown = write_name(text ? text : "");

    cell(line, shown);
}

static void count_cell(GString *line, guint64 count)
{
    g_autofree char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, count);

    cell(line, digits);
}

static gboolean flush_line(struct csv *csv, GError **error)
{
    g_string_append(csv->line, "\r\n");
    gboolean good = fwrite(csv->line->str, 1, csv->line->len, csv->out) == csv->line->len;
    g_string_truncate(csv->line, 0);
    if (!good)
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, "%s: %s", _("the report cannot be written"), g_strerror(errno));
    return good;
}

static void *csv_begin(FILE *out, const struct report_about *about, GError **error)
{
    static const char *const heads[] = {
        N_("Path"), N_("Class"), N_("Designation"), N_("Status"), N_("Reason"), N_("Persons"), N_("Minors"), N_("Findings"),
        N_("Themes"), N_("Lagrum"), N_("GDPR"), N_("Why"), N_("Do this"), N_("Readable by"), N_("Owner"), N_("Changed"),
        N_("Bytes"), N_("Media type"), N_("Number"),
    };
    struct csv *csv = g_new0(struct csv, 1);

    csv->out = out;
    csv->line = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(heads); i++)
        cell(csv->line, _(heads[i]));
    g_string_prepend(csv->line, BOM);
    if (flush_line(csv, error))
        return csv;
    g_string_free(csv->line, TRUE);
    g_free(csv);
    return NULL;
}

static void list_cell(GString *line, const GPtrArray *items, const char *between)
{
    g_autoptr(GString) all = g_string_new(NULL);

    for (guint i = 0; items && i < items->len; i++)
        g_string_append_printf(all, "%s%s", i ? between : "", (const char *)items->pdata[i]);
    name_cell(line, all->str);
}

/* "Personnummer 12 (3 testnummer, 1 undantaget), E-post 4": how many different values of each kind. */
static void findings_cell(GString *line, const struct record *record, const struct verdict *verdict)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) all = g_string_new(NULL);
    GPtrArray *findings = record->evidence->findings;

    for (guint i = 0; i < findings->len; i++) {
        const char *kind = ((const struct finding *)findings->pdata[i])->kind;
        guint count = 0, test = 0, excepted = 0;

        if (!g_hash_table_add(seen, (gpointer)kind))
            continue;
        if (verdict->class == CLASS_K4 && strcmp(kind, "markning") != 0)
            continue;
        for (guint j = i; j < findings->len; j++) {
            const struct finding *finding = findings->pdata[j];

            if (strcmp(finding->kind, kind) != 0)
                continue;
            count++;
            test += finding->test;
            excepted += finding->excepted != NULL;
        }
        g_string_append_printf(all, "%s%s %u", all->len ? ", " : "", words_kind(kind), count);
        if (test)
            g_string_append_printf(all, " (%s %u)", _("test numbers"), test);
        if (excepted)
            g_string_append_printf(all, " (%s %u)", _("excepted"), excepted);
    }
    name_cell(line, all->str);
}

static void themes_cell(GString *line, const struct record *record, const struct verdict *verdict)
{
    g_autoptr(GString) all = g_string_new(NULL);
    GPtrArray *themes = record->evidence->themes;

    for (guint i = 0; verdict->class != CLASS_K4 && i < themes->len; i++) {
        const struct theme *theme = themes->pdata[i];

        if (theme->confidence >= 0.5)
            g_string_append_printf(all, "%s%s", all->len ? ", " : "", words_theme(theme->name));
    }
    cell(line, all->str);
}

static void reason_cell(GString *line, const struct record *record)
{
    g_autoptr(GString) all = g_string_new(NULL);

    if (record->status != STATUS_READ && record->status != STATUS_EMPTY)
        g_string_append(all, words_reason(record->reason, record->status));
    for (guint i = 0; record->unread && i < record->unread->len && i < 50; i++) {
        const struct unread *unread = record->unread->pdata[i];

        g_string_append_printf(all, "%s%s: %s", all->len ? "; " : "", unread->member, words_reason(unread->reason, unread->status));
    }
    name_cell(line, all->str);
}

static void time_cell(GString *line, gint64 nanoseconds)
{
    g_autoptr(GDateTime) time = nanoseconds ? g_date_time_new_from_unix_local(nanoseconds / G_GINT64_CONSTANT(1000000000)) : NULL;
    g_autofree char *text = time ? g_date_time_format(time, "%Y-%m-%d %H:%M") : NULL;

    cell(line, text ? text : "");
}

static gboolean csv_record(void *state, const struct record *record, const struct verdict *verdict, GError **error)
{
    struct csv *csv = state;
    GString *line = csv->line;
    gboolean unread = totals_is_unread(record, verdict);

    g_autofree char *path = write_path(record->path, record->evidence);

    cell(line, path);
    cell(line, class_name(verdict->class));
    cell(line, verdict->label);
    cell(line, words_status(record->status));
    reason_cell(line, record);
    unread ? cell(line, "") : count_cell(line, record->evidence->persons);
    unread ? cell(line, "") : count_cell(line, record->evidence->minors);
    findings_cell(line, record, verdict);
    themes_cell(line, record, verdict);
    list_cell(line, verdict->lagrum, ", ");
    list_cell(line, verdict->gdpr, ", ");
    list_cell(line, verdict->why, " ");
    name_cell(line, verdict->action);
    cell(line, words_exposure(exposure_of(record->identity.mode)));
    name_cell(line, record->owner);
    time_cell(line, record->identity.mtime_ns);
    count_cell(line, record->identity.size);
    name_cell(line, record->media_type);
    record->number ? count_cell(line, record->number) : cell(line, "");
    return flush_line(csv, error);
}

static gboolean csv_end(void *state, gboolean ok, GError **error)
{
    struct csv *csv = state;
    gboolean good = !ok || fflush(csv->out) == 0;

    if (!good)
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, "%s: %s", _("the report cannot be written"), g_strerror(errno));
    g_string_free(csv->line, TRUE);
    g_free(csv);
    return good;
}

const struct report report_csv = {
    .name = "csv",
    .words = N_("table for Excel, one row a file"),
    .begin = csv_begin,
    .record = csv_record,
    .end = csv_end,
};
