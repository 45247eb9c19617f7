/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, sizes and times as people write them: "12 345" and "3,4 %" in Swedish, "12,345" and "3.4 %" in English. */
#pragma once

#include <glib.h>

/* Returned by value, so that write_count(n, swedish).text lives to the end of the statement. */
struct number {
    char text[48];
};

struct number write_count(guint64 count, gboolean swedish);
/* Of a whole; never "100,0 %" or "0,0 %" for what is not quite all or none. "–" where the whole is 0. */
struct number write_percent(guint64 part, guint64 whole, gboolean swedish);
/* "1,96 TB", powers of 1,000. */
struct number write_size(guint64 bytes, gboolean swedish);
/* 2026-11-24, local time; "okänt"/"unknown" for 0. */
struct number write_date(gint64 seconds, gboolean swedish);
/* 03.42 or 03:42, local time. */
struct number write_clock(gint64 seconds, gboolean swedish);
/* "5 tim 42 min", "3 min 10 s", "0,4 s". */
struct number write_duration(double seconds, gboolean swedish);
/* 0.998 as "99,8 %"; above .995 "över 99 %". */
struct number write_confidence(double confidence, gboolean swedish);
