/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every limit of a scan, with its unit in its name. Each is reached with --limit KEY=VALUE. */
#pragma once

#include <glib.h>

struct limits {
    guint64 max_bytes;          /* of one file, and of all that is unpacked from it */
    guint64 max_member_bytes;   /* of one member, unpacked */
    guint64 max_ratio;          /* unpacked to packed bytes, of a whole file */
    guint64 max_members;        /* in one file, all depths together */
    guint64 max_depth;          /* archives within archives */
    guint64 max_seconds;        /* for one file */
    guint64 max_memory_bytes;   /* of one worker's data */
    guint64 max_text_bytes;     /* decoded text of one file */
    guint64 max_xml_depth;      /* elements, objects or arrays within each other */
    guint64 max_findings;       /* different values kept of one file */
};

void limits_default(struct limits *limits);
/* Takes "KEY=VALUE" (whole numbers; K, M and G are powers of 1,024). FALSE and DATAROND_ERROR_USAGE for anything else. */
gboolean limits_set(struct limits *limits, const char *assignment, GError **error);
/* "max_depth=16 (archives within archives)" for each, one a line, for --help; to free. */
char *limits_help(void);
