/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/rtf_words.h"

#include "scanner/lib/charset.h"

#include <stdlib.h>
#include <string.h>

#define SKIP(word) {word, TRUE, NULL, PART_BODY}
#define PARTED(word, part) {word, FALSE, NULL, part}
#define META(word, field) {word, FALSE, field, PART_METADATA}

static const struct rtf_group groups[] = {
    SKIP("atnid"), SKIP("background"), SKIP("bkmkend"), SKIP("bkmkstart"), SKIP("blipuid"), SKIP("colorschememapping"), SKIP("colortbl"),
    SKIP("datafield"), SKIP("datastore"), SKIP("filetbl"), SKIP("fontemb"), SKIP("fonttbl"), SKIP("generator"), SKIP("htmltag"),
    SKIP("latentstyles"), SKIP("listoverridetable"), SKIP("listtable"), SKIP("mhtmltag"), SKIP("nonshppict"), SKIP("objclass"),
    SKIP("objdata"), SKIP("pict"), SKIP("rsidtbl"), SKIP("sn"), SKIP("stylesheet"), SKIP("themedata"), SKIP("ud"), SKIP("wgrffmtfilter"),
    SKIP("xmlnstbl"),
    PARTED("annotation", PART_COMMENT), PARTED("footer", PART_FOOTER), PARTED("footerf", PART_FOOTER), PARTED("footerl", PART_FOOTER),
    PARTED("footerr", PART_FOOTER), PARTED("footnote", PART_FOOTNOTE), PARTED("header", PART_HEADER), PARTED("headerf", PART_HEADER),
    PARTED("headerl", PART_HEADER), PARTED("headerr", PART_HEADER), PARTED("shpinst", PART_TEXTBOX), PARTED("shppict", PART_BODY),
    PARTED("shptxt", PART_TEXTBOX), PARTED("userprops", PART_METADATA),
    META("atnauthor", "author"), META("author", "author"), META("category", "category"), META("comment", "comment"),
    META("company", "company"), META("doccomm", "comment"), META("docvar", "docvar"), META("hlinkbase", "hyperlink"),
    META("keywords", "keywords"), META("manager", "manager"), META("operator", "operator"), META("propname", "property"),
    META("staticval", "property"), META("subject", "subject"), META("title", "title"),
    {"ffdeftext", FALSE, "formfield", PART_BODY}, {"fldinst", FALSE, "hyperlink", PART_BODY}, {"sv", FALSE, "shape", PART_TEXTBOX},
};

const struct rtf_group *rtf_group(const char *word)
{
    for (guint i = 0; i < G_N_ELEMENTS(groups); i++)
        if (groups[i].word[0] == word[0] && strcmp(groups[i].word, word) == 0)
            return &groups[i];
    return NULL;
}

gunichar rtf_sign(const char *word)
{
    static const struct {
        const char *word;
        gunichar sign;
    } signs[] = {{"bullet", 0x2022},    {"emdash", 0x2014},   {"emspace", ' '}, {"endash", 0x2013}, {"enspace", ' '}, {"ldblquote", 0x201c},
                 {"line", '\n'},        {"lquote", 0x2018},   {"page", '\n'},   {"qmspace", ' '},   {"rdblquote", 0x201d},
                 {"rquote", 0x2019},    {"softline", '\n'},   {"tab", '\t'}};
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
        if (strcmp(signs[i].word, word) == 0)
            return signs[i].sign;
    return 0;
}

struct numbered {
    int number;
    const char *coding;
};

static const char *coding_of(const struct numbered *list, gsize count, int number)
{
    for (gsize i = 0; i < count; i++)
        if (list[i].number == number)
            return list[i].coding;
    return NULL;
}

const char *rtf_codepage(int number)
{
    static const struct numbered pages[] = {{437, "cp437"},          {850, "cp850"},          {865, "cp865"},          {1250, "windows-1250"},
                                            {1251, "windows-1251"},  {1252, "windows-1252"},  {1253, "windows-1253"},  {1254, "windows-1254"},
                                            {1255, "windows-1255"},  {1256, "windows-1256"},  {1257, "windows-1257"},  {10000, "macintosh"}};
    return coding_of(pages, G_N_ELEMENTS(pages), number);
}

const char *rtf_charset(int charset)
{
    static const struct numbered charsets[] = {{77, "macintosh"},     {161, "windows-1253"}, {162, "windows-1254"},
                                               {177, "windows-1255"}, {178, "windows-1256"}, {186, "windows-1257"}, {204, "windows-1251"},
                                               {238, "windows-1250"}, {254, "cp437"},        {255, "cp850"}};
    return coding_of(charsets, G_N_ELEMENTS(charsets), charset);
}

const gunichar *rtf_page(GHashTable *pages, const char *coding)
{
    gunichar *page = g_hash_table_lookup(pages, coding);
    if (page)
        return page;
    page = g_new(gunichar, 128);
    for (guint i = 0; i < 128; i++) {
        const char byte = (char)(0x80 + i);
        g_autofree char *sign = charset_to_utf8((struct text){&byte, 1}, coding);
        page[i] = sign && *sign ? g_utf8_get_char(sign) : 0xfffd;
    }
    g_hash_table_insert(pages, g_strdup(coding), page);
    return page;
}
