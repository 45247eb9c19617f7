/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/markup.h"

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"
#include "scanner/lib/charset.h"
#include "scanner/lib/coding.h"

#define HEAD 4096

static const char *after(const char *where, const char *word)
{
    for (; *where; where++)
        if (g_ascii_strncasecmp(where, word, strlen(word)) == 0)
            return where + strlen(word);
    return NULL;
}

/* The value behind "encoding" or "charset": up to a quote, blank, ';' or '>'. */
static char *value_at(const char *at)
{
    if (!at)
        return NULL;
    while (g_ascii_isspace(*at))
        at++;
    if (*at++ != '=')
        return NULL;
    while (g_ascii_isspace(*at) || *at == '"' || *at == '\'')
        at++;
    gsize len = strcspn(at, "\"' ;/>?\t\r\n");
    return len > 0 && len < 40 ? g_strndup(at, len) : NULL;
}

char *markup_encoding(const struct source *source)
{
    char head[HEAD + 1];
    gssize got = source_pread(source, head, HEAD, 0, NULL);
    head[MAX(got, 0)] = '\0';
    /* A document in UTF-16 ends here at its first NUL: it is known by its pattern. */
    const char *end = g_str_has_prefix(head, "<?xml") ? strstr(head, "?>") : NULL;
    if (end) {
        g_autofree char *declaration = g_strndup(head, (gsize)(end - head));
        return value_at(after(declaration, "encoding"));
    }
    const char *meta = after(head, "<meta");
    return meta ? value_at(after(meta, "charset")) : NULL;
}

char *markup_head(struct text head)
{
    gsize mark = 0;
    if (!coding_is_text(head))
        return g_strdup("");
    coding_wide(head, &mark);
    gboolean single = mark == 3 || !memchr(head.at, 0, MIN(head.len, 4));
    struct text first = {head.at, MIN(head.len, HEAD)};
    char *text = single ? g_strndup(first.at + mark, first.len - mark) : charset_to_utf8(first, NULL);
    return g_strchug(text);
}

/* Plain text from a line on. */
static void read_rest(struct decoder *decoder, struct sink *sink, guint32 from)
{
    struct chunk chunk = {.sort = CHUNK_PROSE, .place.line = MAX(from, 1)};
    struct text piece;
    gboolean going = TRUE;
    for (guint32 line = 1; going && decoder_next(decoder, &piece, NULL);) {
        const char *at = piece.at, *end = piece.at + piece.len, *next;
        while (line < from && (next = memchr(at, '\n', (gsize)(end - at)))) {
            line++;
            at = next + 1;
        }
        if (line < from || at == end)
            continue;
        chunk.text = (struct text){at, (gsize)(end - at)};
        going = sink->text(sink, &chunk);
        for (; at < end; at++)
            chunk.place.line += *at == '\n';
        chunk.join = JOIN_RUN;
    }
}

void markup_parse(const struct source *source, struct sink *sink, const struct xml_handler *handler, const char *declared,
                  const guint32 *line)
{
    g_autoptr(GError) error = NULL;
    AUTO(decoder) decoder = decoder_new(source, declared);
    struct xml_handler decoded = *handler;
    decoded.encoding = "UTF-8";
    gboolean whole = xml_parse(&decoded, decoder_read, decoder, &error);
    if (decoder_guessed(decoder))
        sink->encoding(sink, decoder_guessed(decoder));
    if (whole)
        return;
    gboolean corrupt = g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_CORRUPT);
    if (!corrupt && !g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_LIMIT)) {
        xml_trouble(sink, g_steal_pointer(&error));
        return;
    }
    sink->trouble(sink, STATUS_PARTIAL,
                  corrupt ? N_("its markup is broken: from there on it was read as plain text")
                          : N_("nested deeper, or growing larger, than is parsed: from there on it was read as plain text"));
    AUTO(decoder) again = decoder_new(source, declared);
    read_rest(again, sink, *line);
}
