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
#include "patterns/match/scan_tables.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define STRIP 64

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

struct scan {
    const struct scanner *scanner;
    struct stretch stretch;
    const struct scan_user *user;
};

/* A group of digits. */
struct group {
    gsize at, end;
    guint lead, sign; /* before and behind it, as numbers */
    guint second;     /* digits right behind the sign, as struct scanner counts them */
};

/* Thirty-two bytes of the text as bits. */
struct ahead {
    guint32 digits; /* where digits are, ... */
    guint32 loose;  /* ... and a hyphen or space that has more spaces, or a line break, behind it: there a shape may be longer than it looks */
};

static struct ahead look_ahead(struct stretch stretch, gsize at)
{
    struct ahead ahead = {0, G_MAXUINT32};
#ifdef __SSE2__
    const char *text = stretch.text + at;
    if (stretch.len - at < BITS)
        return ahead;
    const __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9), hyphen = _mm_set1_epi8('-'), space = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t'),
                  line = _mm_set1_epi8('\n');
    guint32 blanks = 0, opens = 0;
    for (guint i = 0; i < BITS; i += 16) {
        __m128i c = _mm_loadu_si128((const __m128i *)(const void *)(text + i)), v = _mm_sub_epi8(c, zero);
        __m128i blank = _mm_or_si128(_mm_cmpeq_epi8(c, space), _mm_cmpeq_epi8(c, tab));
        ahead.digits |= (guint32)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(v, nine), v)) << i;
        blanks |= (guint32)_mm_movemask_epi8(_mm_or_si128(blank, _mm_cmpeq_epi8(c, line))) << i;
        opens |= (guint32)_mm_movemask_epi8(_mm_or_si128(blank, _mm_cmpeq_epi8(c, hyphen))) << i;
    }
    ahead.loose = opens & (blanks >> 1 | 1u << (BITS - 1));
#endif
    return ahead;
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

gboolean scanner_begins(const struct family *family, struct stretch stretch, gsize at)
{
    return at + family->prefix_len <= stretch.len && begins(family, stretch.text + at) &&
           (!family->scattered || shape_match(&family->shape, stretch.text, at, stretch.len));
}

static gboolean quiet(const struct scan *scan, const struct spot *spot)
{
    return scan->user->quiet && scan->user->quiet(scan->user->user, scan->stretch, spot);
}

/* Shapes of this group alone. */
static G_GNUC_NO_INLINE void try_alone(const struct scan *scan, struct choice choice, const struct group *group)
{
    struct family *const *fitting = (struct family *const *)scan->scanner->fitting->pdata;
    const struct spot spot = {(guint)(group->end - group->at) * LEADS + group->lead, fitting + choice.from, choice.to - choice.from, group->at - (group->lead > 0), group->end};
    if (quiet(scan, &spot))
        return;
    struct match match;
    match.spot = &spot;
    match.count = 0;
    match.from = spot.from;
    match.to = spot.to;
    for (guint i = 0; i < spot.count; i++) {
        if (!scanner_begins(spot.families[i], scan->stretch, group->at))
            continue;
        match.families[match.count++] = spot.families[i];
        if (match.count < MATCH_FAMILIES)
            continue;
        scan->user->found(scan->user->user, scan->stretch, &match);
        match.count = 0;
    }
    if (match.count)
        scan->user->found(scan->user->user, scan->stretch, &match);
}

/* One shape that goes on, where it has been seen to stand. */
static void found_on(const struct scan *scan, struct family *const *family, gsize from, gsize to)
{
    const struct spot spot = {SLOTS_ALONE + (*family)->number, family, 1, from, to};
    if (quiet(scan, &spot))
        return;
    struct match match;
    match.spot = &spot;
    match.count = 1;
    match.families[0] = *family;
    match.from = from;
    match.to = to;
    scan->user->found(scan->user->user, scan->stretch, &match);
}

/* Shapes that go on behind this group. */
static G_GNUC_NO_INLINE void try_on(const struct scan *scan, struct choice choice, const struct group *group)
{
    struct family *const *fitting = (struct family *const *)scan->scanner->fitting->pdata;
    const char *text = scan->stretch.text;
    gsize at = group->at, to;
    gboolean seen = FALSE;
    struct ahead ahead;
    for (guint32 i = choice.from; i < choice.to; i++) {
        const struct family *family = fitting[i];
        if (!begins(family, text + at))
            continue;
        if (!seen)
            ahead = look_ahead(scan->stretch, at);
        seen = TRUE;
        gboolean fixed = family->length_bits && !(ahead.loose & family->length_bits >> 1);
        if (fixed && (ahead.digits & family->length_bits) != family->digit_bits)
            continue;
        if (fixed && !family->scattered)
            to = signs_hold(family, text + at) ? at + family->len : 0;
        else
            to = shape_match(&family->shape, text, at, scan->stretch.len);
        if (to)
            found_on(scan, fitting + i, at - (group->lead > 0), to);
    }
}

/* One group, with that lead before it. */
static inline void try_group(const struct scan *scan, const struct group *group)
{
    gsize len = group->end - group->at;
    const struct plan *plan = &scan->scanner->plans[len][group->lead];
    if (plan->alone.from < plan->alone.to)
        try_alone(scan, plan->alone, group);
    if (!(plan->goes_on >> group->sign & 1))
        return;
    const struct choice on = scan->scanner->on[len][group->sign][group->lead][group->second];
    if (on.from < on.to)
        try_on(scan, on, group);
}

void scanner_run(const struct scanner *scanner, struct stretch stretch, gsize from, gsize to, const struct scan_user *user)
{
    const struct scan scan = {scanner, stretch, user};
    const char *text = stretch.text;
    guint64 before = from > 0 && g_ascii_isdigit(text[from - 1]), next = digit_bits(text + from, stretch.len - from);
    for (gsize base = from; base < to; base += STRIP) {
        guint64 bits = next, starts = bits & ~(bits << 1 | before);
        next = stretch.len - base > STRIP ? digit_bits(text + base + STRIP, stretch.len - base - STRIP) : 0;
        before = bits >> (STRIP - 1);
        if (to - base < STRIP)
            starts &= (G_GUINT64_CONSTANT(1) << (to - base)) - 1;
        for (; starts; starts &= starts - 1) {
            guint first = (guint)__builtin_ctzll(starts);
            guint64 others = ~(bits >> first | next << 1 << (STRIP - 1 - first));
            guint len = others ? (guint)__builtin_ctzll(others) : STRIP;
            if (len > SHAPE_GROUP_MAX)
                continue;
            struct group group = {.at = base + first, .end = base + first + len};
            group.sign = group.end < stretch.len ? scanner->sign_of[(guchar)text[group.end]] : SIGNS - 1;
            group.second = (guint)__builtin_ctzll(others >> (len + 1) | G_GUINT64_CONSTANT(1) << (SECONDS - 1));
            try_group(&scan, &group);
            char lead = group.at > 0 ? text[group.at - 1] : 0;
            if (lead != '+' && lead != '(')
                continue;
            group.lead = lead == '+' ? 1 : 2;
            try_group(&scan, &group);
        }
    }
}
