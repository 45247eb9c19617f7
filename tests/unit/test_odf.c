/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenDocument: notes, comments, deletions, sheets with repeated cells, what is hidden, what is locked. */
#include "tests/unit/pack.h"

#define SPACES " xmlns:office=\"urn:oasis:office\" xmlns:text=\"urn:oasis:text\" xmlns:table=\"urn:oasis:table\" xmlns:style=\"urn:oasis:style\"" \
               " xmlns:draw=\"urn:oasis:drawing\" xmlns:svg=\"urn:oasis:svg-compatible\" xmlns:dc=\"urn:dc\" xmlns:xlink=\"urn:xlink\""
#define CONTENT(kind, styles, body) "<office:document-content" SPACES "><office:automatic-styles>" styles "</office:automatic-styles><office:body><office:" \
                                    kind ">" body "</office:" kind "></office:body></office:document-content>"
#define HIDDEN "<style:style style:name=\"ta1\"><style:table-properties table:display=\"false\"/></style:style>"

static const struct {
    const char *what, *kind, *content, *lines;
} rows[] = {
    {"spans and blanks", "text", CONTENT("text", "", "<text:h>Rubrik</text:h><text:p>19850101<text:span>-2382</text:span><text:s text:c=\"2\"/><text:tab/>x</text:p>"),
     "body/prose: Rubrik\nbody/prose: 19850101-2382  \tx"},
    {"footnote", "text", CONTENT("text", "", "<text:p>a<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body>"
                                             "<text:p>not</text:p></text:note-body></text:note>b</text:p>"),
     "footnote/prose: not\nbody/prose: ab"},
    {"endnote", "text", CONTENT("text", "", "<text:p><text:note text:note-class=\"endnote\"><text:note-body><text:p>not</text:p></text:note-body></text:note></text:p>"),
     "endnote/prose: not"},
    {"comment", "text", CONTENT("text", "", "<text:p>a<office:annotation><dc:creator>Li</dc:creator><text:p>tvek</text:p></office:annotation>b</text:p>"),
     "metadata/field creator: Li\ncomment/prose: tvek\nbody/prose: ab"},
    {"deletion", "text", CONTENT("text", "", "<text:tracked-changes><text:changed-region><text:deletion><text:p>bort</text:p></text:deletion></text:changed-region>"
                                             "</text:tracked-changes><text:p>kvar</text:p>"),
     "deleted/prose: bort\nbody/prose: kvar"},
    {"text box and picture", "text", CONTENT("text", "", "<text:p>a<draw:frame><draw:text-box><text:p>ruta</text:p></draw:text-box><svg:title>bild</svg:title></draw:frame>b</text:p>"),
     "textbox/prose: ruta\nbody/field title: bild\nbody/prose: ab"},
    {"link", "text", CONTENT("text", "", "<text:p><text:a xlink:href=\"mailto:a@b.se\">skriv</text:a></text:p>"),
     "body/field hyperlink: mailto:a@b.se\nbody/prose: skriv"},
    {"table in a text", "text", CONTENT("text", "", "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>"
                                                    "<text:p>b</text:p></table:table-cell></table:table-row></table:table>"),
     "body/cell r1c1: a\nbody/cell r1c2: b"},
    {"repeated", "spreadsheet",
     CONTENT("spreadsheet", "", "<table:table table:name=\"Ett\"><table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>"
                                "<table:table-row><table:table-cell table:number-columns-repeated=\"3\"/><table:table-cell><text:p>x</text:p></table:table-cell>"
                                "</table:table-row></table:table>"),
     "body/cell [Ett] D1048001 r1048001c4: x"},
    {"number as kept", "spreadsheet",
     CONTENT("spreadsheet", "", "<table:table table:name=\"Ett\"><table:table-row><table:table-cell office:value=\"198501012382\"><text:p>1,99E+11</text:p>"
                                "<office:annotation><text:p>fel</text:p></office:annotation></table:table-cell></table:table-row></table:table>"),
     "body/cell [Ett] A1 r1c1: 198501012382\ncomment/prose [Ett] A1: fel"},
    {"hidden sheet", "spreadsheet",
     CONTENT("spreadsheet", HIDDEN, "<table:table table:name=\"Dolt\" table:style-name=\"ta1\"><table:table-row><table:table-cell><text:p>x</text:p>"
                                    "</table:table-cell></table:table-row></table:table>"),
     "hidden sheet/cell [Dolt] A1 r1c1: x"},
    {"slides", "presentation", CONTENT("presentation", "", "<draw:page><draw:frame><draw:text-box><text:p>ett</text:p></draw:text-box></draw:frame></draw:page>"
                                                          "<draw:page><draw:frame><draw:text-box><text:p>två</text:p></draw:text-box></draw:frame></draw:page>"),
     "body/prose p1: ett\nbody/prose p2: två"},
};

static void reads_content(void **state)
{
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *type = g_strconcat("application/vnd.oasis.opendocument.", rows[i].kind, NULL);
        const struct packed_file files[] = {{"mimetype", type}, {"content.xml", rows[i].content}, {0}};
        expect_lines(*state, rows[i].what, pack(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "compression=store", files), STATUS_READ, rows[i].lines);
    }
}

#define TEXT_TYPE "mimetype", "application/vnd.oasis.opendocument.text"

static void reads_other_parts(void **state)
{
    static const struct packed_file files[] = {
        {TEXT_TYPE},
        {"meta.xml", "<office:document-meta" SPACES "><dc:title>namn</dc:title><meta:user-defined xmlns:meta=\"m\" meta:name=\"Dnr\">KS 1</meta:user-defined></office:document-meta>"},
        {"styles.xml", "<office:document-styles" SPACES "><style:header><text:p>huvud</text:p></style:header><style:footer><text:p>fot</text:p></style:footer></office:document-styles>"},
        {"content.xml", CONTENT("text", "", "<text:p>kropp</text:p>")},
        {"Object 1/content.xml", CONTENT("text", "", "<text:p>inbäddat</text:p>")},
        {"settings.xml", "<x>brus</x>"},
        {0}};
    expect_lines(*state, "parts", pack_zip(files), STATUS_READ,
                 "body/prose: kropp\nmetadata/field title: namn\nmetadata/field Dnr: KS 1\nheader/prose: huvud\nfooter/prose: fot\nbody/prose: inbäddat");
}

static void tells_what_is_locked(void **state)
{
    static const struct packed_file files[] = {
        {TEXT_TYPE},
        {"content.xml", "\1\2\3"},
        {"META-INF/manifest.xml", "<m:manifest xmlns:m=\"m\"><m:file-entry m:full-path=\"content.xml\"><m:encryption-data/></m:file-entry></m:manifest>"},
        {0}};
    expect_lines(*state, "locked", pack_zip(files), STATUS_ENCRYPTED, "");
}

static int set_up(void **state)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    *state = collect_reader(NULL);
    return 0;
}

static int tear_down(void **state)
{
    reader_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_content),
        cmocka_unit_test(reads_other_parts),
        cmocka_unit_test(tells_what_is_locked),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
