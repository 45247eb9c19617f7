/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence: all that detection knows of one file, before any verdict. Plain data that can be packed and kept. */
#pragma once

#include "scanner/base/auto.h"
#include "scanner/base/place.h"

#define FINDING_PLACES_MAX 10
#define DIGEST_BYTES 32

/* One reason for a finding's confidence. */
struct weight {
    char *words;   /* an N_() text, or one with "%s", a tab and the word for it, or a rule's own Swedish words, a line break and such a text for other languages */
    double factor; /* of the odds: 2.0 doubles them, 0.5 halves them */
};

/* One distinct value of one kind in one file. */
struct finding {
    char *kind;        /* the contract's: "personnummer" */
    char *rule;        /* the rule file that found it */
    char *masked;      /* "19800101-****" */
    char *value;       /* canonical clear value; inside a worker only, NULL elsewhere */
    guint8 digest[DIGEST_BYTES]; /* HMAC-SHA-256 of kind and value under the installation's key */
    double confidence; /* 0-1: the chance that it is real */
    guint32 count;     /* occurrences */
    gboolean test;     /* published as nobody's: Skatteverket's test numbers, card numbers for tests, telephone numbers that PTS keeps for fiction */
    gboolean person;   /* stands for a natural person and weighs (not test where those are marked, not excepted) */
    char *excepted;    /* the organisation's reason; NULL: not excepted */
    GArray *places;    /* of struct place, owned strings; 1 to FINDING_PLACES_MAX, in reading order */
    GArray *weights;   /* of struct weight */
};

struct theme {
    char *name; /* the contract's: "socialtjanst" */
    double confidence;
    guint32 strong, ordinary; /* how many different strong and ordinary words */
    gboolean near_person;     /* some of them stand near a person */
    char *words;              /* stems found, the strong first, up to 12 of each, ", " between */
};

/* What names nobody alone but does together: columns of one table. */
enum quasi {
    QUASI_ALDER, QUASI_KON, QUASI_OMRADE, QUASI_YRKE, QUASI_MEDBORGARSKAP, QUASI_SPRAK, QUASI_CIVILSTAND, QUASI_SKOLA, QUASI_DIAGNOS,
    QUASI_INKOMST, QUASI_UTBILDNING, QUASI_COUNT
};

struct evidence {
    GPtrArray *findings; /* of struct finding, highest confidence first, then by kind and mask */
    GPtrArray *themes;   /* of struct theme, highest confidence first */
    guint32 persons;     /* different persons at 0.5 or more */
    guint32 minors;      /* those of them under 18 on the scan's day */
    gboolean genre;      /* words against stand at its head: handbook, policy, statute, statistics */
    guint32 quasi;       /* bits 1 << enum quasi: those that stand together in one table of at least three persons */
    gboolean owner_only; /* the one person in it is the file's owner: an own document; the parent knows */
};

struct evidence *evidence_new(void);
void evidence_free(struct evidence *evidence);
struct finding *finding_new(void);
void finding_free(struct finding *finding);
struct theme *theme_new(void);
void theme_free(struct theme *theme);
/* Sorts findings and themes as above. */
void evidence_sort(struct evidence *evidence);

DEFINE_AUTO(evidence, evidence_free)
