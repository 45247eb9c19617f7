/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 *     ... tel 070-174 06 05, pnr 850101-2382 ...
 *             ^^^ ^^^ ^^ ^^      ^^^^^^ ^^^^      groups of digits
 *              3   3   2  2        6     4        their lengths choose the shapes that are tried there
 *
 * What is no digit is skipped sixteen bytes at a time. Each group is tried once, with a number of shapes that does not
 * depend on the text, and no shape reads on for more than a line: so the cost grows with the text alone.
 */
#include "patterns/match/scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

struct entry {
    struct shape shape;
    char after; /* the sign behind the first group; 0: the shape ends there */
    guint16 rule, spelling;
};

struct scanner {
    GPtrArray *entries;                         /* of struct entry */
    GPtrArray *by_length[SHAPE_GROUP_MAX + 1]; /* of struct entry, borrowed */
};

struct scanner *scanner_new(void)
{
    struct scanner *scanner = g_new0(struct scanner, 1);
    scanner->entries = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i <= SHAPE_GROUP_MAX; i++)
        scanner->by_length[i] = g_ptr_array_new();
    return scanner;
}

void scanner_free(struct scanner *scanner)
{
    if (!scanner)
        return;
    for (guint i = 0; i <= SHAPE_GROUP_MAX; i++)
        g_ptr_array_unref(scanner->by_length[i]);
    g_ptr_array_unref(scanner->entries);
    g_free(scanner);
}

void scanner_add(struct scanner *scanner, const char *shape, guint16 rule, guint16 spelling)
{
    struct entry *entry = g_new0(struct entry, 1);
    entry->rule = rule;
    entry->spelling = spelling;
    g_ptr_array_add(scanner->entries, entry);
    if (!shape_compile(&entry->shape, shape, NULL))
        return;
    for (guint i = 0; i < entry->shape.count && !entry->after; i++)
        if (entry->shape.tokens[i].sign != 'N' && !g_ascii_isdigit(entry->shape.tokens[i].sign))
            entry->after = entry->shape.tokens[i].sign;
    for (guint i = entry->shape.first_min; i <= entry->shape.first_max; i++)
        g_ptr_array_add(scanner->by_length[i], entry);
}

static gsize next_digit(const char *text, gsize at, gsize to)
{
#ifdef __SSE2__
    const __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9);
    for (; at + 16 <= to; at += 16) {
        __m128i v = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(const void *)(text + at)), zero);
        int digits = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(v, nine), v));
        if (digits)
            return at + (gsize)__builtin_ctz((unsigned)digits);
    }
#endif
    while (at < to && !g_ascii_isdigit(text[at]))
        at++;
    return at;
}

void scanner_run(const struct scanner *scanner, struct stretch stretch, gsize from, gsize to,
                 void (*found)(void *user, struct stretch stretch, const struct digits *digits), void *user)
{
    const char *text = stretch.text;
    while (from > 0 && from < to && g_ascii_isdigit(text[from]) && g_ascii_isdigit(text[from - 1]))
        from++;
    for (gsize at = next_digit(text, from, to); at < to; at = next_digit(text, at, to)) {
        gsize end = at + 1;
        while (end < stretch.len && g_ascii_isdigit(text[end]))
            end++;
        char after = end < stretch.len ? text[end] == '\t' ? ' ' : text[end] : 0;
        const GPtrArray *fitting = end - at <= SHAPE_GROUP_MAX ? scanner->by_length[end - at] : NULL;
        for (guint i = 0; fitting && i < fitting->len; i++) {
            const struct entry *entry = g_ptr_array_index(fitting, i);
            if (entry->after && entry->after != after)
                continue;
            if (entry->shape.lead && (at == 0 || text[at - 1] != entry->shape.lead))
                continue;
            gsize match = shape_match(&entry->shape, text, at, stretch.len);
            if (!match)
                continue;
            found(user, stretch, &(struct digits){entry->rule, entry->spelling, &entry->shape, at - !!entry->shape.lead, match});
        }
        at = end;
    }
}
