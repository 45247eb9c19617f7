/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cage: what a worker gives up for good before it reads the first hostile byte. */
#pragma once

#include "scanner/base/limits.h"

/*
 * Bounds memory and files, leaves root, and then forbids the kernel's doors one by one: Landlock, then seccomp. The descriptors that
 * are open stay open. FALSE with error: the worker must not work.
 */
gboolean cage_close(const struct limits *limits, GError **error);
/* Reads a field (from 0) of /proc/self/statm behind the descriptor, in bytes; 0 where it cannot. */
guint64 cage_statm(int fd, guint field);
