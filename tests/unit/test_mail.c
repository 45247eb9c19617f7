/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail: headers, bodies in their transfer encodings and charsets, attachments and mailboxes as members. */
#include "tests/unit/collect.h"

#define HEAD "From: =?utf-8?Q?=C3=85ke?= <ake@example.se>\r\nTo: bo@example.se\r\nSubject: =?iso-8859-1?B?5HJlbmRl?=\r\nMIME-Version: 1.0\r\n"
#define HEAD_LINES                                                                                                     \
    "header/field From: Åke <ake@example.se>\nheader/field To: bo@example.se\nheader/field Subject: ärende\n"

static const struct {
    const char *text, *media_type;
    enum status status;
    const char *lines;
} rows[] = {
    {HEAD "\r\nHej\r\ndär", "message/rfc822", STATUS_READ, HEAD_LINES "body/prose: Hej\r\ndär"},
    {HEAD "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nl=F6n 2001=\r\n01",
     "message/rfc822", STATUS_READ, HEAD_LINES "body/prose: lön 200101"},
    {HEAD "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+bMO2bjwvcD4=\r\n", "message/rfc822",
     STATUS_READ, HEAD_LINES "body/prose @1: lön"},
    {HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\ntext\r\n--x\r\nContent-Type: application/octet-stream; "
          "name=\"b.txt\"\r\nContent-Transfer-Encoding: base64\r\n\r\nYmlsYWdh\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: "
          "inre\r\n\r\ndjup\r\n--x--\r\n",
     "message/rfc822", STATUS_READ,
     HEAD_LINES "body/prose: text\nname/name b.txt: b.txt\nbody/prose b.txt @1: bilaga\nheader/field Subject: inre\nbody/prose: djup"},
    {HEAD "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n\r\nxx", "message/rfc822", STATUS_PARTIAL, NULL},
    {"From a@b.se Mon Jan  1 00:00:00 2024\nFrom: a@b.se\nTo: c@d.se\n\nett\nFrom mig\n\nFrom a@b.se Mon Jan  1 00:00:01 2024\nFrom: "
     "a@b.se\nTo: c@d.se\n\ntvå\n",
     "application/mbox", STATUS_READ,
     "name/name 1.eml: 1.eml\nheader/field 1.eml From: a@b.se\nheader/field 1.eml To: c@d.se\nbody/prose 1.eml: ett\nFrom mig\n\n\n"
     "name/name 2.eml: 2.eml\nheader/field 2.eml From: a@b.se\nheader/field 2.eml To: c@d.se\nbody/prose 2.eml: två\n"},
    {"Till: alla\nFrån: mig\n\nHej", "text/plain", STATUS_READ, NULL},
    {"From: mig\nhej To: dig\n\nHej", "text/plain", STATUS_READ, NULL},
};

static void gives_mail(void **state)
{
    struct reader *reader = collect_reader(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct collected all = {0};
        struct record *record = collect(reader, text_of(rows[i].text), "x", &all);
        if (record->status != rows[i].status || strcmp(record->media_type, rows[i].media_type) ||
            (rows[i].lines && strcmp(all.lines->str, rows[i].lines)))
            fail_msg("%s: %s, %s\n%s", rows[i].text, status_name(record->status), record->media_type, all.lines->str);
        g_string_free(all.lines, TRUE);
        record_free(record);
    }
    reader_free(reader);
}

static const struct {
    const char *assignment;
    enum status status;
    guint unread;
    const char *last;
} limited[] = {
    {"max_depth=16", STATUS_READ, 0, "body/prose m.eml/b.txt @1: bilaga"},
    {"max_depth=1", STATUS_LIMIT, 1, "body/prose m.eml: text"},
    {"max_depth=0", STATUS_LIMIT, 0, "body/prose: yttre"},
    {"max_members=1", STATUS_LIMIT, 1, "body/prose m.eml: text"},
    {"max_member_bytes=3", STATUS_LIMIT, 1, ""},
};

/* A limit on members stops what lies below it, is told of, and leaves what was read. */
static void holds_member_limits(void **state)
{
    const char *text = HEAD "Content-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\nyttre\r\n--y\r\nContent-Type: "
                            "application/octet-stream; name=m.eml\r\n\r\n" HEAD
                            "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\ntext\r\n--x\r\nContent-Type: "
                            "application/octet-stream; name=\"b.txt\"\r\n\r\nbilaga\r\n--x--\r\n\r\n--y--\r\n";
    for (guint i = 0; i < G_N_ELEMENTS(limited); i++) {
        struct limits limits;
        limits_default(&limits);
        assert_true(limits_set(&limits, limited[i].assignment, NULL));
        struct reader *reader = collect_reader(&limits);
        struct collected all = {0};
        struct record *record = collect(reader, text_of(text), "x.eml", &all);
        if (record->status != limited[i].status || record->unread->len != limited[i].unread || !g_str_has_suffix(all.lines->str, limited[i].last))
            fail_msg("%s: %s, %u\n%s", limited[i].assignment, status_name(record->status), record->unread->len, all.lines->str);
        g_string_free(all.lines, TRUE);
        record_free(record);
        reader_free(reader);
    }
}

/* Mails of 3 MB go through the temporary file; none is lost or cut where a window of the mailbox ends. */
static void reads_large_mailbox(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *line = g_strnfill(75, 'a');
    for (guint mail = 0; mail < 3; mail++) {
        g_string_append(text, "From a@b.se Mon Jan  1 00:00:00 2024\nFrom: a@b.se\nTo: c@d.se\n\n");
        for (guint i = 0; i < 40000; i++)
            g_string_append_printf(text, "%s\n", line);
        g_string_append_c(text, '\n');
    }
    struct reader *reader = collect_reader(NULL);
    struct collected all = {0};
    struct record *record = collect(reader, (struct text){text->str, text->len}, "x", &all);
    assert_int_equal(record->status, STATUS_READ);
    assert_int_equal(all.documents, 3);
    assert_int_equal(all.text_bytes, 3 * (40000 * 76 + 1 + strlen("a@b.sec@d.se1.eml")));
    g_string_free(all.lines, TRUE);
    record_free(record);
    reader_free(reader);
}

static void survives_nesting(void **state)
{
    struct reader *reader = collect_reader(NULL);
    g_autoptr(GString) text = g_string_new(HEAD);
    for (guint i = 0; i < 20000; i++)
        g_string_append_printf(text, "Content-Type: multipart/mixed; boundary=b%u\r\n\r\n--b%u\r\n", i, i);
    struct collected all = {0};
    struct record *record = collect(reader, (struct text){text->str, text->len}, "x", &all);
    assert_true(record->status == STATUS_LIMIT || record->status == STATUS_READ || record->status == STATUS_PARTIAL);
    assert_non_null(strstr(all.lines->str, "ake@example.se"));
    g_string_free(all.lines, TRUE);
    record_free(record);
    reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_mail),
        cmocka_unit_test(holds_member_limits),
        cmocka_unit_test(reads_large_mailbox),
        cmocka_unit_test(survives_nesting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
