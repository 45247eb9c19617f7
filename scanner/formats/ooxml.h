/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Word, Excel and PowerPoint share: their parts, who owns them, what lies embedded, and how a broken one is told. */
#pragma once

#include "scanner/lib/package.h"

struct ooxml {
    struct package *package;
    struct sink *sink;
    GHashTable *places; /* part + 1 -> struct place: where its text stands, set by ooxml_own() */
    GArray *done;       /* gboolean a part: read already */
    guint32 tables;     /* numbered so far */
    guint64 told;       /* bytes of text, metadata not among them */
    gboolean stopped;   /* the sink wants no more */
};

/* NULL where it is no package at all; the sink has been told. */
struct ooxml *ooxml_new(const struct source *source, struct sink *sink);
void ooxml_free(struct ooxml *document);
DEFINE_AUTO(ooxml, ooxml_free)

/* The part of the package's relation "officeDocument", or the fallback where there is none; PACKAGE_NONE where that is missing. */
guint ooxml_main(struct ooxml *document, const char *fallback);
/* Text of all parts that hang on this one (comments, drawings, charts, notes) stands at the place, unless another owns them. */
void ooxml_own(struct ooxml *document, guint part, const struct place *place);
/* Reads one part as a story, an embedded file as a member, anything else not at all; once. */
void ooxml_read_part(struct ooxml *document, guint part);
/* The rest of the parts. Then tells what broke the package. */
void ooxml_read_rest(struct ooxml *document);
/* Opens the part and marks it as read. FALSE: it cannot be read, the sink has been told. */
gboolean ooxml_open(struct ooxml *document, guint part);
/* Tells the sink of an error from xml_parse or package_read; frees it. */
void ooxml_trouble(struct ooxml *document, GError *error);
/* Tells the sink where the document is made of pictures without a word: scanned pages, most likely. */
void ooxml_judge_pictures(struct ooxml *document);
/* For sniffing: 95 where the source is a package with a part in that folder ("word/"; NULL: any part, then 80), 0 where not. */
int ooxml_sniff(const struct source *source, struct text head, const char *folder);
