/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML, for formats that carry it within: a mail's body. */
#pragma once

#include "scanner/base/sink.h"

void html_read(const struct source *source, struct sink *sink);
