/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mailbox in one file (mbox): each mail is a member, "1.eml" and on. */
#include "scanner/base/format.h"
#include "scanner/formats/mail.h"

#define WINDOW (64 * 1024)
#define SEPARATOR_MAX 512 /* bytes of a "From " line that are looked at */

struct mbox {
    struct source_stream stream;
    char window[WINDOW];
    gsize held, at; /* window[at] to window[held] is not given out yet */
    gboolean line_start, blank_before; /* where at stands */
    gboolean between;                  /* at a separator: the mail has ended */
    gboolean end;
};

static gboolean fill(struct mbox *box, GError **error)
{
    memmove(box->window, box->window + box->at, box->held - box->at);
    box->held -= box->at;
    box->at = 0;
    gssize got = source_stream_read(&box->stream, box->window + box->held, WINDOW - box->held, error);
    box->end = got <= 0;
    box->held += got > 0 ? (gsize)got : 0;
    return got >= 0;
}

/* Gives one line or a piece of it; 0 at the next mail's separator and at the end. */
static gssize read_mail(void *user, void *buffer, gsize len, GError **error)
{
    struct mbox *box = user;
    gsize given = 0;
    while (given < len) {
        if (box->held - box->at < SEPARATOR_MAX && !box->end && !fill(box, error))
            return -1;
        struct text rest = {box->window + box->at, box->held - box->at};
        box->between = box->line_start && box->blank_before && mail_separator(rest) > 0;
        if (rest.len == 0 || box->between)
            break;
        const char *stop = memchr(rest.at, '\n', MIN(rest.len, len - given));
        gsize take = stop ? (gsize)(stop - rest.at) + 1 : MIN(rest.len, len - given);
        memcpy((char *)buffer + given, rest.at, take);
        gboolean blank = box->line_start && stop && (take == 1 || (take == 2 && *rest.at == '\r'));
        box->blank_before = stop && blank;
        box->line_start = stop != NULL;
        box->at += take;
        given += take;
    }
    return (gssize)given;
}

static void read_mbox(const struct source *source, struct sink *sink)
{
    g_autofree struct mbox *box = g_new0(struct mbox, 1);
    box->stream.source = source;
    gboolean going = fill(box, NULL);
    for (guint number = 1; going && box->held > box->at; number++) {
        box->at += mail_separator((struct text){box->window + box->at, box->held - box->at});
        box->line_start = TRUE;
        box->blank_before = FALSE;
        g_autofree char *name = g_strdup_printf("%u.eml", number);
        guint64 before = box->stream.offset;
        going = sink->member(sink, name, 0, read_mail, box);
        /* What the member's limit left is passed over. */
        char rest[4096];
        while (going && !box->between && read_mail(box, rest, sizeof rest, NULL) > 0)
            continue;
        going = going && (box->between || box->stream.offset > before || !box->end);
    }
}

static int sniff_mbox(const struct source *source, struct text head)
{
    gsize separator = mail_separator(head);
    return separator && mail_headers((struct text){head.at + separator, head.len - separator}) >= 2 ? 82 : 0;
}

static const char *const types[] = {"application/mbox", NULL};

const struct format format_mbox = {.name = "mbox", .media_types = types, .sniff = sniff_mbox, .read = read_mbox};
