/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spellings of numbers, and the check-digit arithmetic that several validators share. */
#pragma once

#include "scanner/base/text.h"

#define DIGITS_MAX 40

/* A number as it was spelt: "850101 - 2382" has the digits 8501012382 and the shape "6-4". */
struct digits {
    char at[DIGITS_MAX + 1];     /* the digits alone */
    gsize len;
    char shape[DIGITS_MAX + 1];  /* length of each group of digits, and between them - + , . / : or a blank */
    gsize first;                 /* digits in the first group */
};

/* FALSE where there is anything but digits, blanks and one separator between two groups, or too much of it. */
gboolean digits_read(struct text spelt, struct digits *out);
/* TRUE where the shape is one of the list, which ends with NULL. */
gboolean digits_shaped(const struct digits *digits, const char *const *shapes);
/* Letters and digits in capitals, blanks and hyphens left out; 0 where another sign stands, or more than max. */
gsize digits_compact(struct text spelt, char *out, gsize max);
gboolean digits_all(const char *at, gsize len);
/* The number that the digits write; at most nine of them. */
int digits_number(const char *at, gsize len);

/* The number in so many digits, zeros before it; no NUL. */
void digits_write(int number, char *out, gsize len);

/* 10-modul, the last digit being the check digit. Bankgirot, "Bankernas kontonummeruppbyggnad"; SKV 704. */
gboolean digits_luhn(const char *at, gsize len);
/* 11-modul, weights ...,3,2,1 from the right, counted anew after 10: 1,10,9,8,7,6,5,4,3,2,1. Bankgirot, the same. */
gboolean digits_mod11(const char *at, gsize len);
/* Remainder by 97 of digits and capital letters (A is 10). ISO 7064, as ISO 13616 wants it. */
guint digits_mod97(const char *at, gsize len);
