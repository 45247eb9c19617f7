/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/flow.h"

#define FLOW_BYTES (64 * 1024)

struct flow *flow_new(struct sink *sink)
{
    struct flow *flow = g_new0(struct flow, 1);
    flow->sink = sink;
    flow->text = g_string_new(NULL);
    return flow;
}

void flow_free(struct flow *flow)
{
    g_string_free(flow->text, TRUE);
    g_free(flow);
}

static gboolean push(struct flow *flow, const struct chunk *as)
{
    struct chunk chunk = *as;
    chunk.text = (struct text){flow->text->str, flow->text->len};
    chunk.join = flow->going ? JOIN_RUN : JOIN_NONE;
    flow->going = TRUE;
    gboolean on = flow->sink->text(flow->sink, &chunk);
    g_string_truncate(flow->text, 0);
    return on;
}

gboolean flow_add(struct flow *flow, struct text text, const struct chunk *as)
{
    g_string_append_len(flow->text, text.at, text.len);
    return flow->text->len < FLOW_BYTES || push(flow, as);
}

gboolean flow_end(struct flow *flow, const struct chunk *as)
{
    gboolean blank = strspn(flow->text->str, " \t\r\n") == flow->text->len;
    gboolean on = blank || push(flow, as);
    g_string_truncate(flow->text, 0);
    flow->going = FALSE;
    return on;
}
