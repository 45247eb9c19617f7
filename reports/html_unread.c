/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was not read, as large as what was: reasons with figures, folders that did not open, and every file with its reason. */
#include "reports/html.h"

#include "reports/write/number.h"
#include "reports/write/write.h"
#include "scanner/base/i18n.h"

#define MEMBERS_SHOWN 20
#define FOLDERS_SHOWN 50

char *html_unread_row(const struct html *html, const struct record *record, const struct verdict *verdict)
{
    GString *out = g_string_new("<tr role=\"row\"><th scope=\"row\" role=\"rowheader\"><span class=\"fn\">");
    const char *below = totals_below_root(html->totals, record->path);
    gboolean own = record->status != STATUS_READ && record->status != STATUS_EMPTY;

    html_path(out, below, record->evidence);
    g_string_append(out, "</span></th><td role=\"cell\" data-e=\"");
    html_words(out, _("Status"));
    g_string_append(out, "\">");
    html_words(out, own ? words_status(record->status) : words_status(STATUS_PARTIAL));
    g_string_append(out, "</td><td role=\"cell\" data-e=\"");
    html_words(out, _("Reason"));
    g_string_append(out, "\">");
    if (own)
        html_text(out, words_reason(record->reason, record->status));
    for (guint i = 0; i < record->unread->len && i < MEMBERS_SHOWN; i++) {
        const struct unread *unread = record->unread->pdata[i];

        g_string_append(out, "<span class=\"stig\">");
        html_path(out, unread->member, record->evidence);
        g_string_append(out, ": ");
        html_text(out, words_reason(unread->reason, unread->status));
        g_string_append(out, "</span>");
    }
    if (record->unread->len > MEMBERS_SHOWN)
        html_add(out, _(" and %u more"), record->unread->len - MEMBERS_SHOWN);
    g_string_append(out, "</td><td role=\"cell\" data-e=\"");
    html_words(out, _("Class"));
    g_string_append(out, "\"><span>");
    html_badge(out, verdict->class);
    g_string_append(out, "</span></td></tr>\n");
    return g_string_free(out, FALSE);
}

static void reason_row(struct html *html, enum status status, guint64 count, guint64 most)
{
    GString *out = html->text;

    g_string_append(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\"><strong>");
    html_words(out, words_statuses(status));
    g_string_append(out, "</strong><span class=\"varf\">");
    html_words(out, words_status_means(status));
    g_string_append(out, "</span></th><td role=\"cell\">");
    html_bar(out, "gx", count, most, 110);
    g_string_append(out, "</td>");
    html_count(out, count, _("Files"), html->swedish);
    g_string_append(out, "<td role=\"cell\" data-e=\"");
    html_words(out, _("Do this"));
    g_string_append(out, "\">");
    html_words(out, words_status_action(status));
    g_string_append(out, "</td></tr>\n");
}

static void reasons(struct html *html)
{
    GString *out = html->text;
    const struct totals *totals = html->totals;
    gboolean done[STATUS_COUNT] = {FALSE};
    guint64 most = 0, left;

    html_add(out, "<div class=\"rull\" role=\"region\" aria-label=\"%s\" tabindex=\"0\"><table role=\"table\" class=\"kort\"><caption>%s</caption>"
                  "<thead role=\"rowgroup\"><tr role=\"row\"><th scope=\"col\" role=\"columnheader\">%s</th>"
                  "<th scope=\"col\" role=\"columnheader\" colspan=\"2\">%s</th><th scope=\"col\" role=\"columnheader\">%s</th></tr></thead>"
                  "<tbody role=\"rowgroup\">\n",
             _("Table: not read"), _("Files that were not read, by reason"), _("Reason"), _("Files"), _("Do this"));
    do { /* the largest that is not yet written */
        guint best = STATUS_COUNT;

        for (guint i = 0; i < STATUS_COUNT; i++)
            if (!done[i] && totals->unread[i] && (best == STATUS_COUNT || totals->unread[i] > totals->unread[best]))
                best = i;
        left = best < STATUS_COUNT ? totals->unread[best] : 0;
        most = MAX(most, left);
        if (left) {
            done[best] = TRUE;
            reason_row(html, best, left, most);
        }
    } while (left);
    html_add(out, "</tbody><tfoot role=\"rowgroup\"><tr role=\"row\"><th scope=\"row\" role=\"rowheader\">%s</th><td role=\"cell\"></td>", _("All reasons"));
    html_count(out, totals->all.unread, _("Files"), html->swedish);
    g_string_append(out, "<td role=\"cell\"></td></tr></tfoot></table></div>\n");
}

