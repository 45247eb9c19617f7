/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF: the lines of each page as they stand, then what does not stand on the page: form fields, notes, links, metadata, attachments. */
#include <poppler.h>
#include <unistd.h>

#include "scanner/base/format.h"
#include "scanner/base/i18n.h"
#include "scanner/formats/xmp.h"

#define ATTACHMENT_SHARE 4 /* of the memory limit, that an attachment may take while it is unpacked */

/* This poppler has no g_autoptr for its own types. */
#define UNREF __attribute__((cleanup(unref)))

static void unref(void *pointer)
{
    GObject **object = pointer;
    g_clear_object(object);
}

struct pdf {
    PopplerDocument *document;
    struct sink *sink;
    int pictures; /* pages that hold pictures and no text */
};

static gboolean push(struct pdf *pdf, const char *text, int page, enum part part, const char *field)
{
    if (!text || !*text)
        return TRUE;
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    struct chunk chunk = {.text = text_of(valid), .place = {.page = page + 1, .part = part}, .field = field};
    chunk.sort = field ? CHUNK_FIELD : CHUNK_PROSE;
    return pdf->sink->text(pdf->sink, &chunk);
}

static gboolean push_choice(struct pdf *pdf, PopplerFormField *field, int page, const char *name)
{
    gboolean on = TRUE;
    int items = poppler_form_field_choice_get_n_items(field);
    for (int i = 0; on && i < items; i++) {
        g_autofree char *item = poppler_form_field_choice_is_item_selected(field, i) ? poppler_form_field_choice_get_item(field, i) : NULL;
        on = push(pdf, item, page, PART_BODY, name);
    }
    if (!on || !poppler_form_field_choice_is_editable(field))
        return on;
    g_autofree char *own = poppler_form_field_choice_get_text(field);
    return push(pdf, own, page, PART_BODY, name);
}

static gboolean read_fields(struct pdf *pdf, PopplerPage *page, int number)
{
    gboolean on = TRUE;
    GList *mappings = poppler_page_get_form_field_mapping(page);
    for (GList *at = mappings; on && at; at = at->next) {
        PopplerFormField *field = ((PopplerFormFieldMapping *)at->data)->field;
        PopplerFormFieldType type = poppler_form_field_get_field_type(field);
        g_autofree char *name = poppler_form_field_get_name(field);
        g_autofree char *valid = g_utf8_make_valid(name ? name : "", -1);
        const char *known = sink_intern(pdf->sink, valid);
        if (type == POPPLER_FORM_FIELD_TEXT) {
            g_autofree char *text = poppler_form_field_text_get_text(field);
            on = push(pdf, text, number, PART_BODY, known);
        } else if (type == POPPLER_FORM_FIELD_CHOICE) {
            on = push_choice(pdf, field, number, known);
        }
    }
    poppler_page_free_form_field_mapping(mappings);
    return on;
}

struct attached {
    GByteArray *bytes;
    gsize taken, most;
};

static gboolean take_bytes(const char *bytes, gsize len, gpointer user, GError **error)
{
    struct attached *attached = user;
    if (len > attached->most - attached->bytes->len)
        return FALSE;
    g_byte_array_append(attached->bytes, (const guint8 *)bytes, len);
    return TRUE;
}

static gssize give_bytes(void *user, void *buffer, gsize len, GError **error)
{
    struct attached *attached = user;
    gsize part = MIN(len, attached->bytes->len - attached->taken);
    memcpy(buffer, attached->bytes->data + attached->taken, part);
    attached->taken += part;
    return part;
}

static gboolean push_attachment(struct pdf *pdf, PopplerAttachment *attachment)
{
    struct attached attached = {g_byte_array_new(), 0, pdf->sink->limits->max_memory_bytes / ATTACHMENT_SHARE};
    const char *name = attachment->name && *attachment->name ? attachment->name : "bilaga";
    gboolean on = TRUE;
    if (poppler_attachment_save_to_callback(attachment, take_bytes, &attached, NULL))
        on = pdf->sink->member(pdf->sink, name, attached.bytes->len, give_bytes, &attached);
    else
        pdf->sink->unread(pdf->sink, name, STATUS_LIMIT, N_("larger than a member may be"));
    g_byte_array_unref(attached.bytes);
    return on;
}

