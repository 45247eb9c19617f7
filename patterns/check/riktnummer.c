/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Area codes: PTS, as in opendevtools/telefonnummer (riktnummer.ts); lengths and series: libphonenumber, territory SE. */
#include "patterns/check/riktnummer.h"

#include <string.h>

#include "patterns/check/digits.h"

/* Without the leading 0, in order. */
static const guint16 two[] = {11, 13, 16, 18, 19, 21, 23, 26, 31, 33, 35, 36, 40, 42, 44, 46, 54, 60, 63, 90};
static const guint16 three[] = {
    120, 121, 122, 123, 125, 140, 141, 142, 143, 144, 150, 151, 152, 155, 156, 157, 158, 159, 171, 173, 174, 175, 176, 220, 221, 222, 223,
    224, 225, 226, 227, 240, 241, 243, 246, 247, 248, 250, 251, 253, 258, 270, 271, 278, 280, 281, 290, 291, 292, 293, 294, 295, 297, 300,
    301, 302, 303, 304, 320, 321, 322, 325, 340, 345, 346, 370, 371, 372, 380, 381, 382, 383, 390, 392, 393, 410, 411, 413, 414, 415, 416,
    417, 418, 430, 431, 433, 435, 451, 454, 455, 456, 457, 459, 470, 471, 472, 474, 476, 477, 478, 479, 480, 481, 485, 486, 490, 491, 492,
    493, 494, 495, 496, 498, 499, 500, 501, 502, 503, 504, 505, 506, 510, 511, 512, 513, 514, 515, 520, 521, 522, 523, 524, 525, 526, 528,
    530, 531, 532, 533, 534, 550, 551, 552, 553, 554, 555, 560, 563, 564, 565, 570, 571, 573, 580, 581, 582, 583, 584, 585, 586, 587, 589,
    590, 591, 611, 612, 613, 620, 621, 622, 623, 624, 640, 642, 643, 644, 645, 647, 650, 651, 652, 653, 657, 660, 661, 662, 663, 670, 671,
    672, 680, 682, 684, 687, 690, 691, 692, 693, 695, 696, 910, 911, 912, 913, 914, 915, 916, 918, 920, 921, 922, 923, 924, 925, 926, 927,
    928, 929, 930, 932, 933, 934, 935, 940, 941, 942, 943, 950, 951, 952, 953, 954, 960, 961, 970, 971, 973, 975, 976, 977, 978, 980, 981,
};

static gboolean among(const guint16 *list, gsize count, int code)
{
    gsize low = 0, high = count;
    while (low < high) {
        gsize middle = low + (high - low) / 2;
        if (list[middle] == code)
            return TRUE;
        if (list[middle] < code)
            low = middle + 1;
        else
            high = middle;
    }
    return FALSE;
}

enum riktnummer_sort riktnummer_find(const char *at, gsize len, gsize *code)
{
    if (len < 6 || len > 9)
        return RIKTNUMMER_NONE;
    *code = 2;
    if (at[0] == '7' && at[1] && strchr("02369", at[1]))
        return len == 9 ? RIKTNUMMER_MOBILE : RIKTNUMMER_NONE;
    if (memcmp(at, "10", 2) == 0)
        return len == 9 ? RIKTNUMMER_SERVICE : RIKTNUMMER_NONE;
    if (memcmp(at, "20", 2) == 0)
        return RIKTNUMMER_SERVICE;
    *code = 3;
    if (memcmp(at, "77", 2) == 0 && at[2] <= '7')
        return len == 9 ? RIKTNUMMER_SERVICE : RIKTNUMMER_NONE;
    if (among(three, G_N_ELEMENTS(three), digits_number(at, 3)))
        return len >= 8 ? RIKTNUMMER_FIXED : RIKTNUMMER_NONE;
    *code = 2;
    if (among(two, G_N_ELEMENTS(two), digits_number(at, 2)))
        return len >= 7 ? RIKTNUMMER_FIXED : RIKTNUMMER_NONE;
    *code = 1;
    return at[0] == '8' && len >= 7 ? RIKTNUMMER_FIXED : RIKTNUMMER_NONE;
}
