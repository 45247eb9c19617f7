/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a register: what goes in comes out, in order; what is gone is gone; what is known is told. */
#include "tests/unit/register_kit.h"

static void in_and_out(void **state)
{
    g_autofree char *path = in_folder(state, "r.db");
    AUTO(register_) reg = opened(path, REGISTER_SCAN);
    AUTO(record) record = NULL;
    AUTO(record) same = NULL;
    AUTO(record) none = NULL;
    g_autoptr(GError) error = NULL;

    begun(reg);
    put(reg, "/share/a/1.txt", 2);
    done(reg, "/share/a");
    ended(reg, 1, 0);
    record = register_get(reg, "/share/a/1.txt", &error);
    assert_non_null(record);
    assert_int_equal(record->evidence->findings->len, 2);
    assert_int_equal(record->identity.size, 100);
    assert_true(record->identity.ctime_ns == 1700000000000000001 && record->identity.mode == 0100644);
    assert_string_equal(record->owner, "anna");
    assert_true(record->number > 0);
    same = register_get_number(reg, record->number, &error);
    assert_string_equal(same->path, record->path);
    none = register_get(reg, "/share/a/2.txt", &error);
    assert_null(none);
    assert_null(error);
}

/* Bytes order whole paths: a folder's own files lie around those of the folders in it. */
static void ordered_by_path(void **state)
{
    static const char *const inserted[] = {"/share/c", "/share/a/x/1", "/share/a.txt", "/share/a/z", "/share/a/b", "/share/a0", "/share/a/x/y/0",
                                           "/share/a/x-", "/share/a/x.", "/share/a/x0", "/share/\xff/q"};
    static const char *const one[] = {"/share/a", NULL}, *const file[] = {"/share/a.txt", NULL},
                            *const mixed[] = {"/share/a/x", "/share/a0", "/share/a/x/y", "/share/a0", "/nothing", NULL};
    AUTO(register_) reg = opened(NULL, REGISTER_SCAN);

    begun(reg);
    for (guint i = 0; i < G_N_ELEMENTS(inserted); i++)
        put(reg, inserted[i], 0);
    ended(reg, G_N_ELEMENTS(inserted), 0);
    assert_files(reg, NULL, "/share/a.txt:0 /share/a/b:0 /share/a/x-:0 /share/a/x.:0 /share/a/x/1:0 /share/a/x/y/0:0 /share/a/x0:0 /share/a/z:0"
                            " /share/a0:0 /share/c:0 /share/\xff/q:0");
    assert_files(reg, one, "/share/a/b:0 /share/a/x-:0 /share/a/x.:0 /share/a/x/1:0 /share/a/x/y/0:0 /share/a/x0:0 /share/a/z:0");
    assert_files(reg, file, "/share/a.txt:0");
    assert_files(reg, mixed, "/share/a/x/1:0 /share/a/x/y/0:0 /share/a0:0");
}

static void second_scan(void **state)
{
    g_autofree char *path = in_folder(state, "r.db");
    guint64 number;

    for (int round = 0; round < 2; round++) {
        AUTO(register_) reg = opened(path, REGISTER_SCAN);
        AUTO(record) record = NULL;
        g_autoptr(GHashTable) known = NULL;

        begun(reg);
        if (round == 0) {
            put(reg, "/share/a", 1);
            put(reg, "/share/b", 1);
            put(reg, "/share/c", 1);
        } else {
            known = register_folder(reg, "/share", NULL);
            assert_int_equal(g_hash_table_size(known), 3);
            assert_true(((struct known *)g_hash_table_lookup(known, "a"))->current);
            assert_true(((struct known *)g_hash_table_lookup(known, "a"))->trusted);
            assert_true(register_keep(reg, "/share", "a", NULL));
            put(reg, "/share/b", 3);
        }
        done(reg, "/share");
        ended(reg, round == 0 ? 3 : 1, round == 0 ? 0 : 1);
        assert_files(reg, NULL, round == 0 ? "/share/a:1 /share/b:1 /share/c:1" : "/share/a:1 /share/b:3");
        record = register_get(reg, "/share/b", NULL);
        if (round == 0)
            number = record->number;
        assert_int_equal(record->number, number);
        assert_int_equal(register_root_files(reg, "/share"), round == 0 ? 3 : 2);
    }
}

static void known_again(void **state)
{
    AUTO(register_) reg = opened(NULL, REGISTER_SCAN);
    AUTO(record) denied = made_up("/share/denied", 0);
    g_autoptr(GHashTable) known = NULL;
    struct known *one;

    begun(reg);
    denied->status = STATUS_DENIED;
    assert_true(register_put(reg, denied, -1, NULL));
    put(reg, "/share/read", 0);
    ended(reg, 2, 0);
    assert_true(register_begin(reg, all_roots, "engine 2", "classifier 1", NULL) > 0);
    known = register_folder(reg, "/share/", NULL);
    one = g_hash_table_lookup(known, "denied");
    assert_false(one->trusted);
    one = g_hash_table_lookup(known, "read");
    assert_true(one->trusted);
    assert_false(one->current);
    assert_int_equal(one->identity.inode, g_str_hash("/share/read"));
    assert_false(register_keep(reg, "/share", "never seen", NULL));
}

