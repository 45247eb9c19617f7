/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A seat: one place in the pool, the worker that sits there, and the requests it has been given. */
#pragma once

#include "scanner/sandbox/message.h"
#include "scanner/sandbox/nursery.h"

struct request {
    guint64 number; /* counted by the seat, from 1 */
    int fd;         /* kept until answered, so that another worker can be asked; -1: none */
    guint64 bytes;  /* of the file */
    GBytes *body;
    void *tag;
    guint tries;    /* deaths that nothing could be blamed for, with this one first in line */
    gboolean alone; /* was with another when a worker died: goes without company, so that nobody else can be blamed */
};

struct seat {
    gboolean taken; /* a worker sits here */
    struct worker worker;
    GQueue pending;        /* of struct request, in order */
    guint64 batch_ends[2]; /* the last number of each batch under way */
    guint batches;
    gboolean heavy;        /* a batch under way is of large files: nothing may wait behind it */
    gboolean alone;        /* the one under way is to stay without company */
    guint64 last_number, served;
    guint64 seen_step;
    gint64 elapsed;        /* microseconds that the worker has been in this step, as far as we have watched */
    GByteArray *in, *out;
    gsize out_sent;
    int out_fds[BATCH_MAX];
    guint out_fd_count;
};

enum seat_event { SEAT_QUIET, SEAT_DEAD };

void request_free(struct request *request);

void seat_init(struct seat *seat);
/* Forgets the worker (who is buried already) and gives the requests it owed, in order. */
GQueue seat_leave(struct seat *seat);
void seat_clear(struct seat *seat);

/* Whether a batch may be sent now. */
gboolean seat_may_take(const struct seat *seat);
/* Moves up to max requests from the queue into a batch to be sent. */
void seat_take(struct seat *seat, GQueue *queue, guint max);
/* Sends what can be sent without waiting. */
enum seat_event seat_send(struct seat *seat);
/* Reads what has come; whole answers are to be taken with seat_answer before this is called again. */
enum seat_event seat_receive(struct seat *seat, gboolean *more);
/* The next whole answer and its request, both to free; NULL: none. *bad is set where the bytes are no answer to what was asked. */
struct request *seat_answer(struct seat *seat, GBytes **answer, gboolean *bad);
/* Lets time pass; the request that the worker says to be in, or NULL. */
struct request *seat_watch(struct seat *seat, gint64 microseconds);
/* Whether the worker has served its time, or grown too big. */
gboolean seat_worn(const struct seat *seat);
