/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The validators one by one: what they take, under which canonical value, and what they refuse. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "patterns/check/check.h"

static const struct check_env env = {.year = 2026, .month = 6, .day = 30, .scan_year = 2026};

/* value NULL: must be refused. kind NULL: the rule's own. */
struct row {
    const char *check, *spelt, *value, *kind;
};

static const struct row rows[] = {
    {"personnummer", "19850101-2382", "198501012382", NULL},
    {"personnummer", "850101-2382", "198501012382", NULL},
    {"personnummer", "8501012382", "198501012382", NULL},
    {"personnummer", "850101 - 2382", "198501012382", NULL},
    {"personnummer", "850101-\n2382", "198501012382", NULL},
    {"personnummer", "850101 2382", "198501012382", NULL},
    {"personnummer", "1985-01-01-2382", "198501012382", NULL},
    {"personnummer", "1985-01-01 2382", "198501012382", NULL},
    {"personnummer", "85-01-01 2382", "198501012382", NULL},
    {"personnummer", "020101+9809", "190201019809", NULL},
    {"personnummer", "900101+9802", "189001019802", NULL},
    {"personnummer", "18900101+9802", "189001019802", NULL},
    {"personnummer", "200002292399", "200002292399", NULL},
    {"personnummer", "640823-3234", "196408233234", NULL},
    {"personnummer", "198501012381", NULL, NULL},
    {"personnummer", "198502302386", NULL, NULL},
    {"personnummer", "850101-0006", NULL, NULL},
    {"personnummer", "202613012380", NULL, NULL},
    {"personnummer", "198502862397", NULL, NULL},
    {"personnummer", "212000-0142", NULL, NULL},
    {"personnummer", "85010-12382", NULL, NULL},
    {"personnummer", "850101--2382", NULL, NULL},
    {"personnummer", "850101-23820", NULL, NULL},
    {"personnummer", "", NULL, NULL},
    {"samordningsnummer", "198502862397", "198502862397", NULL},
    {"samordningsnummer", "701063-2391", "197010632391", NULL},
    {"samordningsnummer", "191500722390", "191500722390", NULL},
    {"samordningsnummer", "191711602399", "191711602399", NULL},
    {"samordningsnummer", "701060-2396", NULL, NULL},
    {"samordningsnummer", "198501012382", NULL, NULL},
    {"organisationsnummer", "212000-0142", "2120000142", NULL},
    {"organisationsnummer", "2120001355", "2120001355", NULL},
    {"organisationsnummer", "165560473521", "5560473521", NULL},
    {"organisationsnummer", "01-556047-3521", "5560473521", NULL},
    {"organisationsnummer", "556047-3522", NULL, NULL},
    {"organisationsnummer", "850101-2382", NULL, NULL},
    {"organisationsnummer", "198501012382", NULL, NULL},
    {"moms", "SE556047352101", "5560473521", NULL},
    {"moms", "SE 556047-3521 01", "5560473521", NULL},
    {"moms", "SE850101238201", "198501012382", "personnummer"},
    {"moms", "SE850286239701", "198502862397", "samordningsnummer"},
    {"moms", "SE556047352102", NULL, NULL},
    {"moms", "SE556047352201", NULL, NULL},
    {"reservnummer", "991981000010", "991981000010", NULL},
    {"reservnummer", "991981000011", "991981000011", NULL},
    {"reservnummer", "991945000023", "991945000023", NULL},
    {"reservnummer", "991993000032", "991993000032", NULL},
    {"reservnummer", "19810829M071", "19810829M071", NULL},
    {"reservnummer", "19450829-K088", "19450829K088", NULL},
    {"reservnummer", "19930829X802", "19930829X802", NULL},
    {"reservnummer", "19810829SU3A", "19810829SU3A", NULL},
    {"reservnummer", "19810829TB1F", "19810829TB1F", NULL},
    {"reservnummer", "198108320014", "198108320014", NULL},
    {"reservnummer", "22950606FH20", "22950606FH20", NULL},
    {"reservnummer", "25780404KHD5", "25780404KHD5", NULL},
    {"reservnummer", "00342145BZ31", "00342145BZ31", NULL},
    {"reservnummer", "00749852BZK0", "00749852BZK0", NULL},
    {"reservnummer", "20000101-T220", "20000101T220", NULL},
    {"reservnummer", "19850101-T123", "19850101T123", NULL},
    {"reservnummer", "20130101TF01", "20130101TF01", NULL},
    {"reservnummer", "20000101-A220", NULL, NULL},
    {"reservnummer", "991981000015", NULL, NULL},
    {"reservnummer", "19810829M072", NULL, NULL},
    {"reservnummer", "22950606FH21", NULL, NULL},
    {"bankgiro", "490-2201", "4902201", NULL},
    {"bankgiro", "902-0033", "9020033", NULL},
    {"bankgiro", "54029681", "54029681", NULL},
    {"bankgiro", "402-9681", NULL, NULL},
    {"plusgiro", "12 34 56-6", "1234566", NULL},
    {"plusgiro", "123456-6", "1234566", NULL},
    {"plusgiro", "90 20 03-3", "9020033", NULL},
    {"plusgiro", "12 34 56-7", NULL, NULL},
    {"bankkonto", "9071,417 23 83", "90714172383", NULL},
    {"bankkonto", "9789 1111113", "97891111113", NULL},
    {"bankkonto", "6789 123 456 789", "6789123456789", NULL},
    {"bankkonto", "8424-4,983 189 224-6", "84249831892246", NULL},
    {"bankkonto", "3300 000620-5124", "33000006205124", NULL},
    {"bankkonto", "90714172383", "90714172383", NULL},
    {"bankkonto", "9071,417 23 84", NULL, NULL},
    {"bankkonto", "8424-5,983 189 224-6", NULL, NULL},
    {"bankkonto", "0171 123 45 67", NULL, NULL},
    {"iban", "SE45 5000 0000 0583 9825 7466", "SE4550000000058398257466", NULL},
    {"iban", "SE7160000000000123456789", "SE7160000000000123456789", NULL},
    {"iban", "DE89 3704 0044 0532 0130 00", "DE89370400440532013000", NULL},
    {"iban", "gb29 nwbk 6016 1331 9268 19", "GB29NWBK60161331926819", NULL},
    {"iban", "SE45 6000 0000 0583 9825 7466", NULL, NULL},
    {"iban", "SE45 5000 0000 0583 9825 746", NULL, NULL},
    {"betalkort", "4111 1111 1111 1111", "4111111111111111", NULL},
    {"betalkort", "3782 822463 10005", "378282246310005", NULL},
    {"betalkort", "2223000048400011", "2223000048400011", NULL},
    {"betalkort", "4111111111111112", NULL, NULL},
    {"betalkort", "1234567812345670", NULL, NULL},
    {"telefon", "070-174 06 05", "+46701740605", NULL},
    {"telefon", "0701740612", "+46701740612", NULL},
    {"telefon", "0701-74 06 05", "+46701740605", NULL},
    {"telefon", "+46 70 174 06 33", "+46701740633", NULL},
    {"telefon", "+46 (0)70-174 06 44", "+46701740644", NULL},
    {"telefon", "0046701740655", "+46701740655", NULL},
    {"telefon", "08-465 004 12", "+46846500412", NULL},
    {"telefon", "0980-31 92 00", "+46980319200", NULL},
    {"telefon", "070174-0605", NULL, NULL},
    {"telefon", "+20140512", NULL, NULL},
    {"mobil", "0701740612", "+46701740612", NULL},
    {"mobil", "0701012395", NULL, NULL},
    {"telefon", "+4722123456", "+4722123456", NULL},
    {"telefon", "+358401234567", "+358401234567", NULL},
    {"telefon", "+999123456789", NULL, NULL},
    {"telefon", "+47221234567", NULL, NULL},
    {"telefon", "0124-12 34 56", NULL, NULL},
    {"telefon", "071-174 06 05", NULL, NULL},
    {"epost", "Karin.Lund@Example.se", "karin.lund@example.se", NULL},
    {"epost", "åsa.öberg@example.se", "åsa.öberg@example.se", NULL},
    {"epost", "bild@2x.png", NULL, NULL},
    {"epost", "a..b@example.se", NULL, NULL},
    {"epost", "git@server", NULL, NULL},
    {"ip", "208.67.222.222", "208.67.222.222", NULL},
    {"ip", "2001:4860:4860::8888", "2001:4860:4860::8888", NULL},
    {"ip", "10.0.0.1", NULL, NULL},
    {"ip", "127.0.0.1", NULL, NULL},
    {"ip", "300.12.1.999", NULL, NULL},
    {"ip", "10:20:30", NULL, NULL},
    {"mac", "00:00:5E:00:53:0A", "00:00:5e:00:53:0a", NULL},
    {"mac", "0000.5e00.53af", "00:00:5e:00:53:af", NULL},
    {"mac", "00:00:5E-00:53:0A", NULL, NULL},
    {"mac", "FF:FF:FF:FF:FF:FF", NULL, NULL},
    {"position", "59.24401, 18.22872", "59.24401, 18.22872", NULL},
    {"position", "N 6569900 E 163070", "6569900, 163070", NULL},
    {"position", "6166984 1322751", "6166984, 1322751", NULL},
    {"position", "59.24 18.22", NULL, NULL},
    {"pass", "XA1234567", "XA1234567", NULL},
    {"pass", "12345678", "12345678", NULL},
    {"pass", "1234567", NULL, NULL},
    {"mrz", "P<SWEEXEMPEL<<KARIN<<<<<<<<<<<<<<<<<<<<<<<<<\nXA12345679SWE8501019F3303045<<<<<<<<<<<<<<<2", "XA1234567", NULL},
    {"mrz", "P<SWEEXEMPEL<<KARIN<<<<<<<<<<<<<<<<<<<<<<<<<\nXA12345678SWE8501019F3303045<<<<<<<<<<<<<<<2", NULL, NULL},
    {"fordon", "ABC 12D", "ABC12D", NULL},
    {"fordon", "FUL 123", NULL, NULL},
    {"fordon", "ABC 12O", NULL, NULL},
    {"fordon", "IBC 123", NULL, NULL},
    {"fastighet", "Tyresö Bollmora 1:23", "TYRESÖ BOLLMORA 1:23", NULL},
    {"fastighet", "kl 8:30", NULL, NULL},
    {"fastighet", "Sun Nov 12:30", NULL, NULL},
    {"diarienummer", "2024/KS 0107", "2024/KS 0107", NULL},
    {"diarienummer", "KS-2014/742.912", "KS-2014/742.912", NULL},
    {"diarienummer", "KS/9999/1", NULL, NULL},
    {"diarienummer", "CVE-2021-4197", NULL, NULL},
    {"diarienummer", "SFS 2009:400", NULL, NULL},
    {"diagnoskod", "F90.0B", "F90.0B", NULL},
    {"diagnoskod", "F9", NULL, NULL},
    {"fodelsedatum", "19800101-XXXX", "19800101", NULL},
    {"fodelsedatum", "800101-****", "19800101", NULL},
    {"fodelsedatum", "1980-01-01", "19800101", NULL},
    {"fodelsedatum", "1980-13-01", NULL, NULL},
    {"losenord", "Vinterspar7!kvarn", "Vinterspar7!kvarn", NULL},
    {"losenord", "********", NULL, NULL},
    {"losenord", "${DB_PASSWORD}", NULL, NULL},
    {"losenord", "<ditt", NULL, NULL},
    {"losenord", "arkiv:s3kr3t-Kista@ftp.example.se", "arkiv:s3kr3t-Kista@ftp.example.se", NULL},
    {"losenord", "user:password@host.example", NULL, NULL},
    {"namn", "Karin Lindström", "KARIN LINDSTRÖM", NULL},
    {"namn", "Lindqvist, Maria", "MARIA LINDQVIST", NULL},
    {"namn", "Anna-Lena Johansson", "ANNA-LENA JOHANSSON", NULL},
    {"namn", "Andersson Bygg AB", NULL, NULL},
    {"namn", "Stora Berg", NULL, NULL},
    {"namn", "ÅSA LINDSTRÖM", "ÅSA LINDSTRÖM", NULL},
    {"namn", "JOHANSSON, ANNA-LENA", "ANNA-LENA JOHANSSON", NULL},
    {"adress", "Ekgatan 3,  123 45 Storstad", "EKGATAN 3, 123 45 STORSTAD", NULL},
    {"adress", "Ekgatan 3, 023 45 Storstad", NULL, NULL},
};

