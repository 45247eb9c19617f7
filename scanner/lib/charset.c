/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes go through one of three ways, and the choice is put off until it must be made:
 *
 *     ASCII so far  --first byte over 127-->  sample from there  -->  UTF-8, checked character by character
 *          |                                        |                 (a stray byte is taken as windows-1252)
 *          | byte order mark, UTF-16                +-------------->  a table of 256 characters
 *          +------------------------------------------------------->  iconv
 */
#include "scanner/lib/charset.h"

#include "scanner/lib/coding.h"

#include <errno.h>
#include <iconv.h>

#define BLOCK (64 * 1024)
#define SAMPLE (256 * 1024)
#define REPLACEMENT "\xef\xbf\xbd"

static const char *const preloaded[] = {
    "windows-1252", "iso-8859-1",  "iso-8859-15", "cp850",        "cp437",     "macintosh", "cp865",      "utf-16le",     "utf-16be",
    "utf-16",       "utf-32le",    "utf-32be",    "utf-7",        "iso-8859-2", "windows-1250", "iso-8859-5", "windows-1251", "koi8-r",
    "iso-8859-7",   "windows-1253", "iso-8859-9", "windows-1254", "iso-8859-4", "windows-1257", "iso-8859-10", "windows-1255", "windows-1256",
    "euc-jp",       "shift_jis",   "iso-2022-jp", "gb18030",      "gbk",       "big5",      "euc-kr",     "us-ascii",     "utf-8",
};

struct charsets {
    GArray *open; /* of iconv_t */
};

enum way { WAY_ASCII, WAY_UTF8, WAY_TABLE, WAY_ICONV };

struct decoder {
    const struct source *source;
    guint64 offset;   /* of the next byte to read */
    guint8 *in;       /* room bytes: a block, less for a small source */
    gsize room;
    gsize held;       /* bytes in in that are not decoded yet */
    GString *out;
    gsize given;      /* of out, by decoder_read */
    enum way way;
    const char *guessed;
    gboolean after_nul;
    gsize unit;       /* bytes to skip at what is no character */
    iconv_t converter;
    char table[128][4]; /* UTF-8 of the bytes 128-255, ends with NUL */
    gboolean table_made;
};

struct charsets *charsets_load(void)
{
    struct charsets *charsets = g_new0(struct charsets, 1);
    charsets->open = g_array_new(FALSE, FALSE, sizeof(iconv_t));
    for (guint i = 0; i < G_N_ELEMENTS(preloaded); i++) {
        iconv_t converter = iconv_open("utf-8", preloaded[i]);
        if (converter != (iconv_t)-1)
            g_array_append_val(charsets->open, converter);
    }
    return charsets;
}

void charsets_free(struct charsets *charsets)
{
    for (guint i = 0; i < charsets->open->len; i++)
        iconv_close(g_array_index(charsets->open, iconv_t, i));
    g_array_unref(charsets->open);
    g_free(charsets);
}

/* The table of a single-byte coding; bytes without a character are U+FFFD. */
static void make_table(struct decoder *decoder, const char *name)
{
    iconv_t converter = iconv_open("utf-8", name);
    for (guint i = 0; i < 128; i++) {
        char byte = (char)(i + 128), *in = &byte, *out = decoder->table[i];
        gsize in_left = 1, out_left = sizeof decoder->table[i] - 1;
        memset(decoder->table[i], 0, sizeof decoder->table[i]);
        if (converter == (iconv_t)-1 || iconv(converter, &in, &in_left, &out, &out_left) == (gsize)-1)
            memcpy(decoder->table[i], REPLACEMENT, 4);
    }
    if (converter != (iconv_t)-1)
        iconv_close(converter);
    decoder->table_made = TRUE;
}

