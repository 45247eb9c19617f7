/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scanner/base/error.h"
#include "scanner/base/yaml.h"

struct target {
    char *name;
    double factor;
    gboolean on;
    char **words;
    const struct yaml *rest;
};

static const struct yaml_field fields[] = {
    {"name", YAML_TEXT, offsetof(struct target, name), TRUE},    {"factor", YAML_NUMBER, offsetof(struct target, factor), FALSE},
    {"on", YAML_BOOL, offsetof(struct target, on), FALSE},       {"words", YAML_TEXTS, offsetof(struct target, words), FALSE},
    {"rest", YAML_NODE, offsetof(struct target, rest), FALSE},   {NULL, 0, 0, FALSE},
};

static void target_clear(struct target *target)
{
    g_free(target->name);
    g_strfreev(target->words);
}

static struct yaml *parse(const char *text, GError **error)
{
    return yaml_parse(text, strlen(text), "regel.yaml", error);
}

static void test_bound(void **state)
{
    g_autoptr(GError) error = NULL;
    struct target target = {0};
    struct yaml *root = parse("# ord\nname: 'Åsa: en'\nfactor: 0.25\non: true\nwords: [a, \"b c\"]\nrest:\n  - x: 1\n  - y\n", &error);

    assert_null(error);
    assert_true(yaml_bind(root, "regel.yaml", fields, &target, &error));
    assert_string_equal(target.name, "Åsa: en");
    assert_true(target.factor == 0.25);
    assert_true(target.on);
    assert_int_equal(g_strv_length(target.words), 2);
    assert_string_equal(target.words[1], "b c");
    assert_int_equal(target.rest->type, YAML_LIST);
    assert_int_equal(target.rest->line, 7);
    assert_int_equal(target.rest->column, 3);
    const struct yaml *first = g_ptr_array_index(target.rest->items, 0);
    assert_string_equal(yaml_get(first, "x")->text, "1");
    assert_null(yaml_get(first, "z"));
    assert_null(yaml_get(NULL, "z"));
    target_clear(&target);
    yaml_free(root);
}

static void test_single_is_list(void **state)
{
    g_autoptr(GError) error = NULL;
    struct target target = {0};
    struct yaml *root = parse("name: a\nwords: ensam\n", &error);

    assert_true(yaml_bind(root, "regel.yaml", fields, &target, &error));
    assert_int_equal(g_strv_length(target.words), 1);
    assert_string_equal(target.words[0], "ensam");
    target_clear(&target);
    yaml_free(root);
}

static const struct {
    const char *text, *words;
} wrongs[] = {
    {"", "regel.yaml:1:1: the file is empty"},
    {"# ord\n", "regel.yaml:1:1: the file is empty"},
    {"name: a\nnmae: b\n", "regel.yaml:2:1: unknown key \"nmae\""},
    {"name: a\non: true\nname: b\n", "regel.yaml:3:1: the key \"name\" stands twice"},
    {"name: a\nfactor: 0,5\n", "regel.yaml:2:9: \"factor\" must be a number, with a point for decimals"},
    {"name: a\nfactor: inf\n", "regel.yaml:2:9: \"factor\" must be a number, with a point for decimals"},
    {"name: a\nfactor:\n", "regel.yaml:2:8: \"factor\" must be a number, with a point for decimals"},
    {"name: a\non: ja\n", "regel.yaml:2:5: \"on\" must be true or false"},
    {"name: [a]\n", "regel.yaml:1:7: \"name\" must be text"},
    {"name: a\nwords:\n  - [b]\n", "regel.yaml:3:3: \"words\" must be a list of texts"},
    {"on: true\n", "regel.yaml:1:1: the key \"name\" is missing"},
    {"- a\n", "regel.yaml:1:1: keys with values"},
    {"name: &x a\n", "regel.yaml:1:7: anchors"},
    {"name: *x\n", "regel.yaml:1:7: anchors"},
    {"name: !!str a\n", "regel.yaml:1:7: anchors"},
    {"name: a\n---\nname: b\n", "regel.yaml:2:1: only one document"},
    {"[a]: b\n", "regel.yaml:1:1: a key must be plain text"},
    {"name: a: b\n", "regel.yaml:1:8: a colon too many"},
    {"name: a\n\tb: c\n", "regel.yaml:2:1: a tab; indent with spaces"},
    {"name: a\nb: @c\n", "regel.yaml:2:4: a sign that cannot stand here"},
    {"name: 'a\n", "regel.yaml:2:1: the text ends within quotes"},
    {"name: \"a\\0b\"\n", "regel.yaml:1:7: a control character"},
    {"name: a\nwords: å\x01\n", "regel.yaml:2:9: a control character"},
    {"name: a\nwords: \xe5\n", "regel.yaml:2:8: not UTF-8"},
    {"a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "regel.yaml:1:36: nested too deep"},
};

static void test_wrong(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(wrongs); i++) {
        g_autoptr(GError) error = NULL;
        struct target target = {0};
        struct yaml *root = parse(wrongs[i].text, &error);
        gboolean good = root && yaml_bind(root, "regel.yaml", fields, &target, &error);

        assert_false(good);
        assert_non_null(error);
        if (!g_str_has_prefix(error->message, wrongs[i].words))
            fail_msg("row %u: %s instead of %s", (guint)i, error->message, wrongs[i].words);
        assert_true(g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_USAGE));
        target_clear(&target);
        yaml_free(root);
    }
}

static void test_limits(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) many = g_string_new("a: [");

    for (guint i = 0; i < 200001; i++)
        g_string_append(many, "1,");
    g_string_append(many, "1]\n");
    assert_null(parse(many->str, &error));
    assert_non_null(strstr(error->message, "too many values"));
    g_clear_error(&error);
    g_autofree char *large = g_strnfill(5 * 1024 * 1024, '#');
    assert_null(parse(large, &error));
    assert_non_null(strstr(error->message, "too large"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bound),
        cmocka_unit_test(test_single_is_list),
        cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
