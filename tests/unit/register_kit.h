/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the register stand on: a folder of their own, made-up records, and short verbs. */
#pragma once

#include "reports/register/register.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const all_roots[] = {"/share", NULL};

static inline char *in_folder(void **state, const char *name)
{
    return g_build_filename(*state, name, NULL);
}

static inline int folder_make(void **state)
{
    *state = g_dir_make_tmp("datarond.XXXXXX", NULL);
    return *state ? 0 : -1;
}

static inline int folder_remove(void **state)
{
    GDir *folder = g_dir_open(*state, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(folder))) {
        g_autofree char *path = in_folder(state, name);

        g_unlink(path);
    }
    g_dir_close(folder);
    g_rmdir(*state);
    g_free(*state);
    return 0;
}

static inline struct register_ *opened(const char *path, enum register_mode mode)
{
    g_autoptr(GError) error = NULL;
    struct register_ *reg = register_open(path, mode, &error);

    if (error)
        print_error("%s\n", error->message);
    assert_non_null(reg);
    return reg;
}

/* A record of that path with so many persons, each with its own digest. */
static inline struct record *made_up(const char *path, guint persons)
{
    struct record *record = record_new();

    record->path = g_strdup(path);
    record->owner = g_strdup("anna");
    record->identity = (struct identity){100, 1700000000000000000, 1700000000000000001, 1, g_str_hash(path), 0100644, 1000, 1000, 1};
    record->hashed = TRUE;
    memset(record->content_hash, (int)persons + 1, sizeof record->content_hash);
    for (guint i = 0; i < persons; i++) {
        struct finding *finding = finding_new();
        struct place place = {.line = i + 1};

        finding->kind = g_strdup("personnummer");
        finding->rule = g_strdup("personnummer");
        finding->masked = g_strdup("19900101-****");
        memset(finding->digest, (int)i + 1, DIGEST_BYTES);
        finding->confidence = 0.9;
        finding->count = 1;
        finding->person = TRUE;
        g_array_append_val(finding->places, place);
        g_ptr_array_add(record->evidence->findings, finding);
    }
    record->evidence->persons = persons;
    return record;
}

static inline void begun(struct register_ *reg)
{
    g_autoptr(GError) error = NULL;

    assert_true(register_begin(reg, all_roots, "engine 1", "classifier 1", &error) > 0);
}

static inline void put(struct register_ *reg, const char *path, guint persons)
{
    AUTO(record) record = made_up(path, persons);
    g_autoptr(GError) error = NULL;

    assert_true(register_put(reg, record, 2, &error));
}

static inline void done(struct register_ *reg, const char *folder)
{
    assert_true(register_folder_done(reg, folder, NULL));
}

static inline void ended(struct register_ *reg, guint64 read, guint64 unchanged)
{
    struct closing closing = {.found = read + unchanged, .read = read, .unchanged = unchanged};

    assert_true(register_end(reg, &closing, NULL));
}

static inline gboolean join_path(const struct record *record, void *user, GError **error)
{
    g_string_append_printf(user, "%s%s:%u", ((GString *)user)->len ? " " : "", record->path, record->evidence->persons);
    return TRUE;
}

/* "PATH:PERSONS PATH:PERSONS" of all files below the roots. */
static inline void assert_files(struct register_ *reg, const char *const *roots, const char *expected)
{
    GString *seen = g_string_new(NULL);

    assert_true(register_each(reg, roots, join_path, seen, NULL));
    assert_string_equal(seen->str, expected);
    g_string_free(seen, TRUE);
}
