/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word, Excel and PowerPoint: each hiding place gives its text once, with its place. */
#include "tests/unit/pack.h"

#define TYPES "[Content_Types].xml", "<Types/>"
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELS(rows) "<Relationships xmlns=\"r\">" rows "</Relationships>"
#define REL(id, type, target) "<Relationship Id=\"" id "\" Type=\"" RELATION type "\" Target=\"" target "\"/>"
#define OUT(id, target) "<Relationship Id=\"" id "\" Type=\"" RELATION "hyperlink\" TargetMode=\"External\" Target=\"" target "\"/>"
#define W " xmlns:w=\"w\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define BOX(text) "<w:txbxContent>" P(text) "</w:txbxContent>"

static const struct {
    const char *what, *body, *lines;
} words[] = {
    {"runs", "<w:p><w:r><w:t>19850</w:t></w:r><w:r><w:t>101-</w:t></w:r><w:r><w:t>2382</w:t></w:r></w:p>", "body/prose: 19850101-2382"},
    {"tab stops are no tabs", "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>",
     "body/prose: a\tb\nc"},
    {"hyphen", "<w:p><w:r><w:t>850101</w:t><w:noBreakHyphen/><w:t>2382</w:t></w:r></w:p>", "body/prose: 850101-2382"},
    {"table", "<w:tbl><w:tr><w:tc>" P("Namn") "</w:tc><w:tc>" P("Pnr") "</w:tc></w:tr><w:tr><w:tc>" P("Åke") P("b") "</w:tc></w:tr></w:tbl>" P("sist"),
     "body/cell r1c1: Namn\nbody/cell r1c2: Pnr\nbody/cell r2c1: Åke\nbody/cell r2c1: b\nbody/prose: sist"},
    {"spanning cell", "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" P("a") "</w:tc><w:tc>" P("b") "</w:tc></w:tr></w:tbl>",
     "body/cell r1c1: a\nbody/cell r1c3: b"},
    {"deleted", "<w:p><w:r><w:t>19850101</w:t></w:r><w:del w:author=\"hl\"><w:r><w:delText>bort</w:delText></w:r></w:del><w:r><w:t>-2382</w:t></w:r></w:p>",
     "metadata/field author: hl\nbody/prose: 19850101-2382\ndeleted/prose: bort"},
    {"moved away", "<w:p><w:moveFrom><w:r><w:t>dit</w:t></w:r></w:moveFrom></w:p>", "deleted/prose: dit"},
    {"text box", "<w:p><w:r><w:t>före</w:t><w:pict>" BOX("i lådan") "</w:pict><w:t> efter</w:t></w:r></w:p>",
     "textbox/prose: i lådan\nbody/prose: före efter"},
    {"choice and fallback", "<w:p><w:r><mc:AlternateContent><mc:Choice>" BOX("en gång") "</mc:Choice><mc:Fallback>" BOX("en gång")
     "</mc:Fallback></mc:AlternateContent></w:r></w:p>", "textbox/prose: en gång"},
    {"fallback alone", "<w:p><w:r><mc:AlternateContent><mc:Choice><w:x/></mc:Choice><mc:Fallback>" BOX("reserv") "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
     "textbox/prose: reserv"},
    {"field", "<w:p><w:r><w:instrText>HYPERLINK \"mailto:a@b.se\"</w:instrText></w:r><w:r><w:t>skriv</w:t></w:r></w:p>",
     "body/prose: skriv\nbody/prose: HYPERLINK \"mailto:a@b.se\""},
    {"content control", "<w:sdt><w:sdtPr><w:alias w:val=\"Personnummer\"/></w:sdtPr><w:sdtContent>" P("i ramen") "</w:sdtContent></w:sdt>",
     "metadata/field val: Personnummer\nbody/prose: i ramen"},
    {"layout numbers", "<w:p><w:r><wp:posOffset xmlns:wp=\"http://x/wordprocessingDrawing\">198501012382</wp:posOffset><w:t>a</w:t></w:r></w:p>", "body/prose: a"},
};

