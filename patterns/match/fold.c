/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text that needs no folding is copied in runs. Only what may change is looked at sign by sign, known by its first byte:
 *
 *     \r    C2 (soft hyphen, hard space, second half of mended text)    C5 (second half, long s)    CC, CD (combining marks)
 *     E1, E2, E3 (spaces, hyphens, zero width, KELVIN, ANGSTROM)         EF (full width, byte order mark)
 *
 * Whatever a sign does to the one before it, it does to the tail of the window, so it is the same however the
 * text was cut. The tail is never given out of hand before far more text stands behind it (see detector.c).
 */
#include "patterns/match/fold.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define DROP 0u
#define KEEP 0xffffffffu

/* TRUE where a sign that begins so stays as it is. */
static gboolean stays(guchar first)
{
    return first != '\r' && first != 0xc2 && first != 0xc5 && (first & 0xfe) != 0xcc && (first < 0xe1 || first > 0xe3) && first != 0xef;
}

#ifdef __SSE2__
static inline __m128i equal(__m128i bytes, int byte)
{
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)byte));
}

/* Of sixteen bytes, those that do not stay. */
static inline guint moving(const char *p)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i from_e1 = _mm_sub_epi8(bytes, _mm_set1_epi8((char)0xe1)), third = _mm_set1_epi8(2);
    __m128i one = _mm_or_si128(equal(bytes, '\r'), _mm_or_si128(equal(bytes, 0xc2), equal(bytes, 0xc5)));
    __m128i two = _mm_or_si128(equal(_mm_and_si128(bytes, _mm_set1_epi8((char)0xfe)), 0xcc), equal(bytes, 0xef));
    __m128i three = _mm_cmpeq_epi8(_mm_min_epu8(from_e1, third), from_e1);
    return (guint)_mm_movemask_epi8(_mm_or_si128(one, _mm_or_si128(two, three)));
}
#endif

#define EACH(byte) (G_GUINT64_CONSTANT(0x0101010101010101) * (byte))

/* First byte that may need folding: of valid UTF-8, from a sign's first byte on. */
static gsize plain_run(const char *p, gsize len)
{
    gsize i = 0;
#ifdef __SSE2__
    for (; i + 16 <= len; i += 16) {
        guint odd = moving(p + i);
        if (odd)
            return i + (gsize)__builtin_ctz(odd);
    }
#endif
    for (; i + 8 <= len; i += 8) {
        guint64 eight, returns;
        memcpy(&eight, p + i, 8);
        returns = eight ^ EACH(0x0d);
        if ((eight | ((returns - EACH(0x01)) & ~returns)) & EACH(0x80))
            break; /* no ASCII, or a carriage return */
    }
    while (i < len && stays((guchar)p[i]))
        i++;
    return i;
}

