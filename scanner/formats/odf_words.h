/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of OpenDocument that its reader heeds (ISO/IEC 26300), by local name. */
#pragma once

#include <glib.h>

enum odf_tag {
    ODF_OTHER,
    ODF_ALT, /* what a picture shows */
    ODF_ANNOTATION,
    ODF_BREAK,
    ODF_CELL,
    ODF_CITATION, /* the number of a note */
    ODF_DELETION,
    ODF_FOOTER,
    ODF_HEADER,
    ODF_LINK,
    ODF_META, /* a named field of the metadata */
    ODF_NOTE,
    ODF_NOTE_BODY,
    ODF_PAGE,
    ODF_PARAGRAPH,
    ODF_ROW,
    ODF_SPACES,
    ODF_SPEAKER,
    ODF_SPREADSHEET,
    ODF_STYLE,
    ODF_TAB,
    ODF_TABLE,
    ODF_TABLE_STYLE,
    ODF_TEXT, /* the body of a text document */
    ODF_TEXTBOX
};

enum odf_tag odf_tag(const char *element);
/* An attribute with text that a person may not see: of fields, forms, hidden text. */
gboolean odf_attribute_is_text(const char *attribute);
