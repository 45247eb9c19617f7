/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the sandbox share: workers that do as they are told, well or ill, and the parent's side of it. */
#pragma once

#include "scanner/base/error.h"
#include "scanner/sandbox/message.h"
#include "scanner/sandbox/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN TRUE
#else
#define UNDER_ASAN FALSE
#endif

static const struct limits limits = {.max_seconds = 0, .max_memory_bytes = 64u << 20, .max_member_bytes = 1u << 20};

/* --- what the workers do --- */

/* The names of all doors that did open; "" is right. */
static inline char *try_doors(void)
{
    GString *open_doors = g_string_new(NULL);
    void *page;
    pid_t child;

#define DOOR(name, opens) \
    if (opens)            \
    g_string_append(open_doors, name " ")
    DOOR("open", open("/etc/passwd", O_RDONLY) >= 0);
    DOOR("directory", open("/", O_RDONLY | O_DIRECTORY) >= 0);
    DOOR("create", open("/tmp/datarond-cage", O_WRONLY | O_CREAT, 0600) >= 0);
    DOOR("unlink", unlink("/tmp/nothing") == 0 || errno != EPERM);
    DOOR("socket", socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    DOOR("exec", execl("/bin/true", "true", NULL) == 0 || errno != EPERM);
    DOOR("kill", kill(getppid(), 0) == 0 || kill(1, 0) == 0);
    DOOR("chmod", fchmod(0, 0600) == 0 || errno != EPERM);
    DOOR("ptrace", getsid(0) >= 0);
    page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    DOOR("executable", page != MAP_FAILED);
    DOOR("memfd", memfd_create("x", 0) >= 0);
#undef DOOR
    child = fork();
    if (child == 0)
        _exit(0);
    if (child > 0)
        g_string_append(open_doors, "fork ");
    return g_string_free(open_doors, FALSE);
}

/* An answer to what was not asked, of a size that cannot be. */
static inline void lie(void)
{
    struct answer_head head = {.number = 7777, .length = ~0u};
    struct stat status;

    for (int fd = 0; fd < 64; fd++)
        if (fstat(fd, &status) == 0 && S_ISSOCK(status.st_mode))
            message_send(fd, &head, sizeof head, NULL, 0);
}

static inline GBytes *work(void *user, int fd, GBytes *request)
{
    gsize len;
    const char *words = g_bytes_get_data(request, &len);
    g_autofree char *wish = g_strndup(words, len);
    char text[64] = "";

    if (strcmp(wish, "crash") == 0)
        raise(SIGSEGV), abort();
    if (strcmp(wish, "spin") == 0)
        for (;;)
            ;
    if (strcmp(wish, "eat") == 0)
        for (;;)
            memset(g_malloc(1u << 20), 1, 1u << 20);
    if (strcmp(wish, "lie") == 0)
        lie();
    if (strcmp(wish, "doors") == 0) {
        char *doors = try_doors();
        return g_bytes_new_take(doors, strlen(doors));
    }
    if (strcmp(wish, "who") == 0) {
        char *pid = g_strdup_printf("%d", getpid());
        return g_bytes_new_take(pid, strlen(pid) + 1);
    }
    if (strcmp(wish, "large") == 0)
        return g_bytes_new_take(g_strnfill(3u << 20, 'x'), 3u << 20);
    if (fd >= 0) {
        gssize got = read(fd, text, sizeof text);
        return g_bytes_new(text, (gsize)MAX(got, 0));
    }
    return g_bytes_ref(request);
}

static inline gboolean refuse(void *user, GError **error)
{
    g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_CORRUPT, "the rules are broken");
    return FALSE;
}

static const struct job job = {.work = work};

/* --- the parent's side --- */

struct reply {
    gboolean done;
    enum outcome outcome;
    GBytes *answer;
};

static inline void take_reply(void *user, void *tag, enum outcome outcome, GBytes *answer)
{
    struct reply *reply = tag;

    assert_false(reply->done);
    assert_true((outcome == OUTCOME_ANSWER) == (answer != NULL));
    reply->done = TRUE;
    reply->outcome = outcome;
    reply->answer = answer ? g_bytes_ref(answer) : NULL;
}

static inline void submit(struct pool *pool, struct reply *reply, int fd, const char *wish)
{
    g_autoptr(GBytes) request = g_bytes_new(wish, strlen(wish));

    *reply = (struct reply){0};
    assert_true(pool_submit(pool, fd, request, reply, NULL));
}

static inline void settle_all(struct pool *pool)
{
    while (pool_under_way(pool))
        assert_true(pool_poll(pool, 1000, NULL));
}

static inline void assert_reply(struct reply *reply, const char *words)
{
    gsize len;
    const char *data;

    assert_true(reply->done);
    assert_int_equal(reply->outcome, OUTCOME_ANSWER);
    data = g_bytes_get_data(reply->answer, &len);
    g_autofree char *text = g_strndup(data ? data : "", len);
    assert_string_equal(text, words);
    g_clear_pointer(&reply->answer, g_bytes_unref);
}

struct house {
    struct nursery *nursery;
    struct pool *pool;
};

static inline struct house open_house(guint workers, const struct limits *bounds)
{
    struct house house = {.nursery = nursery_start(&job, bounds, NULL)};

    assert_non_null(house.nursery);
    house.pool = pool_new(house.nursery, workers, bounds, take_reply, NULL, NULL);
    assert_non_null(house.pool);
    return house;
}

static inline void close_house(struct house *house)
{
    pool_free(house->pool);
    nursery_stop(house->nursery);
}

static inline int file_of(const char *text)
{
    g_autofree char *name = NULL;
    int fd = g_file_open_tmp("sandbox.XXXXXX", &name, NULL);

    assert_true(fd >= 0);
    unlink(name);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    return fd;
}
