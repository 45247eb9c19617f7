/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every other package of XML parts (Visio, XPS, themes ...): the text of all parts as they come. */
#include "scanner/base/format.h"
#include "scanner/formats/ooxml.h"

static void read_opc(const struct source *source, struct sink *sink)
{
    AUTO(ooxml) document = ooxml_new(source, sink);
    if (document)
        ooxml_read_rest(document);
}

static int sniff(const struct source *source, struct text head)
{
    return ooxml_sniff(source, head, NULL);
}

static const char *const media_types[] = {"application/vnd.openxmlformats-package", "application/vnd.ms-visio.drawing.main+xml", "application/vnd.ms-xpsdocument", "application/oxps",
                                          NULL};

const struct format format_opc = {.name = "opc", .media_types = media_types, .sniff = sniff, .read = read_opc};
