/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records as bytes. One description serves both ways, so that what is written is what is read: each function below
 * writes its part to out, or where there is none, reads it from the bytes at hand. What is read may be hostile: every
 * count and length is held against a bound and against the bytes that are left, texts are valid UTF-8 without NUL,
 * chances lie within 0 and 1; the first thing that is wrong makes it all wrong, and bytes left over do too.
 *
 * Whole numbers are 7 bits a byte, the lowest first, the eighth bit says that more follow; real numbers 8 bytes,
 * little-endian; a text its length + 1 (0: NULL) and its bytes.
 */
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"
#include "scanner/base/record.h"

#include <math.h>
#include <string.h>

#define VERSION_NOW 2 /* 1: without quasi */
#define PACKED_MAX (256u << 20) /* bytes */
#define TEXT_MAX 16384          /* bytes; longer ones are cut when packed, refused when unpacked */
#define FINDINGS_MAX 1000000
#define THEMES_MAX 256
#define UNREAD_MAX 1000000
#define WEIGHTS_MAX 64

struct stream {
    GByteArray *out; /* NULL: reading */
    const guint8 *at, *end;
    gboolean bad;
    gboolean with_values;
};

static void bytes(struct stream *stream, void *data, gsize len)
{
    if (stream->out) {
        g_byte_array_append(stream->out, data, (guint)len);
    } else if (stream->bad || (gsize)(stream->end - stream->at) < len) {
        stream->bad = TRUE;
    } else {
        memcpy(data, stream->at, len);
        stream->at += len;
    }
}

static void write_number(GByteArray *out, guint64 number)
{
    guint8 digits[10];
    guint count = 0;

    do {
        digits[count++] = (guint8)((number & 0x7f) | (number > 0x7f ? 0x80 : 0));
        number >>= 7;
    } while (number);
    g_byte_array_append(out, digits, count);
}

