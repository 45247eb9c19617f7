/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people decide stays: over new scans, moves and copies, and until somebody takes it back. */
#include "reports/register/audit.h"
#include "reports/register/follow_up.h"
#include "scanner/base/error.h"
#include "tests/unit/register_kit.h"

#include <sys/stat.h>

static guint64 number_of(struct register_ *reg, const char *path)
{
    AUTO(record) record = register_get(reg, path, NULL);

    assert_non_null(record);
    return record->number;
}

static void set(struct register_ *reg, const char *path, enum mark_status status, const char *owner)
{
    struct mark_change change = {.status = (int)status, .owner = owner, .who = "anna"};
    g_autoptr(GError) error = NULL;

    assert_true(register_mark(reg, number_of(reg, path), &change, &error));
}

/* "STATUS OWNER", with a star where the content changed. */
static void assert_mark(struct register_ *reg, const char *path, const char *expected)
{
    AUTO(record) record = register_get(reg, path, NULL);
    g_autoptr(GError) error = NULL;
    AUTO(mark) mark = register_marked(reg, record, &error);
    g_autofree char *seen = NULL;

    assert_null(error);
    seen = mark ? g_strdup_printf("%s %s%s", mark_name(mark->status), mark->owner ? mark->owner : "-", mark->changed ? "*" : "") : g_strdup("none");
    assert_string_equal(seen, expected);
}

static void mark_survives(void **state)
{
    AUTO(register_) reg = opened(NULL, REGISTER_SCAN);

    begun(reg);
    put(reg, "/share/a/1", 1);
    put(reg, "/share/a/2", 2);
    put(reg, "/share/a/3", 3);
    ended(reg, 3, 0);
    set(reg, "/share/a/1", MARK_FALSE_ALARM, "bo");
    set(reg, "/share/a/2", MARK_IN_PROGRESS, NULL);
    assert_mark(reg, "/share/a/1", "false_alarm bo");
    assert_mark(reg, "/share/a/3", "none");
    /* The first is read again, moved and copied; the content of the second is another. */
    begun(reg);
    put(reg, "/share/b/moved", 1);
    put(reg, "/share/b/copy", 1);
    put(reg, "/share/a/2", 5);
    done(reg, "/share/a");
    ended(reg, 3, 0);
    assert_mark(reg, "/share/b/moved", "false_alarm bo");
    assert_mark(reg, "/share/b/copy", "false_alarm bo");
    assert_mark(reg, "/share/a/2", "in_progress -*");
    /* Settled for another content is not settled. */
    set(reg, "/share/a/2", MARK_ACCEPTED, NULL);
    assert_mark(reg, "/share/a/2", "accepted -");
    begun(reg);
    put(reg, "/share/a/2", 6);
    ended(reg, 1, 0);
    assert_mark(reg, "/share/a/2", "open -*");
}

static gboolean join_history(const struct history *history, void *user, GError **error)
{
    g_string_append_printf(user, "%s %s: %s > %s\n", history->who, history->what, history->was ? history->was : "-",
                           history->became ? history->became : "-");
    return TRUE;
}

static void history(void **state)
{
    AUTO(register_) reg = opened(NULL, REGISTER_SCAN);
    struct mark_change one = {.status = MARK_IN_PROGRESS, .owner = "bo", .due = "2026-02-28", .who = "anna"};
    struct mark_change two = {.status = -1, .owner = "", .note = "gallras", .due = "2026-02-28", .who = "cecilia"};
    static const char *const bad_dates[] = {"2026-02-30", "2026-2-1", "i morgon", "0000-01-01", "2026-13-01", "2026-01-011", "-026-01-01"};
    GString *seen = g_string_new(NULL);
    guint64 number;

    begun(reg);
    put(reg, "/share/1", 1);
    ended(reg, 1, 0);
    number = number_of(reg, "/share/1");
    assert_true(register_mark(reg, number, &one, NULL));
    assert_true(register_mark(reg, number, &two, NULL));
    assert_true(register_mark(reg, number, &two, NULL));
    for (guint i = 0; i < G_N_ELEMENTS(bad_dates); i++) {
        struct mark_change bad = {.status = -1, .due = bad_dates[i], .who = "anna"};
        g_autoptr(GError) error = NULL;

        assert_false(register_mark(reg, number, &bad, &error));
        assert_true(g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_USAGE));
    }
    assert_false(register_mark(reg, 4711, &one, NULL));
    assert_true(register_history(reg, number, join_history, seen, NULL));
    assert_string_equal(seen->str, "anna status: open > in_progress\nanna owner: - > bo\nanna due: - > 2026-02-28\n"
                                   "cecilia owner: bo > -\ncecilia note: - > gallras\n");
    g_string_free(seen, TRUE);
}

/* Persons left in /share/a/1, /share/a/2 and /share/b/1 (which hold 1, 3 and 3) under one exception, and after it. */
static void assert_excepted(const struct exception *exception, const char *expected)
{
    static const char before[] = "/share/a/1:1 /share/a/2:3 /share/b/1:3";
    AUTO(register_) reg = opened(NULL, REGISTER_SCAN);
    guint64 id;

    begun(reg);
    put(reg, "/share/a/1", 1);
    put(reg, "/share/a/2", 3);
    put(reg, "/share/b/1", 3);
    ended(reg, 3, 0);
    assert_files(reg, NULL, before);
    id = register_except(reg, exception, NULL);
    assert_true(id > 0);
    assert_files(reg, NULL, expected);
    assert_false(register_unexcept(reg, id + 1, "anna", NULL));
    assert_true(register_unexcept(reg, id, "anna", NULL));
    assert_false(register_unexcept(reg, id, "anna", NULL));
    assert_files(reg, NULL, before);
}

