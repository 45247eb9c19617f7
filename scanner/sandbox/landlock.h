/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Landlock: the file system as seen from within the cage. */
#pragma once

#include <glib.h>

/* Leaves one folder readable and nothing else. FALSE where this kernel has no Landlock: then nothing was changed. */
gboolean landlock_restrict(const char *readable);
