/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/chain.h"

#include <math.h>
#include <string.h>

/* Of 10,000 bytes of Swedish prose and of tables together, so many are this one: judged, as only the order counts. */
static const guint16 shares[256] = {
    [1 ... 8] = 1, ['\t'] = 20, ['\n'] = 120, [11 ... 31] = 1, [' '] = 1300, ['!' ... '+'] = 10, [','] = 80, ['-'] = 50, ['.'] = 110, ['/'] = 15,
    ['0' ... '9'] = 200, [':' ... ';'] = 20, ['<' ... '?'] = 8, ['@'] = 2, ['A' ... 'Z'] = 14, ['[' ... '`'] = 4,
    ['a'] = 750, ['b'] = 120, ['c'] = 110, ['d'] = 380, ['e'] = 830, ['f'] = 180, ['g'] = 260, ['h'] = 170, ['i'] = 480, ['j'] = 50,
    ['k'] = 280, ['l'] = 430, ['m'] = 290, ['n'] = 700, ['o'] = 370, ['p'] = 150, ['q'] = 1, ['r'] = 690, ['s'] = 540, ['t'] = 630,
    ['u'] = 160, ['v'] = 200, ['w'] = 5, ['x'] = 12, ['y'] = 50, ['z'] = 5, ['{' ... '~'] = 2,
    [0x80 ... 0xa3] = 4, [0xa4] = 150, [0xa5] = 110, [0xa6 ... 0xb5] = 3, [0xb6] = 110, [0xb7 ... 0xbf] = 3,
    [0xc2] = 3, [0xc3] = 370, [0xc4 ... 0xdf] = 1, [0xe0 ... 0xef] = 2, [0xf0 ... 0xf4] = 1,
};

#define ROW_OF_NUMBERS 1000 /* times as common as in prose */

/* Digits come in groups, capitals in rows, letters in words, and half of a sign behind its other half. */
enum kind { OTHER, BLANK, DIGIT, CAPITAL, SMALL, LEAD, REST, KINDS };

static const guint8 kinds[256] = {
    ['\t' ... '\n'] = BLANK, [' '] = BLANK, ['0' ... '9'] = DIGIT, ['A' ... 'Z'] = CAPITAL, ['a' ... 'z'] = SMALL,
    [0x80 ... 0xbf] = REST, [0xc0 ... 0xff] = LEAD,
};

/* How many times likelier the second is behind the first than anywhere. */
static const double behind[KINDS][KINDS] = {
    /*            OTHER BLANK DIGIT CAPITAL SMALL LEAD REST */
    [OTHER] =   {1, 5, 1.5, 4, 1, 1, 1},
    [BLANK] =   {1, 6, 1.5, 4, 1, 1, 1},
    [DIGIT] =   {1, 1, 4.5, 0.2, 0.1, 0.1, 1},
    [CAPITAL] = {1, 1, 0.3, 8, 1, 1, 1},
    [SMALL] =   {1, 1, 0.05, 0.1, 1, 1, 1},
    [LEAD] =    {1, 1, 1, 1, 1, 1, 25},
    [REST] =    {1, 1, 0.05, 0.1, 1, 1, 1},
};

/* What a link's bytes are: how many of all bytes of a text, by kind and together. */
struct weight {
    double of[KINDS], all;
};

static struct weight weight_of(const struct bytes *link)
{
    struct weight weight = {.all = 0};
    guint32 sums[KINDS] = {0};
    for (guint word = 0; word < G_N_ELEMENTS(link->bits); word++)
        for (guint64 bits = link->bits[word]; bits; bits &= bits - 1) {
            guint byte = word * 64 + (guint)__builtin_ctzll(bits);
            sums[kinds[byte]] += shares[byte];
        }
    for (enum kind kind = OTHER; kind < KINDS; kind++) {
        weight.of[kind] = sums[kind] / 10000.0;
        weight.all += weight.of[kind];
    }
    return weight;
}

/* How often, of all bytes of a text, the link comes. */
static double share_first(const struct weight *link)
{
    double all = 0;
    for (enum kind kind = OTHER; kind < KINDS; kind++)
        all += link->of[kind];
    return MIN(all, 1);
}

/* The same where the one before has just come. */
static double share_behind(const struct weight *link, const struct weight *before)
{
    double all = 0, any = before->all;
    if (!(any > 0))
        return share_first(link);
    double letters = (before->of[SMALL] + before->of[REST]) / MAX(any, 1e-9);
    for (enum kind kind = OTHER; kind < KINDS; kind++) {
        double more = 0;
        for (enum kind from = OTHER; from < KINDS; from++)
            more += before->of[from] / any * behind[from][kind];
        double sum = link->of[kind] * more;
        /* In words one letter tells much of the next. */
        all += kind == SMALL || kind == LEAD ? letters * sqrt(sum) + (1 - letters) * sum : sum;
    }
    return MIN(all, 1);
}

/* Of a row of links: of each as the first of its chain, and behind the one before it. */
static void weigh_row(const struct bytes *links, guint len, double *first, double *next)
{
    struct weight last = {.all = 0};
    for (guint i = 0; i < len; i++) {
        struct weight here = weight_of(&links[i]);
        first[i] = share_first(&here);
        next[i] = share_behind(&here, &last);
        last = here;
    }
}

static double share_of_row(const double *first, const double *next, guint len)
{
    double share = len ? first[0] : 1;
    for (guint i = 1; i < len; i++)
        share *= next[i];
    return share;
}

#define ROW_OF(first, last) (((G_GUINT64_CONSTANT(2) << ((last) - (first))) - 1) << (first))

