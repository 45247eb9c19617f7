/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 *     ... tel 070-174 06 05, pnr 850101-2382;91267,68 ...
 *             ^^^ ^^^ ^^ ^^      ^^^^^^ ^^^^ ^^^^^ ^^    groups of digits
 *              3   3   2  2        6     4     5    2
 *
 * Sixty-four bytes at a time become a number that has a bit for each digit; where such bits begin a group begins:
 *
 *     text     p n r   8 5 0 1 0 1 - 2 3 8 2 ;
 *     digits   . . . . 1 1 1 1 1 1 . 1 1 1 1 .
 *     starts   . . . . 1 . . . . . . 1 . . . .      digits & ~(digits << 1)
 *
 * The length of the group, the sign behind it and a lead before it choose the shapes that are tried there, from a table
 * made beforehand: for most groups none. Shapes of one group are told together. A shape that goes on, and has one length,
 * is compared as bits with the digits from there on, unless a hyphen or space may be followed by more of them:
 *
 *     text     2 0 2 5 - 0 6 - 0 8 ;
 *     digits   1 1 1 1 . 1 1 . 1 1 .      YYYY-MM-DD fits, YYYY-MM-DD-NNNN has a digit where the line ends
 *
 * Each group is tried once, with a number of shapes that does not depend on the text, and no shape reads on for
 * more than a line: so the cost grows with the text alone.
 */
#include "patterns/match/scan.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define STRIP 64
#define BITS 32  /* that a shape is compared with */
#define SIGNS 11 /* those a shape may have behind a group, and all others */
#define LEADS 3

static const char signs[SIGNS] = " -+().,/:;"; /* the last: any other */
static const char leads[LEADS] = {0, '+', '('};

#define SECONDS 16 /* lengths of the group behind the sign: 0: there is none right there; the last: all that are longer too */

/* A stretch of struct scanner's fitting. */
struct choice {
    guint32 from, to;
};

struct scanner {
    GPtrArray *families;          /* of struct family */
    GHashTable *by_shape;         /* shape in one spelling -> family */
    GPtrArray *fitting;           /* of struct family, borrowed */
    guint8 sign_of[256];          /* number of the sign */
    struct choice alone[SHAPE_GROUP_MAX + 1][LEADS];              /* shapes of one group */
    guint16 goes_on[SHAPE_GROUP_MAX + 1][LEADS];                  /* bits: signs behind which some shape goes on */
    struct choice on[SHAPE_GROUP_MAX + 1][SIGNS][LEADS][SECONDS]; /* shapes that go on */
};

static void family_free(gpointer data)
{
    struct family *family = data;
    g_array_unref(family->members);
    g_free(family);
}

struct scanner *scanner_new(void)
{
    struct scanner *scanner = g_new0(struct scanner, 1);
    scanner->families = g_ptr_array_new_with_free_func(family_free);
    scanner->fitting = g_ptr_array_new();
    scanner->by_shape = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    memset(scanner->sign_of, SIGNS - 1, sizeof scanner->sign_of);
    for (guint8 i = 0; i < SIGNS - 1; i++)
        scanner->sign_of[(guchar)signs[i]] = i;
    scanner->sign_of['\t'] = scanner->sign_of[' '];
    return scanner;
}

void scanner_free(struct scanner *scanner)
{
    if (!scanner)
        return;
    g_ptr_array_unref(scanner->fitting);
    g_hash_table_unref(scanner->by_shape);
    g_ptr_array_unref(scanner->families);
    g_free(scanner);
}

static gboolean is_digits(char sign)
{
    return sign == 'N' || g_ascii_isdigit(sign);
}

/* Lengths of the group that begins with token first, as bits. */
static guint32 lengths_of(const struct shape *shape, guint first)
{
    guint least = 0, most = 0;
    for (guint i = first; i < shape->count && is_digits(shape->tokens[i].sign); i++) {
        least += shape->tokens[i].min;
        most += shape->tokens[i].max;
    }
    guint32 bits = 0;
    for (guint n = least; n <= MIN(most, 31u); n++)
        bits |= 1u << n;
    return most > 31 ? bits | 1u << 31 : bits;
}

/* A shape of one length, as far as lines do not break, as bits. */
static void fix_length(struct family *family)
{
    guint at = 0;
    for (guint i = 0; i < family->shape.count; i++) {
        guint n = family->shape.tokens[i].min;
        if (n != family->shape.tokens[i].max || at + n >= BITS)
            return;
        if (is_digits(family->shape.tokens[i].sign)) {
            family->digit_bits |= ((1u << n) - 1) << at;
        } else {
            if (family->signs_count == SIGNS_MAX)
                return;
            family->signs_at[family->signs_count] = (guint8)at;
            family->signs[family->signs_count++] = (guint8)family->shape.tokens[i].sign;
        }
        at += n;
    }
    family->len = (guint8)at;
    family->length_bits = (guint32)((G_GUINT64_CONSTANT(1) << (at + 1)) - 1);
}

