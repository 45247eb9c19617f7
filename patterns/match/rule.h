/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A rule: one way to find one kind of data, as patterns/rules/NAME.yaml says it. NAME.yaml is UTF-8, at most 1 MiB:
 *
 *     # SPDX-License-Identifier: GPL-3.0-or-later
 *     name: personnummer            # the file's name without .yaml
 *     kind: personnummer            # kind or theme of the contract; several rules may give one kind
 *     title: Personnummer           # for people, Swedish
 *     source: "SFS 1991:481 18 §; SKV 704"   # where the facts were found
 *     check: personnummer           # validator of patterns/check (not for words); may be left out
 *     mask: date                    # see below; left out: all
 *     person: true                  # a natural person is meant, the value tells persons apart; left out: false
 *     few: true                     # among others that mean persons real ones are few, those that chance gives are not; left out: false
 *     digits:                       # exactly one of digits, regex, field and words; but regex may stand beside digits
 *       - {shape: "YYYYMMDD-NNNN", confidence: 0.97}
 *       - {shape: "YYMMDDNNNN", confidence: 0.3}
 *     context:                      # shifts the odds, never decides alone; not for words; may be left out
 *       - {words: [personnummer, personnr, pnr, "pers.nr", =ssn], factor: 20, why: "ordet personnummer står intill"}
 *       - {words: [fakturanr, ocr, artikelnr], factor: 0.05, within: 30, why: "ord för fakturor står intill"}
 *     accept: ["Sökande 19850101-2382 har"]  # texts that must give this kind at 0.5 or more; never empty
 *     reject: ["Orgnr 212000-0142"]          # texts that must not; never empty
 *
 * confidence: the chance, 0-1, that a hit spelt so is real when it has passed the check and nothing else is known.
 *
 * digits: shapes over digit groups. N, Y, M or D: one digit (the letters only help the reader). 0-9: that very digit.
 * N{7,8}: seven or eight digits. '-': any hyphen, a line may break after it. ' ': one to three spaces or a tab. + ( ) . , / : ; are
 * themselves. A shape begins with a digit, or with + or ( and then a digit, and ends with a digit. At most 32 characters of text.
 * Digits never touch the hit; a letter that touches it, or '.', ',' or '-' with a digit behind, lowers the odds by itself.
 * Loose numbers belong here, never in regex.
 *
 * regex:
 *       - {find: '(?i)\bpassn(?:umme)?r[ .:]*([A-Z]{2}[0-9]{7})\b', confidence: 0.8}
 * PCRE2 with UTF, UCP and MULTILINE: \w \s \b know Swedish; ^ $ are a line's; case counts unless (?i). Capture group 1, where there is one,
 * is the value. Digits as [0-9]. No \K, no recursion, no back-reference. Look-arounds reach 100 bytes. A hit is at most 200 bytes long (a quantifier without end is cut there).
 * What is given to the regex: folded text. Composed characters, '-' for every hyphen, ' ' for every space, no soft hyphen or zero-width
 * character; '\n' between lines, paragraphs and table rows, '\t' between the cells of a row, '\n' around a field.
 *
 * field:
 *       - {name: '(?i)^lösenord$', confidence: 0.9}
 * The whole value of a named field (JSON, XML, mail header, form) or cell whose name or column header matches the expression. The value,
 * without the space around it, has at most 127 bytes; a check should say what may stand there. Examples are written "name: value".
 *
 * words: a theme (or kind "genre": words that speak against all themes where they stand at the head of a document).
 *     words:
 *       strong: [orosanmälan, familjehem]        # one near a person is enough
 *       ordinary: [socialsekreterare, =lvu]      # two different ones
 *       weak: [placering, insats]                # only adds to others
 * A word is a stem: it matches from a word's start, whatever the case ("barnakt" takes barnakten). "=x": the whole word only.
 * A stem of six letters or more also matches as the tail of a compound ("läkarintyg" takes tandläkarintyget).
 * In a phrase ("särskilt stöd") each space takes any white space, the last word is a stem. Words of context follow the same rules.
 *
 * context, each group:
 *   words   as above. They count within so many characters before or after the hit (the nearer the more, the same
 *           line more than another), in the column's header or in the field's name.
 *   factor  of the odds, for a word that stands right beside or as header: over 1 speaks for, under 1 against.
 *   within  characters; left out: 60.
 *   where   near, header, or both (left out: both).
 *   needed  true: of all the groups marked so one must be there, or the hit stays below 0.5 (but for company: a column or document where
 *           nearly all numbers of that form hold).
 *   why     Swedish, shown as the reason; left out: "<word> står intill" is made of the word found.
 *
 * mask: date      19800101-**** of a canonical value that begins YYYYMMDD
 *       email     k***@example.se
 *       all       ****, whatever the length
 *       first N   the first N characters of the canonical value in clear, of the rest each letter and digit as *
 *       last N    the last N in clear
 *       none      in clear (markning, diarienummer)
 *
 * Names of persons and the like: a regex for the shape and a check with the word lists (patterns/data).
 */
#pragma once

#include "patterns/check/check.h"

enum rule_sort { RULE_DIGITS, RULE_REGEX /* perhaps with digits too */, RULE_FIELD, RULE_WORDS };
enum rule_mask { MASK_ALL, MASK_DATE, MASK_EMAIL, MASK_FIRST, MASK_LAST, MASK_NONE };

struct calibration;

/* One shape or regular expression, or what a field is called. */
struct spelling {
    char *text;
    double confidence;
    gboolean shape; /* under digits */
};

enum context_where { CONTEXT_BOTH, CONTEXT_NEAR, CONTEXT_HEADER };

struct context_group {
    char **words;
    char *why; /* NULL: made of the word */
    double factor;
    guint within; /* characters */
    enum context_where where;
    gboolean needed;
};

/* Where in its file an example stands. */
struct rule_place {
    guint line, column;
};

struct rule {
    char *name, *kind, *title, *source;
    const char *kind_id;       /* the kind; one pointer for all rules of a kind */
    char *origin;              /* file it came from, as errors name it */
    enum rule_sort sort;
    const struct check *check; /* NULL: none */
    enum rule_mask mask;
    guint mask_keep;           /* characters, for MASK_FIRST and MASK_LAST */
    gboolean person, few;
    GArray *spellings;         /* of struct spelling; empty for RULE_WORDS */
    GArray *context;           /* of struct context_group */
    char **strong, **ordinary, **weak; /* RULE_WORDS; never NULL there */
    char **accept, **reject;
    GArray *accept_at, *reject_at; /* of struct rule_place, one for each */
    const struct calibration *calibration; /* borrowed, NULL: none (calibrate.h) */
    guint calibrations;        /* rows of it */
    gboolean needs;            /* some group of context is needed */
};

/* One rule from a file's bytes; origin stands in errors ("NAME:LINE:COLUMN: words"). NULL where it is wrong. */
struct rule *rule_parse(const char *data, gsize len, const char *origin, GError **error);
/* An empty one, for the parser. */
struct rule *rule_new(const char *origin);
void rule_free(struct rule *rule);
/* TRUE for a theme of the contract, and for "genre". */
gboolean rule_kind_is_theme(const char *kind);
gboolean rule_kind_known(const char *kind);
/* The canonical value as the rule masks it; to free. kind: the value's own, where the validator told another than the rule's. */
char *rule_mask(const struct rule *rule, const char *kind, const char *value);
