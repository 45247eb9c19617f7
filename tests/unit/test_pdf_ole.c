/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF: lines as they stand, notes, fields, metadata. Compound files: what is locked, what is embedded, what is not read. */
#include "tests/unit/pack.h"

#define FONT "3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n"
#define HEAD "%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[8 0 R]>>>>\nendobj\n" FONT
#define PAGE(number, content, more) number " 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents " content " 0 R" more ">>\nendobj\n"
#define STREAM(number, text) number " 0 obj\n<<>>\nstream\nBT /F1 11 Tf 72 760 Td " text " ET\nendstream\nendobj\n"
#define TAIL "trailer\n<</Root 1 0 R/Info 9 0 R>>\n%%EOF\n"

static const char pdf[] = HEAD "2 0 obj\n<</Type/Pages/Count 2/Kids[4 0 R 6 0 R]>>\nendobj\n" PAGE("4", "5", "")
    STREAM("5", "(Personnummer 850101-) Tj 0 -14 Td (2382 bor) Tj") PAGE("6", "7", "/Annots[8 0 R 10 0 R 11 0 R]") STREAM("7", "[(An) -20 (dra)] TJ")
    "8 0 obj\n<</Type/Annot/Subtype/Widget/FT/Tx/T(sokande)/V(Li)/Rect[1 1 9 9]>>\nendobj\n9 0 obj\n<</Title(Namn)>>\nendobj\n"
    "10 0 obj\n<</Type/Annot/Subtype/Text/Rect[5 5 9 9]/Contents(tvek)/T(Bo)>>\nendobj\n"
    "11 0 obj\n<</Type/Annot/Subtype/Link/Rect[5 5 9 9]/A<</S/URI/URI(https://a.se/)>>>>\nendobj\n" TAIL;

static void reads_pdf(void **state)
{
    expect_lines(*state, "pdf", g_bytes_new_static(pdf, sizeof pdf - 1), STATUS_READ,
                 "body/prose p1: Personnummer 850101-\n2382 bor\nbody/prose p2: Andra\nbody/field p2 sokande: Li\ncomment/prose p2: tvek\n"
                 "metadata/field p2 author: Bo\nbody/field p2 hyperlink: https://a.se/\nmetadata/field title: Namn");
    expect_lines(*state, "no pages", g_bytes_new_static("%PDF-1.5\nskräp\n", 16), STATUS_CORRUPT, "");
}

/* Text in a layer that is switched off, and text without ink, count as any other. */
static void reads_hidden_text_of_pdf(void **state)
{
    static const char hidden[] = "%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[8 0 R]/D<</OFF[8 0 R]/Order[8 0 R]>>>>>>\nendobj\n" FONT
        "2 0 obj\n<</Type/Pages/Count 1/Kids[4 0 R]>>\nendobj\n4 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
        "/Resources<</Font<</F1 3 0 R>>/Properties<</MC0 8 0 R>>>>/Contents 5 0 R>>\nendobj\n"
        STREAM("5", "/OC /MC0 BDC (lager) Tj EMC 0 -20 Td 3 Tr (osynlig) Tj") "8 0 obj\n<</Type/OCG/Name(L)>>\nendobj\n" TAIL;
    expect_lines(*state, "hidden", g_bytes_new_static(hidden, sizeof hidden - 1), STATUS_READ, "body/prose p1: lager\nosynlig");
}

#define SECTOR 512

static void put(guint8 *at, guint32 number, guint bytes)
{
    for (guint i = 0; i < bytes; i++)
        at[i] = (guint8)(number >> 8 * i);
}

static void put_entry(guint8 *at, const char *name, guint8 type, guint32 start, guint32 size)
{
    for (guint i = 0; name[i]; i++)
        at[2 * i] = (guint8)name[i];
    put(at + 64, (guint32)(2 * strlen(name) + 2), 2);
    at[66] = type;
    put(at + 116, start, 4);
    put(at + 120, size, 4);
}

/* Table in sector 0, directory in 1, the stream of 4,096 bytes from sector 2 on. */
static GBytes *compound(const char *stream, const void *head, gsize len, guint32 first)
{
    gsize size = SECTOR * 11;
    guint8 *bytes = g_malloc0(size);
    memcpy(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    put(bytes + 0x18, 0x3E, 2), put(bytes + 0x1A, 3, 2), put(bytes + 0x1C, 0xFFFE, 2), put(bytes + 0x1E, 9, 2), put(bytes + 0x20, 6, 2);
    put(bytes + 0x2C, 1, 4), put(bytes + 0x30, 1, 4), put(bytes + 0x38, 4096, 4), put(bytes + 0x3C, 0xFFFFFFFE, 4), put(bytes + 0x44, 0xFFFFFFFE, 4);
    memset(bytes + 0x50, 0xFF, SECTOR - 0x50);
    put(bytes + 0x4C, 0, 4);
    memset(bytes + SECTOR, 0xFF, SECTOR);
    put(bytes + SECTOR, 0xFFFFFFFD, 4), put(bytes + SECTOR + 4, 0xFFFFFFFE, 4);
    for (guint32 i = 2; i < 10; i++)
        put(bytes + SECTOR + 4 * i, i == 9 ? first : i + 1, 4);
    put_entry(bytes + 2 * SECTOR, "Root Entry", 5, 0xFFFFFFFE, 0);
    put_entry(bytes + 2 * SECTOR + 128, stream, 2, 2, 4096);
    memcpy(bytes + 3 * SECTOR, head, len);
    return g_bytes_new_take(bytes, size);
}

#define END 0xFFFFFFFEu
#define NATIVE "\x2d\0\0\0\2\0brev.txt\0C:\\brev.txt\0\0\0\3\0\4\0\0\0t.x\0\5\0\0\0\xc5terbud"

static void reads_compound_files(void **state)
{
    static const guint8 open_word[32] = {0xEC, 0xA5}, locked_word[32] = {0xEC, 0xA5, [11] = 1};
    static const guint8 locked_book[64] = {9, 8, 16, 0, [20] = 0x2F};
    expect_lines(*state, "sealed", compound("EncryptedPackage", "", 0, END), STATUS_ENCRYPTED, "");
    expect_lines(*state, "Word", compound("WordDocument", open_word, 32, END), STATUS_UNSUPPORTED, "");
    expect_lines(*state, "locked Word", compound("WordDocument", locked_word, 32, END), STATUS_ENCRYPTED, "");
    expect_lines(*state, "locked Excel", compound("Workbook", locked_book, 64, END), STATUS_ENCRYPTED, "");
    expect_lines(*state, "dropped in", compound("\1Ole10Native", NATIVE, sizeof NATIVE - 1, END), STATUS_READ,
                 "name/name brev.txt: brev.txt\nbody/prose brev.txt @1: Återb");
    expect_lines(*state, "a loop", compound("WordDocument", open_word, 32, 2), STATUS_UNSUPPORTED, "");
    expect_lines(*state, "head alone", g_bytes_new_static("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1zz", 10), STATUS_CORRUPT, "");
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_pdf), cmocka_unit_test(reads_hidden_text_of_pdf), cmocka_unit_test(reads_compound_files)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
