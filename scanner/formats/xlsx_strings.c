/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/xlsx_strings.h"

#include "scanner/formats/flow.h"
#include "scanner/lib/xml.h"

#define MEMORY_SHARE 6 /* of the worker's memory */

struct entry {
    guint32 offset, len;
};

struct strings {
    struct sink *sink;
    GByteArray *bytes;
    GArray *entries; /* of struct entry */
    GByteArray *used; /* a byte each */
    struct flow *flow; /* of a string that finds no room */
    gsize room, start;
    gboolean text, phonetic, full;
};

struct strings *strings_new(struct sink *sink)
{
    struct strings *strings = g_new0(struct strings, 1);
    strings->sink = sink;
    strings->bytes = g_byte_array_new();
    strings->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    strings->used = g_byte_array_new();
    strings->flow = flow_new(sink);
    strings->room = MIN(sink->limits->max_memory_bytes / MEMORY_SHARE, G_MAXINT32);
    return strings;
}

void strings_free(struct strings *strings)
{
    g_byte_array_unref(strings->bytes);
    g_array_unref(strings->entries);
    g_byte_array_unref(strings->used);
    flow_free(strings->flow);
    g_free(strings);
}

static gboolean on_start(void *user, const struct xml_element *element)
{
    struct strings *strings = user;
    if (strcmp(element->name, "si") == 0)
        strings->start = strings->bytes->len;
    else if (strcmp(element->name, "rPh") == 0)
        strings->phonetic = TRUE;
    else if (strcmp(element->name, "t") == 0)
        strings->text = !strings->phonetic;
    return TRUE;
}

static gboolean on_end(void *user, const struct xml_element *element)
{
    static const guint8 unused = 0;
    struct strings *strings = user;
    strings->text = FALSE;
    if (strcmp(element->name, "rPh") == 0)
        strings->phonetic = FALSE;
    if (strcmp(element->name, "si") != 0)
        return TRUE;
    if (strings->full)
        return flow_end(strings->flow, &(struct chunk){0});
    struct entry entry = {(guint32)strings->start, (guint32)(strings->bytes->len - strings->start)};
    g_array_append_val(strings->entries, entry);
    g_byte_array_append(strings->used, &unused, 1);
    return TRUE;
}

/* What is gathered and the tables beside it. */
static gsize taken(const struct strings *strings)
{
    return strings->bytes->len + strings->entries->len * (sizeof(struct entry) + 1);
}

static gboolean on_text(void *user, struct text text, guint32 line)
{
    struct strings *strings = user;
    if (!strings->text)
        return TRUE;
    if (!strings->full && taken(strings) + text.len < strings->room) {
        g_byte_array_append(strings->bytes, (const guint8 *)text.at, (guint)text.len);
        return TRUE;
    }
    struct chunk as = {0};
    if (!strings->full && strings->bytes->len > strings->start) {
        struct text begun = {(const char *)strings->bytes->data + strings->start, strings->bytes->len - strings->start};
        flow_add(strings->flow, begun, &as);
        g_byte_array_set_size(strings->bytes, (guint)strings->start);
    }
    strings->full = TRUE;
    return flow_add(strings->flow, text, &as);
}

gboolean strings_read(struct strings *strings, member_read read, void *user, GError **error)
{
    struct xml_handler handler = {.start = on_start,
                                  .end = on_end,
                                  .text = on_text,
                                  .user = strings,
                                  .max_depth = strings->sink->limits->max_xml_depth};
    return xml_parse(&handler, read, user, error);
}

struct text strings_get(struct strings *strings, guint64 number)
{
    if (number >= strings->entries->len)
        return (struct text){0};
    const struct entry *entry = &g_array_index(strings->entries, struct entry, number);
    strings->used->data[number] = 1;
    return (struct text){(const char *)strings->bytes->data + entry->offset, entry->len};
}

gboolean strings_push_unused(struct strings *strings)
{
    gboolean on = TRUE;
    for (guint i = 0; on && i < strings->entries->len; i++) {
        if (strings->used->data[i])
            continue;
        struct chunk chunk = {.text = strings_get(strings, i)};
        on = strings->sink->text(strings->sink, &chunk);
    }
    return on;
}
