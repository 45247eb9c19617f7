/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Canonical spellings of words: as the library turns them, whatever letters they hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "patterns/check/words.h"

static void check_text(const char *text)
{
    g_autofree char *upper = g_utf8_strup(text, -1), *lower = g_utf8_strdown(text, -1);
    char out[64];
    assert_true(words_upper(text_of(text), out, sizeof out));
    assert_string_equal(out, upper);
    assert_true(words_lower(text_of(text), out, sizeof out));
    assert_string_equal(out, lower);
}

static void all_letters_of_europe_turn(void **state)
{
    for (gunichar sign = 0x21; sign < 0x530; sign++) {
        char letter[8] = "";
        g_unichar_to_utf8(sign, letter);
        g_autofree char *text = g_strdup_printf("aÅ%s %sz", letter, letter);
        check_text(text);
    }
    check_text("Karin Åkerlöf-Müller");
    check_text("ÉÿßøÆ×÷");
}

static void blanks_become_one_space(void **state)
{
    char out[64];
    assert_true(words_upper(text_of(" \t åsa \r\n  holm "), out, sizeof out));
    assert_string_equal(out, "ÅSA HOLM");
    assert_true(words_lower(text_of("  ŁUKASZ \t HOLM "), out, sizeof out));
    assert_string_equal(out, "łukasz holm");
}

static void what_is_no_text_is_refused(void **state)
{
    static const char *const wrong[] = {"", "   ", "a\xc3", "a\xc3z", "\xa5", "\xc3\xc3\xa5", "a\xff", "\xc3\xa5\xa5"};
    char out[8];
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        assert_false(words_upper(text_of(wrong[i]), out, sizeof out));
        assert_false(words_lower(text_of(wrong[i]), out, sizeof out));
    }
    assert_false(words_upper(text_of("abcdefgh"), out, sizeof out));
    assert_false(words_upper(text_of("åäöåäö"), out, sizeof out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_letters_of_europe_turn),
        cmocka_unit_test(blanks_become_one_space),
        cmocka_unit_test(what_is_no_text_is_refused),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
