/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/summary.h"

#include "reports/totals.h"
#include "reports/write/columns.h"
#include "reports/write/write.h"
#include "reports/write/number.h"
#include "reports/write/page.h"
#include "scanner/base/i18n.h"

#define RIGHT 39   /* column where the right-hand blocks begin */
#define URGENT 46  /* column of what is said of an urgent line */
#define ROWS 5
#define NAME 26    /* columns of a name in a block */

struct summary {
    struct totals *totals;
    char *report;
    int exit_status;
    gboolean commands; /* tell which commands come next */
};

static char *upper(const char *words)
{
    return g_utf8_strup(words, -1);
}

static GPtrArray *lines_new(const char *heading, const char *rest)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *capital = upper(heading);

    g_ptr_array_add(lines, g_strdup_printf(MARK_BOLD "%s" MARK_END "%s", capital, rest));
    return lines;
}

/* "    4  files with protected identities        1 can be read by everybody" */
static void urgent_line(struct page *page, const char *count, const char *words, const char *note)
{
    g_autoptr(GString) line = g_string_new(MARK_ALARM);
    gboolean narrow = page->columns < 50;

    columns_pad(line, count, 5, TRUE);
    g_string_append_printf(line, MARK_END "  %s", words);
    if (note && *note) {
        if (narrow || page_columns(line->str) + 2 > URGENT)
            g_string_append(line, "\n       ");
        else
            page_fill(line, 0, URGENT);
        gsize indent = narrow ? 7 : page_columns(strrchr(line->str, '\n') ? strrchr(line->str, '\n') + 1 : line->str);
        columns_wrap(line, note, page->columns, (guint)indent);
    }
    page_add(page, "%s\n", line->str);
}

static char *open_note(guint64 count, gboolean swedish)
{
    if (!count)
        return g_strdup("");
    return g_strdup_printf(_("%s can be read by everybody"), write_count(count, swedish).text);
}

static void write_urgent(struct page *page, const struct totals *totals)
{
    gboolean swedish = totals->swedish;
    guint64 lines = totals->protected + totals->credentials + totals->open + totals->qualified;
    g_autofree char *protected_note = open_note(totals->protected_open, swedish);
    g_autofree char *credentials_note = open_note(totals->credentials_open, swedish);
    g_autofree char *where = totals_open_where(totals, 20);

    if (totals->protected)
        urgent_line(page, write_count(totals->protected, swedish).text,
                    ngettext("file with protected identities", "files with protected identities", totals->protected), protected_note);
    if (totals->credentials)
        urgent_line(page, write_count(totals->credentials, swedish).text,
                    ngettext("file with passwords or keys", "files with passwords or keys", totals->credentials), credentials_note);
    if (totals->open)
        urgent_line(page, write_count(totals->open, swedish).text,
                    ngettext("secret file (K3) open to everybody", "secret files (K3) open to everybody", totals->open), where);
    if (totals->qualified)
        urgent_line(page, write_count(totals->qualified, swedish).text,
                    ngettext("file marked säkerhetsskydd (K4)", "files marked säkerhetsskydd (K4)", totals->qualified),
                    _("call the säkerhetsskyddschef"));
    if (lines > totals->urgent)
        page_add(page, "       " MARK_DIM);
    if (lines > totals->urgent)
        page_add(page, ngettext("%s file is counted on more than one line.", "%s files are counted on more than one line.", lines - totals->urgent),
                 write_count(lines - totals->urgent, swedish).text);
    if (lines > totals->urgent)
        page_add(page, MARK_END "\n");
}

static void write_heading(struct page *page, const struct totals *totals)
{
    g_autofree char *words = totals_heading(totals);
    g_autofree char *heading = upper(words);
    gboolean swedish = totals->swedish;

    page_add(page, "%s%s" MARK_END "\n", totals->urgent ? MARK_ALARM : MARK_BOLD, heading);
    if (totals->urgent)
        write_urgent(page, totals);
    else if (totals->all.files) {
        g_autofree char *note = g_strdup_printf(_("This holds for the %s files that were fully read. %s were not read."),
                                                write_count(totals->all.full, swedish).text,
                                                write_count(totals->all.unread, swedish).text);
        page_paragraph(page, note, 2);
    }
    page_add(page, "\n");
}

