/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A check: one pure validator of one kind of identifier. One file in patterns/check each. */
#pragma once

#include <stddef.h>

#include "scanner/base/text.h"

#define CHECK_VALUE_MAX 128

/* What a validator may know besides the text. */
struct check_env {
    int year, month, day; /* the file's own date: decides the century of ten-digit numbers */
    int scan_year;        /* the scan's year: what lies after it has not happened; 0: unknown */
};

struct check_result {
    char value[CHECK_VALUE_MAX]; /* canonical value: what is digested and compared; "199001019802" */
    const char *kind;  /* another kind than the rule's, where the number shows one (a sole trader's VAT number); else NULL */
    int year, month, day; /* of birth; 0: unknown */
    gboolean century_sure;
    gboolean test;     /* published as nobody's: by Skatteverket, by the card industry for tests, by PTS for fiction */
    gboolean near;     /* with FALSE: all but the check digit is right */
    gboolean holder;   /* the last ten digits are the holder's own number: the account of a personkonto */
    double likelihood; /* of the odds: what the value itself tells beyond its check (a series hardly in use, a time of day); 0: nothing */
    const char *likely_why; /* an N_() text where likelihood is set */
    double chance;     /* how often a string that has the rule's shape and is none passes all the same: 0.0036; over 0.5: tells nothing */
};

/* Nothing known; the value's bytes behind its NUL are whatever they were. */
static inline void check_clear(struct check_result *result)
{
    result->value[0] = '\0';
    memset(&result->kind, 0, sizeof *result - offsetof(struct check_result, kind));
}

/* What digits must show before anything else, in whatever spelling; quickly seen (patterns/match/number.h). */
enum check_needs {
    NEEDS_LUHN = 1 << 0,         /* 10-modul over all digits */
    NEEDS_LUHN_TEN = 1 << 1,     /* 10-modul over the last ten */
    NEEDS_BIRTHDAY = 1 << 2,     /* month 1-12 and day 1-31 before the last four */
    NEEDS_BIRTHDAY_60 = 1 << 3,  /* month 0-12 and day 60-91 there */
    NEEDS_DAY = 1 << 4,          /* month 1-12 and day 1-31 last */
    NEEDS_ORGANISATION = 1 << 5, /* of the last ten digits the first is not 0 or 4, the third 2 or more */
    NEEDS_MOBILE = 1 << 6,       /* ten digits, the first 07 */
    NEEDS_FIRST = 1 << 7         /* the first is not 0 */
};

struct check {
    const char *name; /* as rules say it: "personnummer" */
    /* The hit as spelt in the text (separators and all). FALSE: it is none. */
    gboolean (*valid)(struct text spelt, const struct check_env *env, struct check_result *result);
    guint needs;    /* of enum check_needs: without them no digits are valid */
    gboolean loose; /* chance is always over 0.5: it tells nothing */
};

/* NULL where there is no such check. */
const struct check *check_find(const char *name);
