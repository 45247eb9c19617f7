/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Folders wait on a stack, files in a queue of bounded length; a walker takes a folder, tells its files and stacks its folders:
 *
 *     stack of folders ---> walkers ---> queue of items ---> crawl_next
 *            ^                 |          (full: they wait)
 *            +-----------------+
 *
 * Last in, first out, so that the stack stays about as deep as the tree. A folder knows its name and its parent, and is opened
 * anew from its root: no descriptor is held but the walkers' own, and no path is kept. What is found twice (a bind mount within
 * itself) is known by device and inode.
 */
#include "scanner/crawl/crawl.h"

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"
#include "scanner/crawl/folder.h"
#include "scanner/crawl/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#define QUEUE_MAX 4096
#define NAP_MICROSECONDS 100000 /* how often somebody who waits looks at stop */
#define PATIENCE 100            /* naps before a want of descriptors is an error */

struct crawl {
    GPtrArray *roots, *missing;
    GHashTable *named; /* paths of the files that are roots themselves; NULL: none */
    GStrv excludes;
    struct identity *own;
    guint own_count;
    volatile int *stop;
    guint64 excluded;
    GPtrArray *threads;
    GMutex lock; /* of all below */
    GCond folders_changed, items_changed;
    GQueue stack; /* of struct folder */
    GHashTable *visited;
    guint busy, walking;
    gint ended; /* crawl_free has begun */
    GQueue items;
    GQueue taken; /* the reader's own part, without lock */
};

/* --- telling --- */

static gboolean stopped(const struct crawl *crawl)
{
    return g_atomic_int_get(&crawl->ended) || (crawl->stop && *crawl->stop);
}

static void nap(struct crawl *crawl, GCond *cond)
{
    g_cond_wait_until(cond, &crawl->lock, g_get_monotonic_time() + NAP_MICROSECONDS);
}

static void tell(struct crawl *crawl, const struct crawl_item *item)
{
    struct crawl_item *copy = g_new(struct crawl_item, 1);

    *copy = *item;
    copy->folder = g_ref_string_acquire(item->folder);
    copy->name = g_strdup(item->name);
    g_mutex_lock(&crawl->lock);
    while (crawl->items.length >= QUEUE_MAX && !stopped(crawl))
        nap(crawl, &crawl->items_changed);
    g_queue_push_tail(&crawl->items, copy);
    if (crawl->items.length == 1)
        g_cond_broadcast(&crawl->items_changed);
    g_mutex_unlock(&crawl->lock);
}

static void count_excluded(struct crawl *crawl)
{
    __atomic_add_fetch(&crawl->excluded, 1, __ATOMIC_RELAXED);
}

/* --- one folder --- */

static gboolean is_own(const struct crawl *crawl, const struct identity *identity)
{
    for (guint i = 0; i < crawl->own_count; i++) {
        const struct identity *own = &crawl->own[i];
        if (own->inode == identity->inode &&
            (own->mtime_ns ? own->size == identity->size && own->mtime_ns == identity->mtime_ns : own->device == identity->device))
            return TRUE;
    }
    return FALSE;
}

/* Told already: a file that was named as a root, in a folder that is crawled too. */
static gboolean is_named(const struct crawl *crawl, const char *folder, const char *name)
{
    if (!crawl->named)
        return FALSE;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    return g_hash_table_contains(crawl->named, path);
}

static void stack_folder(struct crawl *crawl, struct folder *parent, const char *name)
{
    struct folder *below = folder_new(parent->root, parent, name);

    g_mutex_lock(&crawl->lock);
    g_queue_push_tail(&crawl->stack, below);
    g_cond_signal(&crawl->folders_changed);
    g_mutex_unlock(&crawl->lock);
}

static void visit_entry(struct crawl *crawl, struct folder *folder, int fd, struct crawl_item *item, const struct dirent *entry)
{
    struct stat status;

    if (entry->d_type == DT_LNK || strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
        return;
    if (name_excluded((const char *const *)crawl->excludes, entry->d_name)) {
        count_excluded(crawl);
        return;
    }
    if (entry->d_type == DT_DIR) {
        stack_folder(crawl, folder, entry->d_name);
        return;
    }
    *item = (struct crawl_item){.event = CRAWL_DENIED, .folder = item->folder, .name = (char *)entry->d_name};
    if (fstatat(fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT) != 0) {
        item->error_number = errno;
        if (errno != ENOENT) /* deleted meanwhile */
            tell(crawl, item);
        return;
    }
    path_identity(&status, &item->identity);
    if (S_ISDIR(status.st_mode)) {
        stack_folder(crawl, folder, entry->d_name);
    } else if (!S_ISLNK(status.st_mode) && !is_own(crawl, &item->identity) && !is_named(crawl, item->folder, entry->d_name)) {
        item->event = S_ISREG(status.st_mode) ? CRAWL_FILE : CRAWL_SPECIAL;
        tell(crawl, item);
    }
}

static guint inode_hash(gconstpointer key)
{
    const guint64 *pair = key;

    return (guint)(pair[1] ^ pair[1] >> 32 ^ pair[0] * 2654435761u);
}

static gboolean inode_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, 2 * sizeof(guint64)) == 0;
}

