/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/html.h"

#include "reports/write/escape.h"
#include "reports/write/number.h"
#include "reports/write/write.h"
#include "scanner/base/i18n.h"

#include <string.h>

void html_add(GString *out, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_string_append_vprintf(out, format, args);
    va_end(args);
}

void html_words(GString *out, const char *words)
{
    escape_html(out, words);
}

void html_text(GString *out, const char *text)
{
    g_autofree char *shown = write_name(text);

    escape_html(out, shown);
}

void html_path(GString *out, const char *path, const struct evidence *evidence)
{
    g_autofree char *shown = write_path(path, evidence);
    g_auto(GStrv) parts = g_strsplit(shown, "/", -1);

    for (guint i = 0; parts[i]; i++) {
        if (i)
            g_string_append(out, "/<wbr>");
        escape_html(out, parts[i]);
    }
}

void html_badge(GString *out, int class)
{
    if (class == CLASS_NONE)
        g_string_append(out, "<b class=\"k kx\">?</b>");
    else
        html_add(out, "<b class=\"k k%d\">K%d%s</b>", class, class, class == CLASS_K4 ? "<i></i>" : "");
}

void html_exposure(GString *out, enum exposure exposure)
{
    static const int symbols[] = {0, 1, 2, 4};

    html_add(out, "<span class=\"x%s\"><svg aria-hidden=\"true\"><use href=\"#x%d\"/></svg> ", exposure == EXPOSURE_ALL ? " xa" : "",
             symbols[exposure]);
    html_words(out, words_exposure(exposure));
    g_string_append(out, "</span>");
}

void html_bar(GString *out, const char *style, guint64 part, guint64 whole, guint width)
{
    guint length = whole ? (guint)((double)(width - 1) * (double)part / (double)whole + 0.5) : 0;

    html_add(out, "<svg class=\"stapel\" viewBox=\"0 0 %u 12\" width=\"%u\" height=\"12\" aria-hidden=\"true\">", width, width);
    if (part)
        html_add(out, "<rect class=\"%s\" x=\".5\" y=\".5\" width=\"%u\" height=\"11\"/>", style, MAX(length, 2));
    g_string_append(out, "</svg>");
}

void html_count(GString *out, guint64 count, const char *label, gboolean swedish)
{
    g_string_append(out, "<td role=\"cell\" class=\"r\"");
    if (label) {
        g_string_append(out, " data-e=\"");
        escape_html(out, label);
        g_string_append(out, "\"");
    }
    html_add(out, ">%s</td>", write_count(count, swedish).text);
}

void html_section(GString *out, const char *id, const char *heading)
{
    html_add(out, "</section>\n<section class=\"sek wrap\" id=\"%s\" aria-labelledby=\"h-%s\"><h2 id=\"h-%s\">", id, id, id);
    html_words(out, heading);
    g_string_append(out, "</h2>\n");
}
