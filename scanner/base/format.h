/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A format: one kind of document and how its text is pushed into a sink. One file in scanner/formats each. */
#pragma once

#include "scanner/base/sink.h"

struct format {
    const char *name;               /* as in the file's name: "docx" */
    const char *const *media_types; /* NULL-terminated; as libmagic or the sniffing says */
    /*
     * NULL, or: how sure the format is (0-100) that these first bytes are its own. For what libmagic calls
     * text/plain, application/zip or application/octet-stream. head is at most 64 KiB.
     */
    int (*sniff)(const struct source *source, struct text head);
    void (*prepare)(void); /* NULL, or: loads what the cage would forbid later; called once in the nursery */
    void (*read)(const struct source *source, struct sink *sink);
};
