/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One thread turns the wheel; the crawl has threads and the workers are processes, so nothing here is shared.
 *
 *     crawl_next -> known and unchanged? --yes--> register_keep
 *                          | no
 *                   pool_submit ....... worker ....... answered() -> settle() -> register_put
 *
 * A folder counts what it has under way: its stamp is set when the crawl has told all of it and all is answered.
 */
#include "scanner/app/pipeline.h"

#include "scanner/app/settle.h"
#include "scanner/app/work.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

struct folder {
    char *path;
    GHashTable *known; /* name -> struct known */
    guint under_way;
    gboolean told; /* the crawl has told all of it */
    gboolean lost; /* it was taken away before its files were read */
};

struct pipeline {
    const struct pipeline_options *options;
    struct crawl *crawl;
    struct pool *pool;
    GHashTable *folders; /* path -> struct folder */
    GHashTable *twins;   /* "device:inode" of a file of several names that a worker has -> GPtrArray of struct errand, its other names */
    struct settle *settle;
    struct pipeline_result *result;
    struct progress_state seen;
    GError *error; /* the first one: ends the scan */
};

/* A file that a worker has. */
struct errand {
    struct folder *folder;
    struct crawl_item *item;
};

static void errand_free(gpointer data)
{
    struct errand *errand = data;
    crawl_item_free(errand->item);
    g_free(errand);
}

static void folder_free(gpointer data)
{
    struct folder *folder = data;
    g_clear_pointer(&folder->known, g_hash_table_unref);
    g_free(folder->path);
    g_free(folder);
}

static struct folder *folder_of(struct pipeline *pipeline, const char *path)
{
    struct folder *folder = g_hash_table_lookup(pipeline->folders, path);
    if (folder)
        return folder;
    GHashTable *known = register_folder(pipeline->options->reg, path, &pipeline->error);
    if (!known)
        return NULL;
    folder = g_new0(struct folder, 1);
    folder->path = g_strdup(path);
    folder->known = known;
    g_hash_table_insert(pipeline->folders, folder->path, folder);
    return folder;
}

/* Sets the stamp of a folder that is through. */
static void folder_end(struct pipeline *pipeline, struct folder *folder)
{
    if (!folder->told || folder->under_way || pipeline->error)
        return;
    if (folder->lost || register_folder_done(pipeline->options->reg, folder->path, &pipeline->error))
        g_hash_table_remove(pipeline->folders, folder->path);
}

/* Enters a record and counts it. Takes the record. */
static void enter(struct pipeline *pipeline, struct record *record)
{
    struct settled settled;

    if (!pipeline->error && settle_record(pipeline->settle, record, &settled, &pipeline->error)) {
        struct closing *closing = &pipeline->result->closing;
        gboolean unread = record->status != STATUS_READ && record->status != STATUS_EMPTY;
        *(unread ? &closing->unread : &closing->read) += 1;
        closing->bytes += record->bytes_read;
        if (settled.class >= CLASS_K0)
            pipeline->seen.classes[settled.class]++;
        if (settled.urgent_words)
            progress_urgent(pipeline->options->progress, settled.urgent_words, settled.shown);
        g_free(settled.shown);
    }
    record_free(record);
}

/* A record of a file that was not read at all. */
static void enter_unread(struct pipeline *pipeline, const struct crawl_item *item, enum status status, const char *words)
{
    struct record *record = settle_new_record(pipeline->settle, item);
    record->status = status;
    record->reason = g_strdup(words);
    enter(pipeline, record);
}

static const struct {
    enum status status;
    const char *words;
} outcomes[] = {
    [OUTCOME_CRASHED] = {STATUS_CRASHED, N_("the reading of it broke down; the file may be damaged or made to do harm")},
    [OUTCOME_TIME] = {STATUS_LIMIT, N_("it took longer to read than is allowed for one file")},
    [OUTCOME_MEMORY] = {STATUS_LIMIT, N_("it took more memory to read than is allowed for one file")},
};

static void take_changed(struct pipeline *pipeline, struct folder *folder, struct crawl_item *item);

