/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XMP: the metadata that PDF and pictures carry as XML. */
#pragma once

#include "scanner/base/sink.h"

/* Pushes its texts as fields, but those that stand in told (texts that are known already; may be NULL). FALSE: stop. */
gboolean xmp_read(struct sink *sink, struct text xml, GHashTable *told);
