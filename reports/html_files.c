/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of files, the most dangerous first; one tbody a file, so that the script can move and hide it whole. */
#include "reports/html.h"

#include "reports/write/number.h"
#include "reports/write/write.h"
#include "scanner/base/i18n.h"

#include <string.h>

void html_row_free(gpointer data)
{
    struct html_row *row = data;

    g_free(row->head);
    g_free(row->findings);
    g_free(row->tail);
    g_free(row);
}

static void flag(GString *out, const char *words, const char *class)
{
    html_add(out, "<span class=\"flagga%s\">", class);
    html_words(out, words);
    g_string_append(out, "</span>");
}

static void flags(GString *out, const struct verdict *verdict)
{
    if (verdict->urgency == URGENT_PROTECTED)
        flag(out, _("Protected identity"), "");
    else if (verdict->urgency == URGENT_CREDENTIALS)
        flag(out, _("Password or key"), "");
    else if (verdict->urgency == URGENT_QUALIFIED)
        flag(out, _("Säkerhetsskydd"), "");
    if (verdict->at_least)
        flag(out, _("Lowest possible class"), " del");
}

/* Name and folder of the file, apart. */
static void title(GString *out, const struct html *html, const struct record *record, const struct verdict *verdict)
{
    const char *slash = strrchr(record->path, '/'), *below = totals_below_root(html->totals, record->path);

    g_string_append(out, "<span class=\"fn\">");
    html_path(out, slash ? slash + 1 : record->path, record->evidence);
    g_string_append(out, "</span>");
    flags(out, verdict);
    if (slash && slash > below) {
        g_autofree char *folder = g_strndup(below, (gsize)(slash - below));
        g_string_append(out, "<span class=\"stig\">");
        html_path(out, folder, record->evidence);
        g_string_append(out, "</span>");
    }
}

static void label(GString *out, const char *words)
{
    g_string_append(out, " data-e=\"");
    html_words(out, words);
    g_string_append(out, "\">");
}

static char *row_head(const struct html *html, const struct record *record, const struct verdict *verdict)
{
    GString *out = g_string_new(NULL);
    enum exposure exposure = exposure_of(record->identity.mode);

    html_add(out, "<tbody data-k=\"%d\" data-f=\"%u\" data-x=\"%d\" data-p=\"%u\">\n<tr role=\"row\"><td role=\"cell\" rowspan=\"2\" class=\"ck\">",
             verdict->class, totals_unit(html->totals, record->path)->index, exposure, record->evidence->persons);
    html_badge(out, verdict->class);
    g_string_append(out, "<span class=\"kn\">");
    html_words(out, verdict->label);
    g_string_append(out, "</span></td><th scope=\"row\" role=\"rowheader\">");
    title(out, html, record, verdict);
    g_string_append(out, "</th>\n<td role=\"cell\" rowspan=\"2\" class=\"cx\"");
    label(out, _("Readable by"));
    html_exposure(out, exposure);
    g_string_append(out, "</td><td role=\"cell\" rowspan=\"2\" class=\"cp r\"");
    label(out, _("Persons"));
    html_add(out, "%s</td>\n<td role=\"cell\" rowspan=\"2\" class=\"ca\"", write_count(record->evidence->persons, html->swedish).text);
    label(out, _("Do this"));
    g_string_append(out, "<span>");
    html_text(out, verdict->action);
    g_string_append(out, "<span class=\"ansv\">");
    html_add(out, "%s: ", _("Owner"));
    html_text(out, record->owner);
    html_add(out, "<br>%s %s", _("Changed"), write_date(record->identity.mtime_ns / G_GINT64_CONSTANT(1000000000), html->swedish).text);
    if (record->number)
        html_add(out, "<br>%s %" G_GUINT64_FORMAT, _("Number"), record->number);
    g_string_append(out, "</span></span></td></tr>\n");
    return g_string_free(out, FALSE);
}

static void list_line(GString *out, const char *name, const GPtrArray *items)
{
    if (!items || !items->len)
        return;
    html_add(out, "%s%s: ", g_str_has_suffix(out->str, "<span class=\"lag\">") ? "" : "<br>", name);
    for (guint i = 0; i < items->len; i++) {
        g_string_append(out, i ? " · <span class=\"nb\">" : "<span class=\"nb\">");
        html_text(out, items->pdata[i]);
        g_string_append(out, "</span>");
    }
}

