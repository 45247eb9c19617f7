/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/base/source.h"

#include "scanner/base/error.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* As pread, but to the end of the request where it can. */
static gssize pread_full(int fd, void *buffer, gsize len, guint64 offset, GError **error)
{
    gsize done = 0;
    while (done < len) {
        ssize_t got = pread(fd, (char *)buffer + done, len - done, (off_t)(offset + done));
        if (got == 0)
            break;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            int code = errno;
            if (done > 0)
                break;
            g_set_error_literal(error, DATAROND_ERROR, code == EACCES || code == EPERM ? DATAROND_ERROR_DENIED : DATAROND_ERROR_IO,
                                g_strerror(code));
            return -1;
        }
        done += (gsize)got;
    }
    return (gssize)done;
}

gssize source_pread(const struct source *source, void *buffer, gsize len, guint64 offset, GError **error)
{
    if (offset >= source->size)
        return 0;
    gssize got = (gssize)MIN((guint64)len, source->size - offset);
    if (source->data)
        memcpy(buffer, source->data + offset, (gsize)got);
    else
        got = pread_full(source->fd, buffer, (gsize)got, offset, error);
    if (got > 0 && source->seen)
        source->seen(source->seen_user, buffer, (gsize)got, offset);
    return got;
}

guint64 source_hole(const struct source *source, guint64 offset)
{
    if (source->data || offset >= source->size)
        return 0;
    off_t data = lseek(source->fd, (off_t)offset, SEEK_DATA);
    if (data < 0 && errno != ENXIO)
        return 0;
    guint64 end = data < 0 ? source->size : MIN((guint64)data, source->size);
    return end > offset ? end - offset : 0;
}

gssize source_stream_read(void *user, void *buffer, gsize len, GError **error)
{
    struct source_stream *stream = user;
    gssize got = source_pread(stream->source, buffer, len, stream->offset, error);
    if (got > 0)
        stream->offset += (guint64)got;
    return got;
}
