/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of money and of organisations. */
#include "tests/accuracy/maker.h"

#include <stdio.h>
#include <string.h>

void put_organisation(struct maker *maker)
{
    static const char *const starts[] = {"5560", "5567", "5591", "5594", "2120", "7696", "7164", "8024", "9697", "2321", "8570", "9166", "5563", "5569", "2520", "7320", "5164", "7022"};
    char digits[12];
    g_snprintf(digits, sizeof digits, "%s%05d0", PICK(maker, starts), draw_int(maker, 0, 99999));
    digits[9] = luhn_digit(digits, 9);
    int habit = maker->spelling;
    if (draw_chance(maker, 6)) {
        say(maker, "SE%s01", digits);
    } else if (habit < 75) {
        say(maker, "%.6s-%s", digits, digits + 6);
    } else if (habit < 88) {
        say(maker, "%s", digits);
    } else if (habit < 94) {
        say(maker, "16%s", digits);
    } else {
        say(maker, "%.6s %s", digits, digits + 6);
    }
    label(maker, "organisationsnummer", digits);
}

void put_bankgiro(struct maker *maker)
{
    char digits[10];
    guint len = draw_chance(maker, 60) ? 8 : 7;
    draw_digits(maker, digits, len, TRUE);
    if (maker->spelling < 85)
        say(maker, "%.*s-%s", (int)len - 4, digits, digits + len - 4);
    else
        say(maker, "%s", digits);
    label(maker, "bankgiro", digits);
}

void put_plusgiro(struct maker *maker)
{
    char digits[10];
    guint len = (guint)draw_int(maker, 5, 8);
    draw_digits(maker, digits, len, TRUE);
    if (maker->spelling < 60) {
        guint at = (len - 1) % 2 ? 1 : 2;
        if ((len - 1) % 2 && draw_chance(maker, 50) && len - 1 >= 3)
            at = 3;
        say(maker, "%.*s", (int)at, digits);
        for (; at < len - 1; at += 2)
            say(maker, " %.2s", digits + at);
        say(maker, "-%c", digits[len - 1]);
    } else if (maker->spelling < 90) {
        say(maker, "%.*s-%c", (int)len - 1, digits, digits[len - 1]);
    } else {
        say(maker, "%s", digits);
    }
    label(maker, "plusgiro", digits);
}

