/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Threads and fork do not mix: a child of a threaded process inherits locks that nobody will open (iconv hangs in every
 * second such child). So the forking is done by a process that never had a thread:
 *
 *     parent --- asks ---> nursery ---fork---> worker      {socket, pidfd} go up to the parent,
 *       |                     |                  |         who alone talks to the worker
 *       +---- kills (pidfd), requests, answers --+
 *
 * Only the nursery can wait for a worker; the parent asks it how one ended. Each dies with the one above it (PDEATHSIG).
 */
#include "scanner/sandbox/nursery.h"

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"
#include "scanner/sandbox/message.h"
#include "scanner/sandbox/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define WAIT_SECONDS 120 /* for words of the nursery or of a newborn */

struct nursery {
    pid_t pid;
    int control;
    gboolean ready;
};

struct wish {
    gint32 bury; /* 0: a worker, please (its desk comes beside) */
    gint32 reserved;
};

/* --- in the nursery --- */

/* The parent decides what Ctrl-C means, although a terminal sends it to the whole group. */
static void quiet(void)
{
    static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXFSZ, SIGTSTP};
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    for (guint i = 0; i < G_N_ELEMENTS(ignored); i++)
        signal(ignored[i], SIG_IGN);
    signal(SIGCHLD, SIG_DFL);
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
#if !defined(__SANITIZE_ADDRESS__) && !defined(CAGE_DEBUG)
    dup2(null, STDERR_FILENO);
#endif
    if (null > STDERR_FILENO)
        close(null);
}

/* Nothing is exec'd, so close-on-exec is no help. */
static void close_others(int kept)
{
    struct rlimit files;

    if ((kept <= 3 || close_range(3, (unsigned)kept - 1, 0) == 0) && close_range((unsigned)kept + 1, ~0u, 0) == 0)
        return;
    getrlimit(RLIMIT_NOFILE, &files);
    for (int fd = 3; fd < (int)MIN(files.rlim_cur, 65536u); fd++)
        if (fd != kept)
            close(fd);
}

static void die_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
}

static _Noreturn void be_worker(const struct job *job, const struct limits *limits, int socket, int memory)
{
    struct desk *desk = mmap(NULL, sizeof *desk, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);

    close(memory);
    if (desk == MAP_FAILED)
        _exit(1);
    worker_run(job, limits, socket, desk);
}

static void fork_worker(int control, const struct job *job, const struct limits *limits, int memory)
{
    struct word word = {0};
    int pair[2], pidfd = -1;
    pid_t self = getpid(), pid = -1;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        _exit(1);
    pid = fork();
    if (pid == 0) {
        die_with(self);
        close(control);
        close(pair[0]);
        be_worker(job, limits, pair[1], memory);
    }
    if (pid > 0)
        pidfd = pidfd_open(pid, 0);
    if (pidfd < 0) {
        word.failed = 1;
        g_snprintf(word.words, sizeof word.words, _("No reading process could be started: %s"), g_strerror(errno));
    }
    word.pid = pid;
    if (!message_send(control, &word, sizeof word, (int[]){pair[0], pidfd}, word.failed ? 0 : 2))
        _exit(0);
    close(pair[0]);
    close(pair[1]);
    if (pidfd >= 0)
        close(pidfd);
}

static void wait_worker(int control, pid_t pid)
{
    struct word word = {.pid = pid};
    struct rusage usage = {0};

    if (wait4(pid, &word.status, 0, &usage) != pid)
        word.status = SIGKILL;
    word.memory_bytes = (guint64)usage.ru_maxrss * 1024;
    if (!message_send(control, &word, sizeof word, NULL, 0))
        _exit(0);
}

static _Noreturn void be_nursery(int control, const struct job *job, const struct limits *limits)
{
    struct word word = {.pid = getpid()};
    g_autoptr(GError) error = NULL;

    if (job->prepare && !job->prepare(job->user, &error))
        word_set_error(&word, error);
    if (!message_send(control, &word, sizeof word, NULL, 0) || word.failed)
        _exit(word.failed);
    for (;;) {
        struct wish wish;
        guint count = 1;
        int memory = -1;
        if (!message_receive(control, &wish, sizeof wish, &memory, &count))
            _exit(0); /* the parent is gone: the workers follow */
        if (wish.bury)
            wait_worker(control, wish.bury);
        else
            fork_worker(control, job, limits, memory);
        if (count)
            close(memory);
    }
}

