/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names are masked by shape, since a report holds no clear value to look for. Digits are gathered over single
 * separators, and the longest reading that holds wins:
 *
 *     1985-01-01-2382   8501012382   19850101T123   4111 1111 1111 1111   SE45 5000 0000 0583 9825 7466
 *     |date     |four   |date |four  |date  |four   |15 or 16, mod 10     |SE and 22 digits
 *
 * What has a date but fails its check digit (20240115-1430, a time) stays: it is nobody's number.
 */
#include "reports/write/write.h"

#include <string.h>

#define DIGITS_MAX 24

struct run {
    char digits[DIGITS_MAX + 1];
    const char *after[DIGITS_MAX + 1]; /* after[n]: behind the first n digits */
    guint count;
};

static gsize separator(const char *at)
{
    static const char *const all[] = {"-", "+", " ", "_", ".", "\xC2\xA0", "–", "—", "−", "‑", "‐"};

    for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
        if (g_str_has_prefix(at, all[i]))
            return strlen(all[i]);
    return 0;
}

static void gather(const char *at, struct run *run)
{
    run->count = 0;
    run->after[0] = at;
    while (run->count < DIGITS_MAX) {
        gsize skip = run->count ? separator(at) : 0;

        if (!g_ascii_isdigit(at[skip]))
            break;
        run->digits[run->count++] = at[skip];
        at += skip + 1;
        run->after[run->count] = at;
    }
    run->digits[run->count] = '\0';
}

static gboolean luhn(const char *digits, guint count)
{
    guint sum = 0;

    for (guint i = 0; i < count; i++) {
        guint digit = (guint)(digits[count - 1 - i] - '0') * (i % 2 ? 2 : 1);

        sum += digit / 10 + digit % 10;
    }
    return sum % 10 == 0;
}

/* Month and day of YYMMDD; the day of a samordningsnummer is raised by 60. */
static gboolean dated(const char *yymmdd)
{
    int month = (yymmdd[2] - '0') * 10 + yymmdd[3] - '0', day = (yymmdd[4] - '0') * 10 + yymmdd[5] - '0';

    return month >= 1 && month <= 12 && ((day >= 1 && day <= 31) || (day >= 61 && day <= 91));
}

/* Length of the person's number at the start of the run; 0: none. prefix: how many digits are shown. */
static const char *person(const struct run *run, guint *prefix)
{
    for (guint length = 12; length >= 10; length -= 2) {
        const char *ten = run->digits + length - 10;

        if (run->count < length || g_ascii_isdigit(*run->after[length]) || run->after[length] - run->after[length - 3] != 3)
            continue; /* the last four stand together: 2024-01-15 14.30 is a time */
        if (dated(ten) && luhn(ten, 10)) {
            *prefix = length - 4;
            return run->after[length];
        }
    }
    for (guint length = 8; length >= 6; length -= 2) { /* T and TF numbers: a letter or two among the last four */
        const char *end = run->count >= length ? run->after[length] : NULL;
        gsize letters = 0, digits = 0;

        if (!end || g_ascii_isdigit(*end) || !dated(run->digits + length - 6))
            continue;
        end += *end == '-' || *end == '+';
        while (letters < 2 && g_ascii_isupper(end[letters]))
            letters++;
        while (digits < 4 && g_ascii_isdigit(end[letters + digits]))
            digits++;
        if (letters && letters + digits == 4) {
            *prefix = length;
            return end + 4;
        }
    }
    return NULL;
}

static const char *card(const struct run *run)
{
    for (guint length = 19; length >= 15; length--)
        if (run->count >= length && !g_ascii_isdigit(*run->after[length]) && strchr("23456", run->digits[0]) &&
            luhn(run->digits, length))
            return run->after[length];
    return NULL;
}

/* Swedish mobile numbers: 07x and seven digits. */
static const char *mobile(const struct run *run)
{
    if (run->count < 10 || run->digits[0] != '0' || run->digits[1] != '7' || g_ascii_isdigit(*run->after[10]))
        return NULL;
    return run->after[10];
}

/* Masks a number that begins at `at`; gives where it ends, or NULL. */
static const char *mask_digits(GString *out, const char *at, gboolean iban, gboolean all)
{
    struct run run;
    guint prefix = 0;
    const char *end;

    gather(at, &run);
    if (iban && run.count >= 22) {
        g_string_append_printf(out, "%.2s** ****", run.digits);
        return run.after[22];
    }
    if ((end = person(&run, &prefix)))
        g_string_append_printf(out, "%.*s-****", (int)prefix, run.digits);
    else if ((end = card(&run)))
        g_string_append_printf(out, "%.4s ******** ****", run.digits);
    else if ((end = mobile(&run)))
        g_string_append_printf(out, "%.3s-*** ** **", run.digits);
    else if (all && run.count >= 9) {
        g_string_append_printf(out, "%.2s******", run.digits);
        end = run.after[run.count];
        while (g_ascii_isdigit(*end))
            end++;
    }
    return end;
}

static gboolean mail_char(char c)
{
    return g_ascii_isalnum(c) || (guint8)c >= 0x80 || (c && strchr("._%+-", c));
}

/* Masks the local part of a mail address that ends in the text written so far, at the '@'. */
static gboolean mask_mail(GString *out, const char *at)
{
    gsize start = out->len;

    if (!g_ascii_isalnum(at[1]) || !strchr(at, '.'))
        return FALSE;
    while (start && mail_char(out->str[start - 1]))
        start--;
    if (start == out->len)
        return FALSE;
    gsize keep = start + (gsize)(g_utf8_next_char(out->str + start) - (out->str + start));
    g_string_truncate(out, MIN(keep, out->len));
    g_string_append(out, "***");
    return TRUE;
}

char *mask_numbers(const char *text, gboolean all)
{
    GString *out = g_string_new(NULL);
    const char *at = text;

    while (*at) {
        gboolean starts = g_ascii_isdigit(*at) && (at == text || !g_ascii_isdigit(at[-1]));
        gboolean iban = starts && at - text >= 2 && g_ascii_strncasecmp(at - 2, "SE", 2) == 0;
        const char *end = starts ? mask_digits(out, at, iban, all) : NULL;

        if (end) {
            at = end;
            continue;
        }
        if (*at == '@')
            mask_mail(out, at);
        g_string_append_c(out, *at++);
    }
    return g_string_free(out, FALSE);
}
