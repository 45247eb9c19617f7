/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first screen: what is urgent, what to do, how many in each class, what was read, who has most. */
#include "reports/html.h"

#include "reports/write/number.h"
#include "scanner/base/i18n.h"

#include <string.h>

#define BAR 92

static void lead(struct html *html)
{
    const struct totals *totals = html->totals;
    g_autofree char *files = g_strdup(write_count(totals->all.files, html->swedish).text);
    g_autofree char *secret = g_strdup(write_count(totals->all.class[CLASS_K3] + totals->all.class[CLASS_K4], html->swedish).text);
    g_autofree char *unread = g_strdup(write_count(totals->all.unread, html->swedish).text);

    g_string_append(html->text, "<p class=\"lead\">");
    html_add(html->text, _("Of %s files, <strong>%s</strong> are probably secret (K3 and K4)."), files, secret);
    g_string_append(html->text, " ");
    if (totals->all.unread)
        html_add(html->text, _("<strong>%s</strong> files could not be read. Of them we know nothing yet."), unread);
    else
        html_words(html->text, _("All files could be read."));
    if (html->about.interrupted) {
        g_string_append(html->text, " <strong>");
        html_words(html->text, _("The scan was interrupted: the figures hold for what was read."));
        g_string_append(html->text, "</strong>");
    }
    g_string_append(html->text, "</p>\n");
}

static void urgent_item(struct html *html, guint64 count, const char *words, const char *note)
{
    if (!count)
        return;
    html_add(html->text, "<li><span class=\"n\">%s</span><span><a href=\"#bradskande\">", write_count(count, html->swedish).text);
    html_words(html->text, words);
    g_string_append(html->text, "</a><span class=\"m\">");
    html_words(html->text, note);
    g_string_append(html->text, "</span></span></li>\n");
}

static char *readable_note(const struct html *html, guint64 open)
{
    if (!open)
        return g_strdup(_("None of them can be read by everybody on the server."));
    return g_strdup_printf(_("%s of them can be read by everybody on the server."), write_count(open, html->swedish).text);
}

static void urgent(struct html *html)
{
    const struct totals *totals = html->totals;
    guint64 lines = totals->protected + totals->credentials + totals->open + totals->qualified;
    g_autofree char *protected = readable_note(html, totals->protected_open), *where = totals_open_where(totals, 0);
    g_autofree char *credentials = readable_note(html, totals->credentials_open);

    html_add(html->text, "<section class=\"akut%s\" aria-labelledby=\"h-akut\"><h2 id=\"h-akut\">", totals->urgent ? "" : " lugn");
    html_words(html->text, totals->urgent ? _("Urgent") : _("Nothing urgent"));
    if (lines > totals->urgent) {
        g_string_append(html->text, " <span class=\"liten\">(");
        html_add(html->text, ngettext("%s file is counted on more than one line", "%s files are counted on more than one line",
                                      lines - totals->urgent), write_count(lines - totals->urgent, html->swedish).text);
        g_string_append(html->text, ")</span>");
    }
    g_string_append(html->text, "</h2>\n");
    if (!totals->urgent) {
        g_autofree char *full = g_strdup(write_count(totals->all.full, html->swedish).text);
        g_string_append(html->text, "<p>");
        html_add(html->text, _("This holds for the %s files that were fully read. %s were not read."), full,
                 write_count(totals->all.unread, html->swedish).text);
        g_string_append(html->text, "</p></section>\n");
        return;
    }
    g_string_append(html->text, "<ul>\n");
    urgent_item(html, totals->protected,
                ngettext("file with protected identities", "files with protected identities", totals->protected), protected);
    urgent_item(html, totals->credentials,
                ngettext("file with passwords or keys", "files with passwords or keys", totals->credentials), credentials);
    urgent_item(html, totals->open, ngettext("secret file (K3) open to everybody", "secret files (K3) open to everybody", totals->open), where);
    urgent_item(html, totals->qualified,
                ngettext("file marked säkerhetsskydd (K4)", "files marked säkerhetsskydd (K4)", totals->qualified),
                _("Only the säkerhetsskyddschef takes them further."));
    g_string_append(html->text, "</ul></section>\n");
}