static struct family *family_new(struct shape shape)
{
    struct family *family = g_new0(struct family, 1);
    guint i = 0, literals = 0;
    family->shape = shape;
    family->members = g_array_new(FALSE, FALSE, sizeof(struct member));
    while (family->prefix_len < PREFIX_MAX && family->prefix_len < shape.count && g_ascii_isdigit(shape.tokens[family->prefix_len].sign)) {
        family->prefix[family->prefix_len] = shape.tokens[family->prefix_len].sign;
        family->prefix_len++;
    }
    for (; i < shape.count && is_digits(shape.tokens[i].sign); i++)
        literals += shape.tokens[i].sign != 'N';
    for (guint k = family->prefix_len; k < shape.count; k++)
        family->scattered |= g_ascii_isdigit(shape.tokens[k].sign);
    fix_length(family);
    if (i < shape.count) {
        family->after = shape.tokens[i].sign;
        family->second = i + 1 < shape.count && is_digits(shape.tokens[i + 1].sign) ? lengths_of(&shape, i + 1) : 0;
    } else if (shape.first_min == shape.first_max && !shape.lead) {
        family->digits = shape.first_min;
        family->literals = (guint8)literals;
    }
    return family;
}

/* The same for all ways to write the same shape. */
static char *spell(const struct shape *shape)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "%d ", shape->lead);
    for (guint i = 0; i < shape->count; i++)
        if (shape->tokens[i].sign == 'N' && shape->tokens[i].min == shape->tokens[i].max)
            for (guint k = 0; k < shape->tokens[i].min; k++)
                g_string_append_c(out, 'N');
        else if (shape->tokens[i].sign == 'N')
            g_string_append_printf(out, "{%u,%u}", shape->tokens[i].min, shape->tokens[i].max);
        else
            g_string_append_c(out, shape->tokens[i].sign);
    return g_string_free(out, FALSE);
}

void scanner_add(struct scanner *scanner, const char *text, struct member member)
{
    struct shape shape;
    if (!shape_compile(&shape, text, NULL))
        return;
    g_autofree char *key = spell(&shape);
    struct family *family = g_hash_table_lookup(scanner->by_shape, key);
    if (!family) {
        family = family_new(shape);
        family->number = scanner->families->len;
        g_ptr_array_add(scanner->families, family);
        g_hash_table_insert(scanner->by_shape, g_steal_pointer(&key), family);
    }
    family->common = family->members->len ? family->common & member.needs : member.needs;
    family->needs |= member.needs;
    family->base = MAX(family->base, member.base);
    family->loose = (family->loose || family->members->len == 0) && member.loose;
    g_array_append_val(family->members, member);
}

static gboolean fits(const struct family *family, guint len, guint lead)
{
    return len >= family->shape.first_min && len <= family->shape.first_max && family->shape.lead == leads[lead];
}

/* Behind the sign stands a group of that length: a shape reads over no other. */
static gboolean goes_on(const struct family *family, guint sign, guint second)
{
    if (sign == SIGNS - 1 || family->after != signs[sign])
        return FALSE;
    return second == 0 || !family->second || (second < SECONDS - 1 ? family->second >> second & 1 : family->second >> second != 0);
}

static void find_population(struct scanner *scanner, struct family *family)
{
    for (guint i = 0; family->digits && family->literals && i < scanner->families->len; i++) {
        const struct family *other = g_ptr_array_index(scanner->families, i);
        if (other->digits == family->digits && !other->literals)
            family->population = other;
    }
}

static struct choice choose_alone(struct scanner *scanner, guint len, guint lead)
{
    guint from = scanner->fitting->len;
    for (guint i = 0; i < scanner->families->len; i++) {
        struct family *family = g_ptr_array_index(scanner->families, i);
        if (!family->after && fits(family, len, lead))
            g_ptr_array_add(scanner->fitting, family);
    }
    return (struct choice){from, scanner->fitting->len};
}

static struct choice choose_on(struct scanner *scanner, guint len, guint sign, guint lead, guint second)
{
    guint from = scanner->fitting->len;
    for (guint i = 0; i < scanner->families->len; i++) {
        struct family *family = g_ptr_array_index(scanner->families, i);
        if (family->after && fits(family, len, lead) && goes_on(family, sign, second))
            g_ptr_array_add(scanner->fitting, family);
    }
    return (struct choice){from, scanner->fitting->len};
}