static gboolean first_visit(struct crawl *crawl, const struct identity *identity)
{
    guint64 pair[2] = {identity->device, identity->inode};

    g_mutex_lock(&crawl->lock);
    gboolean first = g_hash_table_add(crawl->visited, g_memdup2(pair, sizeof pair));
    g_mutex_unlock(&crawl->lock);
    return first;
}

/* File systems that hold no files of anybody's, but the kernel's own state (some of it without end). */
static gboolean is_kernels(int fd)
{
    static const guint64 kinds[] = {PROC_SUPER_MAGIC, SYSFS_MAGIC,   CGROUP_SUPER_MAGIC, CGROUP2_SUPER_MAGIC, DEVPTS_SUPER_MAGIC,
                                    DEBUGFS_MAGIC,    TRACEFS_MAGIC, SECURITYFS_MAGIC,   BPF_FS_MAGIC,        EFIVARFS_MAGIC,
                                    PSTOREFS_MAGIC,   BINFMTFS_MAGIC};
    struct statfs status;

    if (fstatfs(fd, &status) != 0)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if ((guint32)status.f_type == kinds[i])
            return TRUE;
    return FALSE;
}

/* A want of descriptors passes: the readers give theirs back. */
static int open_folder(const struct crawl *crawl, const struct folder *folder, const char *below)
{
    int fd = -1;

    for (guint i = 0; i < PATIENCE && !stopped(crawl); i++) {
        fd = path_open_unmoved(folder->root->fd, below, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, TRUE);
        if (fd >= 0 || (errno != EMFILE && errno != ENFILE))
            return fd;
        g_usleep(NAP_MICROSECONDS);
    }
    return fd;
}

/* Reads the folder behind the descriptor, which it closes; errno of what stopped it, or 0. */
static int read_folder(struct crawl *crawl, struct folder *folder, int fd, struct crawl_item *item)
{
    DIR *stream = fdopendir(fd);
    const struct dirent *entry;
    int reason = errno;

    if (!stream) {
        close(fd);
        return reason;
    }
    while (!stopped(crawl) && (errno = 0, entry = readdir(stream)))
        visit_entry(crawl, folder, fd, item, entry);
    reason = stopped(crawl) ? ECANCELED : errno;
    closedir(stream);
    return reason;
}

static void visit(struct crawl *crawl, struct folder *folder)
{
    gsize below;
    char *path = folder_path(folder, &below);
    struct crawl_item item = {.folder = path};
    struct identity identity = {0};
    struct stat status;
    int fd = open_folder(crawl, folder, path + below), reason = fd < 0 ? errno : 0;

    if (fd >= 0 ? fstat(fd, &status) == 0 : lstat(path, &status) == 0)
        path_identity(&status, &identity);
    if (fd >= 0 && is_kernels(fd)) {
        count_excluded(crawl);
        close(fd);
    } else if (fd >= 0 && !first_visit(crawl, &identity)) {
        close(fd);
    } else {
        if (fd >= 0)
            reason = read_folder(crawl, folder, fd, &item);
        item = (struct crawl_item){.event = reason ? CRAWL_DENIED : CRAWL_FOLDER_DONE, .folder = path, .identity = identity,
                                   .error_number = reason};
        if (!stopped(crawl) && (reason != ENOENT || !folder->parent))
            tell(crawl, &item);
    }
    g_ref_string_release(path);
}

/* --- walkers --- */

static struct folder *next_folder(struct crawl *crawl)
{
    struct folder *folder = NULL;

    g_mutex_lock(&crawl->lock);
    while (!stopped(crawl) && !(folder = g_queue_pop_tail(&crawl->stack)) && crawl->busy)
        nap(crawl, &crawl->folders_changed);
    if (folder)
        crawl->busy++;
    else if (--crawl->walking == 0)
        g_cond_broadcast(&crawl->items_changed);
    g_mutex_unlock(&crawl->lock);
    return folder;
}

static void *walk(void *data)
{
    struct crawl *crawl = data;

    for (struct folder *folder; (folder = next_folder(crawl));) {
        visit(crawl, folder);
        folder_unref(folder);
        g_mutex_lock(&crawl->lock);
        if (--crawl->busy == 0 && crawl->stack.length == 0)
            g_cond_broadcast(&crawl->folders_changed);
        g_mutex_unlock(&crawl->lock);
    }
    return NULL;
}

/* --- from outside --- */

