/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key is made once, whole, for its owner alone; digests are HMAC-SHA-256 of kind and value. */
#include "scanner/base/digest.h"
#include "scanner/base/error.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static int folder_make(void **state)
{
    *state = g_dir_make_tmp("datarond.XXXXXX", NULL);
    return *state ? 0 : -1;
}

static int folder_remove(void **state)
{
    g_autofree char *inner = g_build_filename(*state, "a", NULL);
    g_autofree char *key = g_build_filename(inner, "key", NULL);

    g_unlink(key);
    g_rmdir(inner);
    g_rmdir(*state);
    g_free(*state);
    return 0;
}

static guint modes(const char *path)
{
    struct stat st;

    assert_int_equal(stat(path, &st), 0);
    return st.st_mode & 07777;
}

static void made_once(void **state)
{
    g_autofree char *inner = g_build_filename(*state, "a", NULL);
    g_autofree char *path = g_build_filename(inner, "key", NULL);
    struct key one, two, none = {{0}};
    mode_t mask = umask(0);

    assert_true(key_load(&one, path, NULL));
    umask(mask);
    assert_int_equal(modes(path), 0600);
    assert_int_equal(modes(inner), 0700);
    assert_true(key_load(&two, path, NULL));
    assert_memory_equal(&one, &two, sizeof one);
    assert_memory_not_equal(&one, &none, sizeof one);
}

/* Eight first scans at once: all of them hold the same key afterwards. */
static void races(void **state)
{
    g_autofree char *path = g_build_filename(*state, "a", "key", NULL);
    struct key mine, theirs;
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    for (int i = 0; i < 8; i++)
        if (fork() == 0) {
            gboolean ok = key_load(&mine, path, NULL) && write(ends[1], &mine, sizeof mine) == sizeof mine;

            _exit(ok ? 0 : 1);
        }
    close(ends[1]);
    for (int i = 0; i < 8; i++)
        wait(NULL);
    assert_true(key_load(&mine, path, NULL));
    for (int i = 0; i < 8; i++) {
        assert_int_equal(read(ends[0], &theirs, sizeof theirs), sizeof theirs);
        assert_memory_equal(&mine, &theirs, sizeof mine);
    }
    close(ends[0]);
}

static void refused(void **state)
{
    g_autofree char *inner = g_build_filename(*state, "a", NULL);
    g_autofree char *path = g_build_filename(inner, "key", NULL);
    g_autoptr(GError) loose = NULL, bad = NULL;
    struct key key;

    assert_true(key_load(&key, path, NULL));
    g_chmod(path, 0644);
    assert_false(key_load(&key, path, &loose));
    assert_true(g_error_matches(loose, DATAROND_ERROR, DATAROND_ERROR_DENIED));
    g_chmod(path, 0600);
    assert_true(g_file_set_contents_full(path, "hemlig", 6, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    assert_false(key_load(&key, path, &bad));
    assert_true(g_error_matches(bad, DATAROND_ERROR, DATAROND_ERROR_CORRUPT));
}

/* Computed with another implementation, over "personnummer:199001019802". */
static void as_others_compute(void **state)
{
    static const char expected[] = "e59c9279afe698ab0a8c9b11b36b6dae580767d51c5c50abf5ca2cb995b9fbcd";
    struct key key;
    guint8 digest[DIGEST_BYTES];

    for (int i = 0; i < KEY_BYTES; i++)
        key.bytes[i] = (guint8)i;
    digest_value(&key, "personnummer", "199001019802", digest);
    for (int i = 0; i < DIGEST_BYTES; i++) {
        char seen[3];

        g_snprintf(seen, sizeof seen, "%02x", digest[i]);
        assert_memory_equal(seen, expected + 2 * i, 2);
    }
}

static void one_name_space(void **state)
{
    struct key key = {{1}};
    guint8 one[DIGEST_BYTES], two[DIGEST_BYTES], three[DIGEST_BYTES];

    digest_value(&key, "personnummer", "199001019802", one);
    digest_value(&key, "samordningsnummer", "199001019802", two);
    digest_value(&key, "telefon", "199001019802", three);
    assert_memory_equal(one, two, DIGEST_BYTES);
    assert_memory_not_equal(one, three, DIGEST_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(made_once, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(races, folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(refused, folder_make, folder_remove),
        cmocka_unit_test(as_others_compute),
        cmocka_unit_test(one_name_space),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
