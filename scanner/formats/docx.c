/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word documents: the body first, then every other part that holds text (headers, notes, comments, glossary ...). */
#include "scanner/base/format.h"
#include "scanner/formats/ooxml.h"

static void read_docx(const struct source *source, struct sink *sink)
{
    AUTO(ooxml) document = ooxml_new(source, sink);
    if (!document)
        return;
    guint main = ooxml_main(document, "word/document.xml");
    if (main != PACKAGE_NONE)
        ooxml_read_part(document, main);
    ooxml_read_rest(document);
    ooxml_judge_pictures(document);
}

static int sniff(const struct source *source, struct text head)
{
    return ooxml_sniff(source, head, "word/");
}

#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
static const char *const media_types[] = {WORD "document", WORD "template", "application/vnd.ms-word.document.macroenabled.12",
                                          "application/vnd.ms-word.template.macroenabled.12", NULL};

const struct format format_docx = {.name = "docx", .media_types = media_types, .sniff = sniff, .read = read_docx};