static void folders(struct html *html)
{
    GString *out = html->text;
    const struct totals *totals = html->totals;

    html_add(out, "<h3>%s</h3>\n<p>", _("Folders that could not be opened"));
    html_add(out, ngettext("%s folder.", "%s folders.", totals->denied_folders), write_count(totals->denied_folders, html->swedish).text);
    html_add(out, " %s</p>\n<ul>", _("How many files they hold is unknown, and they are in no figure above."));
    for (guint i = 0; i < totals->denied->len && i < FOLDERS_SHOWN; i++) {
        g_string_append(out, "<li>");
        html_path(out, totals->denied->pdata[i], NULL);
        g_string_append(out, "</li>\n");
    }
    if (totals->denied_folders > FOLDERS_SHOWN)
        html_add(out, "<li>%s</li>\n", _("and more, see the CSV report"));
    g_string_append(out, "</ul>\n");
}

static void list(struct html *html)
{
    GString *out = html->text;
    guint count = ranking_count(html->unread);
    gboolean few = html->unread_rows <= 20;
    g_autofree char *words = g_strdup_printf(ngettext("%s file that was not read, or only partly", "%s files that were not read, or only partly",
                                                      html->unread_rows), write_count(html->unread_rows, html->swedish).text);

    if (!count)
        return;
    html_add(out, "<h3>%s</h3>\n<details class=\"lista\"%s><summary>%s</summary>\n", _("Each of them"), few ? " open" : "", words);
    html_add(out, "<table role=\"table\" class=\"kort olast\"><caption class=\"dold\">%s</caption><thead role=\"rowgroup\"><tr role=\"row\">"
                  "<th scope=\"col\" role=\"columnheader\">%s</th><th scope=\"col\" role=\"columnheader\">%s</th>"
                  "<th scope=\"col\" role=\"columnheader\">%s</th><th scope=\"col\" role=\"columnheader\">%s</th></tr></thead><tbody role=\"rowgroup\">\n",
             words, _("File"), _("Status"), _("Reason"), _("Class"));
    for (guint i = 0; i < count; i++)
        g_string_append(out, ranking_row(html->unread, i, NULL));
    g_string_append(out, "</tbody></table></details>\n");
    if (html->unread_rows > count) {
        g_string_append(out, "<p>");
        html_add(out, _("%s more stand in the CSV report."), write_count(html->unread_rows - count, html->swedish).text);
        g_string_append(out, "</p>\n");
    }
}

void html_unread(struct html *html)
{
    const struct totals *totals = html->totals;
    g_autofree char *heading = totals->all.unread ? g_strdup_printf(ngettext("%s file was not read", "%s files were not read", totals->all.unread),
                                                                    write_count(totals->all.unread, html->swedish).text)
                                                  : g_strdup(_("All files were read"));

    html_section(html->text, "olasta", heading);
    if (totals->all.unread) {
        html_add(html->text, "<p>%s</p>\n", _("A file that was not read is neither harmless nor dangerous. It is unknown and has no class. "
                                              "Below stands why, and what can be done."));
        reasons(html);
    }
    if (totals->denied_folders)
        folders(html);
    list(html);
    if (html->about.excluded) {
        html_add(html->text, "<h3>%s</h3>\n<p>", _("Left out by choice"));
        html_add(html->text, ngettext("%s file or folder was left out with --exclude, and is in no figure.",
                                      "%s files and folders were left out with --exclude, and are in no figure.", html->about.excluded),
                 write_count(html->about.excluded, html->swedish).text);
        g_string_append(html->text, "</p>\n");
    }
}