static void number(struct stream *stream, guint64 *number, guint64 max)
{
    guint64 got = 0;

    if (stream->out) {
        write_number(stream->out, *number);
        return;
    }
    for (guint shift = 0; !stream->bad; shift += 7) {
        guint8 byte = 0;

        bytes(stream, &byte, 1);
        stream->bad |= shift == 63 && byte > 1; /* more than 64 bits */
        got |= (guint64)(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            break;
        stream->bad |= shift == 63;
    }
    stream->bad |= got > max;
    *number = stream->bad ? 0 : got;
}

static void number32(struct stream *stream, guint32 *value, guint32 max)
{
    guint64 wide = *value;

    number(stream, &wide, max);
    *value = (guint32)wide;
}

static void flag(struct stream *stream, gboolean *value)
{
    guint32 wide = *value ? 1 : 0;

    number32(stream, &wide, 1);
    *value = wide != 0;
}

static void real(struct stream *stream, double *value, double max)
{
    double sound = *value > 0 ? MIN(*value, max) : 0; /* 0 for what is no number too */
    guint64 raw;

    memcpy(&raw, &sound, sizeof raw);
    raw = GUINT64_TO_LE(raw);
    bytes(stream, &raw, sizeof raw);
    if (stream->out)
        return;
    raw = GUINT64_FROM_LE(raw);
    memcpy(value, &raw, sizeof raw);
    if (stream->bad || !isfinite(*value) || *value < 0 || *value > max) {
        stream->bad = TRUE;
        *value = 0;
    }
}

static void write_text(GByteArray *out, const char *text)
{
    g_autofree char *valid = NULL;
    gsize len = strnlen(text, TEXT_MAX);

    if (text[len] || !g_utf8_validate(text, (gssize)len, NULL)) {
        valid = g_utf8_make_valid(text, (gssize)len);
        if (strlen(valid) > TEXT_MAX) /* the signs for what was not valid are longer than it */
            *g_utf8_find_prev_char(valid, valid + TEXT_MAX + 1) = '\0';
        text = valid;
        len = strlen(valid);
    }
    write_number(out, len + 1);
    g_byte_array_append(out, (const guint8 *)text, (guint)len);
}

static void text(struct stream *stream, char **text)
{
    guint64 len = 0;

    if (stream->out) {
        if (*text)
            write_text(stream->out, *text);
        else
            write_number(stream->out, 0);
        return;
    }
    number(stream, &len, TEXT_MAX + 1);
    if (len == 0)
        return;
    if ((gsize)(stream->end - stream->at) < len - 1 || !g_utf8_validate_len((const char *)stream->at, len - 1, NULL)) {
        stream->bad = TRUE;
        return;
    }
    *text = g_strndup((const char *)stream->at, len - 1);
    stream->at += len - 1;
}

/* A text that is never NULL. */
static void word(struct stream *stream, char **word)
{
    char *empty = (char *)"";

    text(stream, stream->out && !*word ? &empty : word);
    stream->bad |= !stream->out && !*word;
}

/* How many follow: of those there are, or as read. Each takes at least one byte. */
static guint count(struct stream *stream, guint there, guint max)
{
    guint32 value = MIN(there, max);

    number32(stream, &value, max);
    stream->bad |= !stream->out && value > (gsize)(stream->end - stream->at);
    return stream->bad ? 0 : value;
}

static void place(struct stream *stream, struct place *place)
{
    guint32 part = place->part;

    text(stream, (char **)&place->member);
    text(stream, (char **)&place->sheet);
    number32(stream, &place->page, G_MAXUINT32);
    number32(stream, &place->line, G_MAXUINT32);
    number32(stream, &place->row, G_MAXUINT32);
    number32(stream, &place->column, G_MAXUINT32);
    number(stream, &place->offset, G_MAXUINT64);
    number32(stream, &part, PART_COUNT - 1);
    place->part = (enum part)part;
}

static void places(struct stream *stream, GArray *all)
{
    guint many = count(stream, all->len, FINDING_PLACES_MAX);

    if (!stream->out)
        g_array_set_size(all, many);
    for (guint i = 0; i < many && !stream->bad; i++)
        place(stream, &g_array_index(all, struct place, i));
}

static void weights(struct stream *stream, GArray *all)
{
    guint many = count(stream, all->len, WEIGHTS_MAX);

    if (!stream->out)
        g_array_set_size(all, many);
    for (guint i = 0; i < many && !stream->bad; i++) {
        struct weight *weight = &g_array_index(all, struct weight, i);

        word(stream, &weight->words);
        real(stream, &weight->factor, G_MAXDOUBLE);
    }
}

static void finding(struct stream *stream, struct finding *finding)
{
    char *none = NULL;

    word(stream, &finding->kind);
    word(stream, &finding->rule);
    word(stream, &finding->masked);
    text(stream, stream->out && !stream->with_values ? &none : &finding->value);
    text(stream, &finding->excepted);
    bytes(stream, finding->digest, DIGEST_BYTES);
    real(stream, &finding->confidence, 1);
    number32(stream, &finding->count, G_MAXUINT32);
    flag(stream, &finding->test);
    flag(stream, &finding->person);
    places(stream, finding->places);
    weights(stream, finding->weights);
}

static void findings(struct stream *stream, GPtrArray *all)
{
    guint many = count(stream, all->len, FINDINGS_MAX);

    for (guint i = 0; i < many && !stream->bad; i++) {
        if (!stream->out)
            g_ptr_array_add(all, finding_new());
        finding(stream, g_ptr_array_index(all, i));
    }
}

static void themes(struct stream *stream, GPtrArray *all)
{
    guint many = count(stream, all->len, THEMES_MAX);

    for (guint i = 0; i < many && !stream->bad; i++) {
        struct theme *theme;

        if (!stream->out)
            g_ptr_array_add(all, theme_new());
        theme = g_ptr_array_index(all, i);
        word(stream, &theme->name);
        text(stream, &theme->words);
        real(stream, &theme->confidence, 1);
        number32(stream, &theme->strong, G_MAXUINT32);
        number32(stream, &theme->ordinary, G_MAXUINT32);
        flag(stream, &theme->near_person);
    }
}

static void status(struct stream *stream, enum status *status)
{
    guint32 wide = *status;

    number32(stream, &wide, STATUS_COUNT - 1);
    *status = (enum status)wide;
}

static void unread(struct stream *stream, GPtrArray *all)
{
    guint many = count(stream, all->len, UNREAD_MAX);

    for (guint i = 0; i < many && !stream->bad; i++) {
        struct unread *row;

        if (!stream->out)
            g_ptr_array_add(all, g_new0(struct unread, 1));
        row = g_ptr_array_index(all, i);
        word(stream, &row->member);
        status(stream, &row->status);
        text(stream, &row->reason);
    }
}

static void all_of(struct stream *stream, struct record *record)
{
    struct evidence *evidence = record->evidence;
    guint32 version = VERSION_NOW;

    number32(stream, &version, VERSION_NOW);
    stream->bad |= version < 1;
    word(stream, &record->media_type);
    text(stream, &record->encoding);
    status(stream, &record->status);
    text(stream, &record->reason);
    number(stream, &record->bytes_read, G_MAXUINT64);
    flag(stream, &record->hashed);
    if (record->hashed)
        bytes(stream, record->content_hash, sizeof record->content_hash);
    number32(stream, &evidence->persons, G_MAXUINT32);
    number32(stream, &evidence->minors, G_MAXUINT32);
    flag(stream, &evidence->genre);
    flag(stream, &evidence->owner_only);
    if (version > 1)
        number32(stream, &evidence->quasi, (1u << QUASI_COUNT) - 1);
    findings(stream, evidence->findings);
    themes(stream, evidence->themes);
    unread(stream, record->unread);
}

GBytes *record_pack(const struct record *record, gboolean with_values)
{
    struct stream stream = {.out = g_byte_array_sized_new(512), .with_values = with_values};

    all_of(&stream, (struct record *)record); /* with an out, nothing of it is changed */
    return g_byte_array_free_to_bytes(stream.out);
}

static void move_in(struct record *to, struct record *from)
{
    struct record old = *to;

    *to = *from;
    *from = old;
    to->number = old.number;
    to->path = old.path;
    to->identity = old.identity;
    to->owner = old.owner;
    from->path = from->owner = NULL;
}

gboolean record_unpack(struct record *record, GBytes *packed, GError **error)
{
    gsize len;
    const guint8 *data = g_bytes_get_data(packed, &len);
    struct stream stream = {.at = data, .end = data + len, .bad = len == 0 || len > PACKED_MAX};
    AUTO(record) fresh = record_new();

    g_clear_pointer(&fresh->media_type, g_free);
    all_of(&stream, fresh);
    if (stream.bad || stream.at != stream.end) {
        g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_CORRUPT, _("the record of a file is damaged"));
        return FALSE;
    }
    move_in(record, fresh);
    return TRUE;
}
