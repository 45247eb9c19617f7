/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reading of a single file in a caged worker, for show. */
#pragma once

#include "scanner/base/record.h"

/* Reads the file anew; with reveal its findings bear clear values. NULL with error. Call before any thread is made. */
struct record *single_read(const char *path, gboolean reveal, gboolean real_test_numbers, GError **error);
