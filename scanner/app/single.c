/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/app/single.h"

#include "scanner/app/command.h"
#include "scanner/app/owner.h"
#include "scanner/app/settle.h"
#include "scanner/app/work.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"
#include "scanner/sandbox/pool.h"

#include <errno.h>
#include <sys/stat.h>

struct single {
    enum outcome outcome;
    GBytes *answer;
};

static void answered(void *user, void *tag, enum outcome outcome, GBytes *answer)
{
    struct single *single = user;
    single->outcome = outcome;
    single->answer = answer ? g_bytes_ref(answer) : NULL;
}

/* The file's facts, as a crawl would tell them. */
static gboolean look(const char *path, struct crawl_item *item, GError **error)
{
    struct stat state;

    if (lstat(path, &state) != 0 || !S_ISREG(state.st_mode)) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("%s is no file that can be read: %s"), path,
                    errno ? g_strerror(errno) : _("a folder, link or device"));
        return FALSE;
    }
    *item = (struct crawl_item){.folder = g_path_get_dirname(path), .name = g_path_get_basename(path)};
    item->identity = (struct identity){
        .size = (guint64)state.st_size,
        .mtime_ns = state.st_mtim.tv_sec * G_GINT64_CONSTANT(1000000000) + state.st_mtim.tv_nsec,
        .ctime_ns = state.st_ctim.tv_sec * G_GINT64_CONSTANT(1000000000) + state.st_ctim.tv_nsec,
        .device = state.st_dev,
        .inode = state.st_ino,
        .mode = state.st_mode,
        .uid = state.st_uid,
        .gid = state.st_gid,
        .links = (guint32)state.st_nlink,
    };
    return TRUE;
}

static gboolean ask(struct work *work, const struct limits *limits, const struct crawl_item *item, struct single *single, GError **error)
{
    struct job job = work_job(work);
    g_autofree char *path = g_build_filename(item->folder, item->name, NULL);
    g_autoptr(GBytes) request = work_request(path, &item->identity);
    int fd = crawl_open(item->folder, item->name, &item->identity, error);
    struct nursery *nursery = fd >= 0 ? nursery_start(&job, limits, error) : NULL;
    struct pool *pool = nursery ? pool_new(nursery, 1, limits, answered, single, error) : NULL;
    gboolean good = pool && pool_submit(pool, fd, request, NULL, error);

    while (good && pool_under_way(pool))
        good = pool_poll(pool, 100, error);
    g_clear_pointer(&pool, pool_free);
    g_clear_pointer(&nursery, nursery_stop);
    return good;
}

struct record *single_read(const char *path, gboolean reveal, gboolean real_test_numbers, GError **error)
{
    struct crawl_item item;
    struct single single = {OUTCOME_CRASHED, NULL};
    struct limits limits;
    struct key key;
    g_autofree char *key_path = key_default_path();
    struct record *record = NULL;

    limits_default(&limits);
    errno = 0;
    if (!key_load(&key, key_path, error) || !look(path, &item, error))
        return NULL;
    struct engine *engine = command_engine(real_test_numbers, error);
    struct work *work = engine ? work_new(engine, &limits, &key, reveal) : NULL;
    if (work && ask(work, &limits, &item, &single, error)) {
        struct settle *settle = settle_new(NULL, NULL, &key, FALSE);
        struct owners *owners = owners_new(&key);
        record = settle_new_record(settle, &item);
        settle_free(settle);
        if (single.outcome != OUTCOME_ANSWER || !record_unpack(record, single.answer, NULL)) {
            record->status = STATUS_CRASHED;
            g_free(record->reason);
            record->reason = g_strdup(N_("the reading of it broke down; the file may be damaged or made to do harm"));
        }
        owners_mark(owners, record);
        owners_free(owners);
    }
    g_clear_pointer(&single.answer, g_bytes_unref);
    g_clear_pointer(&work, work_free);
    g_clear_pointer(&engine, engine_free);
    g_free(item.folder);
    g_free(item.name);
    return record;
}
