/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The crawl over trees made on the spot: what is told, and what never is. */
#include "scanner/base/error.h"
#include "scanner/crawl/crawl.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char *tree; /* a new folder for each test */

static int make_tree(void **state)
{
    g_autofree char *made = g_dir_make_tmp("crawl.XXXXXX", NULL);

    tree = realpath(made, NULL);
    return tree ? 0 : -1;
}

static int remove_tree(void **state)
{
    char *argv[] = {"rm", "-rf", tree, NULL};
    gboolean gone = g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);

    free(tree);
    return gone ? 0 : -1;
}

static char *in_tree(const char *name)
{
    return g_build_filename(tree, name, NULL);
}

static void put(const char *name)
{
    g_autofree char *path = in_tree(name);
    g_autofree char *folder = g_path_get_dirname(path);

    assert_int_equal(g_mkdir_with_parents(folder, 0755), 0);
    assert_true(g_file_set_contents(path, "text", 4, NULL));
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "F path", "S path", "D path", "E path" (a folder's end), sorted; below the tree. */
static char *told(const struct crawl_options *options)
{
    static const char letters[] = {[CRAWL_FILE] = 'F', [CRAWL_SPECIAL] = 'S', [CRAWL_DENIED] = 'D', [CRAWL_FOLDER_DONE] = 'E'};
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    struct crawl *crawl = crawl_start(options, &error);
    gboolean end = FALSE;

    if (!crawl)
        return g_strdup(error->message);
    while (!end) {
        struct crawl_item *item = crawl_next(crawl, 10000);
        assert_non_null(item);
        end = item->event == CRAWL_END;
        if (!end) {
            g_autofree char *path = item->name ? g_build_filename(item->folder, item->name, NULL) : g_strdup(item->folder);
            assert_true(g_str_has_prefix(path, tree));
            g_ptr_array_add(lines, g_strdup_printf("%c %s", letters[item->event], path + strlen(tree)));
        }
        crawl_item_free(item);
    }
    crawl_free(crawl);
    qsort(lines->pdata, lines->len, sizeof lines->pdata[0], by_text);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

static char *told_of(const char *one, const char *other, const char *exclude)
{
    const char *roots[] = {one, other, NULL}, *excludes[] = {exclude, NULL};
    struct crawl_options options = {.roots = roots, .excludes = excludes, .threads = 2};

    return told(&options);
}

static void test_finds_files_and_folders(void **state)
{
    put("a/b/one.txt");
    put("a/two.txt");
    put(".hidden");
    g_autofree char *seen = told_of(tree, NULL, NULL);
    assert_string_equal(seen, "E \nE /a\nE /a/b\nF /.hidden\nF /a/b/one.txt\nF /a/two.txt");
}

static void test_follows_no_link_but_a_root(void **state)
{
    g_autofree char *up = in_tree("a/up"), *file = in_tree("a/file"), *lost = in_tree("a/lost"), *root = in_tree("root");
    g_autofree char *fifo = in_tree("a/fifo"), *inner = in_tree("a");

    put("a/one.txt");
    put("secret/two.txt");
    assert_int_equal(symlink("..", up), 0);
    assert_int_equal(symlink("../secret/two.txt", file), 0);
    assert_int_equal(symlink("lost", lost), 0);
    assert_int_equal(symlink("a", root), 0);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    g_autofree char *plain = told_of(inner, NULL, NULL), *linked = told_of(root, NULL, NULL);
    assert_string_equal(plain, "E /a\nF /a/one.txt\nS /a/fifo");
    assert_string_equal(linked, plain);
}

static void test_gives_each_file_once(void **state)
{
    g_autofree char *inner = in_tree("a/b"), *file = in_tree("a/b/one.txt"), *dotted = in_tree("a/../a/./b/"), *none = in_tree("none");

    put("a/b/one.txt");
    g_autofree char *seen = told_of(tree, inner, NULL), *turned = told_of(dotted, tree, NULL), *twice = told_of(file, file, NULL);
    g_autofree char *both = told_of(inner, file, NULL), *half = told_of(none, inner, NULL);
    assert_string_equal(seen, "E \nE /a\nE /a/b\nF /a/b/one.txt");
    assert_string_equal(turned, seen);
    assert_string_equal(twice, "F /a/b/one.txt");
    assert_string_equal(both, "E /a/b\nF /a/b/one.txt");
    assert_string_equal(half, both);
}

static void test_names_missing_roots(void **state)
{
    g_autofree char *none = in_tree("none"), *nothing = told_of(none, NULL, NULL);
    const char *roots[] = {tree, none, NULL};
    struct crawl_options options = {.roots = roots};
    struct crawl *crawl = crawl_start(&options, NULL);

    assert_true(g_str_has_prefix(nothing, none));
    assert_non_null(crawl);
    assert_true(g_str_has_prefix(crawl_missing(crawl)[0], none));
    assert_null(crawl_missing(crawl)[1]);
    crawl_free(crawl);
}

static void test_keeps_odd_names(void **state)
{
    static const char *const names[] = {"line\nbreak", "\xe5\xe4\xf6", "\xff\xfe\x80", " ", "-rf", "\"'\\`$(x)", "*[", "\t\033[31m"};
    g_autofree char *seen = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        put(names[i]);
    seen = told_of(tree, NULL, "?.bak");
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *line = g_strdup_printf("F /%s", names[i]);
        assert_non_null(strstr(seen, line));
    }
}

static void test_leaves_out_excludes_and_our_own(void **state)
{
    g_autofree char *own = in_tree("register.db");
    const char *roots[] = {tree, NULL}, *excludes[] = {"*.bak", "copy", NULL};
    struct stat status;

    put("a.txt");
    put("b.bak");
    put("copy/c.txt");
    put("register.db");
    assert_int_equal(stat(own, &status), 0);
    struct identity identity = {.device = status.st_dev, .inode = status.st_ino};
    struct crawl_options options = {.roots = roots, .excludes = excludes, .own = &identity, .own_count = 1};
    g_autofree char *seen = told(&options);
    assert_string_equal(seen, "E \nF /a.txt");

    struct crawl *crawl = crawl_start(&options, NULL);
    for (gboolean end = FALSE; !end;) {
        struct crawl_item *item = crawl_next(crawl, 10000);
        end = item->event == CRAWL_END;
        crawl_item_free(item);
    }
    assert_int_equal(crawl_excluded(crawl), 2);
    crawl_free(crawl);
}

static void test_tells_identity_of_hard_links(void **state)
{
    g_autofree char *one = in_tree("one"), *two = in_tree("two");
    const char *roots[] = {tree, NULL};
    struct crawl_options options = {.roots = roots};
    struct stat status;
    guint count = 0;

    put("one");
    assert_int_equal(link(one, two), 0);
    assert_int_equal(stat(one, &status), 0);
    struct crawl *crawl = crawl_start(&options, NULL);
    for (gboolean end = FALSE; !end;) {
        struct crawl_item *item = crawl_next(crawl, 10000);
        end = item->event == CRAWL_END;
        if (item->event == CRAWL_FILE) {
            count++;
            assert_int_equal(item->identity.inode, status.st_ino);
            assert_int_equal(item->identity.links, 2);
            assert_int_equal(item->identity.size, 4);
        }
        crawl_item_free(item);
    }
    assert_int_equal(count, 2);
    crawl_free(crawl);
}

static void dig(const char *name, guint levels)
{
    int here = open(tree, O_RDONLY | O_DIRECTORY);

    for (guint i = 0; i < levels; i++) {
        assert_int_equal(mkdirat(here, name, 0755), 0);
        int below = openat(here, name, O_RDONLY | O_DIRECTORY);
        assert_true(below >= 0);
        close(here);
        here = below;
    }
    int file = openat(here, "bottom", O_WRONLY | O_CREAT, 0644);
    assert_int_equal(write(file, "text", 4), 4);
    close(file);
    close(here);
}

/* Few descriptors, and paths that no single call can open. */
static void test_goes_deep(void **state)
{
    g_autofree char *name = g_strnfill(200, 'm');
    const char *roots[] = {tree, NULL};
    struct crawl_options options = {.roots = roots, .threads = 2};
    struct rlimit files, few = {.rlim_cur = 64};

    dig("d", 1500);
    dig(name, 30);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &files), 0);
    few.rlim_max = files.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    struct crawl *crawl = crawl_start(&options, NULL);
    guint opened = 0, folders = 0;
    for (gboolean end = FALSE; !end;) {
        struct crawl_item *item = crawl_next(crawl, 10000);
        g_autoptr(GError) error = NULL;
        end = item->event == CRAWL_END;
        folders += item->event == CRAWL_FOLDER_DONE;
        int fd = item->event == CRAWL_FILE ? crawl_open(item->folder, item->name, &item->identity, &error) : -1;
        char text[4] = "";
        if (fd >= 0 && read(fd, text, 4) == 4 && memcmp(text, "text", 4) == 0)
            opened++;
        if (fd >= 0)
            close(fd);
        crawl_item_free(item);
    }
    crawl_free(crawl);
    setrlimit(RLIMIT_NOFILE, &files);
    assert_int_equal(opened, 2);
    assert_int_equal(folders, 1531);
}

