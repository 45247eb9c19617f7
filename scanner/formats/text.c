/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text in any coding, as one long run. */
#include "scanner/base/format.h"
#include "scanner/base/i18n.h"
#include "scanner/lib/charset.h"

static guint32 count_lines(struct text text)
{
    guint32 lines = 0;
    const char *at = text.at, *end = text.at + text.len;
    while ((at = memchr(at, '\n', (gsize)(end - at)))) {
        lines++;
        at++;
    }
    return lines;
}

static void read_text(const struct source *source, struct sink *sink)
{
    AUTO(decoder) decoder = decoder_new(source, NULL);
    struct chunk chunk = {.sort = CHUNK_PROSE, .join = JOIN_NONE, .place = {.line = 1}};
    g_autoptr(GError) error = NULL;
    gboolean going = TRUE;
    while (going && decoder_next(decoder, &chunk.text, &error)) {
        going = sink->text(sink, &chunk);
        chunk.place.line += count_lines(chunk.text);
        chunk.place.offset += chunk.text.len;
        chunk.join = JOIN_RUN;
    }
    if (error)
        sink->trouble(sink, STATUS_PARTIAL, N_("the file could not be read to its end"));
    if (decoder_guessed(decoder))
        sink->encoding(sink, decoder_guessed(decoder));
}

static const char *const types[] = {"text/plain", NULL};

const struct format format_text = {.name = "text", .media_types = types, .read = read_text};
