/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much a word looks like a first name or a surname: by the lists in patterns/data, and by its ending. */
#pragma once

#include <glib.h>

enum name_grade {
    NAME_OTHER,   /* an everyday word that stands where a name could */
    NAME_DOUBTFUL, /* by its ending an everyday word */
    NAME_UNKNOWN, /* may well be one: most names are on no list */
    NAME_ENDING,  /* a surname by its ending */
    NAME_WORD,    /* on the list, and an everyday word too: "Max", "Berg" */
    NAME_KNOWN,
};

/* A word as names are written ("Åsa", "Anna-Lena"), not in capitals throughout, and what is known of it: asked for once. */
struct name_word {
    char *text;
    gint8 first, last; /* enum name_grade; -1: not asked yet */
    char sort;         /* on what list it is (names.c); '?': not asked yet */
};

static inline struct name_word name_word_of(char *text)
{
    return (struct name_word){text, -1, -1, '?'};
}

enum name_grade names_first(struct name_word *word);
enum name_grade names_last(struct name_word *word);