static void choose(struct scanner *scanner, guint len, guint lead)
{
    for (guint i = 0; i < scanner->families->len; i++) {
        const struct family *family = g_ptr_array_index(scanner->families, i);
        if (family->after && fits(family, len, lead))
            scanner->goes_on[len][lead] |= (guint16)(1u << scanner->sign_of[(guchar)family->after]);
    }
    scanner->alone[len][lead] = choose_alone(scanner, len, lead);
    for (guint i = 0; i < (SIGNS - 1) * SECONDS; i++)
        if (scanner->goes_on[len][lead] >> (i / SECONDS) & 1)
            scanner->on[len][i / SECONDS][lead][i % SECONDS] = choose_on(scanner, len, i / SECONDS, lead, i % SECONDS);
}

/* Spellings of one group, of one rule: two may have the same stretch. */
static void mark_twice(struct scanner *scanner)
{
    g_autoptr(GHashTable) rules = g_hash_table_new(g_direct_hash, g_direct_equal); /* rule + 1 -> its first such member */
    for (guint i = 0; i < scanner->families->len; i++) {
        const struct family *family = g_ptr_array_index(scanner->families, i);
        for (guint k = 0; !family->after && k < family->members->len; k++) {
            struct member *member = &g_array_index(family->members, struct member, k);
            struct member *first = g_hash_table_lookup(rules, GUINT_TO_POINTER(member->rule + 1u));
            if (first)
                first->twice = member->twice = TRUE;
            else
                g_hash_table_insert(rules, GUINT_TO_POINTER(member->rule + 1u), member);
        }
    }
}

void scanner_seal(struct scanner *scanner)
{
    mark_twice(scanner);
    for (guint i = 0; i < scanner->families->len; i++)
        find_population(scanner, g_ptr_array_index(scanner->families, i));
    for (guint len = 1; len <= SHAPE_GROUP_MAX; len++)
        for (guint lead = 0; lead < LEADS; lead++)
            choose(scanner, len, lead);
}

guint scanner_families(const struct scanner *scanner)
{
    return scanner->families->len;
}

/* A bit for each digit of the sixty-four bytes at text, or of the len that there are. */
static guint64 digit_bits(const char *text, gsize len)
{
    guint64 bits = 0;
#ifdef __SSE2__
    if (len >= STRIP) {
        const __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9);
        for (guint i = 0; i < STRIP; i += 16) {
            __m128i v = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(const void *)(text + i)), zero);
            bits |= (guint64)(guint)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(v, nine), v)) << i;
        }
        return bits;
    }
#endif
    for (gsize i = 0; i < MIN(len, (gsize)STRIP); i++)
        bits |= (guint64)(g_ascii_isdigit(text[i]) != 0) << i;
    return bits;
}

/* Length of the group at text[at], as struct scanner counts it. */
static guint second_at(struct stretch stretch, gsize at)
{
    guint n = 0;
    while (n < SECONDS - 1 && at + n < stretch.len && g_ascii_isdigit(stretch.text[at + n]))
        n++;
    return n;
}

struct scan {
    const struct scanner *scanner;
    struct stretch stretch;
    void (*found)(void *user, struct stretch stretch, const struct match *match);
    void *user;
};

/* Digits from text[at] on; loose: a hyphen or space may have more spaces, or a line break, behind it. */
static guint32 bits_ahead(struct stretch stretch, gsize at, gboolean *loose)
{
    const char *text = stretch.text + at;
    *loose = TRUE;
    if (stretch.len - at < BITS)
        return 0;
#ifdef __SSE2__
    const __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9), hyphen = _mm_set1_epi8('-'), space = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t'),
                  line = _mm_set1_epi8('\n');
    guint32 digits = 0, blanks = 0, opens = 0;
    for (guint i = 0; i < BITS; i += 16) {
        __m128i c = _mm_loadu_si128((const __m128i *)(const void *)(text + i)), v = _mm_sub_epi8(c, zero);
        __m128i blank = _mm_or_si128(_mm_cmpeq_epi8(c, space), _mm_cmpeq_epi8(c, tab));
        digits |= (guint32)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(v, nine), v)) << i;
        blanks |= (guint32)_mm_movemask_epi8(_mm_or_si128(blank, _mm_cmpeq_epi8(c, line))) << i;
        opens |= (guint32)_mm_movemask_epi8(_mm_or_si128(blank, _mm_cmpeq_epi8(c, hyphen))) << i;
    }
    *loose = (opens & blanks >> 1) != 0 || opens >> (BITS - 1);
    return digits;
