/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The build makes gen/table_namn.h of patterns/data/namn.txt and gen/table_namnord.h of patterns/data/namnord.txt. */
#include "patterns/check/names.h"

#include <stdlib.h>
#include <string.h>

#define NAME_BYTES_MAX 64

struct name {
    const char *word; /* as patterns/data writes it: "Åsa" */
    char sort;        /* f: first name, e: surname, b: both */
};

static const struct name names[] = {
#include "table_namn.h"
};

static const char *const words[] = {
#include "table_namnord.h"
};

/* Of surnames, in Sweden and where people have come from. */
static const char *const endings[] = {
    "sson", "sen", "zon", "dotter", "dóttir", "berg", "ström", "lund", "gren", "qvist", "kvist", "quist", "lind", "man", "dahl", "dal", "stedt",
    "sted", "städt", "holm", "blad", "mark", "vall", "wall", "fors", "ås", "ell", "én", "ius", "strand", "sjö", "vik", "wik", "bäck",
    "beck", "sten", "stein", "stén", "stam", "hult", "gård", "gaard", "näs", "skog", "löv", "löf", "lööf", "lid", "borg", "brand", "brandt", "ander", "mar",
    "vald", "wald", "bom", "blom", "rud", "ryd", "hag", "hagen", "moen", "nen", "ić", "ic", "ov", "ova", "ev", "eva", "ski", "ska", "sky", "wicz", "vić",
    "czyk", "oğlu", "oglu", "zadeh", "nejad", "pour", "poulos", "idis", "escu", "enko", "chuk", "yan", "shvili", "ez", NULL,
};

/* Of everyday words, Swedish and English, that titles and headings write with a capital. */
static const char *const word_endings[] = {
    "ning", "ningen", "ningar", "tion", "tionen", "tioner", "het", "heten", "heter", "skap", "skapet", "else", "elsen", "ande", "arna", "orna", "erna",
    "ing", "ings", "tions", "ment", "ments", "ness", "ly", "ed", "ship", "able", "ible", "ism", "logi", "logy", "skola", "skolan", "gatan", "vägen", "kyrka",
    "kyrkan", "kommun", "församling", "ity", "ies", "ance", "ence", "ical", "ture", "ware", "sion", "ous", "ful", "less", "ize", "ate", "ive",
    "eum", "nämnd", "nämnden", "verket", "bolaget", "huset", "parken", "dagen", "gården", "hallen", "bladet", "priset", "plats", "center", "centrum", "kontor", "kontoret", "enhet", "enheten", "tjänst", "tjänsten", "stöd", "byrå", "gruppen", "ansvarig", "ens", "kommunen", "skolans", NULL,
};

/* Words that stand with a capital beside a name and are none. Sorted by bytes. */
static const char *const others[] = {
#include "table_namnej.h"
};

static int compare_name(const void *key, const void *item)
{
    return strcmp(key, ((const struct name *)item)->word);
}

static int compare_word(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

static char sort_of(const char *word)
{
    const struct name *found = bsearch(word, names, G_N_ELEMENTS(names), sizeof names[0], compare_name);
    return found ? found->sort : 0;
}

static gboolean listed(const char *word, const char *const *list, gsize count)
{
    return bsearch(word, list, count, sizeof *list, compare_word) != NULL;
}

static gboolean ends(const char *word, const char *const *list, gsize before)
{
    gsize len = strlen(word);

    for (; *list; list++) {
        gsize tail = strlen(*list);
        if (len >= tail + before && memcmp(word + len - tail, *list, tail) == 0)
            return TRUE;
    }
    return FALSE;
}

static enum name_grade grade(const char *word, char wanted)
{
    char sort = sort_of(word);

    if (listed(word, others, G_N_ELEMENTS(others)))
        return NAME_OTHER;
    if (sort == wanted || sort == 'b')
        return listed(word, words, G_N_ELEMENTS(words)) ? NAME_WORD : NAME_KNOWN;
    if (wanted == 'e' && ends(word, endings, 3))
        return NAME_ENDING;
    return ends(word, word_endings, 3) ? NAME_OTHER : NAME_UNKNOWN;
}

/* The better of a double name's parts. */
static enum name_grade better(const char *word, char wanted)
{
    char part[NAME_BYTES_MAX];
    const char *hyphen = strchr(word, '-');
    enum name_grade whole = grade(word, wanted), first, second;

    if (!hyphen || strlen(word) >= sizeof part)
        return whole;
    memcpy(part, word, (gsize)(hyphen - word));
    part[hyphen - word] = 0;
    first = grade(part, wanted);
    second = grade(hyphen + 1, wanted);
    if (wanted == 'e' && (g_str_equal(part, "Al") || g_str_equal(part, "El")))
        return MAX(second, NAME_ENDING);
    return MAX(first, second);
}

enum name_grade names_first(const char *word)
{
    return better(word, 'f');
}

enum name_grade names_last(const char *word)
{
    return better(word, 'e');
}