/* --- in the parent --- */

static gboolean gone(GError **error)
{
    g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("The process that starts the reading processes has ended unexpectedly."));
    return FALSE;
}

struct nursery *nursery_start(const struct job *job, const struct limits *limits, GError **error)
{
    struct rlimit files;
    struct timeval patience = {.tv_sec = WAIT_SECONDS};
    pid_t self = getpid();
    int pair[2];

    /* A user who is not root may have as many descriptors under way in sockets as may be open. */
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    pid_t pid = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0 ? fork() : -1;
    if (pid < 0) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("No reading process could be started: %s"), g_strerror(errno));
        return NULL;
    }
    if (pid == 0) {
        die_with(self);
        quiet();
        close_others(pair[1]);
        be_nursery(pair[1], job, limits);
    }
    close(pair[1]);
    setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    struct nursery *nursery = g_new0(struct nursery, 1);
    nursery->pid = pid;
    nursery->control = pair[0];
    return nursery;
}

gboolean nursery_ready(struct nursery *nursery, GError **error)
{
    struct word word;

    if (nursery->ready)
        return TRUE;
    if (!message_receive(nursery->control, &word, sizeof word, NULL, NULL))
        return gone(error);
    return nursery->ready = word_check(&word, error);
}

void nursery_stop(struct nursery *nursery)
{
    if (!nursery)
        return;
    close(nursery->control);
    kill(nursery->pid, SIGKILL);
    while (waitpid(nursery->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    g_free(nursery);
}

static gboolean desk_new(struct worker *worker, int *memory, GError **error)
{
    *memory = memfd_create("desk", MFD_CLOEXEC);
    if (*memory >= 0 && ftruncate(*memory, (off_t)sizeof *worker->desk) == 0) {
        worker->desk = mmap(NULL, sizeof *worker->desk, PROT_READ | PROT_WRITE, MAP_SHARED, *memory, 0);
        if (worker->desk != MAP_FAILED)
            return TRUE;
    }
    g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("No reading process could be started: %s"), g_strerror(errno));
    if (*memory >= 0)
        close(*memory);
    worker->desk = NULL;
    return FALSE;
}

gboolean nursery_worker(struct nursery *nursery, struct worker *worker, GError **error)
{
    struct word word = {0};
    struct wish wish = {0};
    struct death death;
    int memory, fds[2];
    guint count = 2;

    *worker = (struct worker){.socket = -1, .pidfd = -1};
    if (!nursery_ready(nursery, error) || !desk_new(worker, &memory, error))
        return FALSE;
    gboolean asked = message_send(nursery->control, &wish, sizeof wish, &memory, 1);
    close(memory);
    if (!asked || !message_receive(nursery->control, &word, sizeof word, fds, &count) || (!word.failed && count != 2)) {
        munmap(worker->desk, sizeof *worker->desk);
        return gone(error);
    }
    if (!word_check(&word, error)) {
        munmap(worker->desk, sizeof *worker->desk);
        return FALSE;
    }
    worker->pid = word.pid;
    worker->socket = fds[0];
    worker->pidfd = fds[1];
    struct timeval patience = {.tv_sec = WAIT_SECONDS};
    setsockopt(worker->socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (!message_receive(worker->socket, &word, sizeof word, NULL, NULL)) {
        word.failed = 1;
        word.code = DATAROND_ERROR_IO;
        g_strlcpy(word.words, _("A reading process ended before it had begun."), sizeof word.words);
    }
    if (word_check(&word, error))
        return TRUE;
    nursery_bury(nursery, worker, &death, NULL);
    return FALSE;
}

gboolean nursery_bury(struct nursery *nursery, struct worker *worker, struct death *death, GError **error)
{
    struct wish wish = {.bury = worker->pid};
    struct word word;

    pidfd_send_signal(worker->pidfd, SIGKILL, NULL, 0);
    close(worker->pidfd);
    close(worker->socket);
    munmap(worker->desk, sizeof *worker->desk);
    *worker = (struct worker){.socket = -1, .pidfd = -1};
    if (!message_send(nursery->control, &wish, sizeof wish, NULL, 0) || !message_receive(nursery->control, &word, sizeof word, NULL, NULL))
        return gone(error);
    death->status = word.status;
    death->memory_bytes = word.memory_bytes;
    return TRUE;
}
