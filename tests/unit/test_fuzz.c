/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replays the fuzzers' files, each as it is, cut off, and damaged in ways that are the same every time. */
#include "tests/fuzz/targets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define CORPUS "tests/fuzz/corpus"
#define DAMAGES 25

static void damage(const char *target, const char *data, gsize len, GRand *chance)
{
    g_autofree char *copy = g_memdup2(data, MAX(len, 1));
    gsize kept = g_rand_int_range(chance, 0, 4) ? len : (gsize)g_rand_int_range(chance, 0, (gint32)len + 1);

    for (gint changes = g_rand_int_range(chance, 1, 6); kept && changes; changes--)
        copy[g_rand_int_range(chance, 0, (gint32)kept)] = (char)g_rand_int_range(chance, 0, 256);
    target_run(target, (const guint8 *)copy, kept);
}

static guint replay_target(const char *target)
{
    g_autofree char *folder = g_build_filename(CORPUS, target, NULL);
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    g_autoptr(GRand) chance = g_rand_new_with_seed(20250304);
    const char *name;
    guint count = 0;

    assert_non_null(files);
    for (; (name = g_dir_read_name(files)); count++) {
        g_autofree char *path = g_build_filename(folder, name, NULL), *data = NULL;
        gsize len;
        assert_true(g_file_get_contents(path, &data, &len, NULL));
        target_run(target, (const guint8 *)data, len);
        for (guint i = 0; i < DAMAGES; i++)
            damage(target, data, len, chance);
    }
    return count;
}

/* Keeps its promises on every file; HOLDS ends the process where one is broken. */
static void test_replays_every_target(void **state)
{
    static const char *const must[] = {"archive", "csv", "detect", "docx", "eml", "html", "json", "mbox", "odf",
                                       "ole",     "pdf", "pptx",   "record", "rtf", "text", "xlsx", "xml", "yaml"};

    for (guint i = 0; i < G_N_ELEMENTS(must); i++)
        assert_true(replay_target(must[i]) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_replays_every_target)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
