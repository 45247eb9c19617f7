/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Requests wait in a queue and go out in batches, two under way a worker. When a worker dies, the request it was in is
 * answered as such; the rest of what it held goes out again, now one by one, so that a document which took the worker over and
 * wrote a lie on its desk can, the second time, only give itself away.
 */
#include "scanner/sandbox/pool.h"

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"
#include "scanner/sandbox/seat.h"

#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define GRACE_SECONDS 2 /* above the limit, for a reader that keeps the time itself */
#define TRIES_MAX 3
#define WATCH_MICROSECONDS G_USEC_PER_SEC
#define OTHER_FILES 64 /* descriptors left for everything but requests */

struct pool {
    struct nursery *nursery;
    struct limits limits;
    pool_answer answer;
    void *user;
    GQueue queue; /* of struct request, not yet with a worker */
    guint room, under_way;
    gint64 watched; /* when the clocks were last moved */
    guint seat_count;
    struct pollfd *polls;
    struct seat seats[];
};

static void settle(struct pool *pool, struct request *request, enum outcome outcome, GBytes *answer)
{
    void *tag = request->tag;

    pool->under_way--;
    request_free(request);
    pool->answer(pool->user, tag, outcome, answer);
}

static enum outcome outcome_of(const struct pool *pool, const struct death *death)
{
    if (WIFSIGNALED(death->status) && WTERMSIG(death->status) == SIGTRAP)
        return OUTCOME_MEMORY; /* how g_malloc ends at its limit */
    return death->memory_bytes > pool->limits.max_memory_bytes / 10 * 9 ? OUTCOME_MEMORY : OUTCOME_CRASHED;
}

/* The request that the death is to be laid to; NULL: none of them. Takes it out of the queue. */
static struct request *blame(GQueue *owed, struct request *in)
{
    struct request *first = g_queue_peek_head(owed);

    if (!in && first && ++first->tries >= TRIES_MAX)
        in = first;
    if (in)
        g_queue_remove(owed, in);
    return in;
}

/* Buries the worker. forced: what is known of its end already, or OUTCOME_ANSWER. */
static gboolean vacate(struct pool *pool, struct seat *seat, enum outcome forced, GError **error)
{
    struct request *first = g_queue_peek_head(&seat->pending), *in = seat_watch(seat, 0);
    struct death death = {0};

    if (forced == OUTCOME_CRASHED) /* it spoke out of turn, and nobody knows of which document: until it does so alone */
        in = first && first->alone ? first : NULL;
    gboolean buried = nursery_bury(pool->nursery, &seat->worker, &death, error);
    GQueue owed = seat_leave(seat);
    struct request *culprit = blame(&owed, in);
    for (struct request *request; (request = g_queue_pop_tail(&owed));) {
        request->alone = TRUE;
        g_queue_push_head(&pool->queue, request);
    }
    if (culprit)
        settle(pool, culprit, forced != OUTCOME_ANSWER ? forced : outcome_of(pool, &death), NULL);
    return buried;
}

static gboolean seat_someone(struct pool *pool, struct seat *seat, GError **error)
{
    return seat->taken = nursery_worker(pool->nursery, &seat->worker, error);
}

/* Empty hands first, then second batches, of a fair share of all that is under way: few requests are spread over many workers. */
static gboolean dispatch(struct pool *pool, GError **error)
{
    guint hands = 2 * MAX(pool->seat_count, 1);
    guint share = (pool->under_way + hands - 1) / hands;

    for (guint held = 0; held < 2; held++)
        for (guint i = 0; i < pool->seat_count && !g_queue_is_empty(&pool->queue); i++) {
            struct seat *seat = &pool->seats[i];
            if (seat->taken && g_queue_is_empty(&seat->pending) && seat_worn(seat) && !vacate(pool, seat, OUTCOME_ANSWER, error))
                return FALSE;
            if (!seat->taken && !seat_someone(pool, seat, error))
                return FALSE;
            if (seat->batches != held || !seat_may_take(seat))
                continue;
            seat_take(seat, &pool->queue, share);
            seat_send(seat);
        }
    return TRUE;
}

/* Takes all that has come from one worker, and buries it where it is dead. */
static gboolean hear(struct pool *pool, struct seat *seat, GError **error)
{
    gboolean more = TRUE, bad = FALSE;
    enum seat_event event = SEAT_QUIET;

    while (more && !bad && event == SEAT_QUIET) {
        event = seat_receive(seat, &more);
        GBytes *answer;
        for (struct request *request; !bad && (request = seat_answer(seat, &answer, &bad)); g_bytes_unref(answer))
            settle(pool, request, OUTCOME_ANSWER, answer);
    }
    if (event == SEAT_DEAD || bad)
        return vacate(pool, seat, bad ? OUTCOME_CRASHED : OUTCOME_ANSWER, error);
    return TRUE;
}

