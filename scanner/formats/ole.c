/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OLE2: tells what is protected by a password, hands on what is embedded, and names the old formats that are not read. */
#include "scanner/base/format.h"
#include "scanner/base/i18n.h"
#include "scanner/lib/cfb.h"
#include "scanner/lib/charset.h"

#define NATIVE_HEAD 4096 /* bytes: names and paths before an embedded file */

static gsize read_head(struct cfb *cfb, guint stream, guint8 *bytes, gsize len)
{
    struct cfb_stream opened;
    gsize have = 0;
    gssize got = 1;
    cfb_open(cfb, stream, &opened);
    while (have < len && got > 0) {
        got = cfb_read(&opened, bytes + have, len - have, NULL);
        have += got > 0 ? (gsize)got : 0;
    }
    return have;
}

/* A flag in the head of a Word document (MS-DOC, FibBase), a record after the first of a workbook (MS-XLS, FilePass). */
static gboolean is_locked(struct cfb *cfb)
{
    guint8 head[64] = {0};
    guint word = cfb_find(cfb, "WordDocument"), book = cfb_find(cfb, "Workbook");
    if (cfb_find(cfb, "EncryptedPackage") != CFB_NONE || cfb_find(cfb, "EncryptedSummary") != CFB_NONE)
        return TRUE;
    if (word != CFB_NONE && read_head(cfb, word, head, sizeof head) == sizeof head)
        return head[11] & 1;
    if (book == CFB_NONE || read_head(cfb, book, head, sizeof head) < sizeof head)
        return FALSE;
    gsize second = 4 + (gsize)(head[2] | head[3] << 8);
    return second + 2 <= sizeof head && head[second] == 0x2F && head[second + 1] == 0;
}

static const char *words_of(struct cfb *cfb)
{
    static const struct {
        const char *stream, *words;
    } rows[] = {
        {"WordDocument", N_("an old Word document (.doc): not read")},
        {"Workbook", N_("an old Excel workbook (.xls): not read")},
        {"Book", N_("an old Excel workbook (.xls): not read")},
        {"PowerPoint Document", N_("an old PowerPoint presentation (.ppt): not read")},
        {"__properties_version1.0", N_("an Outlook message (.msg): not read")},
        {"VisioDocument", N_("an old Visio drawing (.vsd): not read")},
        {"QuillSub", N_("a Publisher document (.pub): not read")},
        {"Props", N_("a Project plan (.mpp): not read")},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        if (cfb_find(cfb, rows[i].stream) != CFB_NONE)
            return rows[i].words;
    return N_("a compound file (OLE2) of a kind that is not read");
}

struct native {
    const char *name;
    gsize start; /* of the file in the stream; 0: there is none */
    guint32 len;
};

static guint32 number_at(const guint8 *at)
{
    return (guint32)at[0] | (guint32)at[1] << 8 | (guint32)at[2] << 16 | (guint32)at[3] << 24;
}

/*
 * A file that was dropped in (MS-OLEDS 2.3.6): size, 2, label, path, two numbers, a path again with its length, the
 * file's length, the file. What a program put there itself is its size and its bytes.
 */
static struct native native_of(const guint8 *head, gsize len)
{
    struct native native = {.name = "bilaga"};
    if (len < 12)
        return native;
    if (head[4] != 2 || head[5] != 0)
        return (struct native){"bilaga", 4, number_at(head)};
    const guint8 *label = memchr(head + 6, 0, len - 6);
    const guint8 *path = label ? memchr(label + 1, 0, len - (gsize)(label + 1 - head)) : NULL;
    gsize at = path ? (gsize)(path - head) + 5 : len;
    if (at + 4 > len || number_at(head + at) > len)
        return native;
    at += 4 + number_at(head + at);
    if (at + 4 > len)
        return native;
    if (head[6])
        native.name = (const char *)head + 6;
    native.start = at + 4;
    native.len = number_at(head + at);
    return native;
}

/* FALSE: stop. */
static gboolean push_native(struct cfb *cfb, guint stream, struct sink *sink)
{
    guint8 head[NATIVE_HEAD];
    struct cfb_stream opened;
    struct native native = native_of(head, read_head(cfb, stream, head, sizeof head));
    if (!native.start)
        return TRUE;
    g_autofree char *name = charset_to_utf8(text_of(native.name), NULL);
    cfb_open(cfb, stream, &opened);
    for (gsize gone = 0; gone < native.start;) {
        guint8 skipped[NATIVE_HEAD];
        gssize got = cfb_read(&opened, skipped, MIN(native.start - gone, sizeof skipped), NULL);
        if (got <= 0)
            return TRUE;
        gone += (gsize)got;
    }
    opened.left = MIN(opened.left, native.len);
    return sink->member(sink, name, opened.left, cfb_read, &opened);
}

static gboolean push_stream(struct cfb *cfb, guint stream, struct sink *sink)
{
    struct cfb_stream opened;
    cfb_open(cfb, stream, &opened);
    return sink->member(sink, cfb_name(cfb, stream), opened.left, cfb_read, &opened);
}

static gboolean is_pdf(struct cfb *cfb, guint stream)
{
    guint8 head[5];
    return read_head(cfb, stream, head, sizeof head) == sizeof head && memcmp(head, "%PDF-", sizeof head) == 0;
}

/* What is embedded whole: an Office document of today, a file dropped in, a PDF. Gives how many; stops where told so. */
static guint push_embedded(struct cfb *cfb, struct sink *sink)
{
    guint count = 0;
    gboolean on = TRUE;
    for (guint i = 0; on && i < cfb_count(cfb); i++) {
        const char *name = cfb_name(cfb, i);
        if (strcmp(name, "\1Ole10Native") == 0)
            on = push_native(cfb, i, sink);
        else if (strcmp(name, "Package") == 0 || (strcmp(name, "CONTENTS") == 0 && is_pdf(cfb, i)))
            on = push_stream(cfb, i, sink);
        else
            continue;
        count++;
    }
    return count;
}

static gboolean is_wrapper(struct cfb *cfb)
{
    static const char *const streams[] = {"WordDocument", "Workbook", "Book", "PowerPoint Document", "VisioDocument"};
    for (guint i = 0; i < G_N_ELEMENTS(streams); i++)
        if (cfb_find(cfb, streams[i]) != CFB_NONE)
            return FALSE;
    return TRUE;
}

static void read_ole(const struct source *source, struct sink *sink)
{
    AUTO(cfb) cfb = cfb_new(source, NULL);
    if (!cfb)
        sink->trouble(sink, STATUS_CORRUPT, N_("the document is broken, or ends too early"));
    else if (is_locked(cfb))
        sink->trouble(sink, STATUS_ENCRYPTED, N_("encrypted: it needs a password"));
    else if (push_embedded(cfb, sink) == 0 || !is_wrapper(cfb))
        sink->trouble(sink, STATUS_UNSUPPORTED, words_of(cfb));
}

static int sniff(const struct source *source, struct text head)
{
    return head.len >= 8 && memcmp(head.at, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0 ? 60 : 0;
}

static const char *const media_types[] = {"application/x-ole-storage", NULL};

const struct format format_ole = {.name = "ole", .media_types = media_types, .sniff = sniff, .read = read_ole};
