/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What found no row, summed by folder: a förvaltning opens and shows its folders. */
#include "reports/html.h"

#include "reports/write/number.h"
#include "scanner/base/i18n.h"

#include <string.h>

#define UNITS_SHOWN 60
#define FOLDERS_SHOWN 20

static void folder_row(struct html *html, const char *name, const struct sum *sum)
{
    g_string_append(html->text, "<tr><th scope=\"row\">");
    html_path(html->text, name, NULL);
    g_string_append(html->text, "</th>");
    for (int class = CLASS_K4; class >= CLASS_K0; class--)
        html_add(html->text, "<td class=\"r\">%s</td>", write_count(sum->class[class], html->swedish).text);
    html_add(html->text, "<td class=\"r\">%s</td><td class=\"r\">%s</td></tr>\n", write_count(sum->class[SLOT_UNKNOWN], html->swedish).text,
             write_count(sum->open, html->swedish).text);
}

static void folder_rows(struct html *html, const GPtrArray *folders, const struct sum *unit)
{
    struct sum others = {0};
    guint shown = 0, left = 0;

    for (guint i = 0; i < folders->len; i++) {
        const struct sum *sum = folders->pdata[i];

        if (sum->unit != unit)
            continue;
        if (shown++ >= FOLDERS_SHOWN) {
            left++;
            others.open += sum->open;
            for (guint slot = 0; slot < SLOTS; slot++)
                others.class[slot] += sum->class[slot];
            continue;
        }
        g_autofree char *name = totals_name(sum);
        const char *last = strrchr(name, '/');
        folder_row(html, last ? last + 1 : _("Directly in the folder"), sum);
    }
    if (left) {
        g_autofree char *words = g_strdup_printf(ngettext("%u other folder", "%u other folders", left), left);
        folder_row(html, words, &others);
    }
}

void html_tree(struct html *html)
{
    GString *out = html->text;
    g_autoptr(GPtrArray) units = totals_worst(html->totals->units), folders = totals_worst(html->totals->folders);

    html_add(out, "<h3>%s</h3>\n<div class=\"tree\">\n", _("The rest, by folder"));
    for (guint i = 0; i < units->len && i < UNITS_SHOWN; i++) {
        const struct sum *unit = units->pdata[i];
        g_autofree char *name = totals_name(unit), *k3 = g_strdup(write_count(unit->class[CLASS_K3], html->swedish).text);

        g_string_append(out, "<details><summary><span>");
        html_path(out, name, NULL);
        g_string_append(out, "</span>, ");
        html_add(out, _("%s in K3 and %s in K2"), k3, write_count(unit->class[CLASS_K2], html->swedish).text);
        g_string_append(out, "</summary><div class=\"rull\" tabindex=\"0\" role=\"region\" aria-label=\"");
        html_words(out, name);
        html_add(out, "\"><table class=\"fast\"><caption class=\"dold\">%s</caption><thead><tr><th scope=\"col\">%s</th>",
                 _("Files by folder and class"), _("Folder"));
        for (int class = CLASS_K4; class >= CLASS_K0; class--)
            html_add(out, "<th scope=\"col\" class=\"r\">K%d</th>", class);
        html_add(out, "<th scope=\"col\" class=\"r\">%s</th><th scope=\"col\" class=\"r\">%s</th></tr></thead><tbody>\n", _("Not read"),
                 _("Open to all"));
        folder_rows(html, folders, unit);
        g_string_append(out, "</tbody></table></div></details>\n");
    }
    g_string_append(out, "</div>\n");
}