/* Takes the coding of that name. FALSE where nobody knows it. */
static gboolean choose(struct decoder *decoder, const char *name)
{
    /* As browsers do: what says Latin-1 or ASCII is windows-1252. */
    static const char *const latin[] = {"windows-1252", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "cp1252"};
    static const char *const tables[] = {"cp850", "cp437", "macintosh"};
    if (g_ascii_strcasecmp(name, "utf-8") == 0 || g_ascii_strcasecmp(name, "utf8") == 0) {
        decoder->way = WAY_UTF8;
        return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(latin) + G_N_ELEMENTS(tables); i++) {
        const char *known = i < G_N_ELEMENTS(latin) ? latin[i] : tables[i - G_N_ELEMENTS(latin)];
        if (g_ascii_strcasecmp(name, known) != 0)
            continue;
        make_table(decoder, i < G_N_ELEMENTS(latin) ? "windows-1252" : known);
        decoder->way = WAY_TABLE;
        return TRUE;
    }
    decoder->converter = iconv_open("utf-8", name);
    if (decoder->converter == (iconv_t)-1)
        return FALSE;
    decoder->way = WAY_ICONV;
    decoder->unit = g_ascii_strncasecmp(name, "utf-16", 6) == 0 ? 2 : g_ascii_strncasecmp(name, "utf-32", 6) == 0 ? 4 : 1;
    return TRUE;
}

static void begin(struct decoder *decoder, const char *declared)
{
    gssize got = source_pread(decoder->source, decoder->in, decoder->room, 0, NULL);
    gsize mark = 0;
    const char *wide = got > 0 ? coding_wide((struct text){(const char *)decoder->in, (gsize)got}, &mark) : NULL;
    decoder->offset = mark;
    if (wide && mark > 0) {
        choose(decoder, wide);
        return;
    }
    /* Bytes that are half NUL are UTF-16, whatever a document says of itself. */
    if (wide)
        decoder->guessed = choose(decoder, wide) ? wide : NULL;
    else if (declared)
        choose(decoder, declared);
}

struct decoder *decoder_new(const struct source *source, const char *declared)
{
    struct decoder *decoder = g_new0(struct decoder, 1);
    decoder->source = source;
    decoder->converter = (iconv_t)-1;
    decoder->room = (gsize)CLAMP(source->size, 16, BLOCK);
    decoder->in = g_malloc(decoder->room);
    decoder->out = g_string_sized_new(decoder->room);
    begin(decoder, declared);
    return decoder;
}

void decoder_free(struct decoder *decoder)
{
    if (decoder->converter != (iconv_t)-1)
        iconv_close(decoder->converter);
    g_string_free(decoder->out, TRUE);
    g_free(decoder->in);
    g_free(decoder);
}

const char *decoder_guessed(const struct decoder *decoder)
{
    return decoder->guessed;
}

/* The first byte over 127, at in[at]: what coding are the bytes from there on? */
static void decide(struct decoder *decoder, gsize at)
{
    g_autofree char *sample = g_malloc(SAMPLE);
    guint64 from = decoder->offset - decoder->held + at;
    from -= MIN(from, 64); /* a little before it, for its neighbours and a word on the coding */
    gssize got = source_pread(decoder->source, sample, SAMPLE, from, NULL);
    struct text seen = got > 0 ? (struct text){sample, (gsize)got} : (struct text){(const char *)decoder->in, decoder->held};
    const char *name = coding_guess(seen);
    if (strcmp(name, "utf-8") != 0)
        decoder->guessed = name;
    choose(decoder, name);
}

static void add_stray(struct decoder *decoder, guint8 byte)
{
    if (!decoder->table_made)
        make_table(decoder, "windows-1252");
    if (decoder->way == WAY_UTF8)
        decoder->guessed = "utf-8";
    g_string_append(decoder->out, decoder->table[byte - 128]);
}

/* One byte that is no plain ASCII, or the character it begins. Gives the bytes taken; 0: the rest is not here yet. */
static gsize add_special(struct decoder *decoder, gsize at, gboolean last)
{
    const guint8 *byte = decoder->in + at;
    if (*byte == 0) {
        if (!decoder->after_nul)
            g_string_append_c(decoder->out, ' ');
        decoder->after_nul = TRUE;
        return coding_nul(byte, decoder->held - at);
    }
    if (decoder->way == WAY_ASCII)
        decide(decoder, at);
    if (decoder->way == WAY_TABLE) {
        add_stray(decoder, *byte);
        return 1;
    }
    int step = coding_utf8(byte, decoder->held - at);
    if (step < 0 && !last)
        return 0;
    if (step <= 0) {
        add_stray(decoder, *byte);
        return 1;
    }
    g_string_append_len(decoder->out, (const char *)byte, step);
    return (gsize)step;
}

