/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of OOXML that a story heeds: elements, attributes that hold text, and roots that tell what a part is. */
#pragma once

#include "scanner/base/place.h"

enum story_tag {
    TAG_OTHER, /* its text is a field of its own */
    TAG_ALTERNATE,
    TAG_BREAK,
    TAG_CELL,
    TAG_CHOICE,
    TAG_CODE, /* of a field: HYPERLINK "..." */
    TAG_COMMENT, /* may hang on a cell */
    TAG_DELETED,
    TAG_DELETED_TEXT,
    TAG_FALLBACK,
    TAG_HYPHEN,
    TAG_LAYOUT, /* numbers that place a shape: no text */
    TAG_NAMED,  /* its attribute "name" names the fields within */
    TAG_PARAGRAPH,
    TAG_ROW,
    TAG_RUN,
    TAG_SPAN,
    TAG_TAB,
    TAG_TABLE,
    TAG_TEXT,
    TAG_TEXTBOX
};

enum story_tag story_tag(const char *element);
/* What an attribute that holds text is called as a field; NULL: it holds none. *part is set where it is metadata. */
const char *story_attribute(const char *element, const char *attribute, enum part *part);
/* The part of a document that such a root is; PART_BODY where it says nothing. */
enum part story_part(const char *root);