static GPtrArray *class_lines(const struct totals *totals)
{
    static const char *const marks[] = {MARK_BOLD, MARK_BOLD, MARK_WARN, MARK_ALARM, MARK_ALARM};
    GPtrArray *lines = lines_new(_("Files by class"), _(", suggested"));

    for (int class = CLASS_K4; class >= CLASS_NONE; class--) {
        guint slot = class == CLASS_NONE ? SLOT_UNKNOWN : (guint)class;
        const char *mark = class == CLASS_NONE ? MARK_WARN : marks[class];
        const char *label = class == CLASS_NONE ? _("Not read") : class_label(class, totals->swedish ? "sv" : "en");
        GString *line = g_string_new(NULL);

        g_string_append_printf(line, "  %s%2s" MARK_END "  ", mark, class == CLASS_NONE ? "?" : class_name(class));
        columns_pad(line, label ? label : "", 13, FALSE);
        columns_pad(line, write_count(totals->all.class[slot], totals->swedish).text, 10, TRUE);
        g_ptr_array_add(lines, g_string_free(line, FALSE));
    }
    return lines;
}

static void coverage_line(GPtrArray *lines, const struct totals *totals, guint64 count, const char *mark, const char *words)
{
    GString *line = g_string_new("  " MARK_BOLD);

    columns_pad(line, write_percent(count, totals->all.files, totals->swedish).text, 6, TRUE);
    g_string_append_printf(line, MARK_END "  %s", mark);
    columns_pad(line, words, 14, FALSE);
    columns_pad(line, write_count(count, totals->swedish).text, 13, TRUE);
    g_string_append(line, MARK_END);
    g_ptr_array_add(lines, g_string_free(line, FALSE));
}

static GPtrArray *coverage_lines(const struct totals *totals)
{
    GPtrArray *lines = lines_new(_("What was read"), "");
    gboolean swedish = totals->swedish;

    coverage_line(lines, totals, totals->all.full, "", _("fully"));
    coverage_line(lines, totals, totals->all.partial, totals->all.partial ? MARK_WARN : "", _("partly read"));
    coverage_line(lines, totals, totals->all.unread, totals->all.unread ? MARK_WARN : "", _("not read"));
    if (totals->denied_folders) {
        g_autofree char *count = g_strdup(write_count(totals->denied_folders, swedish).text);
        g_ptr_array_add(lines, g_strdup_printf(ngettext("  %s folder could not be opened.", "  %s folders could not be opened.",
                                                        totals->denied_folders), count));
    }
    g_ptr_array_add(lines, g_strdup_printf(_("  %s of %s was read."), write_size(totals->bytes_read, swedish).text,
                                           write_size(totals->bytes, swedish).text));
    return lines;
}

static void named_line(GPtrArray *lines, const char *name, guint64 count, gboolean swedish)
{
    g_autofree char *cut = columns_cut(name, NAME);
    GString *line = g_string_new("  ");

    columns_pad(line, cut, NAME + 1, FALSE);
    columns_pad(line, write_count(count, swedish).text, 34 - NAME, TRUE);
    g_ptr_array_add(lines, g_string_free(line, FALSE));
}

static GPtrArray *worst_lines(const struct totals *totals)
{
    g_autoptr(GPtrArray) units = totals_worst(totals->units);
    GPtrArray *lines = lines_new(_("Most sekretess (K3)"), "");
    guint64 others = 0;
    guint with = 0, count = 0;

    for (guint i = 0; i < units->len; i++)
        with += ((const struct sum *)units->pdata[i])->class[CLASS_K3] > 0;
    for (guint i = 0; i < units->len; i++) {
        const struct sum *sum = units->pdata[i];
        g_autofree char *name = totals_short_name(sum, FALSE, NAME);

        if (!sum->class[CLASS_K3])
            continue;
        if (lines->len < ROWS || with == ROWS)
            named_line(lines, name, sum->class[CLASS_K3], totals->swedish);
        else
            count++, others += sum->class[CLASS_K3];
    }
    if (count) {
        g_autofree char *words = g_strdup_printf(ngettext("%s other", "%s others", count), write_count(count, totals->swedish).text);
        named_line(lines, words, others, totals->swedish);
    }
    if (lines->len == 1)
        g_ptr_array_add(lines, g_strdup_printf("  %s", _("No file in K3.")));
    return lines;
}

