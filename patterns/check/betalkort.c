/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Payment cards: ISO/IEC 7812: issuer ranges with their lengths, 10-modul over all. */
#include "patterns/check/check.h"
#include "patterns/check/digits.h"

#define LENGTH(n) (1u << (n))

/* First four digits from and to, and the lengths that they come in. */
static const struct { int from, to; guint lengths; } issuers[] = {
    {2221, 2720, LENGTH(16)},                                          /* Mastercard */
    {3000, 3059, LENGTH(14)}, {3600, 3699, LENGTH(14)}, {3800, 3899, LENGTH(14)}, /* Diners */
    {3400, 3499, LENGTH(15)}, {3700, 3799, LENGTH(15)},                /* Amex */
    {3528, 3589, LENGTH(16)},                                          /* JCB */
    {4000, 4999, LENGTH(13) | LENGTH(16) | LENGTH(19)},                /* Visa */
    {5100, 5599, LENGTH(16)},                                          /* Mastercard */
    {5000, 5099, LENGTH(12) | LENGTH(16) | LENGTH(18) | LENGTH(19)},   /* Maestro */
    {5600, 6999, LENGTH(12) | LENGTH(16) | LENGTH(18) | LENGTH(19)},   /* Maestro, Discover, UnionPay */
};

/* Numbers that the payment industry publishes for tests. */
static const char *const published[] = {
    "4111111111111111", "4012888888881881", "5555555555554444", "5105105105105100", "378282246310005", "371449635398431",
    "2223000048400011", "6011111111111117", "30569309025904", "3530111333300000",
};

static gboolean issued(const struct digits *digits)
{
    int head = digits_number(digits->at, 4);

    for (gsize i = 0; i < G_N_ELEMENTS(issuers); i++)
        if (head >= issuers[i].from && head <= issuers[i].to && (issuers[i].lengths & LENGTH(digits->len)))
            return TRUE;
    return FALSE;
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    static const char *const shapes[] = {
        "12", "13", "14", "15", "16", "18", "19", "4 4 4 4", "4-4-4-4", "4.4.4.4", "4 6 5", "4-6-5", "4 6 4", "4-6-4",
        "4 4 4 4 3", "4-4-4-4-3", "4 4 4 4 2", "6 10", "6 13", NULL,
    };
    struct digits digits;

    check_clear(result);
    if (!digits_read(spelt, &digits) || !digits_shaped(&digits, shapes) || !issued(&digits) || !digits_luhn(digits.at, digits.len))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(published); i++)
        result->test |= strcmp(digits.at, published[i]) == 0;
    g_strlcpy(result->value, digits.at, sizeof result->value);
    result->chance = digits.len == digits.first ? 0.04 : 0.06;
    return TRUE;
}

const struct check check_betalkort = {.name = "betalkort", .valid = valid, .needs = NEEDS_LUHN | NEEDS_FIRST};
