/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * By syscall: glibc 2.36 has no wrappers, and Debian 12's kernel header lacks the newer fields, so the struct stands here and
 * its size is chosen by the ABI that the running kernel tells.
 */
#include "scanner/sandbox/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

struct ruleset {
    guint64 files, network, scopes;
};

/* Linux 5.13 knows rights 0-12; 5.19 refer, 6.2 truncate, 6.10 ioctl. */
static guint64 file_rights(long abi)
{
    guint64 rights = (G_GUINT64_CONSTANT(1) << 13) - 1;

    if (abi >= 2)
        rights |= G_GUINT64_CONSTANT(1) << 13;
    if (abi >= 3)
        rights |= G_GUINT64_CONSTANT(1) << 14;
    if (abi >= 5)
        rights |= G_GUINT64_CONSTANT(1) << 15;
    return rights;
}

static void allow_reading(int ruleset, const char *folder)
{
    struct landlock_path_beneath_attr beneath = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR};

    beneath.parent_fd = open(folder, O_PATH | O_CLOEXEC);
    if (beneath.parent_fd < 0)
        return;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    close(beneath.parent_fd);
}

gboolean landlock_restrict(const char *readable)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

    if (abi < 1)
        return FALSE;
    struct ruleset rules = {.files = file_rights(abi), .network = 3, .scopes = 3};
    gsize size = abi >= 6 ? 3 * sizeof(guint64) : abi >= 4 ? 2 * sizeof(guint64) : sizeof(guint64);
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (ruleset < 0)
        return FALSE;
    allow_reading(ruleset, readable);
    gboolean closed = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return closed;
}