/* Time counts only as far as somebody looks: a parent that was stopped, or busy, has seen nothing. */
static gboolean watch(struct pool *pool, GError **error)
{
    gint64 now = g_get_monotonic_time(), passed = MIN(now - pool->watched, WATCH_MICROSECONDS);
    gint64 limit = (gint64)MIN(pool->limits.max_seconds + GRACE_SECONDS, 1u << 30) * G_USEC_PER_SEC;

    pool->watched = now;
    for (guint i = 0; i < pool->seat_count; i++) {
        struct seat *seat = &pool->seats[i];
        if (!seat->taken)
            continue;
        seat_watch(seat, passed);
        if (seat->elapsed > limit && !vacate(pool, seat, OUTCOME_TIME, error))
            return FALSE;
    }
    return TRUE;
}

gboolean pool_poll(struct pool *pool, int milliseconds, GError **error)
{
    if (!dispatch(pool, error))
        return FALSE;
    for (guint i = 0; i < pool->seat_count; i++) {
        struct seat *seat = &pool->seats[i];
        pool->polls[i] = (struct pollfd){.fd = seat->taken ? seat->worker.socket : -1, .events = POLLIN};
        if (seat->out->len && seat->out_sent)
            pool->polls[i].events |= POLLOUT;
    }
    int longest = pool->under_way ? (int)(WATCH_MICROSECONDS / 1000) : milliseconds;
    int ready = poll(pool->polls, pool->seat_count, milliseconds < 0 ? longest : MIN(milliseconds, longest));
    for (guint i = 0; i < pool->seat_count; i++) {
        struct seat *seat = &pool->seats[i];
        if (!seat->taken)
            continue;
        if (seat->out->len)
            seat_send(seat);
        if (ready > 0 && pool->polls[i].revents && !hear(pool, seat, error))
            return FALSE;
    }
    return watch(pool, error) && dispatch(pool, error);
}

struct pool *pool_new(struct nursery *nursery, guint workers, const struct limits *limits, pool_answer answer, void *user, GError **error)
{
    guint count = CLAMP(workers ? workers : g_get_num_processors(), 1, 1024);
    struct pool *pool = g_malloc0(sizeof *pool + count * sizeof pool->seats[0]);
    struct rlimit files = {.rlim_cur = 1024};

    getrlimit(RLIMIT_NOFILE, &files);
    guint64 open_files = MAX(files.rlim_cur > 2 * OTHER_FILES ? files.rlim_cur - OTHER_FILES : files.rlim_cur / 2, 2);
    pool->nursery = nursery;
    pool->limits = *limits;
    pool->answer = answer;
    pool->user = user;
    pool->seat_count = count;
    pool->room = (guint)MIN(2ul * BATCH_MAX * count, open_files / 2);
    pool->polls = g_new0(struct pollfd, count);
    pool->watched = g_get_monotonic_time();
    g_queue_init(&pool->queue);
    for (guint i = 0; i < count; i++)
        seat_init(&pool->seats[i]);
    if (seat_someone(pool, &pool->seats[0], error))
        return pool;
    pool_free(pool);
    return NULL;
}

void pool_free(struct pool *pool)
{
    struct death death;

    if (!pool)
        return;
    for (guint i = 0; i < pool->seat_count; i++) {
        if (pool->seats[i].taken)
            nursery_bury(pool->nursery, &pool->seats[i].worker, &death, NULL);
        seat_clear(&pool->seats[i]);
    }
    g_queue_clear_full(&pool->queue, (GDestroyNotify)request_free);
    g_free(pool->polls);
    g_free(pool);
}

guint pool_room(const struct pool *pool)
{
    return pool->room > pool->under_way ? pool->room - pool->under_way : 0;
}

gboolean pool_submit(struct pool *pool, int fd, GBytes *request, void *tag, GError **error)
{
    struct stat status;

    if (g_bytes_get_size(request) > REQUEST_BYTES_MAX) {
        g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_LIMIT, _("A request to a reading process is too large."));
        if (fd >= 0)
            close(fd);
        return FALSE;
    }
    struct request *new = g_new0(struct request, 1);
    new->fd = fd;
    new->body = g_bytes_ref(request);
    new->tag = tag;
    if (fd >= 0 && fstat(fd, &status) == 0)
        new->bytes = (guint64)status.st_size;
    g_queue_push_tail(&pool->queue, new);
    pool->under_way++;
    return TRUE;
}

guint pool_under_way(const struct pool *pool)
{
    return pool->under_way;
}

guint pool_busy(const struct pool *pool, void **tags, guint *milliseconds, guint max)
{
    guint count = 0;

    for (guint i = 0; i < pool->seat_count && count < max; i++) {
        struct seat *seat = (struct seat *)&pool->seats[i];
        struct request *in = seat->taken ? seat_watch(seat, 0) : NULL;
        if (!in)
            continue;
        tags[count] = in->tag;
        milliseconds[count++] = (guint)(seat->elapsed / 1000);
    }
    return count;
}
