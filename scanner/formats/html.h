/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML, for formats that carry it within: a mail's body. */
#pragma once

#include "scanner/base/sink.h"

/* encoding: as a mail's header names it; NULL: as the document says. */
void html_read(const struct source *source, struct sink *sink, const char *encoding);
