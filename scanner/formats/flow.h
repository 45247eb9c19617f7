/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A flow: gathers the pieces of a paragraph, a cell or a field into one chunk, and cuts it where it grows too long. */
#pragma once

#include "scanner/base/auto.h"
#include "scanner/base/sink.h"

struct flow {
    struct sink *sink;
    GString *text;
    gboolean going; /* a first part has been pushed */
};

struct flow *flow_new(struct sink *sink);
void flow_free(struct flow *flow);
DEFINE_AUTO(flow, flow_free)

/* Adds valid UTF-8. FALSE: stop. The chunk says place and sort; its text and join are the flow's. */
gboolean flow_add(struct flow *flow, struct text text, const struct chunk *as);
/* Pushes what is left; nothing where there are only blanks. What is added after begins anew. FALSE: stop. */
gboolean flow_end(struct flow *flow, const struct chunk *as);
