/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * More signs than the item takes may be told, never fewer. What PCRE2 takes for one letter in two cases is known of ASCII and Latin-1
 * alone; the text is folded, so that the three signs beyond that are k, s or å to PCRE2 (KELVIN, LONG S, ANGSTROM) stand in no text.
 */
#include "patterns/match/signs.h"

#include <string.h>

#include "patterns/match/syntax.h"

#define LOW_END 0x800u
#define LEADS_MAX 3 /* first bytes of two-byte signs, to be told one by one */
#define COMMON_LEAD 0xc3u /* of Swedish letters */

static void add_one(struct signs *signs, gunichar c)
{
    if (c < LOW_END)
        signs->low[c / 64] |= G_GUINT64_CONSTANT(1) << (c % 64);
    else
        signs->far = TRUE;
}

/* Any beyond ASCII. */
static void add_high(struct signs *signs)
{
    for (guint i = 2; i < G_N_ELEMENTS(signs->low); i++)
        signs->low[i] = G_MAXUINT64;
    signs->far = TRUE;
}

static gboolean has(const struct signs *signs, gunichar c)
{
    return signs->low[c / 64] >> (c % 64) & 1;
}

static gboolean is_latin(gunichar c)
{
    return c >= 0xc0 && c <= 0xfe && c != 0xd7 && c != 0xf7 && c != 0xdf;
}

static void add(struct signs *signs, gunichar c, gboolean caseless)
{
    add_one(signs, c);
    if (!caseless)
        return;
    if (c < 0x80 ? g_ascii_isalpha(c) : is_latin(c))
        add_one(signs, c ^ 0x20);
    else if (c >= 0x80)
        add_high(signs);
}

static void add_range(struct signs *signs, gunichar from, gunichar to, gboolean caseless)
{
    for (gunichar c = from; c <= MIN(to, LOW_END); c++)
        add(signs, c, caseless);
    if (to >= LOW_END)
        signs->far = TRUE;
}

static gboolean is_of(gunichar c, char class)
{
    switch (class) {
    case 'd':
        return g_ascii_isdigit(c);
    case 'w':
        return g_ascii_isalnum(c) || c == '_';
    case 's':
        return c == ' ' || (c >= 9 && c <= 13);
    case 'h':
        return c == ' ' || c == '\t';
    }
    return TRUE;
}

/* \d and its like; a capital is all else. What lies beyond ASCII may be of any. */
static void add_class(struct signs *signs, char class)
{
    char small = g_ascii_tolower(class);
    for (gunichar c = 0; c < 0x80; c++)
        if (!strchr("dwsh", small) || is_of(c, small) == g_ascii_islower(class))
            add_one(signs, c);
    add_high(signs);
}

/* \p{Lu}, \p{Ll} and \p{L}, the three that are known; all else may be any sign. What this Unicode has not named yet may be of any. */
static void add_property(struct signs *signs, const char *p, gsize len, gboolean caseless)
{
    gboolean letter = len >= 3 && p[1] == 'p' && (p[2] == 'L' || (g_str_has_prefix(p + 2, "{L") && (len == 5 || (len == 6 && strchr("ul", p[4])))));
    char kind = letter && len == 6 && !caseless ? p[4] : 0;
    for (gunichar c = 0; c < LOW_END; c++) {
        GUnicodeType type = g_unichar_type(c);
        gboolean fits = kind == 'u' ? type == G_UNICODE_UPPERCASE_LETTER : kind == 'l' ? type == G_UNICODE_LOWERCASE_LETTER : g_unichar_isalpha(c);
        if (!letter || fits || type == G_UNICODE_UNASSIGNED)
            add_one(signs, c);
    }
    signs->far = TRUE;
}

/* The sign that an escape stands for, its length in *len; 0: it stands for something else. */
static gunichar escaped(const char *p, gsize *len)
{
    static const char letters[] = "tnrfea", signs[] = "\t\n\r\f\x1b\x07";
    *len = syntax_escape_len(p);
    if (p[1] == 'x') {
        const char *hex = p + 2 + (p[2] == '{');
        char *end = NULL;
        guint64 c = g_ascii_strtoull(hex, &end, 16);
        if (p[2] == '{' ? *end != '}' : *len == 2)
            return 0;
        if (p[2] != '{')
            c = g_ascii_xdigit_value(p[2]) * 16u * (*len == 4) + (guint)g_ascii_xdigit_value(p[*len - 1]);
        return c < 0x110000 ? (gunichar)c : 0;
    }
    if (g_ascii_isalnum(p[1])) {
        const char *at = p[1] ? strchr(letters, p[1]) : NULL;
        return at ? (gunichar)signs[at - letters] : 0;
    }
    *len = 1 + (gsize)g_utf8_skip[(guchar)p[1]];
    return p[1] ? g_utf8_get_char(p + 1) : 0;
}

static gboolean read_escape(const char **at, gboolean caseless, struct signs *signs)
{
    const char *p = *at;
    gsize len;
    gunichar c = escaped(p, &len);
    if (c)
        add(signs, c, caseless);
    else if (p[1] == 'p' || p[1] == 'P')
        add_property(signs, p, len, caseless);
    else if (p[1] && strchr("dwshDWSHvVN", p[1]))
        add_class(signs, p[1]);
    else
        return FALSE;
    *at += len;
    return TRUE;
}

