/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cage from within, and the pool when all goes well. */
#include "tests/unit/sandbox_kit.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers_each_request_once),
        cmocka_unit_test(test_no_door_opens),
        cmocka_unit_test(test_large_answers_come_whole),
        cmocka_unit_test(test_errors_of_the_nursery_arrive),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