static char *row_reasons(const struct record *record, const struct verdict *verdict)
{
    GString *out = g_string_new("<tr role=\"row\"><td role=\"cell\" class=\"cw\">");

    if (verdict->why && verdict->why->len)
        html_text(out, verdict->why->pdata[0]);
    if (record->status != STATUS_READ && record->status != STATUS_EMPTY) {
        g_string_append(out, " ");
        html_words(out, words_status(record->status));
        g_string_append(out, ": ");
        html_text(out, words_reason(record->reason, record->status));
        g_string_append(out, ".");
    }
    if (verdict->lagrum->len || verdict->gdpr->len) {
        g_string_append(out, "<span class=\"lag\">");
        list_line(out, _("Lagrum"), verdict->lagrum);
        list_line(out, _("GDPR"), verdict->gdpr);
        g_string_append(out, "</span>");
    }
    return g_string_free(out, FALSE);
}

struct html_row *html_row_new(const struct html *html, const struct record *record, const struct verdict *verdict)
{
    struct html_row *row = g_new0(struct html_row, 1);
    g_autofree char *head = row_head(html, record, verdict), *reasons = row_reasons(record, verdict);

    row->head = g_strconcat(head, reasons, NULL);
    row->findings = html_findings(record, verdict, html->swedish);
    row->tail = g_strdup("</td></tr></tbody>\n");
    return row;
}

static void table_head(GString *out)
{
    static const struct {
        const char *words, *class, *sort;
    } heads[] = {
        {N_("Class"), "ck", "k"}, {N_("File and why"), "", "n"}, {N_("Readable by"), "cx", "x"}, {N_("Persons"), "cp r", "p"},
        {N_("Do this, owner"), "ca", NULL},
    };

    g_string_append(out, "<thead role=\"rowgroup\"><tr role=\"row\">");
    for (gsize i = 0; i < G_N_ELEMENTS(heads); i++) {
        html_add(out, "<th scope=\"col\" role=\"columnheader\" class=\"%s\"", heads[i].class);
        if (heads[i].sort)
            html_add(out, " data-s=\"%s\"", heads[i].sort);
        g_string_append(out, ">");
        html_words(out, _(heads[i].words));
        g_string_append(out, "</th>");
    }
    g_string_append(out, "</tr></thead>\n");
}

static void write_row(struct html *html, const struct html_row *row)
{
    g_string_append(html->text, row->head);
    if (row->findings && html->findings_bytes < HTML_FINDINGS_BYTES) {
        g_string_append(html->text, row->findings);
        html->findings_bytes += strlen(row->findings);
    } else if (row->findings) {
        g_string_append(html->text, "<span class=\"lag\">");
        html_words(html->text, _("The findings stand in JSON Lines, and in datarond show."));
        g_string_append(html->text, "</span>");
    }
    g_string_append(html->text, row->tail);
    if (html->text->len > (1u << 20)) {
        fwrite(html->text->str, 1, html->text->len, html->out); /* the caller looks at the stream's error in the end */
        g_string_truncate(html->text, 0);
    }
}

/* One group of the ranking as a table: those from `from` that are urgent, or of this class. Gives where it ends. */
static guint group(struct html *html, guint from, int class, guint64 all, const char *id, const char *heading)
{
    GString *out = html->text;
    guint count = ranking_count(html->files), to = from;

    for (; to < count; to++) {
        const struct rank *rank;
        ranking_row(html->files, to, &rank);
        if (class == CLASS_NONE ? rank->group >= RANK_CALM : rank->class != class)
            break;
    }
    if (to == from && class != CLASS_NONE)
        return to;
    html_add(out, "<h3 id=\"%s\">", id);
    html_words(out, heading);
    g_string_append(out, "</h3>\n");
    if (to == from) {
        g_string_append(out, "<p>");
        html_words(out, _("No file."));
        g_string_append(out, "</p>\n");
        return to;
    }
    g_string_append(out, "<table role=\"table\" class=\"filer kort\"><caption>");
    g_autofree char *shown = g_strdup(write_count(to - from, html->swedish).text);
    if (all > to - from)
        html_add(out, _("The %s most dangerous of %s files"), shown, write_count(all, html->swedish).text);
    else
        html_add(out, ngettext("%s file", "%s files", to - from), shown);
    g_string_append(out, "</caption>\n");
    table_head(out);
    for (guint i = from; i < to; i++)
        write_row(html, ranking_row(html->files, i, NULL));
    g_string_append(html->text, "</table>\n");
    return to;
}

