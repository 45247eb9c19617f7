/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/spool.h"

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define PIECE (64 * 1024)
#define SMALL (1024 * 1024)        /* what is kept in memory where there is a file */
#define MEMORY (32 * 1024 * 1024)  /* what is kept in memory where there is none */

struct spool {
    int files[SPOOL_FILES]; /* -1: none */
};

struct spool *spool_new(void)
{
    struct spool *spool = g_new0(struct spool, 1);
    for (guint i = 0; i < SPOOL_FILES; i++)
        spool->files[i] = -1;
    return spool;
}

void spool_free(struct spool *spool)
{
    for (guint i = 0; i < SPOOL_FILES; i++)
        if (spool->files[i] >= 0)
            close(spool->files[i]);
    g_free(spool);
}

/* An unnamed file, or a named one that is unlinked at once where the file system has no O_TMPFILE. */
static int open_unnamed(const char *folder)
{
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    g_autofree char *name = g_build_filename(folder, "datarond.XXXXXX", NULL);
    fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0)
        unlink(name);
    return fd;
}

gboolean spool_open(struct spool *spool, const char *folder, GError **error)
{
    for (guint i = 0; i < SPOOL_FILES; i++) {
        if (spool->files[i] >= 0)
            close(spool->files[i]);
        spool->files[i] = open_unnamed(folder);
        if (spool->files[i] < 0) {
            g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("cannot make a temporary file in %s: %s"), folder, g_strerror(errno));
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean write_all(int fd, const guint8 *data, gsize len)
{
    while (len > 0) {
        ssize_t done = write(fd, data, len);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return FALSE;
        data += done;
        len -= (gsize)done;
    }
    return TRUE;
}

/* Takes one piece, moving what is in memory to the file when it grows. FALSE: no room. */
static gboolean take(struct spooled *spooled, int file, const guint8 *piece, gsize len)
{
    gsize most = file >= 0 ? SMALL : MEMORY;
    if (spooled->memory && spooled->memory->len + len <= most) {
        g_byte_array_append(spooled->memory, piece, (guint)len);
        return TRUE;
    }
    if (file < 0)
        return FALSE;
    if (spooled->memory) {
        gboolean moved = ftruncate(file, 0) == 0 && lseek(file, 0, SEEK_SET) == 0 &&
                         write_all(file, spooled->memory->data, spooled->memory->len);
        if (!moved)
            return FALSE;
        g_clear_pointer(&spooled->memory, g_byte_array_unref);
        spooled->source.fd = file;
    }
    return write_all(file, piece, len);
}

gboolean spool_fill(struct spool *spool, guint depth, const struct member_pull *pull, struct spooled *spooled, GError **error)
{
    int file = depth >= 1 && depth <= SPOOL_FILES ? spool->files[depth - 1] : -1;
    *spooled = (struct spooled){.source = {.fd = -1}, .memory = g_byte_array_new()};
    g_autofree guint8 *piece = g_malloc(PIECE);
    gssize got = 0;
    while ((got = pull->read(pull->user, piece, PIECE, error)) > 0) {
        if (pull->allow && !pull->allow(pull->allow_user, (gsize)got))
            break;
        if (!take(spooled, file, piece, (gsize)got)) {
            spooled->full = TRUE;
            break;
        }
        spooled->source.size += (guint64)got;
    }
    static const guint8 none[1] = {0};
    if (spooled->memory)
        spooled->source.data = spooled->memory->data ? spooled->memory->data : none;
    return got >= 0;
}

void spooled_clear(struct spooled *spooled)
{
    if (spooled->source.fd >= 0 && ftruncate(spooled->source.fd, 0) != 0)
        spooled->source.size = 0;
    g_clear_pointer(&spooled->memory, g_byte_array_unref);
    g_clear_pointer(&spooled->source.name, g_free);
}
