/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/odf_words.h"

#include <stdlib.h>
#include <string.h>

struct word {
    const char *name;
    enum odf_tag tag;
};

static int by_name(const void *key, const void *row)
{
    return strcmp(key, ((const struct word *)row)->name);
}

enum odf_tag odf_tag(const char *element)
{
    static const struct word words[] = {
        {"a", ODF_LINK},
        {"annotation", ODF_ANNOTATION},
        {"covered-table-cell", ODF_CELL},
        {"deletion", ODF_DELETION},
        {"desc", ODF_ALT},
        {"footer", ODF_FOOTER},
        {"footer-first", ODF_FOOTER},
        {"footer-left", ODF_FOOTER},
        {"h", ODF_PARAGRAPH},
        {"header", ODF_HEADER},
        {"header-first", ODF_HEADER},
        {"header-left", ODF_HEADER},
        {"line-break", ODF_BREAK},
        {"note", ODF_NOTE},
        {"note-body", ODF_NOTE_BODY},
        {"note-citation", ODF_CITATION},
        {"notes", ODF_SPEAKER},
        {"p", ODF_PARAGRAPH},
        {"page", ODF_PAGE},
        {"s", ODF_SPACES},
        {"spreadsheet", ODF_SPREADSHEET},
        {"style", ODF_STYLE},
        {"tab", ODF_TAB},
        {"table", ODF_TABLE},
        {"table-cell", ODF_CELL},
        {"table-properties", ODF_TABLE_STYLE},
        {"table-row", ODF_ROW},
        {"text", ODF_TEXT},
        {"text-box", ODF_TEXTBOX},
        {"title", ODF_ALT},
        {"user-defined", ODF_META},
    };
    const struct word *found = bsearch(element, words, G_N_ELEMENTS(words), sizeof *words, by_name);
    return found ? found->tag : ODF_OTHER;
}

gboolean odf_attribute_is_text(const char *attribute)
{
    static const char *const names[] = {"string-value", "string-value-if-true", "string-value-if-false", "current-value",
                                        "label", "connection-resource", "content-validation", NULL};
    return g_strv_contains(names, attribute);
}
