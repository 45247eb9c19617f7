/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages over a local stream socket, with descriptors beside the bytes; and the shapes of what is sent. */
#pragma once

#include <glib.h>

#define BATCH_MAX 32
#define REQUEST_BYTES_MAX (4u << 20)
#define ANSWER_BYTES_MAX (256u << 20)

/* To a worker: a batch_head, one request_head for each request, then their bytes; descriptors beside the first byte. */
struct batch_head {
    guint32 count, reserved;
};
struct request_head {
    guint64 number; /* grows by one from request to request of a worker */
    guint32 length; /* bytes */
    guint32 with_fd;
};
/* From a worker, in the order of the requests; the bytes follow. */
struct answer_head {
    guint64 number;
    guint32 length; /* bytes */
    guint32 reserved;
};

/* A page shared by parent and worker. The parent believes none of it further than it must. */
struct desk {
    guint64 step;        /* 2n: in request n; 2n + 1: done with it */
    guint64 grown_bytes; /* resident memory above what the worker was born with */
};

/* What nursery and worker say to the parent when asked: all fields, or words why not. */
struct word {
    gint32 pid, status;
    guint64 memory_bytes;
    gint32 failed;    /* 1: words are set */
    gint32 code;      /* enum datarond_error */
    char words[1000]; /* ends with NUL */
};

void word_set_error(struct word *word, const GError *error);
/* FALSE and error where the word tells of a failure. */
gboolean word_check(struct word *word, GError **error);

/* Writes all of it, waiting; up to BATCH_MAX descriptors go with the first byte. FALSE: errno is set. */
gboolean message_send(int socket, const void *data, gsize len, const int *fds, guint count);
/*
 * Reads exactly len bytes, waiting, and up to *count descriptors that come with them (close-on-exec, the caller's). FALSE at
 * the end of the stream or with errno; descriptors are closed then.
 */
gboolean message_receive(int socket, void *data, gsize len, int *fds, guint *count);
/* As much as can be written without waiting: bytes written, -1 with errno. */
gssize message_try_send(int socket, const void *data, gsize len, const int *fds, guint count);