static void test_open_refuses_what_has_changed(void **state)
{
    g_autofree char *path = in_tree("file");
    struct stat status;

    put("file");
    put("other");
    assert_int_equal(stat(path, &status), 0);
    struct identity identity = {.device = status.st_dev, .inode = status.st_ino}, wrong = {.device = status.st_dev, .inode = 1};
    static const struct {
        const char *name;
        int code; /* -1: opens */
    } rows[] = {{"file", -1}, {"other", DATAROND_ERROR_IO}, {"link", DATAROND_ERROR_IO}, {"none", DATAROND_ERROR_CANCELLED}, {"fifo", DATAROND_ERROR_IO}};
    g_autofree char *link = in_tree("link"), *fifo = in_tree("fifo");
    assert_int_equal(symlink("file", link), 0);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        int fd = crawl_open(tree, rows[i].name, &identity, &error);
        assert_int_equal(fd >= 0 ? -1 : error->code, rows[i].code);
        if (fd >= 0)
            close(fd);
    }
    assert_int_equal(crawl_open(tree, "file", &wrong, NULL), -1);
}

static void test_knows_a_file_gone_from_a_folder_gone(void **state)
{
    g_autofree char *path = in_tree("sub/file"), *folder = in_tree("sub"), *away = in_tree("away");
    struct stat status;

    put("sub/file");
    assert_int_equal(stat(path, &status), 0);
    struct identity identity = {.device = status.st_dev, .inode = status.st_ino}, elsewhere = {.device = status.st_dev + 1};
    assert_int_equal(unlink(path), 0);
    assert_false(crawl_lost(folder, &identity));
    assert_true(crawl_lost(folder, &elsewhere)); /* another file system stands in its place */
    assert_int_equal(rename(folder, away), 0);
    assert_true(crawl_lost(folder, &identity));
}