static char *twin_key(const struct identity *identity)
{
    return g_strdup_printf("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, identity->device, identity->inode);
}

/* A worker has this file under another name: what comes of it holds for this one too. Takes the item where it is so. */
static gboolean wait_for_twin(struct pipeline *pipeline, struct folder *folder, struct crawl_item *item)
{
    g_autofree char *key = twin_key(&item->identity);
    GPtrArray *waiting = g_hash_table_lookup(pipeline->twins, key);
    if (!waiting)
        return FALSE;
    struct errand *errand = g_new(struct errand, 1);
    *errand = (struct errand){folder, item};
    g_ptr_array_add(waiting, errand);
    folder->under_way++;
    return TRUE;
}

/* Where the first name could not be read, each of the others is tried. */
static void release_twins(struct pipeline *pipeline, const struct identity *identity)
{
    g_autofree char *key = twin_key(identity), *stolen = NULL;
    g_autoptr(GPtrArray) waiting = NULL;
    if (!g_hash_table_steal_extended(pipeline->twins, key, (gpointer *)&stolen, (gpointer *)&waiting))
        return;
    for (guint i = 0; i < waiting->len; i++) {
        struct errand *errand = waiting->pdata[i];
        struct folder *folder = errand->folder;
        take_changed(pipeline, folder, g_steal_pointer(&errand->item));
        folder->under_way--;
        folder_end(pipeline, folder);
    }
}

static void answered(void *user, void *tag, enum outcome outcome, GBytes *answer)
{
    struct pipeline *pipeline = user;
    struct errand *errand = tag;
    struct folder *folder = errand->folder;
    struct record *record = settle_new_record(pipeline->settle, errand->item);
    g_autoptr(GError) broken = NULL;

    if (outcome != OUTCOME_ANSWER || !record_unpack(record, answer, &broken)) {
        gsize row = outcome == OUTCOME_ANSWER ? OUTCOME_CRASHED : outcome;
        record_free(record);
        record = settle_new_record(pipeline->settle, errand->item);
        record->status = outcomes[row].status;
        record->reason = g_strdup(outcomes[row].words);
    }
    enter(pipeline, record);
    if (errand->item->identity.links > 1)
        release_twins(pipeline, &errand->item->identity);
    errand_free(errand);
    folder->under_way--;
    folder_end(pipeline, folder);
}

static gboolean unchanged(const struct pipeline *pipeline, const struct known *known, const struct identity *now)
{
    if (!known || pipeline->options->full || !known->current || !known->trusted)
        return FALSE;
    const struct identity *then = &known->identity;
    return then->size == now->size && then->mtime_ns == now->mtime_ns && then->ctime_ns == now->ctime_ns && then->inode == now->inode &&
           then->device == now->device;
}

/*
 * A file that is gone, and was never read: there is nothing to tell. Where its folder is gone too, that is told once, in place of its
 * files; what is known of them stays.
 */
static void take_gone(struct pipeline *pipeline, struct folder *folder, const struct crawl_item *item)
{
    struct crawl_item whole = {.event = CRAWL_DENIED, .folder = item->folder};

    pipeline->result->closing.found--;
    if (folder->lost || !crawl_lost(item->folder, &item->identity))
        return;
    folder->lost = TRUE;
    pipeline->result->closing.found++;
    enter_unread(pipeline, &whole, STATUS_DENIED, N_("The folder was moved or unmounted while the scan went on"));
}

static void submit(struct pipeline *pipeline, struct folder *folder, struct crawl_item *item)
{
    g_autoptr(GError) error = NULL;
    int fd = crawl_open(item->folder, item->name, &item->identity, &error);

    if (fd < 0) {
        if (g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_CANCELLED))
            take_gone(pipeline, folder, item);
        else
            enter_unread(pipeline, item, STATUS_DENIED, error->message);
        crawl_item_free(item);
        return;
    }
    struct errand *errand = g_new(struct errand, 1);
    *errand = (struct errand){folder, item};
    g_autofree char *path = g_build_filename(item->folder, item->name, NULL);
    g_autoptr(GBytes) request = work_request(path, &item->identity);
    folder->under_way++;
    if (item->identity.links > 1)
        g_hash_table_insert(pipeline->twins, twin_key(&item->identity), g_ptr_array_new_with_free_func(errand_free));
    if (!pool_submit(pipeline->pool, fd, request, errand, &pipeline->error)) {
        folder->under_way--;
        errand_free(errand);
    }
}

/* A file that is new or changed: from its other name's reading, or by one of its own. Takes the item. */
static void take_changed(struct pipeline *pipeline, struct folder *folder, struct crawl_item *item)
{
    struct record *twin = settle_twin(pipeline->settle, item);
    if (twin) {
        enter(pipeline, twin);
        crawl_item_free(item);
    } else if (item->identity.links < 2 || !wait_for_twin(pipeline, folder, item)) {
        submit(pipeline, folder, item);
    }
}

