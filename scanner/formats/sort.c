/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/sort.h"

#include "scanner/formats/registry.h"
#include "scanner/lib/coding.h"

#define HEAD (64 * 1024)
#define SURE_BY_TYPE 70 /* what libmagic's media type weighs against a format's own sniff */

static gboolean has_type(const struct format *format, const char *type)
{
    return format->media_types && g_strv_contains(format->media_types, type);
}

/* Types that only say what a file is wrapped in: a better name may come from the format itself. */
static gboolean is_vague(const char *type)
{
    static const char *const vague[] = {"application/octet-stream", "text/plain", "application/zip", "application/x-ole-storage", NULL};
    return g_strv_contains(vague, type);
}

/*
 * Text without any NUL that begins with a letter or digit: what libmagic tells apart by its first bytes either begins
 * with a sign ("%PDF-", "{\\rtf", "<?xml") or holds NUL (tar, cpio). Most files of a share need not wait for it.
 */
static gboolean is_plainly_text(struct text head)
{
    guint8 first = head.len ? (guint8)head.at[0] : 0;
    return (g_ascii_isalnum(first) || first >= 0x80) && !memchr(head.at, 0, head.len) && coding_is_text(head);
}

void sort_source(struct mime *mime, const struct source *source, struct sorting *sorting)
{
    g_autofree char *bytes = source->data ? NULL : g_malloc(HEAD);
    gssize got = source->data ? (gssize)MIN(source->size, HEAD) : source_pread(source, bytes, HEAD, 0, NULL);
    struct text head = {source->data ? (const char *)source->data : bytes, got > 0 ? (gsize)got : 0};
    const char *type = is_plainly_text(head) ? "text/plain" : mime_of(mime, source, head.at, head.len);
    const struct format *best = NULL, *text = NULL;
    int sure = 0;
    for (guint i = 0; formats[i]; i++) {
        if (strcmp(formats[i]->name, "text") == 0) {
            text = formats[i];
            continue;
        }
        int typed = has_type(formats[i], type) ? SURE_BY_TYPE : 0;
        int sniffed = formats[i]->sniff ? formats[i]->sniff(source, head) : 0;
        if (MAX(typed, sniffed) > sure)
            best = formats[i], sure = MAX(typed, sniffed);
    }
    if (!best && coding_is_text(head))
        best = text;
    gboolean rename = best && best->media_types && (is_vague(type) || best == text) && !has_type(best, type);
    g_strlcpy(sorting->media_type, rename ? best->media_types[0] : type, sizeof sorting->media_type);
    sorting->format = best;
}
