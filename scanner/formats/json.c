/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON as a stream of signs, without a tree. No Debian library does this: json-glib loads the whole, yajl and jansson
 * keep each string and refuse what is broken, while an export of gigabytes, JSON Lines and a file that was cut off must
 * all give their values. Only the names of the innermost objects are kept, so depth costs nothing.
 *
 *     between --"--> in a string --\--> after a backslash --u--> four hex digits
 *        |              |
 *        |              +--"--> a string in hand: a ':' makes it a name, anything else a value
 *        +--other--> a bare word (number, true, null) until a sign or space
 */
#include "scanner/base/format.h"
#include "scanner/base/i18n.h"
#include "scanner/lib/charset.h"
#include "scanner/lib/coding.h"

#define PIECE (64 * 1024)
#define NAME_BYTES 256 /* a longer string is no name */
#define NAMES_KEPT 256 /* names of enclosing objects */

enum state { BETWEEN, STRING, BACKSLASH, HEX, BARE };

struct json {
    struct sink *sink;
    enum state state;
    GString *token;
    gboolean in_hand;  /* token is a finished string that may be a name */
    gboolean begun;    /* a piece of the token was given out */
    gboolean going;
    guint hex_digits;
    gunichar hex, high; /* high: the first half of a pair, or 0 */
    const char *field;  /* name of the value to come; NULL: none */
    GPtrArray *fields;  /* those of the enclosing objects and arrays */
    guint64 deeper;     /* objects within those whose names are kept no more */
    guint32 line, token_line;
};

static void give(struct json *json)
{
    struct chunk chunk = {.text = {json->token->str, json->token->len},
                          .place.line = json->token_line,
                          .sort = json->field ? CHUNK_FIELD : CHUNK_PROSE,
                          .join = json->begun ? JOIN_RUN : JOIN_NONE,
                          .field = json->field};
    if (json->going && json->token->len > 0)
        json->going = json->sink->text(json->sink, &chunk);
    json->begun = TRUE;
    g_string_truncate(json->token, 0);
}

static void end_value(struct json *json)
{
    give(json);
    json->begun = FALSE;
    json->in_hand = FALSE;
}

/* The string in hand is a name. One that holds numbers may itself be what is looked for. */
static void take_name(struct json *json)
{
    guint digits = 0;
    for (gsize i = 0; i < json->token->len; i++)
        digits += g_ascii_isdigit(json->token->str[i]);
    const char *name = json->token->len <= NAME_BYTES ? sink_intern(json->sink, json->token->str) : NULL;
    if (digits >= 6 || strchr(json->token->str, '@') || !name) {
        json->field = NULL;
        end_value(json);
    }
    json->field = name;
    g_string_truncate(json->token, 0);
    json->in_hand = json->begun = FALSE;
}

static void take_bare(struct json *json)
{
    static const char *const literals[] = {"true", "false", "null", NULL};
    if (!json->begun && g_strv_contains(literals, json->token->str))
        g_string_truncate(json->token, 0);
    end_value(json);
    json->state = BETWEEN;
}

static void enter(struct json *json)
{
    if (json->fields->len < NAMES_KEPT)
        g_ptr_array_add(json->fields, (gpointer)json->field);
    else
        json->deeper++;
}

static void leave(struct json *json)
{
    if (json->deeper > 0)
        json->deeper--;
    else if (json->fields->len > 0)
        json->field = g_ptr_array_steal_index(json->fields, json->fields->len - 1);
}

static void take_between(struct json *json, char sign)
{
    if (json->in_hand && sign == ':') {
        take_name(json);
        return;
    }
    if (json->in_hand && !g_ascii_isspace(sign))
        end_value(json);
    if (sign == '{' || sign == '[')
        enter(json);
    else if (sign == '}' || sign == ']')
        leave(json);
    else if (sign == '"') {
        if (json->in_hand)
            end_value(json);
        json->state = STRING;
        json->token_line = json->line;
    } else if (!g_ascii_isspace(sign) && sign != ',' && sign != ':') {
        json->state = BARE;
        json->token_line = json->line;
        g_string_append_c(json->token, sign);
    }
}

/* The first half of a pair whose second never came. */
static void drop_half(struct json *json)
{
    if (json->high)
        g_string_append_unichar(json->token, 0xfffd);
    json->high = 0;
}

static void take_backslash(struct json *json, char sign)
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    const char *known = sign ? strchr(from, sign) : NULL;
    json->state = STRING;
    if (sign == 'u') {
        json->state = HEX;
        json->hex_digits = 0;
        json->hex = 0;
        return;
    }
    drop_half(json);
    g_string_append_c(json->token, known ? to[known - from] : sign);
}

