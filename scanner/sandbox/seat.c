/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/sandbox/seat.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEAVY_BYTES (1u << 20)
#define SERVED_MAX 5000
#define GROWN_BYTES_MAX (128u << 20)
#define RECEIVE_BYTES (256u << 10)

void request_free(struct request *request)
{
    if (request->fd >= 0)
        close(request->fd);
    g_bytes_unref(request->body);
    g_free(request);
}

void seat_init(struct seat *seat)
{
    *seat = (struct seat){.in = g_byte_array_new(), .out = g_byte_array_new()};
    g_queue_init(&seat->pending);
}

GQueue seat_leave(struct seat *seat)
{
    GQueue owed = seat->pending;
    GByteArray *in = seat->in, *out = seat->out;

    g_byte_array_set_size(in, 0);
    g_byte_array_set_size(out, 0);
    *seat = (struct seat){.in = in, .out = out};
    g_queue_init(&seat->pending);
    return owed;
}

void seat_clear(struct seat *seat)
{
    GQueue owed = seat_leave(seat);

    g_queue_clear_full(&owed, (GDestroyNotify)request_free);
    g_byte_array_unref(seat->in);
    g_byte_array_unref(seat->out);
}

gboolean seat_worn(const struct seat *seat)
{
    return seat->served >= SERVED_MAX || __atomic_load_n(&seat->worker.desk->grown_bytes, __ATOMIC_ACQUIRE) > GROWN_BYTES_MAX;
}

gboolean seat_may_take(const struct seat *seat)
{
    if (!seat->taken || seat->out->len || seat_worn(seat))
        return FALSE;
    return seat->batches == 0 || (seat->batches == 1 && !seat->heavy && !seat->alone);
}

static void put_head(struct seat *seat, struct request *request)
{
    struct request_head head = {.number = request->number, .with_fd = request->fd >= 0};

    head.length = (guint32)g_bytes_get_size(request->body);
    g_byte_array_append(seat->out, (const guint8 *)&head, sizeof head);
    if (head.with_fd)
        seat->out_fds[seat->out_fd_count++] = request->fd;
}

void seat_take(struct seat *seat, GQueue *queue, guint max)
{
    struct batch_head batch = {0};
    struct request *taken[BATCH_MAX];
    guint64 bytes = 0;

    if (!seat->batches)
        seat->elapsed = 0;
    for (struct request *next; batch.count < MIN(max, BATCH_MAX) && bytes < HEAVY_BYTES && (next = g_queue_peek_head(queue));) {
        if (next->alone && (batch.count || seat->batches))
            break;
        g_queue_pop_head(queue);
        next->number = ++seat->last_number;
        bytes += next->bytes;
        taken[batch.count++] = next;
        seat->alone = next->alone;
        if (next->alone)
            break;
    }
    if (!batch.count)
        return;
    seat->heavy = bytes >= HEAVY_BYTES;
    seat->batch_ends[seat->batches++] = seat->last_number;
    seat->out_fd_count = 0;
    seat->out_sent = 0;
    g_byte_array_append(seat->out, (const guint8 *)&batch, sizeof batch);
    for (guint i = 0; i < batch.count; i++)
        put_head(seat, taken[i]);
    for (guint i = 0; i < batch.count; i++) {
        gsize len;
        const guint8 *data = g_bytes_get_data(taken[i]->body, &len);
        g_byte_array_append(seat->out, data, (guint)len);
        g_queue_push_tail(&seat->pending, taken[i]);
    }
}

enum seat_event seat_send(struct seat *seat)
{
    while (seat->out_sent < seat->out->len) {
        gssize sent = message_try_send(seat->worker.socket, seat->out->data + seat->out_sent, seat->out->len - seat->out_sent, seat->out_fds,
                                       seat->out_sent ? 0 : seat->out_fd_count);
        if (sent < 0) /* ETOOMANYREFS passes when other sockets are emptied; a dead worker is seen when its answers are read */
            return errno == EAGAIN || errno == ETOOMANYREFS || errno == ENOBUFS || errno == ENOMEM ? SEAT_QUIET : SEAT_DEAD;
        seat->out_sent += (gsize)sent;
    }
    g_byte_array_set_size(seat->out, 0);
    seat->out_sent = 0;
    return SEAT_QUIET;
}

enum seat_event seat_receive(struct seat *seat, gboolean *more)
{
    guint have = seat->in->len;

    g_byte_array_set_size(seat->in, have + RECEIVE_BYTES);
    gssize got = recv(seat->worker.socket, seat->in->data + have, RECEIVE_BYTES, MSG_DONTWAIT);
    int reason = errno;
    g_byte_array_set_size(seat->in, have + (guint)MAX(got, 0));
    *more = got > 0;
    if (got > 0 || (got < 0 && (reason == EAGAIN || reason == EINTR)))
        return SEAT_QUIET;
    return SEAT_DEAD;
}

struct request *seat_answer(struct seat *seat, GBytes **answer, gboolean *bad)
{
    struct request *first = g_queue_peek_head(&seat->pending);
    struct answer_head head;

    if (seat->in->len < sizeof head)
        return NULL;
    memcpy(&head, seat->in->data, sizeof head);
    *bad = !first || head.number != first->number || head.length > ANSWER_BYTES_MAX;
    if (*bad || seat->in->len < sizeof head + head.length)
        return NULL;
    *answer = g_bytes_new(seat->in->data + sizeof head, head.length);
    g_byte_array_remove_range(seat->in, 0, (guint)sizeof head + head.length);
    g_queue_pop_head(&seat->pending);
    seat->served++;
    if (seat->batches && first->number == seat->batch_ends[0]) {
        seat->batch_ends[0] = seat->batch_ends[1];
        seat->batches--;
    }
    return first;
}

struct request *seat_watch(struct seat *seat, gint64 microseconds)
{
    guint64 now = __atomic_load_n(&seat->worker.desk->step, __ATOMIC_ACQUIRE);

    if (now > seat->seen_step && now <= 2 * seat->last_number + 1) {
        seat->seen_step = now; /* only forward, so that nobody stays young by going in circles */
        seat->elapsed = 0;
    } else if (!g_queue_is_empty(&seat->pending)) {
        seat->elapsed += microseconds;
    }
    for (GList *at = seat->pending.head; at && now % 2 == 0; at = at->next)
        if (((struct request *)at->data)->number == now / 2)
            return at->data;
    return NULL;
}
