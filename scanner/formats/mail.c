/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/mail.h"

#define LINES 200 /* of headers, folded ones too */

static gboolean is_known(const char *at, gsize len, guint *bit)
{
    static const char *const names[] = {"from",         "to",           "cc",       "subject",  "date",     "message-id", "received",
                                        "mime-version", "content-type", "reply-to", "sender",   "bcc",      "in-reply-to", "references",
                                        "return-path",  "delivered-to", "x-mailer", "x-sender", "x-priority"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strlen(names[i]) == len && g_ascii_strncasecmp(at, names[i], len) == 0) {
            *bit = i;
            return TRUE;
        }
    return FALSE;
}

guint mail_headers(struct text head)
{
    const char *at = head.at, *end = head.at + head.len;
    guint32 seen = 0;
    for (guint line = 0; at < end && line < LINES; line++) {
        const char *stop = memchr(at, '\n', (gsize)(end - at));
        stop = stop ? stop : end;
        gsize len = (gsize)(stop - at), name = 0;
        if (len == 0 || (len == 1 && *at == '\r'))
            break;
        while (name < len && g_ascii_isgraph(at[name]) && at[name] != ':')
            name++;
        gboolean folded = line > 0 && (*at == ' ' || *at == '\t');
        if (!folded && (name == 0 || name == len || at[name] != ':'))
            return 0;
        guint bit = 0;
        if (!folded && is_known(at, name, &bit))
            seen |= 1u << bit;
        at = stop + 1;
    }
    return (guint)__builtin_popcount(seen);
}

gsize mail_separator(struct text head)
{
    if (head.len < 6 || memcmp(head.at, "From ", 5) != 0)
        return 0;
    const char *stop = memchr(head.at, '\n', MIN(head.len, 400));
    gsize len = stop ? (gsize)(stop - head.at) : 0;
    guint digits = 0, colons = 0;
    for (gsize i = 5; i < len; i++) {
        digits += g_ascii_isdigit(head.at[i]);
        colons += head.at[i] == ':';
    }
    /* A time and a year: a sentence that begins with "From" has none. */
    return digits >= 8 && colons >= 1 ? len + 1 : 0;
}