static gboolean read_note(struct pdf *pdf, PopplerAnnot *note, int number)
{
    PopplerAnnotType type = poppler_annot_get_annot_type(note);
    if (type == POPPLER_ANNOT_WIDGET || type == POPPLER_ANNOT_LINK || type == POPPLER_ANNOT_POPUP)
        return TRUE;
    g_autofree char *words = poppler_annot_get_contents(note);
    g_autofree char *author = POPPLER_IS_ANNOT_MARKUP(note) ? poppler_annot_markup_get_label(POPPLER_ANNOT_MARKUP(note)) : NULL;
    if (!push(pdf, words, number, PART_COMMENT, NULL) || !push(pdf, author, number, PART_METADATA, "author"))
        return FALSE;
    if (type != POPPLER_ANNOT_FILE_ATTACHMENT)
        return TRUE;
    UNREF PopplerAttachment *file = poppler_annot_file_attachment_get_attachment(POPPLER_ANNOT_FILE_ATTACHMENT(note));
    return !file || push_attachment(pdf, file);
}

static gboolean read_notes(struct pdf *pdf, PopplerPage *page, int number)
{
    gboolean on = TRUE;
    GList *mappings = poppler_page_get_annot_mapping(page);
    for (GList *at = mappings; on && at; at = at->next)
        on = read_note(pdf, ((PopplerAnnotMapping *)at->data)->annot, number);
    poppler_page_free_annot_mapping(mappings);
    return on;
}

static gboolean read_links(struct pdf *pdf, PopplerPage *page, int number)
{
    gboolean on = TRUE;
    GList *mappings = poppler_page_get_link_mapping(page);
    for (GList *at = mappings; on && at; at = at->next) {
        const PopplerAction *action = ((PopplerLinkMapping *)at->data)->action;
        if (action && action->type == POPPLER_ACTION_URI)
            on = push(pdf, action->uri.uri, number, PART_BODY, "hyperlink");
    }
    poppler_page_free_link_mapping(mappings);
    return on;
}

static gboolean read_page(struct pdf *pdf, int number)
{
    UNREF PopplerPage *page = poppler_document_get_page(pdf->document, number);
    if (!page) {
        pdf->sink->trouble(pdf->sink, STATUS_CORRUPT, N_("some pages are broken"));
        return TRUE;
    }
    g_autofree char *text = poppler_page_get_text(page);
    if (text && text[strspn(text, " \t\r\n\f")]) {
        if (!push(pdf, text, number, PART_BODY, NULL))
            return FALSE;
    } else {
        GList *pictures = poppler_page_get_image_mapping(page);
        pdf->pictures += pictures != NULL;
        poppler_page_free_image_mapping(pictures);
    }
    /* Pages without text cost time all the same. */
    return sink_unpacked(pdf->sink, 0) && read_fields(pdf, page, number) && read_notes(pdf, page, number) && read_links(pdf, page, number);
}

/* Text in layers that are switched off counts as well. */
static void show_layers(PopplerLayersIter *layers)
{
    do {
        UNREF PopplerLayer *layer = poppler_layers_iter_get_layer(layers);
        if (layer && !poppler_layer_is_visible(layer))
            poppler_layer_show(layer);
        PopplerLayersIter *inner = poppler_layers_iter_get_child(layers);
        if (inner) {
            show_layers(inner);
            poppler_layers_iter_free(inner);
        }
    } while (poppler_layers_iter_next(layers));
}

