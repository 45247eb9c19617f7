/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All formats that are built in: the build makes the list from the files' names. */
#pragma once

#include "scanner/base/format.h"

/* NULL-terminated, by name. */
extern const struct format *const formats[];