static void take_file(struct pipeline *pipeline, struct crawl_item *item)
{
    const struct pipeline_options *options = pipeline->options;
    struct folder *folder = folder_of(pipeline, item->folder);

    if (folder && unchanged(pipeline, g_hash_table_lookup(folder->known, item->name), &item->identity)) {
        if (register_keep(options->reg, item->folder, item->name, &pipeline->error))
            pipeline->result->closing.unchanged++;
        if (options->tag && !pipeline->error)
            settle_known(pipeline->settle, item, &pipeline->error);
    } else if (folder) {
        take_changed(pipeline, folder, item);
        return;
    }
    crawl_item_free(item);
}

/* Takes the item. FALSE at the crawl's end. */
static gboolean take(struct pipeline *pipeline, struct crawl_item *item)
{
    enum crawl_event event = item->event;

    if (event == CRAWL_FILE || event == CRAWL_SPECIAL || event == CRAWL_DENIED)
        pipeline->result->closing.found++;
    if (event == CRAWL_FILE) {
        take_file(pipeline, item);
        return TRUE;
    }
    if (event == CRAWL_SPECIAL)
        enter_unread(pipeline, item, STATUS_UNSUPPORTED, N_("a pipe, socket or device, not a file"));
    if (event == CRAWL_DENIED)
        enter_unread(pipeline, item, STATUS_DENIED, crawl_reason(item->error_number));
    if (event == CRAWL_FOLDER_DONE) {
        struct folder *folder = folder_of(pipeline, item->folder);
        if (folder) {
            folder->told = TRUE;
            folder_end(pipeline, folder);
        }
    }
    crawl_item_free(item);
    return event != CRAWL_END;
}

static void tick(struct pipeline *pipeline, gboolean found_all)
{
    const struct closing *closing = &pipeline->result->closing;
    struct progress_state *seen = &pipeline->seen;

    seen->found = closing->found;
    seen->found_all = found_all;
    seen->done = closing->read + closing->unread + closing->unchanged;
    seen->bytes = closing->bytes;
    seen->unread = closing->unread;
    progress_tick(pipeline->options->progress, seen);
}

#define TAKEN_A_TURN 512 /* unchanged files ask nothing of the pool: workers and progress must not wait for a long run of them */

/* Takes what the crawl has told, as far as the workers have room. Answers how long the pool may be waited for. */
static int take_some(struct pipeline *pipeline, gboolean *more)
{
    for (guint taken = 0; taken < TAKEN_A_TURN; taken++) {
        if (!*more || pipeline->error || *pipeline->options->stop || !pool_room(pipeline->pool))
            return 50;
        struct crawl_item *item = crawl_next(pipeline->crawl, pool_under_way(pipeline->pool) ? 0 : 20);
        if (!item)
            return 5;
        *more = take(pipeline, item);
    }
    return 0;
}

static void turn(struct pipeline *pipeline)
{
    volatile int *stop = pipeline->options->stop;
    gboolean more = TRUE;

    while (!pipeline->error && !*stop && (more || pool_under_way(pipeline->pool))) {
        int milliseconds = take_some(pipeline, &more);
        if (!pipeline->error && pool_under_way(pipeline->pool))
            pool_poll(pipeline->pool, milliseconds, &pipeline->error);
        if (!pipeline->error)
            register_tick(pipeline->options->reg, &pipeline->error);
        tick(pipeline, !more);
    }
    pipeline->result->found_all = !more;
}

gboolean pipeline_run(const struct pipeline_options *options, struct pipeline_result *result, GError **error)
{
    struct pipeline pipeline = {.options = options, .result = result};

    memset(result, 0, sizeof *result);
    pipeline.pool = pool_new(options->nursery, options->jobs, options->limits, answered, &pipeline, error);
    if (!pipeline.pool)
        return FALSE;
    pipeline.crawl = crawl_start(options->crawl, error);
    if (!pipeline.crawl) {
        pool_free(pipeline.pool);
        return FALSE;
    }
    pipeline.folders = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, folder_free);
    pipeline.twins = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    pipeline.settle = settle_new(options->reg, options->classifier, options->key, options->tag);
    turn(&pipeline);
    result->closing.interrupted = *options->stop != 0;
    result->excluded = crawl_excluded(pipeline.crawl);
    progress_end(options->progress);
    crawl_free(pipeline.crawl);
    pool_free(pipeline.pool);
    settle_free(pipeline.settle);
    g_hash_table_unref(pipeline.twins);
    g_hash_table_unref(pipeline.folders);
    if (pipeline.error) {
        g_propagate_error(error, pipeline.error);
        return FALSE;
    }
    return TRUE;
}
