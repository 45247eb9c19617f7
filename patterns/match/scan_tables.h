/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the digit scanner (essay in scan.c): scan_tables.c fills them, scan.c reads them. */
#pragma once

#include "patterns/match/scan.h"

#define SIGNS 11   /* those a shape may have behind a group, and all others */
#define LEADS 3    /* none, + and ( */
#define BITS 32    /* that a shape of one length is compared with */
#define SLOTS_ALONE ((SHAPE_GROUP_MAX + 1) * LEADS) /* slots of shapes of one group: by its length and lead */
#define SECONDS 16 /* lengths of the group behind the sign: 0: there is none right there; the last: all that are longer too */

/* A stretch of struct scanner's fitting. */
struct choice {
    guint32 from, to;
};

struct scanner {
    GPtrArray *families;          /* of struct family */
    GHashTable *by_shape;         /* shape in one spelling -> family */
    GPtrArray *fitting;           /* of struct family, borrowed */
    guint8 sign_of[256];          /* number of the sign */
    struct plan {
        struct choice alone; /* shapes of one group */
        guint32 goes_on;     /* bits: signs behind which some shape goes on */
    } plans[SHAPE_GROUP_MAX + 1][LEADS];
    struct choice on[SHAPE_GROUP_MAX + 1][SIGNS][LEADS][SECONDS]; /* shapes that go on */
};