static void steps(struct html *html)
{
    g_autoptr(GPtrArray) todo = totals_steps(html->totals);

    g_string_append(html->text, "<section class=\"gor\" aria-labelledby=\"h-gor\"><h2 id=\"h-gor\">");
    html_words(html->text, html->totals->urgent ? _("Do this today") : _("Do this next"));
    g_string_append(html->text, "</h2>\n<ol>\n");
    for (guint i = 0; i < todo->len; i++) {
        const struct step *step = todo->pdata[i];

        g_string_append(html->text, "<li><strong>");
        html_words(html->text, step->what);
        g_string_append(html->text, "</strong> ");
        html_words(html->text, step->rest);
        g_string_append(html->text, "</li>\n");
    }
    g_string_append(html->text, "</ol></section>\n");
}

static void panel(GString *out, const char *id, const char *heading)
{
    html_add(out, "<section class=\"panel\" aria-labelledby=\"h-%s\"><h2 id=\"h-%s\">", id, id);
    html_words(out, heading);
    g_string_append(out, "</h2>\n");
}

static void classes(struct html *html)
{
    GString *out = html->text;
    const struct sum *all = &html->totals->all;
    static const char *const styles[SLOTS] = {"g0", "g1", "g2", "g3", "g4", "gx"};

    panel(out, "klass", _("Files in each class"));
    g_string_append(out, "<table class=\"klass\"><caption class=\"dold\">");
    html_words(out, _("Number of files in each suggested class"));
    g_string_append(out, "</caption><tbody>\n");
    for (int class = CLASS_K4; class >= CLASS_NONE; class--) {
        guint slot = class == CLASS_NONE ? SLOT_UNKNOWN : (guint)class;

        g_string_append(out, "<tr><td>");
        html_badge(out, class);
        g_string_append(out, "</td><th scope=\"row\">");
        html_words(out, class == CLASS_NONE ? _("Not read") : class_label(class, html->swedish ? "sv" : "en"));
        g_string_append(out, "</th><td>");
        html_bar(out, styles[slot], all->class[slot], all->files, BAR);
        html_add(out, "</td><td class=\"r\">%s</td></tr>\n", write_count(all->class[slot], html->swedish).text);
    }
    g_string_append(out, "</tbody></table>\n<p>");
    html_words(out, _("Every class is a suggestion. K0 means that nothing was found, not that the file is public."));
    g_string_append(out, "</p></section>\n");
}

static void coverage_item(struct html *html, const char *style, const char *words, guint64 count)
{
    html_add(html->text, "<li><svg width=\"16\" height=\"14\" aria-hidden=\"true\"><rect class=\"%s\" x=\".5\" y=\".5\" width=\"15\" height=\"13\"/></svg><span>",
             style);
    html_words(html->text, words);
    html_add(html->text, "</span><span>%s</span></li>\n", write_count(count, html->swedish).text);
}

