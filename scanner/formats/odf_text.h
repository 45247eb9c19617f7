/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One XML part of an OpenDocument file (content, styles, meta) as paragraphs, cells and fields. */
#pragma once

#include "scanner/base/sink.h"

/* tables: so many are numbered already; counted on. FALSE: as xml_parse. */
gboolean odf_text_read(struct sink *sink, guint32 *tables, member_read read, void *user, GError **error);
