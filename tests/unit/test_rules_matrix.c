/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No example of one kind is told as another: each rule's accept texts, and what the whole engine finds in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "patterns/match/engine.h"
#include "patterns/match/rule.h"

#define ENOUGH 0.5

static struct evidence *evidence_of(struct detector *detector, const char *text)
{
    struct detector_file file = {.year = 2026, .month = 6, .day = 30};
    const struct chunk chunk = {.text = text_of(text), .place = {.line = 1}};

    g_date_clear(&file.today, 1);
    g_date_set_dmy(&file.today, 30, 6, 2026);
    detector_begin(detector, &file);
    detector_text(detector, &chunk);
    return detector_end(detector);
}

/* The kind that the rule's example is told as, beside its own; NULL: none. A name may stand beside any number. */
static const char *other_kind(const struct evidence *evidence, const struct rule *rule)
{
    for (guint i = 0; i < evidence->findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(evidence->findings, i);
        if (finding->confidence >= ENOUGH && !g_str_equal(finding->kind, rule->kind) && !g_str_equal(finding->kind, "namn"))
            return finding->kind;
    }
    return NULL;
}

static void no_kind_is_told_as_another(void **state)
{
    const struct engine_options options = {.real_test_numbers = TRUE, .max_findings = 1000};
    g_autoptr(GError) error = NULL;
    struct engine *engine = engine_new(&options, &error);
    g_autoptr(GHashTable) kinds = g_hash_table_new(g_str_hash, g_str_equal);

    if (!engine)
        fail_msg("%s", error->message);
    struct detector *detector = detector_new(engine);
    for (guint i = 0; i < engine_rules(engine)->len; i++) {
        const struct rule *rule = g_ptr_array_index(engine_rules(engine), i);
        g_hash_table_add(kinds, rule->kind);
        for (char **text = rule->accept; rule->sort != RULE_WORDS && *text; text++) {
            struct evidence *evidence = evidence_of(detector, *text);
            const char *other = other_kind(evidence, rule);
            if (other)
                fail_msg("%s, '%s': told as %s", rule->name, *text, other);
            evidence_free(evidence);
        }
    }
    /* 25 kinds, 11 themes and the genre: a kind without a rule would pass unseen. */
    assert_int_equal(g_hash_table_size(kinds), 37);
    detector_free(detector);
    engine_free(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_kind_is_told_as_another)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
