/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening by path, however long: past PATH_MAX by steps. */
#pragma once

#include "scanner/base/record.h"

#include <sys/stat.h>

/* As openat for a relative or absolute path; no step follows a link where the kernel can see to that and strict is set. */
int path_open(int base, const char *path, int flags, gboolean strict);
/* As open, without moving the access time where that may be done. */
int path_open_unmoved(int base, const char *path, int flags, gboolean strict);
void path_identity(const struct stat *status, struct identity *identity);
