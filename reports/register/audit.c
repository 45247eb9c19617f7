/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/register/audit.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *audit_default_path(void)
{
    return g_build_filename(g_get_user_state_dir(), "datarond", "audit.log", NULL);
}

static gboolean fail(const char *path, int number, GError **error)
{
    g_set_error(error, DATAROND_ERROR, number == EACCES || number == EPERM ? DATAROND_ERROR_DENIED : DATAROND_ERROR_IO,
                _("%s: the audit log cannot be written: %s"), path, g_strerror(number));
    return FALSE;
}

/* One line whatever the words: what would break it, or command a terminal that shows it, is written as \xNN. */
static void visible(GString *line, const char *words)
{
    for (const guchar *at = (const guchar *)words; *at; at++)
        if (*at < 0x20 || *at == 0x7f || *at == '\\')
            g_string_append_printf(line, "\\x%02x", *at);
        else
            g_string_append_c(line, (char)*at);
}

/* The user as the system knows him; behind sudo it is the login, not root, that answers for the deed. */
static void who(GString *line)
{
    const char *sudo = getuid() == 0 ? g_getenv("SUDO_USER") : NULL;

    visible(line, g_get_user_name());
    if (sudo) {
        g_string_append(line, " (sudo: ");
        visible(line, sudo);
        g_string_append_c(line, ')');
    }
}

gboolean audit_write(const char *deed, const char *object, GError **error)
{
    g_autofree char *path = audit_default_path(), *folder = g_path_get_dirname(path), *time = NULL;
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autoptr(GString) line = g_string_new(NULL);
    gboolean ok;
    int fd;

    if (g_mkdir_with_parents(folder, 0700) < 0)
        return fail(path, errno, error);
    fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (fd < 0)
        return fail(path, errno, error);
    time = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    g_string_append_printf(line, "%s\t", time);
    who(line);
    g_string_append_c(line, '\t');
    visible(line, deed);
    g_string_append_c(line, '\t');
    visible(line, object);
    g_string_append_c(line, '\n');
    errno = 0;
    ok = fchmod(fd, 0600) == 0 && write(fd, line->str, line->len) == (gssize)line->len && fdatasync(fd) == 0;
    if (!ok)
        fail(path, errno ? errno : ENOSPC, error);
    close(fd);
    return ok;
}
