/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a row becomes a record: the columns that record_of_row expects. */
#pragma once

#include "reports/register/internal.h"

#define RECORD_FIELDS                                                                                                                \
    "file.number, file.name, file.size, file.mtime, file.ctime, file.device, file.inode, file.mode, file.uid, file.gid, file.links,"  \
    " file.owner, record.packed, scan.began"
#define RECORD_COLUMNS RECORD_FIELDS " FROM file JOIN record ON record.number = file.number LEFT JOIN scan ON scan.id = record.scan"
/* The same by number, with the folder's path last. */
#define RECORD_COLUMNS_BY_NUMBER                                                                                                      \
    RECORD_FIELDS ", folder.path FROM record JOIN file ON file.folder = record.folder AND file.name = record.name"                    \
                  " JOIN folder ON folder.id = record.folder LEFT JOIN scan ON scan.id = record.scan"

/* The folder's path ends with '/'. NULL with error. To free. */
struct record *record_of_row(struct register_ *reg, struct query *query, const char *folder, GError **error);