static void reads_word(void **state)
{
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *xml = g_strdup_printf("<w:document" W "><w:body>%s</w:body></w:document>", words[i].body);
        const struct packed_file files[] = {{TYPES}, {"word/document.xml", xml}, {0}};
        expect_lines(*state, words[i].what, pack_zip(files), STATUS_READ, words[i].lines);
    }
}

static void reads_parts_of_word(void **state)
{
    static const struct packed_file files[] = {
        {TYPES},
        {"docProps/core.xml", "<c:coreProperties xmlns:c=\"c\"><c:description>om</c:description></c:coreProperties>"},
        {"docProps/custom.xml", "<Properties><property name=\"Dnr\"><lpwstr>KS 1</lpwstr></property></Properties>"},
        {"word/header1.xml", "<w:hdr" W ">" P("huvud") "</w:hdr>"},
        {"word/comments.xml", "<w:comments" W "><w:comment w:author=\"Li\">" P("kommentar") "</w:comment></w:comments>"},
        {"word/footnotes.xml", "<w:footnotes" W "><w:footnote>" P("fot") "</w:footnote></w:footnotes>"},
        {"word/endnotes.xml", "<w:endnotes" W "><w:endnote>" P("slut") "</w:endnote></w:endnotes>"},
        {"word/footer1.xml", "<w:ftr" W ">" P("botten") "</w:ftr>"},
        {"word/_rels/document.xml.rels", RELS(OUT("rId9", "https://a.se/?pnr=1"))},
        {"word/document.xml", "<w:document" W "><w:body>" P("kropp") "</w:body></w:document>"},
        {"word/embeddings/data.txt", "inbäddat"},
        {"customXml/item1.xml", "<akt><sokande>Åke</sokande></akt>"},
        {0}};
    expect_lines(*state, "parts", pack_zip(files), STATUS_READ,
                 "body/prose: kropp\nmetadata/field description: om\nmetadata/field Dnr: KS 1\nheader/prose: huvud\n"
                 "metadata/field author: Li\ncomment/prose: kommentar\nfootnote/prose: fot\nendnote/prose: slut\nfooter/prose: botten\n"
                 "body/field hyperlink: https://a.se/?pnr=1\nname/name word/embeddings/data.txt: word/embeddings/data.txt\n"
                 "body/prose word/embeddings/data.txt @1: inbäddat\nmetadata/field sokande: Åke");
}

#define BOOK "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Ett\" sheetId=\"1\" r:id=\"a\"/><sheet name=\"Dolt\" sheetId=\"2\" state=\"veryHidden\" r:id=\"b\"/>" \
             "</sheets><definedNames><definedName name=\"Chef\">\"Li\"</definedName></definedNames></workbook>"

static void reads_excel(void **state)
{
    static const struct packed_file files[] = {
        {TYPES},
        {"xl/worksheets/sheet2.xml", "<worksheet><sheetData><row r=\"3\"><c r=\"C3\"><v>1.98501012382E11</v></c></row></sheetData></worksheet>"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><t>Åk</t></is></c></row>"
         "<row><c r=\"B2\" t=\"str\"><f>IF(A1=\"850101-2382\",1)</f><v>svar</v></c><c r=\"C2\" t=\"b\"><v>1</v></c><c r=\"D2\"><f>A1</f><v>7</v></c></row>"
         "</sheetData><headerFooter><oddHeader>&amp;L&amp;\"Arial,Fet\"&amp;14850101&amp;R&amp;&amp;</oddHeader></headerFooter></worksheet>"},
        {"xl/workbook.xml", BOOK},
        {"xl/_rels/workbook.xml.rels", RELS(REL("a", "worksheet", "worksheets/sheet1.xml") REL("b", "worksheet", "/xl/worksheets/sheet2.xml"))},
        {"xl/sharedStrings.xml", "<sst><si><r><t>Nam</t></r><r><t>n</t></r><rPh><t>ljud</t></rPh></si><si><t>kvar</t></si></sst>"},
        {"xl/worksheets/_rels/sheet1.xml.rels", RELS(REL("c", "comments", "../comments7.xml"))},
        {"xl/comments7.xml", "<comments><commentList><comment ref=\"B2\"><text><r><t>om </t></r><r><t>svar</t></r></text></comment></commentList></comments>"},
        {"xl/pivotCache/pivotCacheRecords1.xml", "<pivotCacheRecords><r><s v=\"raderad\"/></r></pivotCacheRecords>"},
        {0}};
    expect_lines(*state, "workbook", pack_zip(files), STATUS_READ,
                 "metadata/field Chef: \"Li\"\nbody/cell [Ett] A1 r1c1: Namn\nbody/cell [Ett] B1 r1c2: Åk\nbody/cell [Ett] B2 r2c2: svar\n"
                 "body/prose [Ett] B2: IF(A1=\"850101-2382\",1)\nbody/cell [Ett] D2 r2c4: 7\nheader/prose [Ett]: \n850101\n&\n"
                 "hidden sheet/cell [Dolt] C3 r3c3: 1.98501012382E11\nbody/prose: kvar\ncomment/prose [Ett] B2: om svar\nbody/field v: raderad");
}

