/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's own rules: each one's examples hold, with the prefilter and without it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "patterns/match/prove.h"

static void prove(gboolean no_prefilter)
{
    const struct engine_options options = {.no_prefilter = no_prefilter, .real_test_numbers = TRUE};
    g_autoptr(GError) error = NULL;
    GDate today;
    g_date_clear(&today, 1);
    g_date_set_dmy(&today, 1, 10, 2026);
    struct engine *engine = engine_new(&options, &error);
    if (!engine || !rules_prove(engine, &today, &error))
        fail_msg("%s", error->message);
    engine_free(engine);
}

static void every_example_holds(void **state)
{
    prove(FALSE);
}

static void every_example_holds_without_the_prefilter(void **state)
{
    prove(TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_holds),
        cmocka_unit_test(every_example_holds_without_the_prefilter),
    };
    return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
