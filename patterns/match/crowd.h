/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A crowd: all candidates of one shape in one column or document, with what is known there of the rules that take them. */
#pragma once

#include "patterns/match/chance.h"
#include "patterns/match/scan.h"

#define CROWDS_LATEST 512

struct crowd_member {
    guint32 scope; /* of its hits, among the crowd's candidates: all that mean persons are company for each other; 0: none */
    double lift;   /* most by which the column's head can raise its odds */
};

struct crowd {
    guint64 where;
    const struct family *family;
    guint32 scope;   /* of its candidates; 0: they are counted among others' */
    guint32 all;     /* the scope that counts them */
    guint words;     /* of the column's head when the lifts were worked out; G_MAXUINT: not yet */
    guint32 turns;   /* how many times the next two have been worked out */
    guint32 until;   /* candidates, up to which is known (quiet.c): */
    guint64 poor;    /* ... a bit for each member (up to 64) whose hits are not likely enough, words near aside */
    struct crowd_member members[]; /* as in the family */
};

/* What a candidate of one slot, in one column or document, must show to be looked at (quiet.c). */
#define LOTS 256
#define LOT_OPEN 12

struct lot {
    guint64 where;
    guint slot;      /* its number + 1; 0: none, nothing is known */
    guint words;     /* of the column's head then */
    guint64 wake;    /* bits (word_bit): near words for these rules all are looked at */
    guint64 helped;  /* ... near words for these, those that are as in helped entries */
    gboolean loose;  /* chance tells nothing of any: none is counted */
    gboolean great;  /* one in eight is counted; else those that have not come lately */
    guint32 turns;   /* of its crowds, when it was made of them */
    guint needs, helped_needs; /* of all entries of each sort */
    guint opens, helps; /* entries: of members that are open come first, the last are of those that words near must help */
    struct open {
        guint needs;          /* of digits (enum check_needs), ... */
        guint32 begins, mask; /* ... and how they begin, four bytes */
        guint64 rules;        /* of the last: that are helped */
    } open[LOT_OPEN];
};

/* Of one file. */
struct crowds {
    struct chance *chance;
    GHashTable *by_key; /* gint64 -> crowd */
    struct crowd *latest[CROWDS_LATEST]; /* some of the last ones asked for */
    struct lot lots[LOTS];
};

struct crowds *crowds_new(struct chance *chance);
void crowds_free(struct crowds *crowds);
void crowds_reset(struct crowds *crowds);
/* The crowd at that place (a number for each column and document); NULL where there are too many. */
struct crowd *crowds_seek(struct crowds *crowds, guint64 where, const struct family *family);
/* The same, quick where it has been asked for lately. */
static inline struct crowd *crowds_find(struct crowds *crowds, guint64 where, const struct family *family)
{
    struct crowd **latest = &crowds->latest[(where * 61 + family->number) % CROWDS_LATEST];
    if (!*latest || (*latest)->where != where || (*latest)->family != family)
        *latest = crowds_seek(crowds, where, family);
    return *latest;
}
/* The crowd there, if one has been sought lately; else NULL. */
static inline struct crowd *crowds_known(const struct crowds *crowds, guint64 where, const struct family *family)
{
    struct crowd *latest = crowds->latest[(where * 61 + family->number) % CROWDS_LATEST];
    return latest && latest->where == where && latest->family == family ? latest : NULL;
}
/* Where the lot of that slot is kept, or another's. */
static inline struct lot *crowds_lot(struct crowds *crowds, guint64 where, guint slot)
{
    return &crowds->lots[(where * 37 + slot) % LOTS];
}