static gboolean is_dropped(gunichar c)
{
    return c == 0xad || c == 0x34f || c == 0x180e || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

static gboolean is_space(gunichar c)
{
    return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
           c == 0x205f || c == 0x3000;
}

static gboolean is_hyphen(gunichar c)
{
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xfe58 || c == 0xfe63 || c == 0xff0d;
}

/* What one sign becomes by itself. */
static gunichar folded(gunichar c)
{
    if (is_dropped(c))
        return DROP;
    if (is_space(c))
        return ' ';
    if (is_hyphen(c))
        return '-';
    if (c >= 0xff01 && c <= 0xff5e)
        return c - 0xff01 + '!';
    return c == 0x17f ? 's' : c == 0x212a ? 'K' : c == 0x212b ? 0xc5 : KEEP;
}

/* Second half of a letter whose UTF-8 was read as windows-1252 or latin-1: the byte it was; 0: none. */
static guchar once_byte(gunichar c)
{
    switch (c) {
    case 0xa5: case 0xa4: case 0xb6: case 0x84: case 0x85: case 0x96: case 0xa9: case 0x89: case 0xbc: case 0x9c:
        return (guchar)c;
    case 0x201e: return 0x84;
    case 0x2026: return 0x85;
    case 0x2013: return 0x96;
    case 0x2030: return 0x89;
    case 0x0153: return 0x9c;
    }
    return 0;
}

static gboolean tail_is(const struct window *window, const char *two)
{
    return window->len >= 2 && memcmp(window->data + window->len - 2, two, 2) == 0;
}

/* TRUE where the sign and the window's last one were one letter, now mended there. */
static gboolean mend(struct window *window, gunichar c)
{
    if (c == 0xa0 && tail_is(window, "\xc3\x82")) {
        window_unput(window, 2);
        window_put(window, " ", 1);
        return TRUE;
    }
    guchar byte = once_byte(c);
    if (!byte || !tail_is(window, "\xc3\x83"))
        return FALSE;
    char letter[2] = {'\xc3', (char)byte};
    window_unput(window, 2);
    window_put(window, letter, 2);
    return TRUE;
}

/* TRUE where the combining mark and the window's last letter made one. */
static gboolean compose(struct window *window, gunichar mark)
{
    static const struct {
        char base;
        guint16 mark, letter;
    } pairs[] = {
        {'a', 0x30a, 0xe5}, {'A', 0x30a, 0xc5}, {'a', 0x308, 0xe4}, {'A', 0x308, 0xc4}, {'o', 0x308, 0xf6},
        {'O', 0x308, 0xd6}, {'e', 0x301, 0xe9}, {'E', 0x301, 0xc9}, {'u', 0x308, 0xfc}, {'U', 0x308, 0xdc},
        {'a', 0x300, 0xe0}, {'A', 0x300, 0xc0}, {'a', 0x301, 0xe1}, {'A', 0x301, 0xc1}, {'e', 0x300, 0xe8},
        {'E', 0x300, 0xc8}, {'e', 0x308, 0xeb}, {'E', 0x308, 0xcb},
    };
    for (guint i = 0; window->len && i < G_N_ELEMENTS(pairs); i++)
        if (pairs[i].mark == mark && window->data[window->len - 1] == pairs[i].base) {
            char letter[6];
            window_unput(window, 1);
            window_put(window, letter, (gsize)g_unichar_to_utf8(pairs[i].letter, letter));
            return TRUE;
        }
    return FALSE;
}

static void put(struct fold *fold, struct window *window, const char *bytes, gsize len, guint64 source)
{
    if (fold->carriage_return && bytes[0] != '\n')
        window_put(window, " ", 1);
    if (fold->moved || fold->carriage_return)
        window_mark(window, source);
    fold->carriage_return = fold->moved = FALSE;
    window_put(window, bytes, len);
}

static void put_sign(struct fold *fold, struct window *window, struct text sign, guint64 source)
{
    gunichar c = g_utf8_get_char(sign.at);
    if (!fold->carriage_return && (mend(window, c) || (c >= 0x300 && c < 0x370 && compose(window, c)))) {
        fold->moved = TRUE;
        return;
    }
    gunichar to = folded(c);
    if (to == KEEP) {
        put(fold, window, sign.at, sign.len, source);
        return;
    }
    if (to != DROP) {
        char bytes[6];
        put(fold, window, bytes, (gsize)g_unichar_to_utf8(to, bytes), source);
    }
    fold->moved = TRUE;
}

void fold_text(struct fold *fold, struct window *window, struct text text, guint64 source)
{
    for (gsize i = 0; i < text.len;) {
        const char *p = text.at + i;
        gsize run = plain_run(p, text.len - i);
        if (run)
            put(fold, window, p, run, source + i);
        i += run;
        if (i >= text.len)
            break;
        p = text.at + i;
        if (*p == '\r') {
            if (fold->carriage_return)
                window_put(window, " ", 1);
            fold->carriage_return = TRUE;
            i++;
            continue;
        }
        gsize len = MIN((gsize)g_utf8_skip[(guchar)*p], text.len - i);
        put_sign(fold, window, (struct text){p, len}, source + i);
        i += len;
    }
}

void fold_end(struct fold *fold)
{
    *fold = (struct fold){0};
}