static void test_tells_what_may_not_be_read(void **state)
{
    g_autofree char *shut = in_tree("shut");

    put("shut/one.txt");
    if (geteuid() == 0) /* root may read everything */
        assert_int_equal(chown(shut, 65534, 65534) | chown(tree, 65534, 65534) | seteuid(65534), 0);
    assert_int_equal(chmod(shut, 0), 0);
    g_autofree char *seen = told_of(tree, NULL, NULL);
    chmod(shut, 0700);
    assert_int_equal(seteuid(getuid()), 0);
    assert_string_equal(seen, "D /shut\nE ");
}

/* Thousands of files that nobody asks for: the crawl waits, and ends when told to. */
static void test_waits_and_stops(void **state)
{
    volatile int stop = 0;
    const char *roots[] = {tree, NULL};
    struct crawl_options options = {.roots = roots, .threads = 2, .stop = &stop};
    guint count = 0;

    for (guint i = 0; i < 9000; i++) {
        g_autofree char *name = g_strdup_printf("%u", i);
        g_autofree char *path = in_tree(name);
        close(open(path, O_WRONLY | O_CREAT, 0600));
    }
    struct crawl *crawl = crawl_start(&options, NULL);
    g_usleep(50000);
    stop = 1;
    for (gboolean end = FALSE; !end; count++) {
        struct crawl_item *item = crawl_next(crawl, 10000);
        assert_non_null(item);
        assert_int_not_equal(item->event, CRAWL_FOLDER_DONE);
        end = item->event == CRAWL_END;
        crawl_item_free(item);
    }
    assert_in_range(count, 1, 8999);
    crawl_free(crawl);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_finds_files_and_folders, make_tree, remove_tree),
        cmocka_unit_test_setup_teardown(test_follows_no_link_but_a_root, make_tree, remove_tree),
        cmocka_unit_test_setup_teardown(test_gives_each_file_once, make_tree, remove_tree),
        cmocka_unit_test_setup_teardown(test_names_missing_roots, make_tree, remove_tree),
        cmocka_unit_test_setup_teardown(test_keeps_odd_names, make_tree, remove_tree),
        cmocka_unit_test_setup_teardown(test_leaves_out_excludes_and_our_own, make_tree, remove_tree),
        cmocka_unit_test_setup_teardown(test_tells_identity_of_hard_links, make_tree, remove_tree),
        cmocka_unit_test_setup_teardown(test_goes_deep, make_tree, remove_tree),
        cmocka_unit_test_setup_teardown(test_open_refuses_what_has_changed, make_tree, remove_tree),
        cmocka_unit_test_setup_teardown(test_knows_a_file_gone_from_a_folder_gone, make_tree, remove_tree),
        cmocka_unit_test_setup_teardown(test_tells_what_may_not_be_read, make_tree, remove_tree),
        cmocka_unit_test_setup_teardown(test_waits_and_stops, make_tree, remove_tree),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
