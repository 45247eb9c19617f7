/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cage from within, and the pool when workers crash, spin, eat memory, lie, or are killed. */
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
static char *try_doors(void)
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
static void lie(void)
{
    struct answer_head head = {.number = 7777, .length = ~0u};
    struct stat status;

    for (int fd = 0; fd < 64; fd++)
        if (fstat(fd, &status) == 0 && S_ISSOCK(status.st_mode))
            message_send(fd, &head, sizeof head, NULL, 0);
}

static GBytes *work(void *user, int fd, GBytes *request)
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

static gboolean refuse(void *user, GError **error)
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

static void take_reply(void *user, void *tag, enum outcome outcome, GBytes *answer)
{
    struct reply *reply = tag;

    assert_false(reply->done);
    assert_true((outcome == OUTCOME_ANSWER) == (answer != NULL));
    reply->done = TRUE;
    reply->outcome = outcome;
    reply->answer = answer ? g_bytes_ref(answer) : NULL;
}

static void submit(struct pool *pool, struct reply *reply, int fd, const char *wish)
{
    g_autoptr(GBytes) request = g_bytes_new(wish, strlen(wish));

    *reply = (struct reply){0};
    assert_true(pool_submit(pool, fd, request, reply, NULL));
}

static void settle_all(struct pool *pool)
{
    while (pool_under_way(pool))
        assert_true(pool_poll(pool, 1000, NULL));
}

static void assert_reply(struct reply *reply, const char *words)
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

static struct house open_house(guint workers, const struct limits *bounds)
{
    struct house house = {.nursery = nursery_start(&job, bounds, NULL)};

    assert_non_null(house.nursery);
    house.pool = pool_new(house.nursery, workers, bounds, take_reply, NULL, NULL);
    assert_non_null(house.pool);
    return house;
}

static void close_house(struct house *house)
{
    pool_free(house->pool);
    nursery_stop(house->nursery);
}

static int file_of(const char *text)
{
    g_autofree char *name = NULL;
    int fd = g_file_open_tmp("sandbox.XXXXXX", &name, NULL);

    assert_true(fd >= 0);
    unlink(name);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    return fd;
}

static void test_answers_each_request_once(void **state)
{
    struct house house = open_house(2, &limits);
    struct reply replies[300], file;

    for (guint i = 0; i < G_N_ELEMENTS(replies); i++) {
        g_autofree char *wish = g_strdup_printf("wish %u", i);
        submit(house.pool, &replies[i], -1, wish);
    }
    submit(house.pool, &file, file_of("from its start"), "read");
    assert_int_equal(pool_room(house.pool), 0);
    settle_all(house.pool);
    for (guint i = 0; i < G_N_ELEMENTS(replies); i++) {
        g_autofree char *wish = g_strdup_printf("wish %u", i);
        assert_reply(&replies[i], wish);
    }
    assert_reply(&file, "from its start");
    assert_int_equal(pool_room(house.pool), 128);
    close_house(&house);
}

static void test_no_door_opens(void **state)
{
    struct house house = open_house(1, &limits);
    struct reply doors, after;

    submit(house.pool, &doors, -1, "doors");
    submit(house.pool, &after, -1, "still alive");
    settle_all(house.pool);
    assert_reply(&doors, "");
    assert_reply(&after, "still alive");
    close_house(&house);
}

static void test_a_death_costs_one_request(void **state)
{
    static const struct {
        const char *wish;
        enum outcome outcome;
    } rows[] = {{"crash", OUTCOME_CRASHED}, {"spin", OUTCOME_TIME}, {"eat", OUTCOME_MEMORY}, {"lie", OUTCOME_CRASHED}};
    struct house house = open_house(1, &limits);

    for (guint row = 0; row < G_N_ELEMENTS(rows); row++) {
        struct reply replies[40];
        if (UNDER_ASAN && rows[row].outcome == OUTCOME_MEMORY)
            continue; /* its allocator has a limit of its own, and no RLIMIT_DATA */
        for (guint i = 0; i < G_N_ELEMENTS(replies); i++)
            submit(house.pool, &replies[i], file_of("file"), i == 11 ? rows[row].wish : "read");
        settle_all(house.pool);
        assert_int_equal(replies[11].outcome, rows[row].outcome);
        for (guint i = 0; i < G_N_ELEMENTS(replies); i++)
            if (i != 11)
                assert_reply(&replies[i], "file");
    }
    close_house(&house);
}

static pid_t who(struct pool *pool)
{
    struct reply reply;

    submit(pool, &reply, -1, "who");
    settle_all(pool);
    assert_int_equal(reply.outcome, OUTCOME_ANSWER);
    pid_t pid = atoi(g_bytes_get_data(reply.answer, NULL));
    g_bytes_unref(reply.answer);
    return pid;
}

