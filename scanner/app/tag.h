/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class in extended attributes of the file itself, for those who ask for it (--tag xattr). */
#pragma once

#include "classifiers/verdict.h"

/*
 * Writes user.datarond.class ("K2") and user.datarond.lagrum where they are not so already, keeps the times, and takes
 * the new ctime into the record's identity. TRUE where something was written; a file system without attributes and a
 * file that may not be written give FALSE.
 */
gboolean tag_write(struct record *record, const struct verdict *verdict);
