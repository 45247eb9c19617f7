/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML of any sort: each element's own text and each attribute's value is a field of that name. */
#include "scanner/base/format.h"
#include "scanner/formats/flow.h"
#include "scanner/formats/markup.h"

struct reader_state {
    struct sink *sink;
    struct flow *flow;
    GPtrArray *names; /* of the open elements, interned */
    guint32 line;     /* where the parser stands */
    guint32 text_line; /* of the text being gathered */
};

static struct chunk field_chunk(const struct reader_state *state)
{
    const char *name = state->names->len ? g_ptr_array_index(state->names, state->names->len - 1) : NULL;
    return (struct chunk){.place.line = state->text_line, .sort = name ? CHUNK_FIELD : CHUNK_PROSE, .field = name};
}

static gboolean end_text(struct reader_state *state)
{
    struct chunk as = field_chunk(state);
    gboolean going = flow_end(state->flow, &as);
    state->text_line = 0;
    return going;
}

static gboolean on_start(void *user, const struct xml_element *element)
{
    struct reader_state *state = user;
    state->line = element->line;
    gboolean going = end_text(state);
    g_ptr_array_add(state->names, (gpointer)sink_intern(state->sink, element->name));
    for (guint i = 0; going && i < element->count; i++) {
        struct chunk chunk = {.text = text_of(element->attributes[i].value),
                              .place.line = element->line,
                              .sort = CHUNK_FIELD,
                              .field = sink_intern(state->sink, element->attributes[i].name)};
        going = state->sink->text(state->sink, &chunk);
    }
    return going;
}

static gboolean on_end(void *user, const struct xml_element *element)
{
    struct reader_state *state = user;
    state->line = element->line;
    gboolean going = end_text(state);
    if (state->names->len > 0)
        g_ptr_array_set_size(state->names, (int)state->names->len - 1);
    return going;
}

static gboolean on_text(void *user, struct text text, guint32 line)
{
    struct reader_state *state = user;
    gsize blank = 0;
    if (state->text_line == 0) {
        while (blank < text.len && g_ascii_isspace(text.at[blank]))
            line += text.at[blank++] == '\n';
        text = (struct text){text.at + blank, text.len - blank};
    }
    if (text.len == 0)
        return TRUE;
    if (state->text_line == 0)
        state->text_line = line;
    state->line = line;
    struct chunk as = field_chunk(state);
    return flow_add(state->flow, text, &as);
}

static gboolean on_comment(void *user, struct text text, guint32 line)
{
    struct reader_state *state = user;
    gboolean going = end_text(state);
    struct chunk chunk = {.text = text, .place = {.line = line, .part = PART_COMMENT}, .sort = CHUNK_PROSE};
    return going && state->sink->text(state->sink, &chunk);
}

static void read_xml(const struct source *source, struct sink *sink)
{
    AUTO(flow) flow = flow_new(sink);
    struct reader_state state = {.sink = sink, .flow = flow, .names = g_ptr_array_new(), .line = 1};
    struct xml_handler handler = {.start = on_start,
                                  .end = on_end,
                                  .text = on_text,
                                  .comment = on_comment,
                                  .user = &state,
                                  .mode = XML_LENIENT,
                                  .max_depth = sink->limits->max_xml_depth};
    g_autofree char *declared = markup_encoding(source);
    markup_parse(source, sink, &handler, declared, &state.line);
    end_text(&state);
    g_ptr_array_unref(state.names);
}

/* "<name", but no sign that says HTML: that format looks for itself, and is surer. */
static int sniff_xml(const struct source *source, struct text head)
{
    g_autofree char *text = markup_head(head);
    if (g_str_has_prefix(text, "<?xml"))
        return 70;
    if (text[0] != '<' || !(g_ascii_isalpha(text[1]) || text[1] == '_' || g_str_has_prefix(text, "<!DOCTYPE") || g_str_has_prefix(text, "<!--")))
        return 0;
    return strchr(text, '>') ? 50 : 0;
}

static const char *const types[] = {"application/xml", "text/xml", "image/svg+xml", "application/gpx+xml",
                                    "application/vnd.google-earth.kml+xml", "application/rss+xml", "application/atom+xml", NULL};

const struct format format_xml = {.name = "xml", .media_types = types, .sniff = sniff_xml, .read = read_xml};