/* Weights 1,10,9,8 ... from the left, right-aligned on eleven: the last digit makes the sum divisible. FALSE where none does. */
static gboolean mod11_close(char *digits, gsize len)
{
    static const int weights[] = {1, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
    for (char last = '0'; last <= '9'; last++) {
        int sum = 0;
        digits[len - 1] = last;
        for (gsize i = 0; i < len; i++)
            sum += (digits[i] - '0') * weights[11 - len + i];
        if (sum % 11 == 0)
            return TRUE;
    }
    return FALSE;
}

void put_account(struct maker *maker)
{
    static const char *const eleven[] = {"1103", "1284", "1681", "3021", "3277", "5011", "5699", "5203", "7101", "7422", "9063", "9252", "9274"};
    static const char *const twelve[] = {"4101", "4820", "9022", "9156", "9555", "9661", "9672", "9782"};
    char digits[20];
    const char *dash = maker->spelling % 3 ? " " : "-";
    switch (draw_int(maker, 0, 5)) {
    case 0: /* Swedbank 8xxx with its fifth digit */
        g_snprintf(digits, sizeof digits, "8%03d", draw_int(maker, 100, 999));
        draw_digits(maker, digits + 4, 10, TRUE);
        say(maker, "%.4s-%c,%.3s %.3s %.3s-%s", digits, luhn_digit(digits, 4), digits + 4, digits + 7, digits + 10, digits + 13);
        break;
    case 1: /* Handelsbanken */
        g_snprintf(digits, sizeof digits, "6%03d", draw_int(maker, 0, 999));
        do
            draw_digits(maker, digits + 4, 9, FALSE);
        while (!mod11_close(digits + 4, 9));
        if (maker->spelling < 50)
            say(maker, "%.4s%s%.3s %.3s %s", digits, dash, digits + 4, digits + 7, digits + 10);
        else
            say(maker, "%.4s%s%s", digits, dash, digits + 4);
        break;
    case 2: /* 1:2, all eleven weighed */
        do {
            g_strlcpy(digits, PICK(maker, twelve), sizeof digits);
            draw_digits(maker, digits + 4, 7, FALSE);
        } while (!mod11_close(digits, 11));
        say(maker, "%.4s%s%s", digits, dash, digits + 4);
        break;
    default: /* 1:1, without the first digit */
        do {
            g_strlcpy(digits, PICK(maker, eleven), sizeof digits);
            draw_digits(maker, digits + 4, 7, FALSE);
        } while (!mod11_close(digits + 1, 10));
        if (maker->spelling < 40)
            say(maker, "%.4s,%.3s %.2s %.2s", digits, digits + 4, digits + 7, digits + 9);
        else if (maker->spelling < 80)
            say(maker, "%.4s%s%s", digits, dash, digits + 4);
        else
            say(maker, "%s", digits);
    }
    label(maker, "bankkonto", digits);
}

static int mod97(const char *digits)
{
    int rest = 0;
    for (; *digits; digits++)
        rest = (rest * 10 + (*digits - '0')) % 97;
    return rest;
}

void put_iban(struct maker *maker)
{
    static const char *const banks[] = {"500", "600", "300", "800", "120", "902"};
    char account[24];
    gboolean german = draw_chance(maker, 15);
    if (german) {
        draw_digits(maker, account, 18, FALSE);
    } else {
        g_strlcpy(account, PICK(maker, banks), sizeof account);
        draw_digits(maker, account + 3, 17, FALSE);
    }
    g_autofree char *turned = g_strdup_printf(german ? "%s131400" : "%s281400", account);
    g_autofree char *iban = g_strdup_printf("%s%02d%s", german ? "DE" : "SE", 98 - mod97(turned), account);
    if (maker->spelling < 60)
        for (gsize at = 0; iban[at]; at += strnlen(iban + at, 4))
            say(maker, at ? " %.4s" : "%.4s", iban + at);
    else
        say(maker, "%s", iban);
    label(maker, "iban", iban);
}

void put_card(struct maker *maker)
{
    static const char *const starts[] = {"4581", "5355", "4571", "2230", "5168", "3715", "4925"};
    char digits[20];
    const char *start = PICK(maker, starts);
    guint len = start[0] == '3' ? 15 : 16;
    g_strlcpy(digits, start, sizeof digits);
    draw_digits(maker, digits + 4, len - 4, FALSE);
    digits[len - 1] = luhn_digit(digits, len - 1);
    if (maker->spelling >= 70)
        say(maker, "%s", digits);
    else if (len == 15)
        say(maker, "%.4s %.6s %s", digits, digits + 4, digits + 10);
    else
        say(maker, maker->spelling < 50 ? "%.4s %.4s %.4s %s" : "%.4s-%.4s-%.4s-%s", digits, digits + 4, digits + 8, digits + 12);
    label(maker, "betalkort", digits);
}

void put_reserve(struct maker *maker)
{
    char digits[16];
    if (draw_chance(maker, 50)) { /* Region Stockholm: the check is over positions 5 to 11 */
        g_snprintf(digits, sizeof digits, "99%d%05d", draw_int(maker, 1980, 2024), draw_int(maker, 0, 99999));
        digits[11] = luhn_digit(digits + 4, 7);
        digits[12] = '\0';
    } else { /* Värmland: no check */
        g_snprintf(digits, sizeof digits, "%d%02d%02dS%c%d%c", draw_int(maker, 1930, 2020), draw_int(maker, 1, 12), draw_int(maker, 1, 28),
                   "FUXPL"[draw_int(maker, 0, 4)], draw_int(maker, 0, 9), 'A' + draw_int(maker, 0, 20));
    }
    say(maker, "%s", digits);
    label(maker, "reservnummer", digits);
}

void put_case(struct maker *maker)
{
    static const char *const boards[] = {"KS", "SN", "BUN", "ASN", "KSP", "MSN", "ÖFN", "UN"};
    g_autofree char *value = NULL;
    const char *board = PICK(maker, boards);
    int year = draw_int(maker, 2009, 2026), number = draw_int(maker, 1, 1500);
    switch (maker->spelling % 6) {
    case 0:
        value = g_strdup_printf("%d/%s %04d", year, board, number);
        break;
    case 1:
        value = g_strdup_printf("%s %d/%d", board, year, number);
        break;
    case 2:
        value = g_strdup_printf("%s/%d:%d", board, year, number);
        break;
    case 3:
        value = g_strdup_printf("%s-%d/%d", board, year, number);
        break;
    case 4:
        value = g_strdup_printf("%s %d-%05d", board, year, number);
        break;
    default:
        value = g_strdup_printf("%s/%d/%04d", board, year, number);
    }
    say(maker, "%s", value);
    label(maker, "diarienummer", value);
}
