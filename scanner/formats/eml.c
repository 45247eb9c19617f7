/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mail: its headers as fields, its text and HTML as body, attached mails within it, attachments as members. */
#include "scanner/base/error.h"
#include "scanner/base/format.h"
#include "scanner/base/i18n.h"
#include "scanner/formats/html.h"
#include "scanner/formats/mail.h"
#include "scanner/lib/charset.h"

#include <gmime/gmime.h>
#include <string.h>

#define BODY_MAX (16 * 1024 * 1024) /* a longer text is a member, which is spooled */
#define DEPTH 64                    /* multiparts and attached mails within each other */

struct mail {
    struct sink *sink;
    GMimeParserOptions *options;
    guint parts;
    gboolean going;
};

/* Signatures of the transport: random letters, made by no person. */
static gboolean is_noise(const char *name)
{
    static const char *const names[] = {"message-id", "in-reply-to", "references", "dkim-signature", "x-google-dkim-signature", "arc-seal", "arc-message-signature", "thread-index",
                                        "x-gm-message-state", "autocrypt", "x-microsoft-antispam-message-info", "content-type",
                                        "content-transfer-encoding", "mime-version", NULL};
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return g_strv_contains(names, lower);
}

static void give_headers(struct mail *mail, GMimeObject *object)
{
    GMimeHeaderList *list = g_mime_object_get_header_list(object);
    for (int i = 0; mail->going && i < g_mime_header_list_get_count(list); i++) {
        GMimeHeader *header = g_mime_header_list_get_header_at(list, i);
        const char *name = g_mime_header_get_name(header), *value = g_mime_header_get_value(header);
        if (!name || !value || is_noise(name))
            continue;
        g_autofree char *valid = g_utf8_make_valid(value, -1);
        g_autofree char *field = g_utf8_make_valid(name, -1);
        struct chunk chunk = {.text = text_of(valid),
                              .place.part = PART_HEADER,
                              .sort = CHUNK_FIELD,
                              .field = sink_intern(mail->sink, field)};
        mail->going = mail->sink->text(mail->sink, &chunk);
    }
}

/* The part's bytes without their transfer encoding; to unref. */
static GMimeStream *open_content(GMimePart *part)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (!content)
        return g_mime_stream_mem_new();
    GMimeStream *raw = g_mime_data_wrapper_get_stream(content);
    g_mime_stream_reset(raw);
    GMimeStream *stream = g_mime_stream_filter_new(raw);
    GMimeContentEncoding encoding = g_mime_data_wrapper_get_encoding(content);
    if (encoding == GMIME_CONTENT_ENCODING_BASE64 || encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ||
        encoding == GMIME_CONTENT_ENCODING_UUENCODE) {
        GMimeFilter *filter = g_mime_filter_basic_new(encoding, FALSE);
        g_mime_stream_filter_add(GMIME_STREAM_FILTER(stream), filter);
        g_object_unref(filter);
    }
    return stream;
}

static gssize read_content(void *user, void *buffer, gsize len, GError **error)
{
    gssize got = g_mime_stream_read(user, buffer, len);
    if (got < 0)
        g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_CORRUPT, "the mail cannot be read");
    return got;
}

static void give_member(struct mail *mail, GMimePart *part, const char *name)
{
    GMimeStream *stream = open_content(part);
    mail->going = mail->sink->member(mail->sink, name, 0, read_content, stream);
    g_object_unref(stream);
}

static void give_plain(struct mail *mail, const struct source *source, const char *charset)
{
    AUTO(decoder) decoder = decoder_new(source, charset);
    struct chunk chunk = {.sort = CHUNK_PROSE};
    while (mail->going && decoder_next(decoder, &chunk.text, NULL)) {
        mail->going = mail->sink->text(mail->sink, &chunk);
        chunk.place.offset += chunk.text.len;
        chunk.join = JOIN_RUN;
    }
    if (decoder_guessed(decoder))
        mail->sink->encoding(mail->sink, decoder_guessed(decoder));
}

