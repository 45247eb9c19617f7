/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bankgirot's table of clearing numbers: how each bank builds and checks its account numbers. */
#pragma once

#include <glib.h>

enum clearing_check {
    CLEARING_1_1,   /* type 1 comment 1: 11-modul over the clearing number without its first digit and seven digits */
    CLEARING_1_2,   /* type 1 comment 2: 11-modul over all eleven */
    CLEARING_2_1,   /* type 2 comment 1: ten digits, 10-modul */
    CLEARING_2_2,   /* type 2 comment 2: eight or nine digits, 11-modul */
    CLEARING_2_3,   /* type 2 comment 3: up to ten digits, 10-modul as a rule; some have no check digit */
    CLEARING_UNKNOWN /* a bank whose rule is not known: seven digits */
};

struct clearing {
    guint16 from, to;
    guint8 check; /* enum clearing_check */
    const char *bank;
};

/* NULL where no bank has the clearing number. */
const struct clearing *clearing_find(int number);
