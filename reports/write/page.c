/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/write/page.h"

#include "reports/write/columns.h"

#include <string.h>

void page_begin(struct page *page, gboolean colour, guint columns)
{
    page->text = g_string_new(NULL);
    page->colour = colour;
    page->columns = columns ? CLAMP(columns, 30, 400) : 80;
}

void page_add(struct page *page, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_string_append_vprintf(page->text, format, args);
    va_end(args);
}

guint page_columns(const char *text)
{
    guint marks = 0;

    for (const char *at = text; *at; at++)
        marks += *at >= MARK_ALARM[0] && *at <= MARK_END[0];
    return columns_of(text) - marks;
}

void page_fill(GString *line, gsize start, guint columns)
{
    guint width = page_columns(line->str + start);

    if (width < columns)
        g_string_append_printf(line, "%*s", (int)(columns - width), "");
}

void page_beside(struct page *page, GPtrArray *left, GPtrArray *right, guint column)
{
    gboolean beside = page->columns >= column + 30;

    for (guint i = 0; i < (beside ? MAX(left->len, right->len) : left->len); i++) {
        g_autoptr(GString) line = g_string_new(i < left->len ? left->pdata[i] : "");

        if (beside && i < right->len) {
            page_fill(line, 0, column);
            g_string_append(line, right->pdata[i]);
        }
        page_add(page, "%s\n", line->str);
    }
    if (!beside && right->len)
        page_add(page, "\n");
    for (guint i = 0; !beside && i < right->len; i++)
        page_add(page, "%s\n", (const char *)right->pdata[i]);
}

void page_paragraph(struct page *page, const char *text, guint indent)
{
    page_add(page, "%*s", (int)indent, "");
    columns_wrap(page->text, text, page->columns, indent);
    page_add(page, "\n");
}

void page_end(struct page *page, FILE *out)
{
    static const char *const codes[] = {"\033[1;31m", "\033[1;33m", "\033[1m", "\033[2m", "\033[0m"};
    const char *at = page->text->str;

    while (*at) {
        gsize plain = strcspn(at, MARK_ALARM MARK_WARN MARK_BOLD MARK_DIM MARK_END);

        fwrite(at, 1, plain, out);
        at += plain;
        if (!*at)
            break;
        if (page->colour)
            fputs(codes[*at - MARK_ALARM[0]], out);
        at++;
    }
    g_string_free(page->text, TRUE);
}