static void give_body(struct mail *mail, GMimePart *part, gboolean html)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    GMimeStream *stream = open_content(part);
    guint8 piece[16384];
    gssize got;
    while (bytes->len <= BODY_MAX && (got = g_mime_stream_read(stream, (char *)piece, sizeof piece)) > 0)
        g_byte_array_append(bytes, piece, (guint)got);
    g_object_unref(stream);
    if (bytes->len > BODY_MAX) {
        give_member(mail, part, html ? "body.html" : "body.txt");
        return;
    }
    const char *charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
    struct source source = {.size = bytes->len, .data = bytes->data, .fd = -1, .name = (char *)""};
    if (bytes->len == 0)
        return;
    if (html)
        html_read(&source, mail->sink, charset);
    else
        give_plain(mail, &source, charset);
}

static void give_part(struct mail *mail, GMimePart *part)
{
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    const char *file = g_mime_part_get_filename(part);
    const char *disposition = g_mime_object_get_disposition(GMIME_OBJECT(part));
    gboolean attached = file || (disposition && g_ascii_strcasecmp(disposition, "attachment") == 0);
    gboolean html = g_mime_content_type_is_type(type, "text", "html");
    gboolean plain = !type || g_mime_content_type_is_type(type, "text", "plain");
    const char *secret = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "smime-type");
    g_autofree char *name = file ? g_strdup(file) : g_strdup_printf("part-%u", ++mail->parts);
    if (secret && g_ascii_strcasecmp(secret, "enveloped-data") == 0)
        mail->sink->unread(mail->sink, name, STATUS_ENCRYPTED, N_("encrypted mail: it needs its reader's key"));
    else if (!attached && (html || plain))
        give_body(mail, part, html);
    else
        give_member(mail, part, name);
}

static void give_message(struct mail *mail, GMimeMessage *message, guint depth);

static void give_object(struct mail *mail, GMimeObject *object, guint depth)
{
    if (!object || !mail->going)
        return;
    if (depth > DEPTH) {
        mail->sink->trouble(mail->sink, STATUS_LIMIT, N_("mails lie deeper within each other than is read"));
        return;
    }
    if (GMIME_IS_MULTIPART(object)) {
        GMimeMultipart *parts = GMIME_MULTIPART(object);
        if (GMIME_IS_MULTIPART_ENCRYPTED(object)) {
            mail->sink->unread(mail->sink, "encrypted.asc", STATUS_ENCRYPTED, N_("encrypted mail: it needs its reader's key"));
            return;
        }
        for (int i = 0; mail->going && i < g_mime_multipart_get_count(parts); i++)
            give_object(mail, g_mime_multipart_get_part(parts, i), depth + 1);
    } else if (GMIME_IS_MESSAGE_PART(object))
        give_message(mail, g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)), depth + 1);
    else if (GMIME_IS_PART(object))
        give_part(mail, GMIME_PART(object));
}

static void give_message(struct mail *mail, GMimeMessage *message, guint depth)
{
    if (!message)
        return;
    give_headers(mail, GMIME_OBJECT(message));
    give_object(mail, g_mime_message_get_mime_part(message), depth);
}

static void read_mail(const struct source *source, struct sink *sink)
{
    GMimeStream *stream = source->data ? g_mime_stream_mem_new_with_buffer((const char *)source->data, source->size)
                                       : g_mime_stream_fs_new_with_bounds(source->fd, 0, (gint64)source->size);
    if (!source->data)
        g_mime_stream_fs_set_owner(GMIME_STREAM_FS(stream), FALSE);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_persist_stream(parser, TRUE); /* contents stay in the source, not in memory */
    const char *fallback[] = {"utf-8", "windows-1252", NULL};
    struct mail mail = {.sink = sink, .options = g_mime_parser_options_new(), .going = TRUE};
    g_mime_parser_options_set_fallback_charsets(mail.options, fallback);
    GMimeMessage *message = g_mime_parser_construct_message(parser, mail.options);
    if (message)
        give_message(&mail, message, 0);
    else
        sink->trouble(sink, STATUS_CORRUPT, N_("the mail cannot be read"));
    g_clear_object(&message);
    g_mime_parser_options_free(mail.options);
    g_object_unref(parser);
    g_object_unref(stream);
}

static int sniff_mail(const struct source *source, struct text head)
{
    return mail_headers(head) >= 2 ? 80 : 0;
}

static const char *const types[] = {"message/rfc822", NULL};

const struct format format_eml = {.name = "eml", .media_types = types, .sniff = sniff_mail, .prepare = g_mime_init, .read = read_mail};
