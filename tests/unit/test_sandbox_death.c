/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pool when workers crash, spin, eat memory, lie, wear out or are killed, and when parent or nursery is. */
#include "tests/unit/sandbox_kit.h"

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
        cmocka_unit_test(test_a_death_costs_one_request),
        cmocka_unit_test(test_is_watched_and_may_be_killed),
        cmocka_unit_test(test_workers_are_replaced_in_time),
        cmocka_unit_test(test_all_die_with_the_parent),
        cmocka_unit_test(test_a_dead_nursery_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
