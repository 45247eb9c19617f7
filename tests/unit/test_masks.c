/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a finding shows: at most a birth date, the domain of an address or half of the signs; of passwords and keys nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "patterns/match/rule.h"
#include "tests/unit/engine_kit.h"

static guint clear_signs(const char *text)
{
    guint count = 0;
    for (; *text; text = g_utf8_next_char(text))
        count += g_unichar_isalnum(g_utf8_get_char(text));
    return count;
}

static const char *wrong_with(const struct finding *finding)
{
    if (g_str_equal(finding->kind, "markning") || g_str_equal(finding->kind, "diarienummer"))
        return NULL;
    if (g_str_equal(finding->kind, "inloggningsuppgift") || g_str_equal(finding->kind, "privat_nyckel"))
        return g_str_equal(finding->masked, "****") ? NULL : "shows of a secret";
    if (strstr(finding->masked, finding->value))
        return "shows all";
    if (g_str_equal(finding->kind, "epost"))
        return g_str_has_suffix(finding->masked, strrchr(finding->value, '@')) && strstr(finding->masked, "***@") ? NULL : "shows a name";
    gboolean dated = strlen(finding->masked) == 13 && g_str_has_suffix(finding->masked, "-****") && strncmp(finding->masked, finding->value, 8) == 0;
    if (dated && strncmp(finding->masked + 4, "13", 2) < 0 && strncmp(finding->masked + 6, "92", 2) < 0)
        return NULL;
    return clear_signs(finding->masked) * 2 <= clear_signs(finding->value) ? NULL : "shows more than half";
}

static void look(const char *text)
{
    struct evidence *evidence = kit_find(text);
    for (guint i = 0; i < evidence->findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(evidence->findings, i);
        const char *wrong = wrong_with(finding);
        if (wrong)
            fail_msg("%s in \"%s\": \"%s\" %s", finding->kind, text, finding->masked, wrong);
    }
    evidence_free(evidence);
}

static void no_mask_shows_too_much(void **state)
{
    static const char *const more[] = {
        "Elev 850101-T123 och 850101-TF10", "Momsnr SE850101238201", "Momsnr SE556047352101", "Bankkonto 3300 8501012382", "Person 19850286-2397",
    };
    const GPtrArray *rules = engine_rules(kit.engine);
    for (guint i = 0; i < rules->len; i++) {
        const struct rule *rule = g_ptr_array_index(rules, i);
        for (char **text = rule->accept; *text; text++)
            look(*text);
    }
    for (guint i = 0; i < G_N_ELEMENTS(more); i++)
        look(more[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_mask_shows_too_much)};
    return cmocka_run_group_tests_name("masks", tests, kit_open, kit_close);
}