static void start_root(struct crawl *crawl, const struct root *root)
{
    if (!root->name) {
        g_queue_push_head(&crawl->stack, folder_new(root, NULL, ""));
        return;
    }
    if (is_own(crawl, &root->identity))
        return;
    if (!crawl->named)
        crawl->named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_add(crawl->named, g_build_filename(root->path, root->name, NULL));
    struct crawl_item *item = g_new0(struct crawl_item, 1);
    item->event = S_ISREG(root->identity.mode) ? CRAWL_FILE : CRAWL_SPECIAL;
    item->folder = g_ref_string_new(root->path);
    item->name = g_strdup(root->name);
    item->identity = root->identity;
    g_queue_push_tail(&crawl->items, item);
}

struct crawl *crawl_start(const struct crawl_options *options, GError **error)
{
    struct crawl *crawl = g_new0(struct crawl, 1);

    crawl->missing = g_ptr_array_new_with_free_func(g_free);
    crawl->roots = roots_resolve(options, crawl->missing);
    g_ptr_array_add(crawl->missing, NULL);
    crawl->excludes = g_strdupv((char **)options->excludes);
    crawl->own = options->own_count ? g_memdup2(options->own, options->own_count * sizeof *options->own) : NULL;
    crawl->own_count = options->own_count;
    crawl->stop = options->stop;
    crawl->threads = g_ptr_array_new();
    crawl->visited = g_hash_table_new_full(inode_hash, inode_equal, g_free, NULL);
    g_mutex_init(&crawl->lock);
    g_cond_init(&crawl->folders_changed);
    g_cond_init(&crawl->items_changed);
    if (!crawl->roots->len) {
        g_autofree char *all = g_strjoinv("\n", (char **)crawl->missing->pdata);
        g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_IO, all);
        crawl_free(crawl);
        return NULL;
    }
    for (guint i = 0; i < crawl->roots->len; i++)
        start_root(crawl, crawl->roots->pdata[i]);
    crawl->walking = CLAMP(options->threads ? options->threads : g_get_num_processors(), 1, 256);
    for (guint i = 0, count = crawl->walking; i < count; i++)
        g_ptr_array_add(crawl->threads, g_thread_new("crawl", walk, crawl));
    return crawl;
}

const char *const *crawl_missing(const struct crawl *crawl)
{
    return (const char *const *)crawl->missing->pdata;
}

struct crawl_item *crawl_next(struct crawl *crawl, int milliseconds)
{
    struct crawl_item *item = g_queue_pop_head(&crawl->taken);

    if (item)
        return item;
    gint64 until = g_get_monotonic_time() + milliseconds * G_TIME_SPAN_MILLISECOND;
    g_mutex_lock(&crawl->lock);
    while (!crawl->items.length && crawl->walking && g_cond_wait_until(&crawl->items_changed, &crawl->lock, until))
        continue;
    gboolean end = !crawl->items.length && !crawl->walking;
    crawl->taken = crawl->items;
    g_queue_init(&crawl->items);
    g_cond_broadcast(&crawl->items_changed);
    g_mutex_unlock(&crawl->lock);
    item = g_queue_pop_head(&crawl->taken);
    if (item || !end)
        return item;
    item = g_new0(struct crawl_item, 1);
    item->event = CRAWL_END;
    return item;
}

void crawl_item_free(struct crawl_item *item)
{
    if (!item)
        return;
    if (item->folder)
        g_ref_string_release(item->folder);
    g_free(item->name);
    g_free(item);
}

guint64 crawl_excluded(const struct crawl *crawl)
{
    return __atomic_load_n(&crawl->excluded, __ATOMIC_RELAXED);
}

void crawl_free(struct crawl *crawl)
{
    if (!crawl)
        return;
    g_mutex_lock(&crawl->lock);
    g_atomic_int_set(&crawl->ended, 1);
    g_cond_broadcast(&crawl->folders_changed);
    g_cond_broadcast(&crawl->items_changed);
    g_mutex_unlock(&crawl->lock);
    for (guint i = 0; i < crawl->threads->len; i++)
        g_thread_join(crawl->threads->pdata[i]);
    g_ptr_array_unref(crawl->threads);
    g_queue_clear_full(&crawl->stack, (GDestroyNotify)folder_unref);
    g_queue_clear_full(&crawl->items, (GDestroyNotify)crawl_item_free);
    g_queue_clear_full(&crawl->taken, (GDestroyNotify)crawl_item_free);
    g_hash_table_unref(crawl->visited);
    g_clear_pointer(&crawl->named, g_hash_table_unref);
    g_ptr_array_unref(crawl->roots);
    g_ptr_array_unref(crawl->missing);
    g_strfreev(crawl->excludes);
    g_free(crawl->own);
    g_mutex_clear(&crawl->lock);
    g_cond_clear(&crawl->folders_changed);
    g_cond_clear(&crawl->items_changed);
    g_free(crawl);
}
