/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/sandbox/worker.h"

#include "scanner/sandbox/cage.h"

#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

#define FLUSH_BYTES (32u << 10)
#define FLUSH_MICROSECONDS 100000
#define TRIM_BYTES (128u << 20)

struct post {
    const struct job *job;
    int socket, statm;
    struct desk *desk;
    guint64 born_bytes;
    GByteArray *out; /* answers not yet sent */
    gint64 flushed;  /* microseconds */
};

static void flush(struct post *post)
{
    if (!message_send(post->socket, post->out->data, post->out->len, NULL, 0))
        _exit(0); /* the parent is gone, or wants no more */
    g_byte_array_set_size(post->out, 0);
    post->flushed = g_get_monotonic_time();
}

static void step(struct post *post, guint64 value)
{
    __atomic_store_n(&post->desk->step, value, __ATOMIC_RELEASE);
}

static void answer(struct post *post, const struct request_head *head, int fd, GBytes *body)
{
    step(post, 2 * head->number);
    if (fd >= 0)
        lseek(fd, 0, SEEK_SET); /* the offset is shared with the parent, and with a worker that died of it */
    g_autoptr(GBytes) result = post->job->work(post->job->user, fd, body);
    if (fd >= 0)
        close(fd);

    gsize len;
    const void *data = g_bytes_get_data(result, &len);
    struct answer_head out = {.number = head->number, .length = (guint32)MIN(len, ANSWER_BYTES_MAX + 1ul)};
    g_byte_array_append(post->out, (const guint8 *)&out, sizeof out);
    g_byte_array_append(post->out, data, (guint)MIN(len, ANSWER_BYTES_MAX + 1ul));
    step(post, 2 * head->number + 1);
    if (post->out->len >= FLUSH_BYTES || g_get_monotonic_time() - post->flushed > FLUSH_MICROSECONDS)
        flush(post);
}

/* Tells how much this worker has grown, so that the parent can replace one that leaks. */
static void weigh(struct post *post)
{
    guint64 now = cage_statm(post->statm, 1);

    if (now > post->born_bytes + TRIM_BYTES) {
        malloc_trim(0);
        now = cage_statm(post->statm, 1);
    }
    __atomic_store_n(&post->desk->grown_bytes, now > post->born_bytes ? now - post->born_bytes : 0, __ATOMIC_RELEASE);
}

static void serve_batch(struct post *post)
{
    struct batch_head batch;
    struct request_head heads[BATCH_MAX];
    int fds[BATCH_MAX];
    guint count = BATCH_MAX, taken = 0;

    if (!message_receive(post->socket, &batch, sizeof batch, fds, &count) || batch.count > BATCH_MAX ||
        !message_receive(post->socket, heads, batch.count * sizeof heads[0], NULL, NULL))
        _exit(0);
    g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (guint i = 0; i < batch.count; i++) {
        char *body = g_malloc(MAX(heads[i].length, 1));
        g_ptr_array_add(bodies, g_bytes_new_take(body, heads[i].length));
        if (!message_receive(post->socket, body, heads[i].length, NULL, NULL))
            _exit(0);
    }
    post->flushed = g_get_monotonic_time();
    for (guint i = 0; i < batch.count; i++)
        answer(post, &heads[i], heads[i].with_fd && taken < count ? fds[taken++] : -1, bodies->pdata[i]);
    weigh(post);
    flush(post);
}

void worker_run(const struct job *job, const struct limits *limits, int socket, struct desk *desk)
{
    struct post post = {.job = job, .socket = socket, .desk = desk, .out = g_byte_array_new()};
    struct word word = {.pid = getpid()};
    g_autoptr(GError) error = NULL;

    post.statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    gboolean good = (!job->enter || job->enter(job->user, &error)) && cage_close(limits, &error);
    if (!good)
        word_set_error(&word, error);
    post.born_bytes = cage_statm(post.statm, 1);
    if (!message_send(socket, &word, sizeof word, NULL, 0) || !good)
        _exit(1);
    for (;;)
        serve_batch(&post);
}
