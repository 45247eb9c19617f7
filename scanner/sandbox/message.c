/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/sandbox/message.h"

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

union control {
    char bytes[CMSG_SPACE(BATCH_MAX * sizeof(int))];
    struct cmsghdr align;
};

void word_set_error(struct word *word, const GError *error)
{
    word->failed = 1;
    word->code = error && error->domain == DATAROND_ERROR ? error->code : DATAROND_ERROR_IO;
    g_strlcpy(word->words, error ? error->message : "?", sizeof word->words);
}

gboolean word_check(struct word *word, GError **error)
{
    if (!word->failed)
        return TRUE;
    word->words[sizeof word->words - 1] = '\0';
    g_autofree char *words = g_utf8_make_valid(word->words, -1);
    g_set_error_literal(error, DATAROND_ERROR, CLAMP(word->code, 0, DATAROND_ERROR_USAGE), words);
    return FALSE;
}

static gssize send_some(int socket, struct iovec *part, const int *fds, guint count, int flags)
{
    union control control = {0};
    struct msghdr message = {.msg_iov = part, .msg_iovlen = 1};

    if (count) {
        message.msg_control = control.bytes;
        message.msg_controllen = CMSG_SPACE(count * sizeof(int));
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(count * sizeof(int));
        memcpy(CMSG_DATA(head), fds, count * sizeof(int));
    }
    gssize sent;
    do
        sent = sendmsg(socket, &message, MSG_NOSIGNAL | flags);
    while (sent < 0 && errno == EINTR);
    return sent;
}

gssize message_try_send(int socket, const void *data, gsize len, const int *fds, guint count)
{
    struct iovec part = {(void *)data, len};

    return send_some(socket, &part, fds, count, MSG_DONTWAIT);
}

gboolean message_send(int socket, const void *data, gsize len, const int *fds, guint count)
{
    struct iovec part = {(void *)data, len};

    while (part.iov_len) {
        gssize sent = send_some(socket, &part, fds, count, 0);
        if (sent < 0)
            return FALSE;
        part.iov_base = (char *)part.iov_base + sent;
        part.iov_len -= (gsize)sent;
        count = 0;
    }
    return TRUE;
}

static void close_all(const int *fds, guint count)
{
    for (guint i = 0; i < count; i++)
        close(fds[i]);
}

/* Takes the descriptors of one recvmsg; FALSE where some were lost or are more than there is room for. */
static gboolean take_fds(struct msghdr *message, int *fds, guint *have, guint room)
{
    gboolean whole = !(message->msg_flags & MSG_CTRUNC);

    for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head; head = CMSG_NXTHDR(message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS)
            continue;
        guint count = (guint)((head->cmsg_len - CMSG_LEN(0)) / sizeof(int));
        for (guint i = 0; i < count; i++) {
            int fd;
            memcpy(&fd, CMSG_DATA(head) + i * sizeof(int), sizeof fd);
            if (*have < room)
                fds[(*have)++] = fd;
            else
                whole = FALSE, close(fd);
        }
    }
    return whole;
}

gboolean message_receive(int socket, void *data, gsize len, int *fds, guint *count)
{
    guint room = count ? *count : 0, have = 0;
    gboolean good = TRUE;

    while (len && good) {
        union control control;
        struct iovec part = {data, len};
        struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
        gssize got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = ECONNRESET;
        good = got > 0 && take_fds(&message, fds, &have, room);
        data = (char *)data + MAX(got, 0);
        len -= (gsize)MAX(got, 0);
    }
    if (!good)
        close_all(fds, have);
    if (count)
        *count = good ? have : 0;
    return good;
}
