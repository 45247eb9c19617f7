/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/app/tag.h"

#include "scanner/crawl/crawl.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#define TAG_CLASS "user.datarond.class"
#define TAG_LAGRUM "user.datarond.lagrum"

static gboolean set(int fd, const char *name, const char *value)
{
    char now[1024];
    gssize length = fgetxattr(fd, name, now, sizeof now);

    if (length >= 0 && (gsize)length == strlen(value) && memcmp(now, value, (gsize)length) == 0)
        return FALSE;
    return fsetxattr(fd, name, value, strlen(value), 0) == 0;
}

gboolean tag_write(struct record *record, const struct verdict *verdict)
{
    const char *class = class_name(verdict->class);
    if (!class)
        return FALSE;
    g_autofree char *folder = g_path_get_dirname(record->path);
    g_autofree char *name = g_path_get_basename(record->path);
    int fd = crawl_open(folder, name, &record->identity, NULL);
    if (fd < 0)
        return FALSE;
    g_autoptr(GString) lagrum = g_string_new(NULL);
    for (guint i = 0; i < verdict->lagrum->len && lagrum->len < 900; i++)
        g_string_append_printf(lagrum, "%s%s", i ? "; " : "", (const char *)g_ptr_array_index(verdict->lagrum, i));
    gboolean written = set(fd, TAG_CLASS, class);
    if (lagrum->len)
        written = set(fd, TAG_LAGRUM, lagrum->str) || written;
    struct stat state;
    if (written && fstat(fd, &state) == 0)
        record->identity.ctime_ns = state.st_ctim.tv_sec * G_GINT64_CONSTANT(1000000000) + state.st_ctim.tv_nsec;
    close(fd);
    return written;
}