static void end_hex(struct json *json)
{
    json->state = STRING;
    gunichar character = json->hex;
    if (character >= 0xdc00 && character < 0xe000) {
        character = json->high ? 0x10000 + ((json->high - 0xd800) << 10) + (character - 0xdc00) : 0xfffd;
        json->high = 0;
    }
    drop_half(json);
    if (character >= 0xd800 && character < 0xdc00) {
        json->high = character;
        return;
    }
    g_string_append_unichar(json->token, character ? character : ' ');
}

static void take_hex(struct json *json, char sign)
{
    int digit = g_ascii_xdigit_value(sign);
    if (digit < 0) { /* no number after all */
        json->state = STRING;
        g_string_append_unichar(json->token, 0xfffd);
        return;
    }
    json->hex = json->hex * 16 + (gunichar)digit;
    if (++json->hex_digits == 4)
        end_hex(json);
}

/* Takes plain signs of a string at once; gives how many. */
static gsize take_span(struct json *json, const char *at, gsize len)
{
    gsize span = 0;
    while (span < len && at[span] != '"' && at[span] != '\\')
        json->line += at[span++] == '\n';
    if (span > 0)
        drop_half(json);
    g_string_append_len(json->token, at, (gssize)span);
    return span;
}

static void take_string(struct json *json, char sign)
{
    if (sign == '\\') {
        json->state = BACKSLASH;
        return;
    }
    drop_half(json);
    json->state = BETWEEN;
    json->in_hand = !json->begun;
    if (json->begun)
        end_value(json);
}

static void feed(struct json *json, const char *at, gsize len)
{
    for (gsize i = 0; i < len && json->going; i++) {
        if (json->state == STRING)
            i += take_span(json, at + i, len - i);
        if (i >= len)
            break;
        char sign = at[i];
        if (json->state == HEX && g_ascii_xdigit_value(sign) < 0) {
            take_hex(json, sign);
            i--;
            continue;
        }
        json->line += sign == '\n';
        if (json->state == BARE && (g_ascii_isspace(sign) || strchr("{}[]:,\"", sign)))
            take_bare(json);
        if (json->state == BARE)
            g_string_append_c(json->token, sign);
        else if (json->state == BETWEEN)
            take_between(json, sign);
        else if (json->state == STRING)
            take_string(json, sign);
        else if (json->state == BACKSLASH)
            take_backslash(json, sign);
        else
            take_hex(json, sign);
    }
    if (json->state != BETWEEN && json->token->len > PIECE)
        give(json);
}

static void read_json(const struct source *source, struct sink *sink)
{
    AUTO(decoder) decoder = decoder_new(source, NULL);
    struct json json = {.sink = sink, .going = TRUE, .line = 1, .token = g_string_new(NULL), .fields = g_ptr_array_new()};
    g_autoptr(GError) error = NULL;
    struct text piece;
    while (json.going && decoder_next(decoder, &piece, &error))
        feed(&json, piece.at, piece.len);
    end_value(&json);
    g_string_free(json.token, TRUE);
    g_ptr_array_unref(json.fields);
    if (error)
        sink->trouble(sink, STATUS_PARTIAL, N_("the file could not be read to its end"));
    if (decoder_guessed(decoder))
        sink->encoding(sink, decoder_guessed(decoder));
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at))
        at++;
    return at;
}

/* What may stand after the opening bracket of a list: a log's "[12:00:00]" and an INI's "[section]" may not. */
static gboolean is_list(const char *at, const char *end)
{
    if (at >= end || strchr("{[\"]", *at))
        return at < end;
    const char *word = at;
    while (at < end && (g_ascii_isalnum(*at) || strchr("+-.", *at)))
        at++;
    gboolean literal = g_str_has_prefix(word, "true") || g_str_has_prefix(word, "false") || g_str_has_prefix(word, "null");
    at = skip_space(at, end);
    return (g_ascii_isdigit(*word) || *word == '-' || literal) && at < end && *at == ',';
}

static int sniff_json(const struct source *source, struct text head)
{
    gsize mark = 0;
    const char *wide = coding_wide(head, &mark);
    g_autofree char *text = wide ? charset_to_utf8((struct text){head.at, MIN(head.len, 1024)}, NULL)
                                 : g_strndup(head.at, MIN(head.len, 1024));
    const char *end = text + strlen(text), *at = skip_space(text, end);
    if (at >= end || !coding_is_text(head))
        return 0;
    const char *next = skip_space(at + 1, end);
    if (*at == '{' && next < end && (*next == '"' || *next == '}'))
        return 75;
    return *at == '[' && is_list(next, end) ? 75 : 0;
}

static const char *const types[] = {"application/json", "application/x-ndjson", NULL};

const struct format format_json = {.name = "json", .media_types = types, .sniff = sniff_json, .read = read_json};