#define SLIDE(root, text) "<p:" root " xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>" text "</a:t></a:r></a:p></p:" root ">"

static void reads_powerpoint(void **state)
{
    static const struct packed_file files[] = {
        {TYPES},
        {"ppt/slides/slide1.xml", SLIDE("sld", "andra")},
        {"ppt/slides/slide2.xml", SLIDE("sld", "första")},
        {"ppt/presentation.xml", "<p:presentation xmlns:p=\"p\" xmlns:r=\"r\"><p:sldIdLst><p:sldId id=\"256\" r:id=\"x\"/><p:sldId id=\"257\" r:id=\"y\"/></p:sldIdLst></p:presentation>"},
        {"ppt/_rels/presentation.xml.rels", RELS(REL("y", "slide", "slides/slide1.xml") REL("x", "slide", "slides/slide2.xml"))},
        {"ppt/slides/_rels/slide1.xml.rels", RELS(REL("n", "notesSlide", "../notesSlides/notesSlide1.xml"))},
        {"ppt/notesSlides/_rels/notesSlide1.xml.rels", RELS(REL("s", "slide", "../slides/slide1.xml"))},
        {"ppt/notesSlides/notesSlide1.xml", SLIDE("notes", "talarens")},
        {0}};
    expect_lines(*state, "slides", pack_zip(files), STATUS_READ, "body/prose p1: första\nbody/prose p2: andra\nnotes/prose p2: talarens");
}

static void keeps_what_came_before(void **state)
{
    static const struct packed_file broken[] = {{TYPES}, {"word/document.xml", "<w:document" W "><w:body>" P("kvar") "</w:p>"}, {0}};
    static const struct packed_file nothing[] = {{TYPES}, {"word/document.xml", "inte xml"}, {0}};
    expect_lines(*state, "broken", pack_zip(broken), STATUS_PARTIAL, "body/prose: kvar");
    expect_lines(*state, "nothing", pack_zip(nothing), STATUS_CORRUPT, "");
}

static void tells_of_scanned_pages(void **state)
{
    static const struct packed_file scanned[] = {{TYPES}, {"word/document.xml", "<w:document" W "><w:body><w:p/></w:body></w:document>"}, {"word/media/image1.png", "x"}, {0}};
    static const struct packed_file written[] = {{TYPES}, {"word/document.xml", "<w:document" W "><w:body>" P("a") "</w:body></w:document>"}, {"word/media/image1.png", "x"}, {0}};
    expect_lines(*state, "scanned", pack_zip(scanned), STATUS_PARTIAL, "");
    expect_lines(*state, "with a picture", pack_zip(written), STATUS_READ, "body/prose: a");
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
        cmocka_unit_test(reads_word),       cmocka_unit_test(reads_parts_of_word),    cmocka_unit_test(reads_excel),
        cmocka_unit_test(reads_powerpoint), cmocka_unit_test(keeps_what_came_before),
        cmocka_unit_test(tells_of_scanned_pages),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
