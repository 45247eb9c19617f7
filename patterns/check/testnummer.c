/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The build makes gen/table_testnummer.h of patterns/data/testnummer.txt: each number as 32 bits, sorted. The century is
 * one digit (18 is 1, 19 is 2, 20 is 3), then come date and serial; the check digit follows from them. */
#include "patterns/check/testnummer.h"

#include "patterns/check/digits.h"

static const guint32 numbers[] = {
#include "table_testnummer.h"
};

gboolean testnummer_has(const char twelve[12])
{
    int century = digits_number(twelve, 2) - 17;
    gsize low = 0, high = G_N_ELEMENTS(numbers);

    if (century < 1 || century > 3 || !digits_luhn(twelve + 2, 10))
        return FALSE;
    guint32 wanted = (guint32)century * 1000000000u + (guint32)digits_number(twelve + 2, 9);
    while (low < high) {
        gsize middle = low + (high - low) / 2;
        if (numbers[middle] == wanted)
            return TRUE;
        if (numbers[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return FALSE;
}
