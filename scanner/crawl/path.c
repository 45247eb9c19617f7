/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/crawl/path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define RESOLVE_NO_LINKS 0x04 /* RESOLVE_NO_SYMLINKS of linux/openat2.h */

struct how {
    guint64 flags, mode, resolve;
};

static int open_once(int base, const char *path, int flags, gboolean strict)
{
    struct how how = {.flags = (guint64)(unsigned)flags, .resolve = RESOLVE_NO_LINKS};

    if (strict) {
        int fd = (int)syscall(SYS_openat2, base, path, &how, sizeof how);
        if (fd >= 0 || (errno != ENOSYS && errno != EPERM && errno != E2BIG))
            return fd;
        if (errno == EPERM && (flags & O_NOATIME))
            return fd; /* refused for the access time's sake; the caller asks again without */
    }
    return openat(base, path, flags);
}

/* Where to cut a path that is too long for one call: at the last '/' that fits. NULL: nowhere. */
static const char *cut(const char *path)
{
    const char *at = memrchr(path, '/', PATH_MAX - 1);

    while (at && at > path && at[-1] == '/')
        at--;
    return at > path ? at : NULL;
}

int path_open(int base, const char *path, int flags, gboolean strict)
{
    char step[PATH_MAX];
    int here = base;

    while (strlen(path) >= PATH_MAX) {
        const char *at = cut(path);
        int below = -1;
        if (at) {
            memcpy(step, path, (gsize)(at - path));
            step[at - path] = '\0';
            below = open_once(here, step, O_PATH | O_DIRECTORY | O_CLOEXEC, strict);
        } else {
            errno = ENAMETOOLONG;
        }
        int reason = errno;
        if (here != base)
            close(here);
        errno = reason;
        if (below < 0)
            return -1;
        here = below;
        for (path = at; *path == '/'; path++)
            continue;
    }
    int fd = open_once(here, *path ? path : ".", flags, strict);
    int reason = errno;
    if (here != base)
        close(here);
    errno = reason;
    return fd;
}

int path_open_unmoved(int base, const char *path, int flags, gboolean strict)
{
    int fd = path_open(base, path, flags | O_NOATIME, strict);

    if (fd < 0 && errno == EPERM)
        fd = path_open(base, path, flags, strict);
    return fd;
}

void path_identity(const struct stat *status, struct identity *identity)
{
    *identity = (struct identity){
        .size = (guint64)status->st_size,
        .mtime_ns = status->st_mtim.tv_sec * G_GINT64_CONSTANT(1000000000) + status->st_mtim.tv_nsec,
        .ctime_ns = status->st_ctim.tv_sec * G_GINT64_CONSTANT(1000000000) + status->st_ctim.tv_nsec,
        .device = status->st_dev,
        .inode = status->st_ino,
        .mode = status->st_mode,
        .uid = status->st_uid,
        .gid = status->st_gid,
        .links = (guint32)MIN(status->st_nlink, G_MAXUINT32),
    };
}