static GPtrArray *unread_lines(const struct totals *totals)
{
    GPtrArray *lines = lines_new(_("Not read, why"), "");
    gboolean done[STATUS_COUNT] = {FALSE};

    while (TRUE) {
        guint64 most = 0;
        guint best = 0;

        for (guint i = 0; i < STATUS_COUNT; i++)
            if (!done[i] && totals->unread[i] > most) {
                most = totals->unread[i];
                best = i;
            }
        if (!most)
            break;
        done[best] = TRUE;
        named_line(lines, words_statuses(best), most, totals->swedish);
    }
    if (lines->len == 1)
        g_ptr_array_add(lines, g_strdup_printf("  %s", _("Everything was read.")));
    return lines;
}

static void write_steps(struct page *page, const struct totals *totals)
{
    g_autoptr(GPtrArray) steps = totals_steps(totals);
    g_autofree char *heading = upper(_("Next"));

    page_add(page, "\n" MARK_BOLD "%s" MARK_END "\n", heading);
    for (guint i = 0; i < steps->len; i++) {
        const struct step *step = steps->pdata[i];
        g_autofree char *words = g_strdup_printf("%s%s%s", step->what, step->rest ? " " : "", step->rest ? step->rest : "");

        page_add(page, "  %u  ", i + 1);
        columns_wrap(page->text, words, page->columns, 5);
        page_add(page, "\n");
    }
}

static void write_end(struct page *page, const struct summary *summary, const struct report_about *about)
{
    const struct totals *totals = summary->totals;
    gint64 seconds = about->ended - about->began;
    g_autofree char *report = summary->report ? write_name(summary->report) : NULL;

    page_add(page, "\n");
    if (report)
        page_add(page, _("Report    %s  (handle as K2, readable only by you)\n"), report);
    if (summary->commands)
        page_add(page, "%s\n", _("One file  datarond show FILE"));
    if (report || summary->commands)
        page_add(page, "\n");
    page_add(page, MARK_DIM);
    page_paragraph(page, _("Every class is a suggestion. K0 means that nothing was found, not that the file is public. "
                           "A person decides at each request (OSL 6 kap. 3 §)."), 0);
    page_add(page, MARK_END);
    g_autofree char *time = g_strdup(seconds > 0 ? write_duration((double)seconds, totals->swedish).text : _("less than a second"));
    page_add(page, ngettext("%s file in %s.", "%s files in %s.", totals->all.files), write_count(totals->all.files, totals->swedish).text, time);
    if (about->interrupted)
        page_add(page, " %s", _("Interrupted before the end."));
    else if (summary->exit_status >= 0)
        page_add(page, " %s  [status %d]", summary->exit_status ? _("Done, but not all could be read.") : _("Done."), summary->exit_status);
    page_add(page, "\n");
}

void summary_write(const struct summary *summary, FILE *out, const struct report_about *about, gboolean colour)
{
    struct totals *totals = summary->totals;
    struct page page;

    totals->swedish = write_in_swedish();
    g_autoptr(GPtrArray) classes = class_lines(totals), coverage = coverage_lines(totals);
    g_autoptr(GPtrArray) worst = worst_lines(totals), unread = unread_lines(totals);

    page_begin(&page, colour, 80);
    write_heading(&page, totals);
    page_beside(&page, classes, coverage, RIGHT);
    page_add(&page, "\n");
    page_beside(&page, worst, unread, RIGHT);
    write_steps(&page, totals);
    write_end(&page, summary, about);
    page_end(&page, out);
}

struct summary *summary_new(const struct report_about *about)
{
    struct summary *summary = g_new0(struct summary, 1);

    summary->totals = totals_new(about);
    summary->exit_status = -1;
    return summary;
}

void summary_record(struct summary *summary, const struct record *record, const struct verdict *verdict)
{
    totals_add(summary->totals, record, verdict);
}

void summary_tell(struct summary *summary, const char *report, int exit_status)
{
    g_free(summary->report);
    summary->report = g_strdup(report);
    summary->exit_status = exit_status;
    summary->commands = TRUE;
}

void summary_free(struct summary *summary)
{
    totals_free(summary->totals);
    g_free(summary->report);
    g_free(summary);
}

void summary_interrupted(FILE *out, guint64 done, guint64 found)
{
    gboolean swedish = write_in_swedish();

    if (found > done)
        fprintf(out, _("Interrupted after %s of %s files. What was read is kept.\n"), write_count(done, swedish).text,
                write_count(found, swedish).text);
    else
        fprintf(out, _("Interrupted after %s files. What was read is kept.\n"), write_count(done, swedish).text);
    fprintf(out, "%s\n", _("Run the same command again and the scan goes on from there."));
}