/* Decodes what is held; gives the bytes that wait for more. */
static gsize decode_bytes(struct decoder *decoder, gboolean last)
{
    gsize at = 0;
    while (at < decoder->held) {
        gsize plain = coding_ascii(decoder->in + at, decoder->held - at);
        if (plain > 0) {
            g_string_append_len(decoder->out, (const char *)decoder->in + at, (gssize)plain);
            decoder->after_nul = FALSE;
            at += plain;
            continue;
        }
        gboolean nul = decoder->in[at] == 0;
        gsize taken = add_special(decoder, at, last);
        if (taken == 0)
            break;
        decoder->after_nul = nul;
        at += taken;
    }
    return decoder->held - at;
}

/* What iconv gave may hold NUL: a run becomes one space. */
static void drop_nul(struct decoder *decoder)
{
    if (!memchr(decoder->out->str, 0, decoder->out->len))
        return;
    gsize to = 0;
    for (gsize i = 0; i < decoder->out->len; i++) {
        char byte = decoder->out->str[i];
        if (byte != 0 || !decoder->after_nul)
            decoder->out->str[to++] = byte ? byte : ' ';
        decoder->after_nul = byte == 0;
    }
    g_string_truncate(decoder->out, to);
}

static gsize decode_iconv(struct decoder *decoder, gboolean last)
{
    char *in = (char *)decoder->in, piece[4096];
    gsize left = decoder->held;
    while (left > 0) {
        char *out = piece;
        gsize room = sizeof piece;
        gsize status = iconv(decoder->converter, &in, &left, &out, &room);
        int code = errno;
        g_string_append_len(decoder->out, piece, out - piece);
        if (status != (gsize)-1 || code == E2BIG)
            continue;
        if (code == EINVAL && !last)
            break;
        g_string_append(decoder->out, REPLACEMENT);
        gsize skip = MIN(left, decoder->unit);
        in += skip;
        left -= skip;
    }
    drop_nul(decoder);
    return left;
}

gboolean decoder_next(struct decoder *decoder, struct text *piece, GError **error)
{
    g_string_truncate(decoder->out, 0);
    decoder->given = 0;
    while (decoder->out->len == 0) {
        /* A whole block gave nothing: it lies in a run of NUL, which may be a hole. */
        if (decoder->after_nul && decoder->held == 0 && decoder->way != WAY_ICONV)
            decoder->offset += source_hole(decoder->source, decoder->offset);
        gssize got = source_pread(decoder->source, decoder->in + decoder->held, decoder->room - decoder->held, decoder->offset, error);
        if (got < 0 || (got == 0 && decoder->held == 0))
            return FALSE;
        decoder->offset += (guint64)got;
        decoder->held += (gsize)got;
        gsize rest = decoder->way == WAY_ICONV ? decode_iconv(decoder, got == 0) : decode_bytes(decoder, got == 0);
        memmove(decoder->in, decoder->in + decoder->held - rest, rest);
        decoder->held = rest;
    }
    *piece = (struct text){decoder->out->str, decoder->out->len};
    return TRUE;
}

gssize decoder_read(void *user, void *buffer, gsize len, GError **error)
{
    struct decoder *decoder = user;
    struct text piece;
    GError *failed = NULL;
    if (decoder->given >= decoder->out->len && !decoder_next(decoder, &piece, &failed)) {
        gboolean broken = failed != NULL;
        if (broken)
            g_propagate_error(error, failed);
        g_string_truncate(decoder->out, 0);
        return broken ? -1 : 0;
    }
    gsize take = MIN(len, decoder->out->len - decoder->given);
    memcpy(buffer, decoder->out->str + decoder->given, take);
    decoder->given += take;
    return (gssize)take;
}

char *charset_to_utf8(struct text bytes, const char *declared)
{
    struct source source = {.size = bytes.len, .data = (const guint8 *)bytes.at, .fd = -1};
    AUTO(decoder) decoder = decoder_new(&source, declared);
    GString *all = g_string_new(NULL);
    struct text piece;
    while (decoder_next(decoder, &piece, NULL))
        g_string_append_len(all, piece.at, (gssize)piece.len);
    return g_string_free(all, FALSE);
}
