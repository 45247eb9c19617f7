/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/lib/magic.h"

#include "scanner/base/error.h"

#include <magic.h>
#include <string.h>
#include <unistd.h>

/* Text is told apart by our own formats, which also look at more of it than libmagic does. */
#define NOT_TEXT (MAGIC_NO_CHECK_ENCODING | MAGIC_NO_CHECK_TOKENS | MAGIC_NO_CHECK_CSV | MAGIC_NO_CHECK_JSON)

struct mime {
    magic_t cookie;
};

struct mime *mime_new(GError **error)
{
    magic_t cookie = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF | NOT_TEXT);
    if (!cookie || magic_load(cookie, NULL) != 0) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, "libmagic: %s", cookie ? magic_error(cookie) : "no memory");
        if (cookie)
            magic_close(cookie);
        return NULL;
    }
    struct mime *mime = g_new0(struct mime, 1);
    mime->cookie = cookie;
    return mime;
}

void mime_free(struct mime *mime)
{
    magic_close(mime->cookie);
    g_free(mime);
}

const char *mime_of(struct mime *mime, const struct source *source, const void *head, gsize len)
{
    const char *type = NULL;
    /* A descriptor shows it the whole: an OLE2 directory or a zip's later entries lie anywhere. */
    if (source->data)
        type = magic_buffer(mime->cookie, source->data, (gsize)MIN(source->size, G_MAXSSIZE));
    else if (lseek(source->fd, 0, SEEK_SET) == 0)
        type = magic_descriptor(mime->cookie, source->fd);
    if (!type)
        type = magic_buffer(mime->cookie, head, len);
    return type && strchr(type, '/') ? type : "application/octet-stream";
}