/* A folder that is gone is silent; one that could not be read is not gone, nor is what lies in it. */
static void folders_gone(void **state)
{
    AUTO(register_) reg = opened(NULL, REGISTER_SCAN);
    AUTO(record) denied = made_up("/share/denied", 0);
    struct closing cut = {.interrupted = TRUE};
    struct file_state gone;
    AUTO(record) record = NULL;
    guint64 number;

    begun(reg);
    put(reg, "/share/a", 0);
    put(reg, "/share/gone/b/c/1", 1);
    put(reg, "/share/gone/2", 0);
    put(reg, "/share/denied/b/3", 0);
    put(reg, "/share/stays/4", 0);
    done(reg, "/share/gone/b/c");
    done(reg, "/share/gone");
    done(reg, "/share/denied/b");
    done(reg, "/share/stays");
    done(reg, "/share");
    ended(reg, 5, 0);
    record = register_get(reg, "/share/gone/b/c/1", NULL);
    number = record->number;

    begun(reg);
    assert_true(register_end(reg, &cut, NULL));
    assert_files(reg, NULL, "/share/a:0 /share/denied/b/3:0 /share/gone/2:0 /share/gone/b/c/1:1 /share/stays/4:0");

    begun(reg);
    assert_true(register_keep(reg, "/share", "a", NULL));
    denied->status = STATUS_DENIED;
    assert_true(register_put(reg, denied, -1, NULL));
    assert_true(register_keep(reg, "/share/stays", "4", NULL));
    done(reg, "/share/stays");
    done(reg, "/share");
    ended(reg, 1, 2);
    assert_files(reg, NULL, "/share/a:0 /share/denied:0 /share/denied/b/3:0 /share/stays/4:0");
    assert_true(register_state(reg, number, &gone, NULL));
    assert_int_equal(gone.gone, 3);
    assert_int_equal(gone.read, 1);
    assert_true(gone.gone_at > 0);

    begun(reg);
    put(reg, "/share/gone/2", 0);
    assert_true(register_keep(reg, "/share/gone/b/c", "1", NULL));
    ended(reg, 1, 1);
    assert_true(register_state(reg, number, &gone, NULL));
    assert_int_equal(gone.gone, 0);
}

/* A folder that could not be looked into stands as a file of the one above, until it can; also a root, of which nobody tells. */
static void refusal_ends(void **state)
{
    static const char *const roots[] = {"/share/root", NULL};
    AUTO(register_) reg = opened(NULL, REGISTER_SCAN);

    begun(reg);
    put(reg, "/share/root", 0);
    put(reg, "/share/root/shut", 0);
    ended(reg, 2, 0);
    begun(reg);
    put(reg, "/share/root/shut/file", 0);
    done(reg, "/share/root/shut");
    done(reg, "/share/root");
    ended(reg, 1, 0);
    g_autoptr(GString) seen = g_string_new(NULL);
    assert_true(register_each(reg, roots, join_path, seen, NULL));
    assert_string_equal(seen->str, "/share/root/shut/file:0");
}

/* One law: found = read + unread + unchanged, and as many rows as found. */
static void the_law(void **state)
{
    static const struct {
        struct closing closing;
        gboolean holds;
    } rows[] = {{{.found = 2, .read = 2}, TRUE},
                {{.found = 3, .read = 2}, FALSE},
                {{.found = 3, .read = 2, .unread = 1}, FALSE},
                {{.found = 2, .read = 1, .unread = 1}, TRUE},
                {{.found = 2, .read = 2, .interrupted = TRUE}, FALSE}};

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        AUTO(register_) reg = opened(NULL, REGISTER_SCAN);

        begun(reg);
        put(reg, "/share/1", 0);
        put(reg, "/share/2", 0);
        assert_true(register_end(reg, &rows[i].closing, NULL));
        assert_int_equal(register_root_files(reg, "/share"), rows[i].holds ? 2 : 0);
        assert_int_equal(register_finished(reg), rows[i].holds);
    }
}

static void find(void **state)
{
    AUTO(register_) reg = opened(NULL, REGISTER_SCAN);
    guint8 digest[DIGEST_BYTES];
    GString *seen = g_string_new(NULL);

    begun(reg);
    put(reg, "/share/two", 2);
    put(reg, "/share/one", 1);
    put(reg, "/share/gone", 2);
    put(reg, "/share/changes", 2);
    put(reg, "/share/changes", 1);
    ended(reg, 4, 0);
    begun(reg);
    assert_true(register_keep(reg, "/share", "one", NULL));
    assert_true(register_keep(reg, "/share", "two", NULL));
    assert_true(register_keep(reg, "/share", "changes", NULL));
    done(reg, "/share");
    memset(digest, 2, sizeof digest);
    assert_true(register_find(reg, digest, join_path, seen, NULL));
    assert_string_equal(seen->str, "/share/two:2");
    g_string_truncate(seen, 0);
    memset(digest, 1, sizeof digest);
    assert_true(register_find(reg, digest, join_path, seen, NULL));
    assert_string_equal(seen->str, "/share/changes:1 /share/one:1 /share/two:2");
    g_string_truncate(seen, 0);
    digest[31]++; /* the same first eight bytes */
    assert_true(register_find(reg, digest, join_path, seen, NULL));
    assert_string_equal(seen->str, "");
    g_string_free(seen, TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(in_and_out, folder_make, folder_remove),
        cmocka_unit_test(ordered_by_path),
        cmocka_unit_test_setup_teardown(second_scan, folder_make, folder_remove),
        cmocka_unit_test(known_again),
        cmocka_unit_test(folders_gone),
        cmocka_unit_test(refusal_ends),
        cmocka_unit_test(the_law),
        cmocka_unit_test(find),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
