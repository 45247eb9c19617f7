/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening: what is no register is left alone, what is one is its owner's only, and one scan at a time holds it. */
#include "reports/register/internal.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define HEADER_BYTES 100
#define APPLICATION_ID_AT 68 /* SQLite's file format, section 1.3 */

static gboolean fail(const char *path, int number, GError **error)
{
    g_set_error(error, DATAROND_ERROR, number == EACCES || number == EPERM ? DATAROND_ERROR_DENIED : DATAROND_ERROR_IO,
                _("%s: the register cannot be opened: %s"), path, g_strerror(number));
    return FALSE;
}

static gboolean is_register(int fd)
{
    guint8 head[HEADER_BYTES] = {0};
    gssize got = pread(fd, head, sizeof head, 0);
    guint32 id;

    memcpy(&id, head + APPLICATION_ID_AT, sizeof id);
    return got == 0 || (got == sizeof head && memcmp(head, "SQLite format 3", 16) == 0 && GUINT32_FROM_BE(id) == REGISTER_APPLICATION_ID);
}

/* Looks at the file before SQLite may touch it; makes it where a writer needs it. The side files get its mode from SQLite. */
static gboolean look(const char *path, gboolean create, GError **error)
{
    int fd = open(path, (create ? O_RDWR | O_CREAT : O_RDONLY) | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
    struct stat st;
    gboolean ok;

    if (fd < 0 && errno == ENOENT && !create) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("%s: there is no register yet; a scan makes it"), path);
        return FALSE;
    }
    if (fd < 0)
        return fail(path, errno, error);
    ok = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (create || st.st_size > 0) && is_register(fd);
    if (!ok)
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_CORRUPT, _("%s: this is no register of datarond; it was left as it is"), path);
    else if (st.st_mode & 077)
        ok = fchmod(fd, 0600) == 0 || !create || fail(path, errno, error);
    close(fd);
    return ok;
}

/* A lock file of its own: locks on the register's file belong to SQLite, and closing any descriptor of it would drop them. */
static gboolean take_lock(struct register_ *reg, GError **error)
{
    g_autofree char *path = g_strconcat(reg->path, "-lock", NULL);

    reg->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (reg->lock < 0)
        return fail(path, errno, error);
    if (fchmod(reg->lock, 0600) < 0)
        return fail(path, errno, error);
    if (flock(reg->lock, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
    if (errno != EWOULDBLOCK)
        return fail(path, errno, error);
    g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("%s: another scan is writing to the register; wait until it has ended"),
                reg->path);
    return FALSE;
}

/* WAL needs memory that all users share, which a network file system does not give. */
static gboolean on_network(const char *path)
{
    static const guint32 magics[] = {0x6969 /* NFS */,   0x517b /* SMB */,      0xff534d42 /* CIFS */, 0xfe534d42 /* SMB2 */,
                                     0x01021997 /* 9P */, 0x65735546 /* FUSE */, 0x5346414f /* AFS */,  0x00c36400 /* Ceph */,
                                     0x0bd00bd0 /* Lustre */, 0x47504653 /* GPFS */, 0x7461636f /* OCFS2 */, 0x01161970 /* GFS2 */};
    struct statfs st;

    if (statfs(path, &st) < 0)
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(magics); i++)
        if ((guint32)st.f_type == magics[i])
            return TRUE;
    return FALSE;
}

static gboolean set_up(struct register_ *reg, gboolean private, enum register_mode mode, GError **error)
{
    const char *journal = "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL";

    if (!sql_run(reg->sql, "PRAGMA cell_size_check = ON; PRAGMA cache_size = -32768", error) ||
        !schema_ready(reg, mode != REGISTER_READ, error))
        return FALSE;
    if (private)
        return sql_run(reg->sql, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF", error);
    if (mode == REGISTER_READ)
        return sql_run(reg->sql, "PRAGMA temp_store = MEMORY", error);
    if (!on_network(reg->path))
        journal = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8000";
    return sql_run(reg->sql, "PRAGMA temp_store = MEMORY", error) && sql_run(reg->sql, journal, error);
}

/* A reader of a WAL register writes too (the index that all share), so it opens for writing where it may. */
static gboolean connect_to(struct register_ *reg, enum register_mode mode, GError **error)
{
    gboolean may_write = mode != REGISTER_READ || access(reg->path, W_OK) == 0;

    reg->sql = sql_open(reg->path, may_write, error);
    return reg->sql && set_up(reg, FALSE, mode, error) &&
           (mode != REGISTER_READ || sql_run(reg->sql, "PRAGMA query_only = ON", error));
}

struct register_ *register_open(const char *path, enum register_mode mode, GError **error)
{
    struct register_ *reg = g_new0(struct register_, 1);
    g_autofree char *folder = path ? g_path_get_dirname(path) : NULL;
    gboolean ok;

    reg->lock = -1;
    reg->path = g_strdup(path ? path : "-");
    reg->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (!path) {
        reg->sql = sql_open(NULL, TRUE, error);
        ok = reg->sql && set_up(reg, TRUE, REGISTER_SCAN, error);
    } else {
        ok = mode == REGISTER_READ || g_mkdir_with_parents(folder, 0700) == 0 || fail(path, errno, error);
        ok = ok && look(path, mode == REGISTER_SCAN, error) && (mode != REGISTER_SCAN || take_lock(reg, error)) &&
             connect_to(reg, mode, error);
    }
    if (ok)
        return reg;
    register_close(reg);
    return NULL;
}

void register_close(struct register_ *reg)
{
    if (!reg)
        return;
    sql_close(reg->sql);
    if (reg->lock >= 0)
        close(reg->lock);
    exceptions_free(reg->exceptions);
    g_hash_table_unref(reg->folders);
    g_free(reg->path);
    g_free(reg);
}

char *register_default_path(void)
{
    return g_build_filename(g_get_user_state_dir(), "datarond", "register.db", NULL);
}

char **register_files(const struct register_ *reg)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal", "-lock"};
    g_autoptr(GPtrArray) files = g_ptr_array_new();

    for (guint i = 0; i < G_N_ELEMENTS(ends) && strcmp(reg->path, "-") != 0; i++)
        g_ptr_array_add(files, g_strconcat(reg->path, ends[i], NULL));
    g_ptr_array_add(files, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&files), FALSE);
}
