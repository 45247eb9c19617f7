/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/story_words.h"

#include <stdlib.h>
#include <string.h>

struct word {
    const char *name;
    int value;
};

static int by_name(const void *key, const void *row)
{
    return strcmp(key, ((const struct word *)row)->name);
}

static int look_up(const char *name, const struct word *words, gsize count)
{
    const struct word *found = bsearch(name, words, count, sizeof *words, by_name);
    return found ? found->value : 0;
}

/* Sorted as strcmp does: capitals first. */
enum story_tag story_tag(const char *element)
{
    static const struct word tags[] = {
        {"AlternateContent", TAG_ALTERNATE},
        {"Anchor", TAG_LAYOUT},
        {"Choice", TAG_CHOICE},
        {"Column", TAG_LAYOUT},
        {"Fallback", TAG_FALLBACK},
        {"Row", TAG_LAYOUT},
        {"align", TAG_LAYOUT},
        {"br", TAG_BREAK},
        {"cacheField", TAG_NAMED},
        {"col", TAG_LAYOUT},
        {"colOff", TAG_LAYOUT},
        {"comment", TAG_COMMENT},
        {"cr", TAG_BREAK},
        {"del", TAG_DELETED},
        {"delInstrText", TAG_CODE},
        {"delText", TAG_DELETED_TEXT},
        {"formatCode", TAG_LAYOUT},
        {"gridSpan", TAG_SPAN},
        {"instrText", TAG_CODE},
        {"moveFrom", TAG_DELETED},
        {"noBreakHyphen", TAG_HYPHEN},
        {"p", TAG_PARAGRAPH},
        {"pctHeight", TAG_LAYOUT},
        {"pctPosHOffset", TAG_LAYOUT},
        {"pctPosVOffset", TAG_LAYOUT},
        {"pctWidth", TAG_LAYOUT},
        {"posOffset", TAG_LAYOUT},
        {"property", TAG_NAMED},
        {"r", TAG_RUN},
        {"row", TAG_LAYOUT},
        {"rowOff", TAG_LAYOUT},
        {"t", TAG_TEXT},
        {"tab", TAG_TAB},
        {"tbl", TAG_TABLE},
        {"tc", TAG_CELL},
        {"threadedComment", TAG_COMMENT},
        {"tr", TAG_ROW},
        {"txbxContent", TAG_TEXTBOX},
    };
    return look_up(element, tags, G_N_ELEMENTS(tags));
}

enum part story_part(const char *root)
{
    static const struct word roots[] = {
        {"Properties", PART_METADATA},
        {"ThreadedComments", PART_COMMENT},
        {"authorLst", PART_METADATA},
        {"cmAuthorLst", PART_METADATA},
        {"cmLst", PART_COMMENT},
        {"comments", PART_COMMENT},
        {"coreProperties", PART_METADATA},
        {"endnotes", PART_ENDNOTE},
        {"footnotes", PART_FOOTNOTE},
        {"ftr", PART_FOOTER},
        {"hdr", PART_HEADER},
        {"notes", PART_NOTES},
        {"people", PART_METADATA},
        {"personList", PART_METADATA},
        {"settings", PART_METADATA},
    };
    return look_up(root, roots, G_N_ELEMENTS(roots));
}

const char *story_attribute(const char *element, const char *attribute, enum part *part)
{
    static const struct {
        const char *element, *attribute;
        gboolean metadata;
    } rows[] = {
        {"fldSimple", "instr", FALSE},       {"docPr", "descr", FALSE},         {"docPr", "title", FALSE},
        {"cNvPr", "descr", FALSE},           {"cNvPr", "title", FALSE},         {"textpath", "string", FALSE},
        {"shape", "alt", FALSE},             {"hlinkClick", "tooltip", FALSE},  {"hyperlink", "tooltip", FALSE},
        {"hyperlink", "location", FALSE},    {"hyperlink", "display", FALSE},   {"listItem", "displayText", FALSE},
        {"listItem", "value", FALSE},        {"docVar", "val", TRUE},           {"default", "val", FALSE},
        {"helpText", "val", FALSE},          {"statusText", "val", FALSE},      {"alias", "val", TRUE},
        {"tag", "val", TRUE},                {"s", "v", FALSE},                 {"n", "v", FALSE},
        {"d", "v", FALSE},                   {"tableColumn", "name", FALSE},    {"dbPr", "connection", TRUE},
        {"dbPr", "command", TRUE},           {"webPr", "url", TRUE},            {"query", "val", TRUE},
        {"connectString", "val", TRUE},      {"fileSharing", "userName", TRUE}, {"cmAuthor", "name", TRUE},
        {"author", "name", TRUE},            {"person", "displayName", TRUE},   {"person", "userId", TRUE},
        {"person", "author", TRUE},          {"comment", "author", TRUE},       {"ins", "author", TRUE},
        {"del", "author", TRUE},             {"Glyphs", "UnicodeString", FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (strcmp(rows[i].attribute, attribute) == 0 && strcmp(rows[i].element, element) == 0) {
            *part = rows[i].metadata ? PART_METADATA : *part;
            return rows[i].attribute;
        }
    return NULL;
}
