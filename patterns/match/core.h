/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What engine and detector share within this room. */
#pragma once

#include "patterns/match/cell.h"
#include "patterns/match/chance.h"
#include "patterns/match/context.h"
#include "patterns/match/crowd.h"
#include "patterns/match/engine.h"
#include "patterns/match/field.h"
#include "patterns/match/fold.h"
#include "patterns/match/gates.h"
#include "patterns/match/number.h"
#include "patterns/match/pair.h"
#include "patterns/match/prefilter.h"
#include "patterns/match/regex.h"
#include "patterns/match/scan.h"
#include "patterns/match/sieve.h"
#include "patterns/match/store.h"
#include "patterns/match/theme.h"

#define BLOCK_BYTES 65536u
#define LOOK_BYTES 1024u /* text that must be at hand before and behind a hit */
#define CELL_BYTES 256u  /* tried with the same text at hand */
#define BLOCK_CELLS (BLOCK_BYTES / CELL_BYTES)

/* One expression of one rule. */
struct expression {
    struct regex *regex;
    guint16 rule, spelling;
    gboolean anchored; /* the sieve watches it */
    gboolean edges;    /* ... and does not see the edges of the text */
    guint reach;       /* the prefilter's (prefilter.h); 0: it does not watch it */
};

struct engine {
    GPtrArray *rules; /* of struct rule */
    struct dictionary *dictionary;
    struct scanner *scanner;
    GArray *expressions; /* of struct expression */
    GArray *fields;      /* of struct expression: what fields and columns are called */
    struct sieve *sieve;         /* NULL: none */
    GPtrArray *gates;            /* of struct gate_group: of the expressions that it watches; NULL: none */
    struct prefilter *prefilter; /* of expressions without an anchor; NULL: none */
    gboolean real_test_numbers;
    guint without;
    guint64 max_findings;
    char *version;
    guint32 *first_spelling; /* by rule: number of its first spelling among all */
    guint32 spellings;
};

struct detector {
    const struct engine *engine;
    struct detector_file file;
    struct check_env env;
    struct window window;
    struct fold fold;
    struct labels *labels;
    struct chance *chance;
    struct crowds *crowds;
    struct store *store;
    struct themes *themes;
    struct regex_scratch *regex_scratch;
    struct prefilter_scratch *prefilter_scratch;
    GArray *words; /* of struct word_hit: all within reach of the block */
    GArray *claims;  /* of struct claim: of the block */
    GArray *details; /* of struct hit: of those claims */
    GByteArray *taken; /* of block and look-ahead: a byte that a finding has */
    guint8 *hot;       /* by expression and cell of the block: a bit for each grain in which a match may begin (block_expressions.c) */
    GArray **places;   /* by expression: of guint32, where in the block a match may begin by its gate */
    guint8 *warm;      /* by expression: some bit is set */
    struct word_state word_state;
    guint64 block;       /* stream offset where the next block begins */
    guint64 part_start;  /* stream offset of this document's first byte */
    guint32 part;        /* counts the breaks */
    char separator;      /* owed before the next text; 0: none */
    gboolean begun;      /* this document has text */
    gboolean cell_open;  /* a cell or field is being read ... */
    struct label *cell_label; /* ... of that column or name; NULL: it has no text yet */
    guint64 cell_start;
    GArray *field_values; /* of struct field_value: in the window */
    GArray *cell_numbers; /* of struct cell_number: in the window, with a label that says something */
    struct pair pair;
    guint64 name_end;    /* stream offset behind the last CHUNK_NAME */
    guint64 named_to;    /* ... behind the last name of a person that was settled */
    enum chunk_sort last_sort; /* of the last chunk */
    guint32 last_table, last_row;
    guint64 tries;       /* of expressions at a place: what a test holds to the length of the text */
    guint64 *match_ends; /* by expression: where its last match ended */
    guint64 *shape_ends; /* by slot: the same for candidates of such shapes */
    struct scope_note {
        guint64 where;
        guint32 scope;
    } *scopes;           /* by spelling: the scope last counted in */
};

/* Finds all that begins in [block, block + BLOCK_BYTES) of the window; text at hand beyond is bounded alike whatever was read. */
void block_run(struct detector *detector, guint64 stop);
