/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/cell.h"

#include <string.h>

#define CELL_BYTES_MAX 32
#define SHORT_MIN 7 /* digits left of a number of ten that began with zeros: of those born in 2000 three are lost */
#define FULL 10

static gsize run_of_digits(const char *text, gsize at, gsize len)
{
    gsize from = at;
    while (at < len && g_ascii_isdigit(text[at]))
        at++;
    return at - from;
}

/* "1.98001011234E+11" from its parts; FALSE where digits are lost for good. */
static gboolean expand(const char *text, gsize whole, gsize fraction, guint exponent, char *digits)
{
    gsize used = fraction;
    while (used && text[whole + used] == '0')
        used--;
    if (used > exponent || whole + exponent > CELL_DIGITS_MAX)
        return FALSE;
    memcpy(digits, text, whole);
    memcpy(digits + whole, text + whole + 1, used);
    memset(digits + whole + used, '0', exponent - used);
    digits[whole + exponent] = '\0';
    return TRUE;
}

static void pad(char *digits)
{
    gsize len = strlen(digits);
    if (len < SHORT_MIN || len >= FULL)
        return;
    memmove(digits + FULL - len, digits, len + 1);
    memset(digits, '0', FULL - len);
}

gboolean cell_number(const char *text, gsize len, char digits[CELL_DIGITS_MAX + 1])
{
    gsize whole = run_of_digits(text, 0, len), at = whole, fraction = 0;
    guint exponent = 0;
    if (len > CELL_BYTES_MAX || !whole || whole > CELL_DIGITS_MAX)
        return FALSE;
    if (whole == len && (len < SHORT_MIN || len >= FULL))
        return FALSE;
    if (at < len && (text[at] == '.' || text[at] == ',')) {
        fraction = run_of_digits(text, at + 1, len);
        at += 1 + fraction;
        if (!fraction)
            return FALSE;
    }
    if (at < len && (text[at] == 'E' || text[at] == 'e')) {
        gsize sign = at + 1 < len && text[at + 1] == '+', count = run_of_digits(text, at + 1 + sign, len);
        if (!count || count > 2)
            return FALSE;
        for (gsize i = 0; i < count; i++)
            exponent = exponent * 10 + (guint)g_ascii_digit_value(text[at + 1 + sign + i]);
        at += 1 + sign + count;
    }
    if (at != len || !expand(text, whole, fraction, exponent, digits))
        return FALSE;
    pad(digits);
    return strlen(digits) != len || memcmp(digits, text, len) != 0;
}