static void takes_and_refuses(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct check *check = check_find(rows[i].check);
        struct check_result result = {0};

        assert_non_null(check);
        gboolean valid = check->valid(text_of(rows[i].spelt), &env, &result);
        if (valid != (rows[i].value != NULL) || (valid && strcmp(result.value, rows[i].value) != 0))
            fail_msg("%s '%s': %s, '%s'", rows[i].check, rows[i].spelt, valid ? "taken" : "refused", result.value);
        if (valid && g_strcmp0(result.kind, rows[i].kind) != 0)
            fail_msg("%s '%s': kind %s", rows[i].check, rows[i].spelt, result.kind);
        if (valid)
            assert_true(result.chance > 0 && result.chance <= 1);
    }
}

/* Each validator reads its view only: the bytes behind it would change the answer, or lie outside the heap block. */
static void stays_inside_the_view(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gsize len = strlen(rows[i].spelt);
        for (gsize part = 0; part <= len; part++) {
            char *exact = g_memdup2(rows[i].spelt, MAX(part, 1));
            struct check_result result;
            if (check_find(rows[i].check)->valid((struct text){exact, part}, &env, &result))
                assert_true(strlen(result.value) < CHECK_VALUE_MAX);
            g_free(exact);
        }
    }
}

/* Hostile views: any bytes, up to and over every size. */
static void survives_any_bytes(void **state)
{
    static const char alphabet[] = "0123456789-+ .:,/ABSETNx@<*\xc3\xa5\n";
    GRand *rand = g_rand_new_with_seed(20260101);

    for (gsize i = 0; i < 20000; i++) {
        gsize len = (gsize)g_rand_int_range(rand, 0, i % 10 == 0 ? 600 : 30);
        char *exact = g_malloc(MAX(len, 1));
        for (gsize j = 0; j < len; j++)
            exact[j] = alphabet[g_rand_int_range(rand, 0, sizeof alphabet - 1)];
        for (gsize row = 0; row < G_N_ELEMENTS(rows); row += 5) {
            struct check_result result;
            if (check_find(rows[row].check)->valid((struct text){exact, len}, &env, &result))
                assert_true(strlen(result.value) < CHECK_VALUE_MAX);
        }
        g_free(exact);
    }
    g_rand_free(rand);
}

static void century_follows_the_file(void **state)
{
    const struct check *check = check_find("personnummer");
    const struct check_env old = {.year = 1999, .month = 1, .day = 1, .scan_year = 2026};
    struct check_result result;

    assert_true(check->valid(TEXT("020101-9809"), &old, &result));
    assert_string_equal(result.value, "190201019809");
    assert_true(check->valid(TEXT("0002292399"), &env, &result));
    assert_string_equal(result.value, "200002292399");
    assert_false(result.century_sure);
    assert_true(check->valid(TEXT("850101-2382"), &env, &result));
    assert_true(result.century_sure);
    assert_true(result.test);
    assert_int_equal(result.year, 1985);
    /* Born after the file was written, but before the scan: file dates lie. */
    assert_true(check->valid(TEXT("201212312381"), &old, &result));
    assert_null(check_find("okand"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_and_refuses),
        cmocka_unit_test(stays_inside_the_view),
        cmocka_unit_test(survives_any_bytes),
        cmocka_unit_test(century_follows_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
