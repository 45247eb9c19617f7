/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own files, which are never scanned: register, key, audit log, reports being written, and those that were. */
#pragma once

#include "reports/register/register.h"

/* Their identities as crawl_options.own wants them, of those that exist. NULL with error. To unref. */
GArray *own_files(struct register_ *reg, const GPtrArray *outputs, GError **error);
/* Remembers the reports that lie behind these paths now. */
gboolean own_remember(struct register_ *reg, const char *const *paths, GError **error);