static void test_is_watched_and_may_be_killed(void **state)
{
    static const struct limits patient = {.max_seconds = 100, .max_memory_bytes = 64u << 20};
    struct house house = open_house(1, &patient);
    struct reply spin, after;
    void *tags[4];
    guint milliseconds[4];

    pid_t worker = who(house.pool);
    submit(house.pool, &spin, -1, "spin");
    submit(house.pool, &after, -1, "after");
    while (!pool_busy(house.pool, tags, milliseconds, 4))
        assert_true(pool_poll(house.pool, 10, NULL));
    assert_ptr_equal(tags[0], &spin);
    assert_int_equal(kill(worker, SIGKILL), 0);
    settle_all(house.pool);
    assert_int_equal(spin.outcome, OUTCOME_CRASHED);
    assert_reply(&after, "after");
    worker = who(house.pool);
    assert_int_equal(kill(worker, SIGKILL), 0); /* while it does nothing: costs nothing */
    submit(house.pool, &after, -1, "after");
    settle_all(house.pool);
    assert_reply(&after, "after");
    close_house(&house);
}

static void test_workers_are_replaced_in_time(void **state)
{
    struct house house = open_house(1, &limits);
    pid_t first = who(house.pool), last;

    for (guint i = 0; i < 5100; i += 100) {
        struct reply replies[100];
        for (guint j = 0; j < 100; j++)
            submit(house.pool, &replies[j], -1, "x");
        settle_all(house.pool);
        for (guint j = 0; j < 100; j++)
            assert_reply(&replies[j], "x");
    }
    last = who(house.pool);
    assert_int_not_equal(first, last);
    assert_int_equal(kill(first, 0), -1);
    close_house(&house);
}

static void test_large_answers_come_whole(void **state)
{
    struct house house = open_house(2, &limits);
    struct reply replies[5];

    for (guint i = 0; i < G_N_ELEMENTS(replies); i++)
        submit(house.pool, &replies[i], -1, "large");
    settle_all(house.pool);
    for (guint i = 0; i < G_N_ELEMENTS(replies); i++) {
        assert_int_equal(g_bytes_get_size(replies[i].answer), 3u << 20);
        g_bytes_unref(replies[i].answer);
    }
    close_house(&house);
}

static void test_errors_of_the_nursery_arrive(void **state)
{
    const struct job broken[] = {{.work = work, .prepare = refuse}, {.work = work, .enter = refuse}};

    for (guint i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        struct nursery *nursery = nursery_start(&broken[i], &limits, NULL);
        assert_null(pool_new(nursery, 2, &limits, take_reply, NULL, &error));
        assert_true(g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_CORRUPT));
        assert_string_equal(error->message, "the rules are broken");
        nursery_stop(nursery);
    }
}

/* The first (and only) child of a process. */
static pid_t child_of(pid_t parent)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/task/%d/children", parent, parent), *text = NULL;

    return g_file_get_contents(path, &text, NULL, NULL) ? atoi(text) : 0;
}

static void assert_gone(pid_t pid)
{
    for (guint i = 0; i < 200; i++) {
        g_autofree char *path = g_strdup_printf("/proc/%d/stat", pid), *text = NULL;
        if (!g_file_get_contents(path, &text, NULL, NULL) || strstr(text, ") Z "))
            return;
        g_usleep(10000);
    }
    fail_msg("process %d lives on", pid);
}

static void test_all_die_with_the_parent(void **state)
{
    int pipes[2];
    pid_t pids[2];

    assert_int_equal(pipe(pipes), 0);
    pid_t parent = fork();
    if (parent == 0) {
        struct house house = open_house(1, &limits);
        struct reply spin;
        pids[1] = who(house.pool);
        pids[0] = child_of(getpid());
        submit(house.pool, &spin, -1, "spin");
        pool_poll(house.pool, 100, NULL);
        if (write(pipes[1], pids, sizeof pids) == sizeof pids)
            pause();
        _exit(1);
    }
    assert_int_equal(read(pipes[0], pids, sizeof pids), sizeof pids);
    assert_true(pids[0] > 0 && pids[1] > 0);
    assert_int_equal(kill(parent, SIGKILL), 0);
    waitpid(parent, NULL, 0);
    assert_gone(pids[0]);
    assert_gone(pids[1]);
}

static void test_a_dead_nursery_is_an_error(void **state)
{
    struct house house = open_house(1, &limits);
    g_autoptr(GError) error = NULL;
    struct reply spin;
    pid_t worker = who(house.pool);

    submit(house.pool, &spin, -1, "spin");
    assert_int_equal(kill(child_of(getpid()), SIGKILL), 0);
    for (guint i = 0; i < 5 && pool_poll(house.pool, 1000, &error); i++)
        continue;
    assert_non_null(error);
    assert_gone(worker);
    close_house(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers_each_request_once),
        cmocka_unit_test(test_no_door_opens),
        cmocka_unit_test(test_a_death_costs_one_request),
        cmocka_unit_test(test_is_watched_and_may_be_killed),
        cmocka_unit_test(test_workers_are_replaced_in_time),
        cmocka_unit_test(test_large_answers_come_whole),
        cmocka_unit_test(test_errors_of_the_nursery_arrive),
        cmocka_unit_test(test_all_die_with_the_parent),
        cmocka_unit_test(test_a_dead_nursery_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