static void option(GString *out, guint value, const char *words)
{
    html_add(out, "<option value=\"%u\">", value);
    html_words(out, words);
    g_string_append(out, "</option>");
}

static void form(struct html *html)
{
    GString *out = html->text;
    g_autoptr(GPtrArray) units = totals_worst(html->totals->units);

    g_string_append(out, "<form class=\"filter\" role=\"search\" aria-label=\"");
    html_words(out, _("Search among the files of this page"));
    html_add(out, "\" data-svar=\"%s\" data-fler=\"%s\" data-sortera=\"%s\" data-visa=\"%s\" data-dolj=\"%s\">\n",
             _("{n} of {m} files on the page fit."), _("Show all {m}"), _("Sort by {s}"), _("Show all findings"), _("Hide all findings"));
    html_add(out, "<div><label for=\"q\">%s</label><input type=\"search\" id=\"q\" autocomplete=\"off\"></div>\n",
             _("Search in name, folder and reason"));
    html_add(out, "<div><label for=\"fv\">%s</label><select id=\"fv\"><option value=\"\">%s</option>", _("Förvaltning"), _("All"));
    for (guint i = 0; i < units->len && i < 200; i++) {
        const struct sum *sum = units->pdata[i];
        g_autofree char *name = totals_name(sum);
        option(out, sum->index, name);
    }
    html_add(out, "</select></div>\n<fieldset><legend>%s</legend><div>", _("Class"));
    for (int class = CLASS_K4; class >= CLASS_K0; class--)
        html_add(out, "<label><input type=\"checkbox\" name=\"kl\" value=\"%d\" checked>K%d</label>", class, class);
    html_add(out, "</div></fieldset>\n<div><button type=\"button\" class=\"knapp\" id=\"oppna\" aria-pressed=\"false\">%s</button></div>\n"
                  "<p class=\"svar\" role=\"status\" id=\"svar\"></p></form>\n", _("Show all findings"));
}

static void sample(struct html *html)
{
    guint count = ranking_count(html->sample);

    if (!count)
        return;
    html_add(html->text, "<h3>%s</h3>\n<p>%s</p>\n<table role=\"table\" class=\"filer kort\"><caption>%u</caption>\n",
             _("Sample of K1 and K0"),
             _("Some files, drawn at random, that the program found no reason to protect. Look whether you agree. "
               "Say so if something is wrong, and the rules get better."), count);
    table_head(html->text);
    for (guint i = 0; i < count; i++)
        write_row(html, ranking_row(html->sample, i, NULL));
    g_string_append(html->text, "</table>\n");
}

void html_files(struct html *html)
{
    const guint64 *classes = html->totals->all.class;
    guint at;

    html_section(html->text, "filer", _("Files, the most dangerous first"));
    html_add(html->text, "<p>%s</p>\n", _("The order is protected identities, passwords, säkerhetsskydd and files open to everybody, then class, "
                                          "number of persons, how many can read it, and age."));
    form(html);
    at = group(html, 0, CLASS_NONE, html->totals->urgent, "bradskande", _("Urgent"));
    at = group(html, at, CLASS_K3, 0, "k3", _("K3"));
    at = group(html, at, CLASS_K2, 0, "k2", _("K2"));
    if (html->totals->all.files <= HTML_ROWS_MAX) {
        at = group(html, at, CLASS_K1, 0, "k1", _("K1"));
        at = group(html, at, CLASS_K0, 0, "k0", _("K0: nothing was found"));
    } else {
        sample(html);
    }
    guint64 known = html->totals->all.files - classes[SLOT_UNKNOWN];
    if (known > at) {
        html_add(html->text, "<p>");
        html_add(html->text, _("%s more files have no row here. All files stand in the CSV report, and below they are summed by folder."),
                 write_count(known - at, html->swedish).text);
        html_add(html->text, "</p>\n");
        html_tree(html);
    }
}
