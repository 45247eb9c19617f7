/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A story: one XML part of an OOXML document, whatever it is, as paragraphs, cells and fields. */
#pragma once

#include "scanner/base/sink.h"

struct story {
    struct sink *sink;
    struct place place; /* of its text; a root element that tells more (header, comments ...) sets the part */
    gboolean lenient;   /* what is no XML in it is mended or passed over */
    guint64 told;       /* bytes of text that came out */
    guint32 tables;     /* so many tables are numbered already; counted on */
};

/* FALSE: as xml_parse. */
gboolean story_read(struct story *story, member_read read, void *user, GError **error);
