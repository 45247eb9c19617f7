/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people are shown: names masked and visible, cells and markup escaped, numbers as they are written. */
#include "reports/write/columns.h"
#include "reports/write/escape.h"
#include "reports/write/number.h"
#include "reports/write/words.h"
#include "reports/write/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define NBSP "\xC2\xA0"

static void masks_numbers_in_names(void **state)
{
    static const struct {
        const char *name, *shown;
    } rows[] = {
        {"Intyg 198501012382.pdf", "Intyg 19850101-****.pdf"},
        {"19850101-2382/akt.txt", "19850101-****/akt.txt"},
        {"8501012382", "850101-****"},
        {"850101+2382", "850101-****"},
        {"1985-01-01-2382.docx", "19850101-****.docx"},
        {"1985 0101 2382", "19850101-****"},
        {"198501012382_198501012390", "19850101-****_19850101-****"},
        {"x198502862397y", "x19850286-****y"},
        {"850101–2382", "850101-****"},
        {"19850101T123", "19850101-****"},
        {"20130101-TF01.txt", "20130101-****.txt"},
        {"kort 4111 1111 1111 1111.txt", "kort 4111 ******** ****.txt"},
        {"SE4550000000058398257466", "SE45** ****"},
        {"anna.planterad@example.org.eml", "a***@example.org.eml"},
        {"070-174 06 05.vcf", "070-*** ** **.vcf"},
        /* what is nobody's number stays */
        {"198501012381.pdf", "198501012381.pdf"},
        {"20240115-1430 möte.docx", "20240115-1430 möte.docx"},
        {"198513012382", "198513012382"},
        {"1198501012382", "1198501012382"},
        {"KS 2024-0107", "KS 2024-0107"},
        {"556047-3521 avtal", "556047-3521 avtal"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *shown = write_name(rows[i].name);
        assert_string_equal(shown, rows[i].shown);
    }
}

static void masks_every_number_where_one_was_found(void **state)
{
    struct evidence *evidence = evidence_new();
    struct finding *finding = finding_new();
    struct place place = {.part = PART_BODY};

    g_array_append_val(finding->places, place);
    g_ptr_array_add(evidence->findings, finding);
    g_autofree char *kept = write_path("akt 991981000010.txt", evidence);
    assert_string_equal(kept, "akt 991981000010.txt");
    g_array_index(finding->places, struct place, 0).part = PART_NAME;
    g_autofree char *masked = write_path("akt 991981000010.txt", evidence);
    assert_string_equal(masked, "akt 99******.txt");
    evidence_free(evidence);
}

static void shows_what_hides(void **state)
{
    static const struct {
        const char *name, *shown;
    } rows[] = {
        {"rad\nbrytning\033[31m", "rad␊brytning␛[31m"}, {"om\xE2\x80\xAEvänd", "om[U+202E]vänd"},
        {"l\xE5st", "l\\xE5st"}, {"\x7F\t", "␡␉"}, {"å\xC2\x85ä", "å[U+0085]ä"}, {"bar\xC3", "bar\\xC3"}, {"", ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *shown = write_terminal(rows[i].name);
        assert_string_equal(shown, rows[i].shown);
    }
}

static void escapes_cells(void **state)
{
    static const struct {
        const char *text, *cell;
    } rows[] = {
        {"vanlig", "\"vanlig\""}, {"=1+1", "\"'=1+1\""}, {"+46", "\"'+46\""}, {"-2", "\"'-2\""}, {"@SUM", "\"'@SUM\""},
        {"\t=1", "\"'\t=1\""}, {" =1", "\"' =1\""}, {"＝1", "\"'＝1\""}, {"sa \"ja\"; sen", "\"sa \"\"ja\"\"; sen\""}, {"", "\"\""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        escape_csv(out, rows[i].text);
        assert_string_equal(out->str, rows[i].cell);
    }
}

static void escapes_markup(void **state)
{
    g_autoptr(GString) out = g_string_new(NULL);

    escape_html(out, "<b a=\"x\" c='y'>&amp;");
    assert_string_equal(out->str, "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;");
}

static void writes_numbers(void **state)
{
    assert_string_equal(write_count(0, TRUE).text, "0");
    assert_string_equal(write_count(999, TRUE).text, "999");
    assert_string_equal(write_count(1234567, TRUE).text, "1" NBSP "234" NBSP "567");
    assert_string_equal(write_count(1234567, FALSE).text, "1,234,567");
    assert_string_equal(write_count(G_MAXUINT64, FALSE).text, "18,446,744,073,709,551,615");
    assert_string_equal(write_percent(1, 3, TRUE).text, "33,3" NBSP "%");
    assert_string_equal(write_percent(3, 3, TRUE).text, "100" NBSP "%");
    assert_string_equal(write_percent(99999, 100000, FALSE).text, "99.9" NBSP "%");
    assert_string_equal(write_percent(1, 100000, FALSE).text, "0.1" NBSP "%");
    assert_string_equal(write_percent(0, 0, FALSE).text, "–");
    assert_string_equal(write_size(999, TRUE).text, "999" NBSP "B");
    assert_string_equal(write_size(1960000000000, TRUE).text, "1,96" NBSP "TB");
    assert_string_equal(write_size(261000000000, FALSE).text, "261" NBSP "GB");
    assert_string_equal(write_size(999600, TRUE).text, "1,00" NBSP "MB");
    assert_string_equal(write_duration(0.4, TRUE).text, "0,4" NBSP "s");
    assert_string_equal(write_duration(190, TRUE).text, "3" NBSP "min 10" NBSP "s");
    assert_string_equal(write_duration(20530, FALSE).text, "5" NBSP "h 42" NBSP "min");
    assert_string_equal(write_confidence(0.999, TRUE).text, "över" NBSP "99" NBSP "%");
    assert_string_equal(write_confidence(0.899, FALSE).text, "89" NBSP "%");
}

static void lays_out_columns(void **state)
{
    g_autofree char *whole = columns_cut("Överförmyndarenheten", 20), *cut = columns_cut("Överförmyndarenheten", 11);
    g_autoptr(GString) padded = g_string_new(NULL), wrapped = g_string_new(NULL);

    assert_string_equal(whole, "Överförmyndarenheten");
    assert_string_equal(cut, "Överf…heten");
    columns_pad(padded, "åäö", 5, FALSE);
    columns_pad(padded, "7", 3, TRUE);
    assert_string_equal(padded->str, "åäö    7");
    columns_wrap(wrapped, "ett två tre fyra", 9, 2);
    assert_string_equal(wrapped->str, "ett två\n  tre\n  fyra");
}

static void tells_who_can_read(void **state)
{
    assert_int_equal(exposure_of(0100644), EXPOSURE_ALL);
    assert_int_equal(exposure_of(0100640), EXPOSURE_GROUP);
    assert_int_equal(exposure_of(0100600), EXPOSURE_OWNER);
    assert_int_equal(exposure_of(0), EXPOSURE_UNKNOWN);
}

static void tells_places(void **state)
{
    const struct place cell = {.member = "post.zip/19850101-2382.xlsx", .sheet = "Klienter", .row = 12, .column = 2, .part = PART_BODY};
    g_autofree char *words = words_place(&cell);

    assert_string_equal(words, "post.zip/19850101-****.xlsx, sheet Klienter, cell B12");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masks_numbers_in_names), cmocka_unit_test(masks_every_number_where_one_was_found),
        cmocka_unit_test(shows_what_hides),       cmocka_unit_test(escapes_cells),
        cmocka_unit_test(escapes_markup),         cmocka_unit_test(writes_numbers),
        cmocka_unit_test(lays_out_columns),       cmocka_unit_test(tells_who_can_read),
        cmocka_unit_test(tells_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
