/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums in tables: förvaltningar, the worst folders, formats and ages. */
#include "reports/html.h"

#include "reports/write/number.h"
#include "scanner/base/i18n.h"


#define UNITS_SHOWN 60
#define FOLDERS_SHOWN 10

static void head_cell(GString *out, const char *words, const char *class)
{
    html_add(out, "<th scope=\"col\" role=\"columnheader\"%s%s%s>", class ? " class=\"" : "", class ? class : "", class ? "\"" : "");
    html_words(out, words);
    g_string_append(out, "</th>");
}

static void region(GString *out, const char *name, const char *class, const char *caption)
{
    g_string_append(out, "<div class=\"rull\" role=\"region\" aria-label=\"");
    html_words(out, name);
    html_add(out, "\" tabindex=\"0\"><table role=\"table\" class=\"%s\"><caption>", class);
    html_words(out, caption);
    g_string_append(out, "</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">");
}

static void unit_cells(struct html *html, const struct sum *sum)
{
    GString *out = html->text;

    for (int class = CLASS_K4; class >= CLASS_K0; class--) {
        if (class == CLASS_K3)
            html_add(out, "<td role=\"cell\" class=\"r\"><strong>%s</strong></td>", write_count(sum->class[class], html->swedish).text);
        else
            html_count(out, sum->class[class], NULL, html->swedish);
    }
    html_count(out, sum->class[SLOT_UNKNOWN], NULL, html->swedish);
    html_count(out, sum->files, NULL, html->swedish);
    html_count(out, sum->persons, NULL, html->swedish);
    html_add(out, "<td role=\"cell\" class=\"r\">%s</td></tr>\n", write_percent(sum->full, sum->files, html->swedish).text);
}

static void add_sum(struct sum *to, const struct sum *from)
{
    to->files += from->files;
    to->full += from->full;
    to->persons += from->persons;
    for (guint i = 0; i < SLOTS; i++)
        to->class[i] += from->class[i];
}

static void unit_rows(struct html *html)
{
    g_autoptr(GPtrArray) units = totals_worst(html->totals->units);
    struct sum others = html->totals->rest;

    for (guint i = 0; i < units->len; i++) {
        const struct sum *sum = units->pdata[i];
        g_autofree char *name = totals_name(sum);

        if (i >= UNITS_SHOWN) {
            add_sum(&others, sum);
            continue;
        }
        g_string_append(html->text, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
        html_path(html->text, name, NULL);
        g_string_append(html->text, "</th>");
        unit_cells(html, sum);
    }
    if (others.files) {
        g_string_append(html->text, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
        html_words(html->text, _("All others"));
        g_string_append(html->text, "</th>");
        unit_cells(html, &others);
    }
}

void html_units(struct html *html)
{
    GString *out = html->text;

    html_section(out, "forvaltningar", _("Förvaltningar"));
    g_string_append(out, "<p>");
    html_words(out, _("Each is the first folder below the one that was scanned, ordered by the number of files in K4 and K3. "
                      "A person is counted once in each, and once in the last row."));
    g_string_append(out, "</p>\n");
    region(out, _("Table: förvaltningar"), "fast", _("Number of files in each förvaltning and suggested class"));
    head_cell(out, _("Förvaltning"), NULL);
    for (int class = CLASS_K4; class >= CLASS_K0; class--) {
        g_string_append(out, "<th scope=\"col\" role=\"columnheader\" class=\"r\">");
        html_badge(out, class);
        g_string_append(out, "</th>");
    }
    head_cell(out, _("Not read"), "r");
    head_cell(out, _("All files"), "r");
    head_cell(out, _("Persons"), "r");
    head_cell(out, _("Fully read"), "r");
    g_string_append(out, "</tr></thead><tbody role=\"rowgroup\">\n");
    unit_rows(html);
    g_string_append(out, "</tbody><tfoot role=\"rowgroup\"><tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
    html_words(out, _("All"));
    g_string_append(out, "</th>");
    unit_cells(html, &html->totals->all);
    g_string_append(out, "</tfoot></table></div>\n");
    if (html->totals->persons_capped) {
        g_string_append(out, "<p class=\"liten\">");
        html_words(out, _("There are more persons than were counted: their number is at least this."));
        g_string_append(out, "</p>\n");
    }
}

static void year_cell(GString *out, gint64 seconds)
{
    g_autoptr(GDateTime) time = seconds ? g_date_time_new_from_unix_local(seconds) : NULL;

    g_string_append(out, "<td role=\"cell\" class=\"r\" data-e=\"");
    html_words(out, _("Oldest file"));
    if (time)
        html_add(out, "\">%d</td></tr>\n", g_date_time_get_year(time));
    else
        html_add(out, "\">%s</td></tr>\n", "–");
}

static void folder_row(struct html *html, const struct sum *sum, guint64 most)
{
    GString *out = html->text;
    g_autofree char *name = totals_name(sum);
    guint64 secret = sum->class[CLASS_K3] + sum->class[CLASS_K4];

    g_string_append(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
    html_path(out, name, NULL);
    g_string_append(out, "</th><td role=\"cell\">");
    html_bar(out, "g3", secret, most, 110);
    g_string_append(out, "</td>");
    html_count(out, secret, _("Files in K3 and K4"), html->swedish);
    html_count(out, sum->class[CLASS_K2], _("Files in K2"), html->swedish);
    html_count(out, sum->persons, _("Persons"), html->swedish);
    g_string_append(out, "<td role=\"cell\" class=\"nb\" data-e=\"");
    html_words(out, _("Widest access"));
    g_string_append(out, "\">");
    if (secret)
        html_exposure(out, sum->widest);
    g_string_append(out, "</td>");
    html_count(out, sum->open, _("Open to all"), html->swedish);
    year_cell(out, sum->oldest);
}

void html_folders(struct html *html)
{
    GString *out = html->text;
    g_autoptr(GPtrArray) folders = totals_worst(html->totals->folders);
    guint64 most = 0;

    html_section(out, "mappar", _("Where it lies"));
    if (folders->len) {
        const struct sum *first = folders->pdata[0];
        most = first->class[CLASS_K3] + first->class[CLASS_K4];
    }
    html_treemap(html);
    region(out, _("The worst folders"), "kort", _("The worst folders, two levels down. Persons are the different ones in the folder; age is of files in K2 to K4."));
    head_cell(out, _("Folder"), NULL);
    g_string_append(out, "<th scope=\"col\" role=\"columnheader\" colspan=\"2\">");
    html_words(out, _("Files in K3 and K4"));
    g_string_append(out, "</th>");
    head_cell(out, _("Files in K2"), "r");
    head_cell(out, _("Persons"), "r");
    head_cell(out, _("Widest access"), NULL);
    head_cell(out, _("Open to all"), "r");
    head_cell(out, _("Oldest file"), "r");
    g_string_append(out, "</tr></thead><tbody role=\"rowgroup\">\n");
    for (guint i = 0; i < folders->len && i < FOLDERS_SHOWN; i++)
        folder_row(html, folders->pdata[i], most);
    g_string_append(out, "</tbody></table></div>\n");
}

static void formats(struct html *html)
{
    GString *out = html->text;

    region(out, _("Formats"), "", _("Sorts of files, and how many of them were fully read"));
    head_cell(out, _("Format"), NULL);
    head_cell(out, _("Files"), "r");
    head_cell(out, _("Fully read"), "r");
    head_cell(out, _("In K3"), "r");
    g_string_append(out, "</tr></thead><tbody role=\"rowgroup\">\n");
    for (guint i = 0; i < FORMAT_GROUPS; i++) {
        guint64 files = html->totals->formats[i].files;

        if (!files)
            continue;
        g_string_append(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
        html_words(out, totals_format_words(i));
        g_string_append(out, "</th>");
        html_count(out, files, NULL, html->swedish);
        html_add(out, "<td role=\"cell\" class=\"r\">%s</td>", write_percent(html->totals->formats[i].full, files, html->swedish).text);
        html_count(out, html->totals->formats[i].secret, NULL, html->swedish);
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</tbody></table></div>\n");
}

static void ages(struct html *html)
{
    GString *out = html->text;
    guint64 most = 0;

    for (guint i = 0; i < AGES; i++)
        most = MAX(most, html->totals->ages[i].secret);
    region(out, _("Age"), "", _("Time since the file was changed. Files over five years old are candidates for gallringsprövning under the dokumenthanteringsplan."));
    head_cell(out, _("Age"), NULL);
    g_string_append(out, "<th scope=\"col\" role=\"columnheader\" colspan=\"2\">");
    html_words(out, _("Files in K3"));
    g_string_append(out, "</th>");
    head_cell(out, _("Files in K2"), "r");
    g_string_append(out, "</tr></thead><tbody role=\"rowgroup\">\n");
    for (guint i = 0; i < AGES; i++) {
        g_string_append(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
        html_words(out, totals_age_words(i));
        g_string_append(out, "</th><td role=\"cell\">");
        html_bar(out, "g3", html->totals->ages[i].secret, most, 120);
        g_string_append(out, "</td>");
        html_count(out, html->totals->ages[i].secret, NULL, html->swedish);
        html_count(out, html->totals->ages[i].sensitive, NULL, html->swedish);
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</tbody></table></div>\n");
}

void html_formats(struct html *html)
{
    html_section(html->text, "format", _("Formats and ages"));
    g_string_append(html->text, "<div class=\"par\"><div>");
    formats(html);
    g_string_append(html->text, "</div><div>");
    ages(html);
    g_string_append(html->text, "</div></div>\n");
}
