/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the store keeps of each value, for its own two files. */
#pragma once

#include "patterns/match/persons.h"
#include "patterns/match/store.h"

struct variant {
    guint32 scope;
    double base, factor;
    gboolean lacking, by_words;
    guint reasons;
    struct reason *reason; /* own */
};

struct spot {
    struct place place;
    guint64 kilobyte; /* of the stream */
};

struct key {
    const char *kind;  /* interned */
    const char *value;
    guint64 hash;
};

/* Of what most values need but one of, the first stands here and the others come when they are needed: a file can have very many values. */
struct kept {
    struct key key;
    guint16 rule;
    struct person born;
    gboolean test, named, person; /* person: stands for one, if it is real */
    guint32 count, spots_count, variants_count;
    struct spot first_spot, *more_spots;
    struct variant first_variant, *more_variants;
    GArray *later;    /* of guint32: kilobytes of the stream behind the spots, rising, of a person; NULL: none */
    char value[];     /* the key's */
};

static inline struct spot *spot_of(struct kept *kept, guint i)
{
    return i ? &kept->more_spots[i - 1] : &kept->first_spot;
}

static inline struct variant *variant_of(struct kept *kept, guint i)
{
    return i ? &kept->more_variants[i - 1] : &kept->first_variant;
}

struct store {
    const GPtrArray *rules;
    const struct dictionary *dictionary;
    const struct chance *chance;
    GHashTable *by_key; /* struct key, borrowed -> kept */
    GPtrArray *kept;
    guint64 *marks;     /* bits of the hashes of all that is kept, when the store is full, ... */
    GHashTable *kinds;  /* ... and how many of each kind (interned -> guint) */
    GHashTable *person_spots; /* GUINT kilobyte set */
    gboolean person_named, full;
    guint later;        /* kilobytes noted behind the first places, of all values */
    guint64 max;
};

static inline double odds_of(double confidence)
{
    return confidence / (1 - confidence);
}

/* So many values of each kind have a place, however many there are of the others. */
static inline guint store_reserve(const struct store *store)
{
    return (guint)MIN(MAX(store->max / 20, 1), G_MAXINT / 4);
}

/* What the weights of an occurrence come to. */
double variant_confidence(const struct store *store, const struct variant *variant);
/* The likeliest occurrence of a value, and how likely it is. */
double kept_best(const struct store *store, struct kept *kept, const struct variant **best);
