/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/crawl/crawl.h"

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"
#include "scanner/crawl/path.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define REPLACED N_("It was replaced by something else while the scan went on")

const char *crawl_reason(int error_number)
{
    switch (error_number) {
    case EACCES:
    case EPERM:
        return N_("No permission to read");
    case ENOENT:
        return N_("It disappeared while the scan went on");
    case ELOOP:
    case ENOTDIR:
    case ENXIO:
    case EISDIR:
        return REPLACED;
    case EMFILE:
    case ENFILE:
    case ENOMEM:
        return N_("The system had no room to open it");
    case ETIMEDOUT:
    case EHOSTDOWN:
    case ENOTCONN:
    case ESTALE:
        return N_("The share did not answer");
    case ETXTBSY:
    case EBUSY:
    case EAGAIN:
        return N_("It was locked by another program");
    default:
        return N_("The file system gave an error");
    }
}

static enum datarond_error code_of(int error_number)
{
    if (error_number == EACCES || error_number == EPERM)
        return DATAROND_ERROR_DENIED;
    return error_number == ENOENT ? DATAROND_ERROR_CANCELLED : DATAROND_ERROR_IO;
}

int crawl_open(const char *folder, const char *name, const struct identity *identity, GError **error)
{
    g_autofree char *path = g_strconcat(folder, g_str_has_suffix(folder, "/") ? "" : "/", name, NULL);
    struct stat status;
    int fd = path_open_unmoved(AT_FDCWD, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, FALSE);

    if (fd < 0 || fstat(fd, &status) != 0) {
        int reason = errno;
        g_set_error_literal(error, DATAROND_ERROR, code_of(reason), crawl_reason(reason));
        if (fd >= 0)
            close(fd);
        return -1;
    }
    if (S_ISREG(status.st_mode) && status.st_dev == identity->device && status.st_ino == identity->inode)
        return fd;
    close(fd);
    g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_IO, REPLACED);
    return -1;
}

gboolean crawl_lost(const char *folder, const struct identity *file)
{
    struct stat status;
    int fd = path_open(AT_FDCWD, folder, O_PATH | O_DIRECTORY | O_CLOEXEC, FALSE);
    gboolean there = fd >= 0 && fstat(fd, &status) == 0 && status.st_dev == file->device;

    if (fd >= 0)
        close(fd);
    return !there;
}