static void exceptions(void **state)
{
    struct exception value = {.has_digest = TRUE, .reason = (char *)"kontaktperson", .who = (char *)"anna"};
    struct exception in_folder_ = value, file = {.path = (char *)"/share/a/2", .reason = (char *)"mall", .who = (char *)"anna"};
    struct exception folder = {.folder = (char *)"/share/a", .reason = (char *)"utbildning", .who = (char *)"anna"};
    struct exception content = {.has_content = TRUE, .reason = (char *)"mall", .who = (char *)"anna"};
    struct exception rule = {.rule = (char *)"personnummer", .reason = (char *)"x", .who = (char *)"anna"}, other = rule;
    struct exception no_reason = {.path = (char *)"/share/a/2", .who = (char *)"anna"}, nothing = {.reason = (char *)"x", .who = (char *)"anna"};
    AUTO(register_) reg = opened(NULL, REGISTER_SCAN);

    memset(value.digest, 1, DIGEST_BYTES);
    memset(in_folder_.digest, 2, DIGEST_BYTES);
    in_folder_.folder = (char *)"/share/b/";
    memset(content.content, 4, sizeof content.content); /* of those with three persons */
    other.rule = (char *)"telefon";
    assert_excepted(&value, "/share/a/1:0 /share/a/2:2 /share/b/1:2");
    assert_excepted(&in_folder_, "/share/a/1:1 /share/a/2:3 /share/b/1:2");
    assert_excepted(&file, "/share/a/1:1 /share/a/2:0 /share/b/1:3");
    assert_excepted(&folder, "/share/a/1:0 /share/a/2:0 /share/b/1:3");
    assert_excepted(&content, "/share/a/1:1 /share/a/2:0 /share/b/1:0");
    assert_excepted(&rule, "/share/a/1:0 /share/a/2:0 /share/b/1:0");
    assert_excepted(&other, "/share/a/1:1 /share/a/2:3 /share/b/1:3");
    assert_int_equal(register_except(reg, &no_reason, NULL), 0);
    assert_int_equal(register_except(reg, &nothing, NULL), 0);
}

static void excepted_minor(void **state)
{
    AUTO(register_) reg = opened(NULL, REGISTER_SCAN);
    AUTO(record) record = made_up("/share/1", 3);
    AUTO(record) seen = NULL;
    struct exception value = {.has_digest = TRUE, .reason = (char *)"egen elev", .who = (char *)"anna"};
    struct finding *young = record->evidence->findings->pdata[1], *baby = record->evidence->findings->pdata[2];
    struct theme *theme = theme_new();

    g_free(young->masked);
    young->masked = g_strdup("20990163-****"); /* under 18 on any day of this test, a coordination number */
    g_free(baby->masked);
    baby->masked = g_strdup("20990101-****");
    record->evidence->minors = 2;
    theme->name = g_strdup("skola");
    theme->near_person = TRUE;
    g_ptr_array_add(record->evidence->themes, theme);
    begun(reg);
    assert_true(register_put(reg, record, 2, NULL));
    ended(reg, 1, 0);
    memset(value.digest, 2, DIGEST_BYTES);
    assert_true(register_except(reg, &value, NULL) > 0);
    seen = register_get(reg, "/share/1", NULL);
    assert_int_equal(seen->evidence->persons, 2);
    assert_int_equal(seen->evidence->minors, 1);
    assert_true(((struct theme *)seen->evidence->themes->pdata[0])->near_person);
    young = seen->evidence->findings->pdata[1];
    assert_string_equal(young->excepted, "egen elev");
    assert_false(young->person);
}

static void audit(void **state)
{
    g_autofree char *path = audit_default_path();
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    struct stat st;
    mode_t mask = umask(0);

    assert_true(audit_write("show --reveal", "/share/a\nb\tc\x1b[31m", NULL));
    assert_true(audit_write("find", "-", NULL));
    umask(mask);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    lines = g_strsplit(text, "\n", -1);
    assert_int_equal(g_strv_length(lines), 3);
    assert_true(g_str_has_suffix(lines[0], "\tshow --reveal\t/share/a\\x0ab\\x09c\\x1b[31m"));
    assert_true(g_str_has_suffix(lines[1], "\tfind\t-"));
    g_unlink(path);
}

int main(void)
{
    g_autofree char *home = g_dir_make_tmp("datarond.XXXXXX", NULL), *inner = NULL;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mark_survives), cmocka_unit_test(history), cmocka_unit_test(exceptions),
        cmocka_unit_test(excepted_minor), cmocka_unit_test(audit),
    };
    int failed;

    g_setenv("XDG_STATE_HOME", home, TRUE);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    inner = g_build_filename(home, "datarond", NULL);
    g_rmdir(inner);
    g_rmdir(home);
    return failed;
}