/* One sign or escape within a class; *single is 0 where it is no single sign. */
static gboolean read_member(const char **at, gboolean caseless, struct signs *signs, gunichar *single)
{
    const char *p = *at;
    gsize len = (guchar)g_utf8_skip[(guchar)*p];
    *single = g_utf8_get_char(p);
    if (*p == '[' && p[1] && strchr(":.=", p[1]))
        return FALSE;
    if (*p == '\\') {
        *single = escaped(p, &len);
        if (!*single)
            return p[1] != 'b' && read_escape(at, caseless, signs);
    }
    *at += len;
    return TRUE;
}

static gboolean read_class(const char **at, gboolean caseless, struct signs *signs)
{
    const char *p = *at, *end = p + syntax_class_len(p);
    gboolean against = p[1] == '^';
    struct signs told = {{0}, FALSE};
    if (end == p)
        return FALSE;
    for (p += 1 + against; p < end - 1;) {
        gunichar from, to;
        if (against && *p == '\\' && p[1] && strchr("vVNpP", p[1])) /* of those more is told than they take */
            return FALSE;
        if (!read_member(&p, caseless && !against, &told, &from))
            return FALSE;
        to = from;
        if (from && *p == '-' && p + 1 < end - 1) {
            p++;
            if (!read_member(&p, FALSE, &told, &to) || !to)
                return FALSE;
        }
        if (from)
            add_range(&told, from, to, caseless && !against);
    }
    *at = end;
    if (!against) {
        *signs = told;
        return TRUE;
    }
    add_high(signs);
    for (gunichar c = 0; c < 0x80; c++)
        if (!has(&told, c))
            add_one(signs, c);
    return TRUE;
}

gboolean signs_read(const char **at, gboolean caseless, struct signs *signs)
{
    *signs = (struct signs){{0}, FALSE};
    if (**at == '\\')
        return read_escape(at, caseless, signs);
    if (**at == '[')
        return read_class(at, caseless, signs);
    if (**at == '.')
        add_class(signs, 'N');
    else
        add(signs, g_utf8_get_char(*at), caseless);
    *at += g_utf8_skip[(guchar)**at];
    return TRUE;
}

static gboolean is_ascii(const struct signs *signs)
{
    return (signs->low[0] | signs->low[1]) != 0;
}

/* Sets of two-byte signs by first byte: bits of the second. */
static guint64 behind(const struct signs *signs, guint lead)
{
    return signs->low[lead & 0x1f];
}

/* All from the lead given on, as one class of their first bytes. */
static void add_leads(const struct signs *signs, guint from, struct bytes *bytes)
{
    for (guint lead = from; lead < 0xe0; lead++)
        if (behind(signs, lead))
            bytes_add(bytes, (guchar)lead);
    for (guint lead = 0xe0; signs->far && lead < 0xf5; lead++)
        bytes_add(bytes, (guchar)lead);
}

static void put_two(GArray *set, const struct signs *signs, guint lead)
{
    struct chain two = {.link = {{{0}}, {{0, 0, behind(signs, lead), 0}}}, .len = 2};
    bytes_add(&two.link[0], (guchar)lead);
    if (behind(signs, lead))
        chains_put(set, &two);
}

GArray *signs_exact(const struct signs *signs)
{
    guint leads = 0;
    for (guint lead = 0xc2; lead < 0xe0; lead++)
        leads += behind(signs, lead) != 0;
    if (signs->far || leads > LEADS_MAX)
        return NULL;
    GArray *set = chains_new();
    struct chain one = {.link = {{{signs->low[0], signs->low[1], 0, 0}}}, .len = 1};
    if (is_ascii(signs))
        chains_put(set, &one);
    for (guint lead = 0xc2; lead < 0xe0; lead++)
        put_two(set, signs, lead);
    return set;
}

/* Of many, those that are common in Swedish are told apart: ASCII, and what begins with the lead of its letters. */
GArray *signs_head(const struct signs *signs)
{
    GArray *set = signs_exact(signs);
    if (set)
        return set;
    set = chains_new();
    struct chain one = {.link = {{{signs->low[0], signs->low[1], 0, 0}}}, .len = 1};
    if (behind(signs, COMMON_LEAD) == G_MAXUINT64) {
        add_leads(signs, 0xc2, &one.link[0]);
        chains_put(set, &one);
        return set;
    }
    add_leads(signs, COMMON_LEAD + 1, &one.link[0]);
    chains_put(set, &one);
    put_two(set, signs, COMMON_LEAD - 1);
    put_two(set, signs, COMMON_LEAD);
    return set;
}

GArray *signs_tail(const struct signs *signs)
{
    GArray *set = chains_new();
    struct chain one = {.link = {{{signs->low[0], signs->low[1], signs->far ? G_MAXUINT64 : 0, 0}}}, .len = 1};
    for (guint lead = 0xc2; lead < 0xe0; lead++)
        one.link[0].bits[2] |= behind(signs, lead);
    chains_put(set, &one);
    return set;
}

guint signs_min(const struct signs *signs)
{
    return is_ascii(signs) ? 1 : 2;
}

guint signs_max(const struct signs *signs)
{
    if (signs->far)
        return 4;
    for (guint i = 2; i < G_N_ELEMENTS(signs->low); i++)
        if (signs->low[i])
            return 2;
    return 1;
}
