/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The two lines lie under the cursor's line: after a drawing the cursor stands at their end, and the next drawing
 * goes up one line, back to the margin, and clears to the end of the screen first.
 */
#include "scanner/app/progress.h"

#include "reports/write/columns.h"
#include "reports/write/number.h"
#include "reports/write/write.h"
#include "scanner/base/i18n.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define REDRAW_US (G_USEC_PER_SEC / 4)
#define UP_AND_CLEAR "\r\033[1A\033[J"
#define SPEED_SPAN_US (10 * G_USEC_PER_SEC)

struct progress {
    char *root;
    gboolean colour, swedish, drawn;
    gint64 began, last;  /* microseconds, monotonic */
    gint64 mark_time;    /* where the speed is measured from */
    guint64 mark_bytes;
    double speed;        /* bytes a second; 0: not known yet */
};

struct progress *progress_new(const char *first_root)
{
    struct progress *progress;

    if (!isatty(STDERR_FILENO) || g_strcmp0(g_getenv("TERM"), "dumb") == 0)
        return NULL;
    progress = g_new0(struct progress, 1);
    progress->root = write_name(first_root);
    progress->colour = !g_getenv("NO_COLOR");
    progress->swedish = write_in_swedish();
    progress->began = progress->mark_time = g_get_monotonic_time();
    return progress;
}

static guint screen_columns(void)
{
    struct winsize size;

    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? CLAMP(size.ws_col, 20u, 200u) : 80;
}

static const char *code(const struct progress *progress, const char *escape)
{
    return progress->colour ? escape : "";
}

/* Speed over the last ten to twenty seconds; over all of it before. */
static void measure(struct progress *progress, gint64 now, guint64 bytes)
{
    gint64 span = now - progress->mark_time;

    if (span < REDRAW_US || bytes < progress->mark_bytes)
        return;
    progress->speed = (double)(bytes - progress->mark_bytes) * G_USEC_PER_SEC / (double)span;
    if (span > 2 * SPEED_SPAN_US) {
        progress->mark_time = now - SPEED_SPAN_US;
        progress->mark_bytes = bytes - MIN(bytes, (guint64)(progress->speed * 10));
    }
}

static void counting_line(GString *line, const struct progress *progress, const struct progress_state *state, guint columns)
{
    g_autofree char *tail = g_strdup_printf(_("%s files so far, total not yet known"), write_count(state->done, progress->swedish).text);
    const char *start = _("Counting and reading ");
    guint taken = columns_of(start) + columns_of(tail) + 5;
    g_autofree char *cut = columns_cut(progress->root, columns > taken ? columns - taken : 0);

    g_string_append_printf(line, "%s%s    %s", start, cut, tail);
}

static void rail_line(GString *line, const struct progress *progress, const struct progress_state *state, guint columns)
{
    guint64 percent = state->found ? state->done * 100 / state->found : 0;
    g_autofree char *done = g_strdup(write_count(state->done, progress->swedish).text);
    g_autofree char *tail = g_strdup_printf(_("%s of %s files"), done, write_count(state->found, progress->swedish).text);
    guint taken = 9 + columns_of(tail) + 1, rail = columns > taken + 4 ? MIN(columns - taken, 60) : 0;
    guint full = (guint)(rail * MIN(percent, 100) / 100);

    g_string_append_printf(line, "%3u\u00A0%%  %s", (guint)MIN(percent, 100), code(progress, "\033[1m"));
    for (guint i = 0; i < rail; i++) {
        if (i == full)
            g_string_append_printf(line, "%s%s", code(progress, "\033[0m"), code(progress, "\033[2m"));
        g_string_append(line, i < full ? "━" : "─");
    }
    g_string_append_printf(line, "%s  %s", code(progress, "\033[0m"), tail);
}

/* When it is done at this pace. */
static gint64 done_at(const struct progress *progress, const struct progress_state *state, gint64 now)
{
    double share = state->found ? (double)state->done / (double)state->found : 0;
    double spent = (double)(now - progress->began) / G_USEC_PER_SEC;

    if (share < 0.01 || share > 1 || spent < 2)
        return 0;
    return g_get_real_time() / G_USEC_PER_SEC + (gint64)(spent / share - spent);
}

static void count_word(GString *line, const struct progress *progress, const char *word, guint64 count, const char *escape)
{
    g_string_append_printf(line, "   %s%s %s%s", count ? code(progress, escape) : "", word, write_count(count, progress->swedish).text,
                           count ? code(progress, "\033[0m") : "");
}

static void figures_line(GString *line, const struct progress *progress, const struct progress_state *state, gint64 now)
{
    gint64 done = state->found_all ? done_at(progress, state, now) : 0;

    g_string_append_printf(line, _("%s read"), write_size(state->bytes, progress->swedish).text);
    if (progress->speed > 0)
        g_string_append_printf(line, "   %s/s", write_size((guint64)progress->speed, progress->swedish).text);
    if (done) {
        g_string_append(line, "   ");
        g_string_append_printf(line, _("done ~%s"), write_clock(done, progress->swedish).text);
    }
    count_word(line, progress, "K4", state->classes[4], "\033[1;31m");
    count_word(line, progress, "K3", state->classes[3], "\033[1;31m");
    count_word(line, progress, "K2", state->classes[2], "\033[1;33m");
    count_word(line, progress, _("unread"), state->unread, "\033[1;33m");
}

/* Cut to the screen's width, or the terminal would break the line and the next drawing stand askew. */
static void fit(GString *line, guint columns)
{
    guint used = 0;
    const char *at = line->str;

    while (*at) {
        if (*at == '\033') {
            at = strchr(at, 'm') ? strchr(at, 'm') + 1 : at + 1;
            continue;
        }
        if (++used >= columns) {
            g_string_truncate(line, (gsize)(at - line->str));
            g_string_append(line, "\033[0m");
            return;
        }
        at = g_utf8_next_char(at);
    }
}

void progress_tick(struct progress *progress, const struct progress_state *state)
{
    gint64 now = g_get_monotonic_time();
    guint columns;

    if (!progress || now - progress->last < REDRAW_US)
        return;
    progress->last = now;
    measure(progress, now, state->bytes);
    columns = screen_columns();
    g_autoptr(GString) first = g_string_new(NULL), second = g_string_new(NULL);
    if (state->found_all)
        rail_line(first, progress, state, columns);
    else
        counting_line(first, progress, state, columns);
    figures_line(second, progress, state, now);
    fit(first, columns);
    fit(second, columns);
    fprintf(stderr, "%s%s\n%s", progress->drawn ? UP_AND_CLEAR : "", first->str, second->str);
    fflush(stderr);
    progress->drawn = TRUE;
}

static void clear(struct progress *progress)
{
    if (progress->drawn)
        fputs(UP_AND_CLEAR, stderr);
    progress->drawn = FALSE;
}

void progress_urgent(struct progress *progress, const char *words, const char *path)
{
    if (!progress)
        return;
    clear(progress);
    fprintf(stderr, "%s! %s%s: %s\n", code(progress, "\033[1;31m"), words, code(progress, "\033[0m"), path);
    fflush(stderr);
    progress->last = 0;
}

void progress_end(struct progress *progress)
{
    if (!progress)
        return;
    clear(progress);
    fflush(stderr);
    g_free(progress->root);
    g_free(progress);
}
