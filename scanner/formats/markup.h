/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What HTML and XML have in common: the coding they declare, and what is done where they cannot be parsed. */
#pragma once

#include "scanner/base/sink.h"
#include "scanner/lib/xml.h"

/* The coding that the document names in its XML declaration or a meta element; NULL: none. To free. */
char *markup_encoding(const struct source *source);
/* The beginning of a document as UTF-8, at most 4 KiB, without leading blanks; "" where it is no text. To free. */
char *markup_head(struct text head);
/*
 * Parses the source in the coding that is declared (NULL: none), or it is found to have. line points at the line that the handler has come to: where the
 * parsing breaks off, the rest from there on is read as plain text, so that nothing is lost.
 */
void markup_parse(const struct source *source, struct sink *sink, const struct xml_handler *handler, const char *declared,
                  const guint32 *line);
