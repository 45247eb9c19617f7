/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The maker writes invented documents of a kommun and labels all that stands in them. The same seed gives the same
 * documents. Identity numbers are Skatteverket's published test numbers; everything else is drawn.
 */
#pragma once

#include <glib.h>

/* What stands in a document: value as the judge compares it, letters and digits alone, in capitals. */
struct label {
    const char *kind; /* of the contract */
    char *value;
    guint count; /* 0: may be found, need not */
};

struct document {
    const char *sort; /* "lönelista" */
    char *name;       /* "0017.csv" */
    GString *text;
    GPtrArray *labels; /* of struct label */
    GPtrArray *asides; /* borrowed: themes that it touches, and may be found or not */
    GPtrArray *themes; /* borrowed: what it is about; they count where a person stands in it */
};

struct person {
    const char *first, *last, *middle; /* middle: mostly NULL */
    char number[13];                   /* twelve digits */
    gboolean coordination;
    const char *street, *town;
    int house, postcode;
    char phone[16]; /* national, digits alone: "0701234567" */
};

struct maker {
    GRand *random;
    struct document *document;
    GString *out;       /* where text goes now: the document, or a cell */
    GPtrArray *numbers, *coordinations; /* of char[12] */
    int spelling, phone_spelling, name_order; /* of the house that wrote the document */
};

struct maker *maker_new(guint32 seed, const char *numbers, GError **error);
void maker_free(struct maker *maker);
/* The next document; to free. Which sort it is depends on the number alone. */
struct document *maker_document(struct maker *maker, guint number);
void document_free(struct document *document);
/* Letters and digits alone, in capitals; to free. */
char *plain_key(const char *value);

/* --- drawing --- */
#define PICK(maker, table) ((table)[g_rand_int_range((maker)->random, 0, G_N_ELEMENTS(table))])
/* From low to high, both included. */
int draw_int(struct maker *maker, int low, int high);
gboolean draw_chance(struct maker *maker, int percent);
/* Digits, the first never 0; with a check digit (10-modul) where luhn. len at most 30. */
void draw_digits(struct maker *maker, char *out, guint len, gboolean luhn);
void draw_person(struct maker *maker, struct person *person);
char luhn_digit(const char *digits, gsize len);
/* Text as it stands, and with typing faults where prose has them. */
void say(struct maker *maker, const char *format, ...) G_GNUC_PRINTF(2, 3);
void say_prose(struct maker *maker, const char *text);
void label(struct maker *maker, const char *kind, const char *value);
/* May be found as that kind, and need not: the second of three names, the birth date in a column of its own. */
void allow(struct maker *maker, const char *kind, const char *value);
void theme(struct maker *maker, const char *name);
void aside(struct maker *maker, const char *name);

/* --- values: written as people write them, and labelled --- */
void put_number(struct maker *maker, const struct person *person);
void put_name(struct maker *maker, const struct person *person);
void put_phone(struct maker *maker, const struct person *person);
void put_mail(struct maker *maker, const struct person *person);
void put_address(struct maker *maker, const struct person *person);
void put_street(struct maker *maker, const struct person *person);
void put_birth(struct maker *maker, const struct person *person);
void put_masked(struct maker *maker, const struct person *person);
void put_organisation(struct maker *maker);
void put_bankgiro(struct maker *maker);
void put_plusgiro(struct maker *maker);
void put_account(struct maker *maker);
void put_iban(struct maker *maker);
void put_card(struct maker *maker);
void put_reserve(struct maker *maker);
void put_estate(struct maker *maker);
void put_vehicle(struct maker *maker);
void put_passport(struct maker *maker);
void put_ip(struct maker *maker);
void put_mac(struct maker *maker);
void put_position(struct maker *maker);
void put_diagnosis(struct maker *maker);
void put_case(struct maker *maker);
void put_password(struct maker *maker);
void put_token(struct maker *maker);
void put_key(struct maker *maker);

/* --- what only looks so: nothing is labelled --- */
void put_date(struct maker *maker);
void put_amount(struct maker *maker);
/* A sentence, or part of one, with a number in another's clothes. */
void put_lookalike(struct maker *maker);
/* A bare number of that sort, for a cell: kind from 0 to LOOKALIKE_CELLS - 1; row counts. */
#define LOOKALIKE_CELLS 13
void put_lookalike_cell(struct maker *maker, int sort, int row);
const char *lookalike_header(struct maker *maker, int sort);

/* --- sentences about nobody --- */
void put_sentence(struct maker *maker);
void put_paragraph(struct maker *maker, int sentences);

/*
 * A text with {value} for what shall be drawn, as "{namn} ({pnr}) bor på {adress}"; a figure tells the person, from {namn0} to {namn3}. The
 * names of values stand in template.c.
 */
#define PERSONS_MAX 4
void fill(struct maker *maker, const char *template, const struct person persons[PERSONS_MAX]);
/* count different texts of the list, which ends with NULL, in any order, each a line or a sentence of a paragraph. */
void fill_some(struct maker *maker, const char *const *templates, int count, const struct person persons[PERSONS_MAX]);

/* --- sorts of documents, a file each group --- */
struct sort {
    const char *name;
    void (*write)(struct maker *maker);
    int weight; /* how many of a hundred documents, roughly */
    const char *suffix;
};
extern const struct sort letter_sorts[], table_sorts[], office_sorts[], public_sorts[]; /* each ends with a NULL name */