/* In a table of numbers, dates and sums a row of these stands everywhere, however rare it is in prose: any other sign in a chain is worth more. */
static gboolean all_of_numbers(const struct bytes *links, guint len)
{
    const guint64 numbers = ROW_OF('\t', '\n') | ROW_OF(' ', ' ') | ROW_OF('+', ';'); /* + , - . / digits : ; */
    for (guint i = 0; i < len; i++) {
        const guint64 *bits = links[i].bits;
        if ((bits['0' / 64] & ~numbers) | bits[1] | bits[2] | bits[3])
            return FALSE;
    }
    return len > 0;
}

double chain_share(const struct chain *chain)
{
    double first[CHAIN_MAX], next[CHAIN_MAX];
    weigh_row(chain->link, chain->len, first, next);
    double share = share_of_row(first, next, chain->len);
    return all_of_numbers(chain->link, chain->len) ? MIN(share * ROW_OF_NUMBERS, 1) : share;
}

double chain_places(const struct chain *chain)
{
    const guint64 digits = ROW_OF('0', '9'), others = ROW_OF('\t', '\n') | ROW_OF(' ', ' ') | ROW_OF('+', '/') | ROW_OF(':', ';');
    double first[CHAIN_MAX], next[CHAIN_MAX], table = 1;
    weigh_row(chain->link, chain->len, first, next);
    for (guint i = 0; i < chain->len; i++) {
        guint64 bits = chain->link[i].bits[0];
        table *= __builtin_popcountll(bits & digits) * 0.08 + __builtin_popcountll(bits & others) * 0.02;
    }
    return (share_of_row(first, next, chain->len) + table) / 2;
}

double chains_share(const GArray *set)
{
    double sum = 0;
    for (guint i = 0; i < set->len; i++)
        sum += chain_share(&g_array_index(set, struct chain, i));
    return sum;
}

GArray *chains_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(struct chain));
}

void chains_put(GArray *set, const struct chain *chain)
{
    g_array_append_vals(set, chain, 1);
}

GArray *chains_nothing(void)
{
    GArray *set = chains_new();
    chains_put(set, &(struct chain){0});
    return set;
}

/* First link of the rarest CHAIN_MAX of them. */
static guint rarest(const struct bytes *links, guint len)
{
    double alone[2 * CHAIN_MAX], next[2 * CHAIN_MAX], least = 2;
    guint best = 0;
    weigh_row(links, len, alone, next);
    for (guint first = 0; first + CHAIN_MAX <= len; first++) {
        double share = share_of_row(alone + first, next + first, CHAIN_MAX);
        if (all_of_numbers(links + first, CHAIN_MAX))
            share = MIN(share * ROW_OF_NUMBERS, 1);
        if (share < least) {
            least = share;
            best = first;
        }
    }
    return best;
}

/* FALSE where it gets too long for KEEP_ALL. */
static gboolean join(const struct chain *a, const struct chain *b, enum chains_keep keep, struct chain *joined)
{
    struct bytes links[2 * CHAIN_MAX];
    guint len = a->len + b->len, first = 0;
    memcpy(links, a->link, a->len * sizeof links[0]);
    memcpy(links + a->len, b->link, b->len * sizeof links[0]);
    if (len > CHAIN_MAX) {
        if (keep == KEEP_ALL)
            return FALSE;
        first = keep == KEEP_TAIL ? len - CHAIN_MAX : keep == KEEP_BEST ? rarest(links, len) : 0;
        len = CHAIN_MAX;
    }
    *joined = (struct chain){.len = len};
    memcpy(joined->link, links + first, len * sizeof links[0]);
    if (keep == KEEP_BEST)
        joined->from_min = joined->from_max = (int)first - (int)a->len;
    return TRUE;
}

GArray *chains_join(const GArray *a, const GArray *b, enum chains_keep keep)
{
    if (a->len * b->len > CHAINS_MAX)
        return NULL;
    g_autoptr(GArray) set = chains_new();
    for (guint i = 0; i < a->len; i++)
        for (guint k = 0; k < b->len; k++) {
            struct chain joined;
            if (!join(&g_array_index(a, struct chain, i), &g_array_index(b, struct chain, k), keep, &joined))
                return NULL;
            chains_put(set, &joined);
        }
    return g_steal_pointer(&set);
}

GArray *chains_unite(const GArray *a, const GArray *b)
{
    if (a->len + b->len > CHAINS_MAX)
        return NULL;
    GArray *set = chains_new();
    g_array_append_vals(set, a->data, a->len);
    g_array_append_vals(set, b->data, b->len);
    return set;
}

/* All that has the longer chain at that end has the shorter one there. */
static gboolean tells(const struct chain *less, const struct chain *more, gboolean tail)
{
    if (less->len > more->len)
        return FALSE;
    for (guint i = 0; i < less->len; i++) {
        const struct bytes *wide = &less->link[i], *narrow = &more->link[tail ? more->len - less->len + i : i];
        for (guint word = 0; word < G_N_ELEMENTS(wide->bits); word++)
            if (narrow->bits[word] & ~wide->bits[word])
                return FALSE;
    }
    return TRUE;
}

/* The one that is kept may stand where the other did. */
static gboolean widen_from(GArray *set, guint kept, guint gone)
{
    struct chain *one = &g_array_index(set, struct chain, kept);
    const struct chain *other = &g_array_index(set, struct chain, gone);
    one->from_min = MIN(one->from_min, other->from_min);
    one->from_max = MAX(one->from_max, other->from_max);
    return TRUE;
}

void chains_prune(GArray *set, gboolean tail)
{
    for (guint i = 0; i < set->len;) {
        gboolean told = FALSE;
        for (guint k = 0; k < set->len && !told; k++)
            told = k != i && tells(&g_array_index(set, struct chain, k), &g_array_index(set, struct chain, i), tail) && widen_from(set, k, i);
        if (told)
            g_array_remove_index(set, i);
        else
            i++;
    }
}