static gboolean read_metadata(struct pdf *pdf)
{
    static const struct {
        const char *field;
        char *(*get)(PopplerDocument *document);
    } rows[] = {
        {"title", poppler_document_get_title},       {"author", poppler_document_get_author},
        {"subject", poppler_document_get_subject},   {"keywords", poppler_document_get_keywords},
        {"creator", poppler_document_get_creator},   {"producer", poppler_document_get_producer},
    };
    gboolean on = TRUE;
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; on && i < G_N_ELEMENTS(rows); i++) {
        char *text = rows[i].get(pdf->document);
        if (!text)
            continue;
        on = push(pdf, text, -1, PART_METADATA, rows[i].field);
        g_hash_table_add(told, text);
    }
    g_autofree char *xmp = on ? poppler_document_get_metadata(pdf->document) : NULL;
    return on && (!xmp || xmp_read(pdf->sink, text_of(xmp), told));
}

static gboolean read_attachments(struct pdf *pdf)
{
    gboolean on = TRUE;
    GList *list = poppler_document_has_attachments(pdf->document) ? poppler_document_get_attachments(pdf->document) : NULL;
    for (GList *at = list; on && at; at = at->next)
        on = push_attachment(pdf, at->data);
    g_list_free_full(list, g_object_unref);
    return on;
}

static void read_document(struct pdf *pdf)
{
    PopplerLayersIter *layers = poppler_layers_iter_new(pdf->document);
    if (layers) {
        show_layers(layers);
        poppler_layers_iter_free(layers);
    }
    int pages = poppler_document_get_n_pages(pdf->document);
    if (pages <= 0)
        pdf->sink->trouble(pdf->sink, STATUS_CORRUPT, N_("the document is broken, or ends too early"));
    for (int number = 0; number < pages; number++)
        if (!read_page(pdf, number))
            return;
    if (pdf->pictures)
        pdf->sink->trouble(pdf->sink, STATUS_PARTIAL, N_("some pages are pictures without text: their words would need OCR"));
    if (read_metadata(pdf))
        read_attachments(pdf);
}

static PopplerDocument *open_document(const struct source *source, GError **error)
{
    if (source->data) {
        g_autoptr(GBytes) bytes = g_bytes_new_static(source->data, source->size);
        return poppler_document_new_from_bytes(bytes, NULL, error);
    }
    int fd = dup(source->fd); /* poppler closes it */
    if (fd < 0 || lseek(fd, 0, SEEK_SET) < 0)
        return NULL;
    return poppler_document_new_from_fd(fd, NULL, error);
}

static void read_pdf(const struct source *source, struct sink *sink)
{
    g_autoptr(GError) error = NULL;
    UNREF PopplerDocument *document = open_document(source, &error);
    struct pdf pdf = {document, sink, 0};
    if (document)
        read_document(&pdf);
    else if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        sink->trouble(sink, STATUS_ENCRYPTED, N_("encrypted: it needs a password"));
    else
        sink->trouble(sink, STATUS_CORRUPT, N_("the document is broken, or ends too early"));
}

/* Poppler's tables live as long as some document is open, and cannot be loaded again inside the cage: this one stays open. */
static void prepare(void)
{
    static const char tiny[] =
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n"
        "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>\nendobj\n"
        "4 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n"
        "5 0 obj\n<</Length 31>>\nstream\nBT /F 9 Tf 9 9 Td (datarond) Tj ET\nendstream\nendobj\n"
        "trailer\n<</Size 6/Root 1 0 R>>\n%%EOF\n";
    static PopplerDocument *kept;
    if (kept)
        return;
    g_autoptr(GBytes) bytes = g_bytes_new_static(tiny, sizeof tiny - 1);
    kept = poppler_document_new_from_bytes(bytes, NULL, NULL);
    UNREF PopplerPage *page = kept ? poppler_document_get_page(kept, 0) : NULL;
    g_free(page ? poppler_page_get_text(page) : NULL); /* clang calls a variable that nobody reads unused */
}

static const char *const media_types[] = {"application/pdf", "application/x-pdf", NULL};

/* The mark may stand after some rubbish: within the first kilobyte, as readers of PDF take it. */
static int sniff(const struct source *source, struct text head)
{
    const char *mark = g_strstr_len(head.at, MIN(head.len, 1024), "%PDF-");
    return !mark ? 0 : mark == head.at ? 95 : 80;
}

const struct format format_pdf = {.name = "pdf", .media_types = media_types, .sniff = sniff, .prepare = prepare, .read = read_pdf};
