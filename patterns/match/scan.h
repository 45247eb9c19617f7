/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digit scanner: one pass over the groups of digits, each handed to every shape that fits. */
#pragma once

#include "patterns/match/dictionary.h"
#include "patterns/match/shape.h"

struct scanner;

/* One spelling of one rule. */
struct member {
    guint16 rule, spelling;
    gboolean person;  /* a natural person is meant, and a validator tells */
    gboolean checked; /* there is a validator, ... */
    gboolean twice;   /* the rule has other spellings of one group */
    gboolean loose;   /* ... of which chance tells nothing */
    guint needs;      /* of enum check_needs: what it cannot do without */
    const char *kind_id; /* the rule's (rule.h) */
    double base;      /* the spelling's confidence */
};

#define PREFIX_MAX 4
#define SIGNS_MAX 8

/* All spellings of one shape, whatever rules they are of. */
struct family {
    struct shape shape;
    guint32 number;  /* from 0 */
    guint8 lead;     /* number of the shape's lead */
    GArray *members; /* of struct member */
    char prefix[PREFIX_MAX]; /* digits it begins with, ... */
    guint8 prefix_len;       /* ... so many; of a shape of one group that has others too, tried anew */
    gboolean scattered;      /* not all its fixed digits are in the prefix */
    char after;      /* the sign behind the first group; 0: the shape ends there */
    guint8 len;      /* bytes of a shape of one length (length_bits) */
    guint8 digits;   /* of a shape of one group, and of one length; 0: it is more than that */
    guint8 literals; /* digits that are fixed, of such a shape */
    guint32 second;  /* bits: lengths that the group behind the sign may have */
    guint32 digit_bits, length_bits; /* of a shape of one length: where it has digits, and a bit for each sign and the one behind; else 0 */
    guint8 signs[SIGNS_MAX], signs_at[SIGNS_MAX], signs_count; /* of such a shape: what stands between, and where */
    gboolean loose;  /* all its members are */
    guint needs, common; /* what some of them need, and all */
    double base;     /* the most that a member has */
    guint64 rules;   /* bits (word_bit) of its members' */
    const struct family *population; /* the shape of as many digits of which none is fixed; NULL: none, or this is it */
};

/* A place in the text where shapes may stand that are tried together. */
struct spot {
    guint slot;                     /* a number for those shapes: from 0 to scanner_slots */
    struct family *const *families; /* all of them, ... */
    guint count;                    /* ... and how many */
    gsize from, to;                 /* in the stretch's text, a lead included */
};

#define MATCH_FAMILIES 16

/* A spot, and some of the families whose shape it has. */
struct match {
    const struct spot *spot;
    const struct family *families[MATCH_FAMILIES];
    guint count;
    gsize from, to; /* as the spot's */
};

/* Who is told. */
struct scan_user {
    /* Asked first, once for a spot. TRUE: its shapes need not be tried. NULL: they always are. */
    gboolean (*quiet)(void *user, struct stretch stretch, const struct spot *spot);
    void (*found)(void *user, struct stretch stretch, const struct match *match);
    void *user;
};

struct scanner *scanner_new(void);
void scanner_free(struct scanner *scanner);
/* The shape has been found good. */
void scanner_add(struct scanner *scanner, const char *shape, struct member member);
/* After the last shape, before the first run. */
void scanner_seal(struct scanner *scanner);
/* How many slots there are. */
guint scanner_slots(const struct scanner *scanner);
/* The slot of a shape of one group, with so many digits; of any other shape len is nothing. */
guint scanner_slot(const struct family *family, guint len);
/* TRUE where the family's fixed digits stand in the text whose first digit is text[at]; the rest of the shape does. */
gboolean scanner_begins(const struct family *family, struct stretch stretch, gsize at);
/* Tells of all that begins at text[from..to), in order of place. */
void scanner_run(const struct scanner *scanner, struct stretch stretch, gsize from, gsize to, const struct scan_user *user);
