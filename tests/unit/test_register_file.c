/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register as a file: whose it is, what it refuses, and that no death leaves it half. */
#include "reports/register/sql.h"
#include "scanner/base/error.h"
#include "tests/unit/register_kit.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void its_owners_only(void **state)
{
    g_autofree char *path = g_build_filename(*state, "r.db", NULL);
    mode_t mask = umask(0);
    AUTO(register_) reg = opened(path, REGISTER_SCAN);
    g_auto(GStrv) files = register_files(reg);
    guint there = 0;

    begun(reg);
    put(reg, "/share/1", 1);
    umask(mask);
    for (guint i = 0; files[i]; i++) {
        struct stat st;

        if (stat(files[i], &st) == 0) {
            assert_int_equal(st.st_mode & 07777, 0600);
            there++;
        }
    }
    assert_true(there >= 4); /* the file, its log, the log's index, the lock */
}

static void refuses(const char *path, enum register_mode mode, int code)
{
    g_autoptr(GError) error = NULL;
    struct register_ *reg = register_open(path, mode, &error);

    assert_null(reg);
    assert_true(g_error_matches(error, DATAROND_ERROR, code));
}

static void garbage_is_left_alone(void **state)
{
    g_autofree char *path = in_folder(state, "r.db"), *seen = NULL, *other = in_folder(state, "other.db"), *folder = in_folder(state, "none.db");
    GString *list = g_string_new(NULL);
    gsize len;

    for (int i = 0; i < 200; i++)
        g_string_append(list, "Detta är en inköpslista.\n");
    assert_true(g_file_set_contents_full(path, list->str, (gssize)list->len, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
    refuses(path, REGISTER_SCAN, DATAROND_ERROR_CORRUPT);
    refuses(path, REGISTER_READ, DATAROND_ERROR_CORRUPT);
    refuses(path, REGISTER_NOTE, DATAROND_ERROR_CORRUPT);
    assert_true(g_file_get_contents(path, &seen, &len, NULL));
    assert_int_equal(len, list->len);
    assert_memory_equal(seen, list->str, len);
    /* Another program's database. */
    memset(list->str, 0, 2048);
    memcpy(list->str, "SQLite format 3", 16);
    assert_true(g_file_set_contents_full(other, list->str, 2048, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    refuses(other, REGISTER_SCAN, DATAROND_ERROR_CORRUPT);
    refuses(folder, REGISTER_READ, DATAROND_ERROR_IO);
    assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
    refuses(*state, REGISTER_SCAN, DATAROND_ERROR_IO);
    g_string_free(list, TRUE);
}

/* Bytes 60 to 63 of the file are the version of the schema. */
static void newer_is_refused(void **state)
{
    g_autofree char *path = in_folder(state, "r.db"), *bytes = NULL;
    gsize len;

    register_close(opened(path, REGISTER_SCAN));
    assert_true(g_file_get_contents(path, &bytes, &len, NULL));
    char now = bytes[63];
    assert_int_equal(now, 2);
    bytes[63] = 99;
    assert_true(g_file_set_contents(path, bytes, (gssize)len, NULL));
    refuses(path, REGISTER_SCAN, DATAROND_ERROR_UNSUPPORTED);
    refuses(path, REGISTER_READ, DATAROND_ERROR_UNSUPPORTED);
    bytes[63] = now;
    assert_true(g_file_set_contents(path, bytes, (gssize)len, NULL));
    register_close(opened(path, REGISTER_READ));
}

static void one_scan_at_a_time(void **state)
{
    g_autofree char *path = in_folder(state, "r.db");
    struct register_ *first = opened(path, REGISTER_SCAN), *reader;

    begun(first);
    put(first, "/share/1", 1);
    assert_true(register_rest(first, NULL));
    put(first, "/share/2", 1);
    refuses(path, REGISTER_SCAN, DATAROND_ERROR_IO);
    reader = opened(path, REGISTER_READ);
    assert_files(reader, NULL, "/share/1:1");
    register_close(reader);
    ended(first, 2, 0);
    register_close(first);
    register_close(opened(path, REGISTER_SCAN));
}

/* Killed in the middle: what was committed is there, and the scan counts as unfinished. */
static void killed(void **state)
{
    g_autofree char *path = in_folder(state, "r.db");
    pid_t child = fork();
    struct register_ *reg;
    int status;

    if (child == 0) {
        reg = opened(path, REGISTER_SCAN);
        begun(reg);
        put(reg, "/share/1", 1);
        register_rest(reg, NULL);
        put(reg, "/share/2", 1);
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    reg = opened(path, REGISTER_SCAN);
    assert_files(reg, NULL, "/share/1:1");
    assert_false(register_finished(reg));
    begun(reg);
    assert_true(register_keep(reg, "/share", "1", NULL));
    put(reg, "/share/2", 2);
    ended(reg, 1, 1);
    assert_true(register_finished(reg));
    assert_files(reg, NULL, "/share/1:1 /share/2:2");
    register_close(reg);
}

/* A file that may not grow stands for a full disk: words, no further attempts, the old state whole. */
static void full_disk(void **state)
{
    g_autofree char *path = in_folder(state, "r.db");
    pid_t child;
    int status;

    {
        AUTO(register_) reg = opened(path, REGISTER_SCAN);

        begun(reg);
        put(reg, "/share/old", 1);
        ended(reg, 1, 0);
    }
    child = fork();
    if (child == 0) {
        struct rlimit small = {256 << 10, 256 << 10};
        struct register_ *reg = opened(path, REGISTER_SCAN);
        gboolean ok = TRUE;
        int again = 0;

        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &small);
        begun(reg);
        for (int i = 0; ok && i < 20000; i++) {
            g_autofree char *name = g_strdup_printf("/share/%d", i);
            AUTO(record) record = made_up(name, 3);

            ok = register_put(reg, record, 2, NULL);
            again = !ok && register_put(reg, record, 2, NULL);
        }
        _exit(!ok && !again ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    {
        AUTO(register_) reg = opened(path, REGISTER_SCAN);
        AUTO(record) old = register_get(reg, "/share/old", NULL);

        assert_non_null(old);
    }
}

/* A damaged record is one file unread; the others are told, and the next reading mends it. */
static void damaged_record(void **state)
{
    g_autofree char *path = in_folder(state, "r.db");
    struct sql *sql;
    guint8 digest[DIGEST_BYTES];
    GString *seen = g_string_new(NULL);

    for (int round = 0; round < 2; round++) {
        AUTO(register_) reg = opened(path, REGISTER_SCAN);
        AUTO(record) record = NULL;

        if (round == 1) {
            assert_files(reg, NULL, "/share/1:0 /share/2:2");
            record = register_get(reg, "/share/1", NULL);
            assert_int_equal(record->status, STATUS_CRASHED);
            assert_non_null(record->reason);
        }
        begun(reg);
        put(reg, "/share/1", round == 0 ? 2 : 1);
        put(reg, "/share/2", 2);
        ended(reg, 2, 0);
        memset(digest, 2, sizeof digest);
        if (round == 1) {
            assert_true(register_find(reg, digest, join_path, seen, NULL));
            assert_string_equal(seen->str, "/share/2:2");
        }
        register_rest(reg, NULL);
        sql = sql_open(path, TRUE, NULL);
        assert_true(round == 1 || sql_run(sql, "UPDATE record SET packed = x'0102' WHERE number = 1", NULL));
        sql_close(sql);
    }
    g_string_free(seen, TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(its_owners_only, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(garbage_is_left_alone, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(newer_is_refused, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(one_scan_at_a_time, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(killed, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(full_disk, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(damaged_record, folder_make, folder_remove),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