#else
    return 0;
#endif
}

static gboolean begins(const struct family *family, const char *text)
{
    for (guint i = 0; i < family->prefix_len; i++)
        if (text[i] != family->prefix[i])
            return FALSE;
    return TRUE;
}

static gboolean signs_hold(const struct family *family, const char *text)
{
    for (guint i = 0; i < family->signs_count; i++) {
        char c = text[family->signs_at[i]];
        if ((c == '\t' ? ' ' : c) != (char)family->signs[i])
            return FALSE;
    }
    return TRUE;
}

/* Shapes of this group alone. */
static void try_alone(const struct scan *scan, struct choice choice, gsize at, gsize end, gboolean lead)
{
    const char *text = scan->stretch.text;
    struct match match;
    match.count = 0;
    match.from = at - lead;
    match.to = end;
    for (guint32 i = choice.from; i < choice.to; i++) {
        const struct family *family = g_ptr_array_index(scan->scanner->fitting, i);
        if (!begins(family, text + at) || (family->scattered && !shape_match(&family->shape, text, at, scan->stretch.len)))
            continue;
        match.families[match.count++] = family;
        if (match.count < MATCH_FAMILIES)
            continue;
        scan->found(scan->user, scan->stretch, &match);
        match.count = 0;
    }
    if (match.count)
        scan->found(scan->user, scan->stretch, &match);
}

/* Shapes that go on behind this group. */
static void try_on(const struct scan *scan, struct choice choice, gsize at, gboolean lead)
{
    const char *text = scan->stretch.text;
    struct match match;
    match.count = 1;
    match.from = at - lead;
    gboolean loose;
    guint32 bits = bits_ahead(scan->stretch, at, &loose);
    for (guint32 i = choice.from; i < choice.to; i++) {
        const struct family *family = g_ptr_array_index(scan->scanner->fitting, i);
        if (!loose && family->length_bits && (bits & family->length_bits) != family->digit_bits)
            continue;
        if (!begins(family, text + at))
            continue;
        if (!loose && family->length_bits && !family->scattered)
            match.to = signs_hold(family, text + at) ? at + family->len : 0;
        else
            match.to = shape_match(&family->shape, text, at, scan->stretch.len);
        match.families[0] = family;
        if (match.to)
            scan->found(scan->user, scan->stretch, &match);
    }
}

/* One group, with that lead before it. */
static void try_group(const struct scan *scan, gsize at, gsize end, guint lead)
{
    const struct choice alone = scan->scanner->alone[end - at][lead];
    guint sign = end < scan->stretch.len ? scan->scanner->sign_of[(guchar)scan->stretch.text[end]] : SIGNS - 1;
    if (alone.from < alone.to)
        try_alone(scan, alone, at, end, lead > 0);
    if (!(scan->scanner->goes_on[end - at][lead] >> sign & 1))
        return;
    const struct choice on = scan->scanner->on[end - at][sign][lead][second_at(scan->stretch, end + 1)];
    if (on.from < on.to)
        try_on(scan, on, at, lead > 0);
}

void scanner_run(const struct scanner *scanner, struct stretch stretch, gsize from, gsize to,
                 void (*found)(void *user, struct stretch stretch, const struct match *match), void *user)
{
    const struct scan scan = {scanner, stretch, found, user};
    const char *text = stretch.text;
    guint64 before = from > 0 && g_ascii_isdigit(text[from - 1]);
    for (gsize base = from; base < to; base += STRIP) {
        guint64 bits = digit_bits(text + base, stretch.len - base), starts = bits & ~(bits << 1 | before);
        before = bits >> (STRIP - 1);
        if (to - base < STRIP)
            starts &= (G_GUINT64_CONSTANT(1) << (to - base)) - 1;
        for (; starts; starts &= starts - 1) {
            guint first = (guint)__builtin_ctzll(starts);
            guint64 behind = ~(bits >> first);
            gsize at = base + first, end = at + (behind ? (gsize)__builtin_ctzll(behind) : STRIP);
            while (end - base >= STRIP && end < stretch.len && g_ascii_isdigit(text[end]))
                end++;
            if (end - at > SHAPE_GROUP_MAX)
                continue;
            try_group(&scan, at, end, 0);
            if (at > 0 && (text[at - 1] == '+' || text[at - 1] == '('))
                try_group(&scan, at, end, text[at - 1] == '+' ? 1 : 2);
        }
    }
}
