/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One HTML page that stands alone: sums first, then files in the order of risk; whole with scripts off. */
#include "reports/html.h"

#include "reports/write/write.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <errno.h>
#include <string.h>

static void *begin_page(FILE *out, const struct report_about *about, GError **error)
{
    struct html *html = g_new0(struct html, 1);

    html->out = out;
    html->text = g_string_new(NULL);
    html->about = *about;
    html->totals = totals_new(about);
    html->files = ranking_new(HTML_ROWS_MAX, html_row_free);
    html->sample = ranking_new(HTML_SAMPLE, html_row_free);
    html->unread = ranking_new(HTML_UNREAD_MAX, g_free);
    html->swedish = write_in_swedish();
    return html;
}

static void add_row(struct html *html, struct ranking *rows, struct rank rank, const struct record *record, const struct verdict *verdict)
{
    if (!ranking_wants(rows, &rank))
        return;
    rank.path = g_strdup(rank.path);
    ranking_add(rows, &rank, html_row_new(html, record, verdict));
}

static gboolean add_record(void *state, const struct record *record, const struct verdict *verdict, GError **error)
{
    struct html *html = state;
    struct rank rank = rank_of(record, verdict);
    gboolean whole = record->status == STATUS_READ || record->status == STATUS_EMPTY;

    totals_add(html->totals, record, verdict);
    if (verdict->class != CLASS_NONE)
        add_row(html, html->files, rank, record, verdict);
    if (verdict->class == CLASS_K0 || verdict->class == CLASS_K1) {
        struct rank drawn = {.group = g_str_hash(record->path), .path = rank.path}; /* the same draw for the same files */
        add_row(html, html->sample, drawn, record, verdict);
    }
    if ((!whole || record->unread->len || verdict->class == CLASS_NONE) && !totals_is_folder(record)) {
        struct rank place = {.group = totals_is_unread(record, verdict) ? 0 : 1, .class = STATUS_COUNT - (int)record->status,
                             .path = rank.path};
        html->unread_rows++;
        if (ranking_wants(html->unread, &place)) {
            place.path = g_strdup(rank.path);
            ranking_add(html->unread, &place, html_unread_row(html, record, verdict));
        }
    }
    g_free(rank.path);
    return TRUE;
}

static gboolean flush_text(struct html *html)
{
    gboolean good = fwrite(html->text->str, 1, html->text->len, html->out) == html->text->len;

    g_string_truncate(html->text, 0);
    return good;
}

static gboolean write_page(struct html *html)
{
    static void (*const parts[])(struct html *) = {html_head, html_start, html_units, html_folders, html_files,
                                                   html_unread, html_formats, html_guide, html_made, html_foot};

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        parts[i](html);
        if (!flush_text(html))
            return FALSE;
    }
    return fflush(html->out) == 0;
}

static gboolean end_page(void *state, gboolean ok, GError **error)
{
    struct html *html = state;
    gboolean good = TRUE;

    if (ok) {
        if (!html->about.ended)
            html->about.ended = g_get_real_time() / G_USEC_PER_SEC;
        good = write_page(html);
    }
    if (!good)
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, "%s: %s", _("the report cannot be written"), g_strerror(errno));
    ranking_free(html->files);
    ranking_free(html->sample);
    ranking_free(html->unread);
    totals_free(html->totals);
    g_string_free(html->text, TRUE);
    g_free(html);
    return good;
}

const struct report report_html = {
    .name = "html",
    .words = N_("one page for people, stands alone, no network"),
    .begin = begin_page,
    .record = add_record,
    .end = end_page,
};