/* Read, partly read and not read as one bar; what is there is at least two units wide. */
static void coverage_bar(struct html *html, const char *words)
{
    const struct sum *all = &html->totals->all;
    double scale = all->files ? 360.0 / (double)all->files : 0;
    double unread = all->unread ? MAX(scale * (double)all->unread, 3) : 0;
    double partial = all->partial ? MAX(scale * (double)all->partial, 3) : 0;
    double full = MAX(360 - unread - partial, 0);

    g_string_append(html->text, "<svg class=\"tack\" viewBox=\"0 0 360 26\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"");
    html_words(html->text, words);
    g_string_append(html->text, "\">");
    html_add(html->text, "<rect class=\"last\" width=\"%.1f\" height=\"26\"/>", all->full ? full : 0);
    if (all->partial)
        html_add(html->text, "<rect class=\"g2\" x=\"%.1f\" y=\"1\" width=\"%.1f\" height=\"24\"/>", full, partial);
    if (all->unread)
        html_add(html->text, "<rect class=\"gx\" x=\"%.1f\" y=\"1\" width=\"%.1f\" height=\"24\"/>", full + partial, MAX(unread - 1, 1));
    g_string_append(html->text, "</svg>\n");
}

/* "Mest krypterade (1 486) och skadade (421)." */
static void mostly(struct html *html)
{
    const guint64 *unread = html->totals->unread;
    guint first = STATUS_COUNT, second = STATUS_COUNT;

    for (guint i = 0; i < STATUS_COUNT; i++) {
        if (unread[i] && (first == STATUS_COUNT || unread[i] > unread[first])) {
            second = first;
            first = i;
        } else if (unread[i] && (second == STATUS_COUNT || unread[i] > unread[second]))
            second = i;
    }
    if (first == STATUS_COUNT)
        return;
    g_autofree char *count = g_strdup(write_count(unread[first], html->swedish).text);
    html_add(html->text, _("Not read, mostly: %s (%s)"), words_statuses(first), count);
    if (second != STATUS_COUNT)
        html_add(html->text, ", %s (%s)", words_statuses(second), write_count(unread[second], html->swedish).text);
    g_string_append(html->text, ". ");
}

static void coverage(struct html *html)
{
    GString *out = html->text;
    const struct totals *totals = html->totals;
    const struct sum *all = &totals->all;
    g_autofree char *heading = g_strdup_printf(_("%s of the files were fully read"), write_percent(all->full, all->files, html->swedish).text);
    g_autofree char *bytes = g_strdup(write_size(totals->bytes_read, html->swedish).text);

    panel(out, "tack", heading);
    coverage_bar(html, heading);
    g_string_append(out, "<ul class=\"forklar\">\n");
    coverage_item(html, "last", _("Fully read"), all->full);
    coverage_item(html, "g2", _("Partly, the class is the lowest possible"), all->partial);
    coverage_item(html, "gx", _("Not read"), all->unread);
    g_string_append(out, "</ul>\n<p>");
    mostly(html);
    if (totals->denied_folders)
        html_add(out, ngettext("%s folder could not be opened.", "%s folders could not be opened.", totals->denied_folders),
                 write_count(totals->denied_folders, html->swedish).text);
    g_string_append(out, " ");
    html_add(out, _("%s of %s was read."), bytes, write_size(totals->bytes, html->swedish).text);
    g_string_append(out, "</p></section>\n");
}

static void worst_folder(struct html *html)
{
    g_autoptr(GPtrArray) folders = totals_worst(html->totals->folders);
    const struct sum *sum = folders->len ? folders->pdata[0] : NULL;

    guint64 secret = sum ? sum->class[CLASS_K3] + sum->class[CLASS_K4] : 0;

    if (!secret)
        return;
    g_string_append(html->text, "<p><strong>");
    html_words(html->text, _("Worst folder:"));
    g_string_append(html->text, "</strong> ");
    g_autofree char *name = totals_name(sum);
    html_path(html->text, name, NULL);
    g_autofree char *count = g_strdup(write_count(secret, html->swedish).text);
    g_string_append(html->text, ". ");
    html_add(html->text, ngettext("%s file in K3 and K4, %s readable by everybody.", "%s files in K3 and K4, %s readable by everybody.", secret), count, write_count(sum->open, html->swedish).text);
    g_string_append(html->text, "</p>\n");
}

static void worst(struct html *html)
{
    GString *out = html->text;
    g_autoptr(GPtrArray) units = totals_worst(html->totals->units);
    guint64 most = 0;

    for (guint i = 0; i < units->len; i++)
        most = MAX(most, ((const struct sum *)units->pdata[i])->class[CLASS_K3]);
    panel(out, "varst", _("Most sekretess (K3)"));
    if (!most) {
        g_string_append(out, "<p>");
        html_words(out, _("No file in K3."));
        g_string_append(out, "</p></section>\n");
        return;
    }
    g_string_append(out, "<table><caption class=\"dold\">");
    html_words(out, _("Förvaltningar with most files in K3"));
    g_string_append(out, "</caption><tbody>\n");
    for (guint i = 0, shown = 0; i < units->len && shown < 4; i++) {
        const struct sum *sum = units->pdata[i];
        g_autofree char *name = totals_name(sum);

        if (!sum->class[CLASS_K3])
            continue;
        shown++;
        g_string_append(out, "<tr><th scope=\"row\"><a href=\"#forvaltningar\">");
        html_path(out, name, NULL);
        g_string_append(out, "</a></th><td>");
        html_bar(out, "g3", sum->class[CLASS_K3], most, BAR);
        html_add(out, "</td><td class=\"r\">%s</td></tr>\n", write_count(sum->class[CLASS_K3], html->swedish).text);
    }
    g_string_append(out, "</tbody></table>\n");
    worst_folder(html);
    g_string_append(out, "</section>\n");
}

void html_start(struct html *html)
{
    GString *out = html->text;
    g_autofree char *heading = totals_heading(html->totals);

    g_string_append(out, "<section class=\"wrap start\" aria-labelledby=\"h-1\">\n<h1 id=\"h-1\">");
    html_words(out, heading);
    g_string_append(out, "</h1>\n");
    lead(html);
    g_string_append(out, "<div class=\"tva\">\n");
    urgent(html);
    steps(html);
    g_string_append(out, "</div>\n<div class=\"tre\">\n");
    classes(html);
    coverage(html);
    worst(html);
    g_string_append(out, "</div>\n");
}
