/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own files, which are never scanned: register, key, audit log, reports being written. */
#pragma once

#include "reports/register/register.h"

/* Their identities (struct identity: device and inode alone), of those that exist. To unref. */
GArray *own_files(const struct register_ *reg, const GPtrArray *outputs);
