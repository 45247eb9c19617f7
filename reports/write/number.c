/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/write/number.h"

#include <math.h>
#include <string.h>

#define NBSP "\xC2\xA0"

struct number write_count(guint64 count, gboolean swedish)
{
    const char *separator = swedish ? NBSP : ",";
    g_autofree char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, count);
    gsize length = strlen(digits), at = 0;
    struct number number = {""};

    for (gsize i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            at += g_strlcpy(number.text + at, separator, sizeof number.text - at);
        number.text[at++] = digits[i];
    }
    return number;
}

/* printf writes '.', since LC_NUMERIC stays C. */
static void decimal_comma(char *text, gboolean swedish)
{
    char *point = swedish ? strchr(text, '.') : NULL;

    if (point)
        *point = ',';
}

struct number write_percent(guint64 part, guint64 whole, gboolean swedish)
{
    struct number number = {"–"};
    double share;

    if (!whole)
        return number;
    share = floor((double)part * 1000 / (double)whole + 0.5) / 10;
    if (part && share < 0.1)
        share = 0.1;
    if (part < whole && share > 99.9)
        share = 99.9;
    if (part == whole || part == 0)
        g_snprintf(number.text, sizeof number.text, "%.0f" NBSP "%%", share);
    else
        g_snprintf(number.text, sizeof number.text, "%.1f" NBSP "%%", share);
    decimal_comma(number.text, swedish);
    return number;
}

struct number write_size(guint64 bytes, gboolean swedish)
{
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    struct number number;
    double value = (double)bytes;
    gsize unit = 0;

    while (value >= 999.5 && unit + 1 < G_N_ELEMENTS(units)) {
        value /= 1000;
        unit++;
    }
    int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    g_snprintf(number.text, sizeof number.text, "%.*f" NBSP "%s", decimals, value, units[unit]);
    decimal_comma(number.text, swedish);
    return number;
}

static struct number local_time(gint64 seconds, const char *format, gboolean swedish)
{
    struct number number;
    g_autoptr(GDateTime) time = seconds ? g_date_time_new_from_unix_local(seconds) : NULL;
    g_autofree char *text = time ? g_date_time_format(time, format) : NULL;

    g_strlcpy(number.text, text ? text : swedish ? "okänt" : "unknown", sizeof number.text);
    return number;
}

struct number write_date(gint64 seconds, gboolean swedish)
{
    return local_time(seconds, "%Y-%m-%d", swedish);
}

struct number write_clock(gint64 seconds, gboolean swedish)
{
    return local_time(seconds, swedish ? "%H.%M" : "%H:%M", swedish);
}

struct number write_duration(double seconds, gboolean swedish)
{
    struct number number;
    char *text = number.text;
    gsize room = sizeof number.text;
    guint64 whole = (guint64)(seconds > 0 ? seconds : 0);

    if (whole >= 3600)
        g_snprintf(text, room, "%" G_GUINT64_FORMAT NBSP "%s %u" NBSP "min", whole / 3600, swedish ? "tim" : "h",
                   (guint)(whole / 60 % 60));
    else if (whole >= 60)
        g_snprintf(text, room, "%u" NBSP "min %u" NBSP "s", (guint)(whole / 60), (guint)(whole % 60));
    else if (seconds < 9.95)
        g_snprintf(text, room, "%.1f" NBSP "s", seconds > 0 ? seconds : 0);
    else
        g_snprintf(text, room, "%u" NBSP "s", (guint)whole);
    decimal_comma(text, swedish);
    return number;
}

struct number write_confidence(double confidence, gboolean swedish)
{
    struct number number;
    double percent = CLAMP(confidence, 0, 1) * 100;

    if (percent >= 99.5)
        g_snprintf(number.text, sizeof number.text, "%s" NBSP "99" NBSP "%%", swedish ? "över" : "over");
    else
        g_snprintf(number.text, sizeof number.text, "%.0f" NBSP "%%", floor(percent));
    return number;
}
