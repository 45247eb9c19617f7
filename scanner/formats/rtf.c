/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * RTF, as a stream: groups in braces, control words behind a backslash, the rest is text.
 *
 *     {\rtf1\ansicpg1252 L\'f6n {\*\annotation hemligt} 1985\deleted 01\deleted0 02\par}
 *     |                         |                                |
 *     body ---------------------|-------- comment ---------------|-- deleted ---------> one lane each
 *
 * What stands in the midst of a paragraph and is none of it (a note, a comment, a deletion) gathers in a lane of its
 * own, so that the paragraph around it stays whole.
 */
#include "scanner/base/format.h"
#include "scanner/base/i18n.h"
#include "scanner/formats/flow.h"
#include "scanner/formats/rtf_input.h"
#include "scanner/formats/rtf_words.h"

#include <string.h>

#define DEPTH 4096   /* groups whose state is kept; what lies deeper has that of the last */
#define FONTS 10000
#define WORD_BYTES 32 /* of a control word */
#define LANES (PART_COUNT + 1)
#define FIELD_LANE PART_COUNT

/* What a group hands on to those within it. */
struct group {
    const gunichar *page; /* signs of the bytes from 128 on */
    const char *field;
    enum part part;
    guint16 unicode_skip; /* signs that stand behind \uN for readers of old */
    gboolean skip, fonts, deleted;
};

struct rtf {
    struct sink *sink;
    struct rtf_input input;
    GArray *groups; /* of struct group, the innermost last */
    guint64 deeper;
    struct group now;
    struct flow *lanes[LANES];
    GHashTable *pages; /* coding -> 128 signs */
    GHashTable *fonts; /* number -> one of pages */
    const gunichar *standard;
    guint32 table, row, column;
    guint skip_signs;
    gunichar high; /* first half of a pair; 0: none */
    int font;
    gboolean star, in_row, going;
};

static guint lane_now(const struct rtf *rtf)
{
    return rtf->now.field ? FIELD_LANE : rtf->now.deleted && rtf->now.part == PART_BODY ? PART_DELETED : rtf->now.part;
}

static struct chunk chunk_now(const struct rtf *rtf, guint lane)
{
    struct chunk chunk = {.place.part = lane == FIELD_LANE ? rtf->now.part : (enum part)lane, .sort = CHUNK_PROSE};
    if (lane == FIELD_LANE) {
        chunk.sort = CHUNK_FIELD;
        chunk.field = rtf->now.field;
    } else if (lane == PART_BODY && rtf->in_row) {
        chunk.sort = CHUNK_CELL;
        chunk.table = rtf->table;
        chunk.row = rtf->row;
        chunk.column = rtf->column;
    }
    return chunk;
}

static void end_lane(struct rtf *rtf, guint lane)
{
    struct chunk as = chunk_now(rtf, lane);
    if (rtf->lanes[lane])
        rtf->going = flow_end(rtf->lanes[lane], &as) && rtf->going;
}

static void put(struct rtf *rtf, const char *text, gsize len)
{
    guint lane = lane_now(rtf);
    struct chunk as = chunk_now(rtf, lane);
    if (!rtf->lanes[lane])
        rtf->lanes[lane] = flow_new(rtf->sink);
    /* Two lanes that are both cut because of their length would be taken for one run. */
    for (guint i = 0; i < LANES; i++)
        if (i != lane && rtf->lanes[i] && rtf->lanes[i]->going)
            end_lane(rtf, i);
    rtf->going = flow_add(rtf->lanes[lane], (struct text){text, len}, &as) && rtf->going;
}

static void put_sign(struct rtf *rtf, gunichar sign)
{
    char utf8[6];
    if (sign == 0 || rtf->now.skip)
        return;
    put(rtf, utf8, (gsize)g_unichar_to_utf8(sign, utf8));
}

static void put_byte(struct rtf *rtf, guint8 byte)
{
    if (rtf->skip_signs > 0)
        rtf->skip_signs--;
    else
        put_sign(rtf, byte < 0x80 ? byte : rtf->now.page[byte - 0x80]);
}

/* A run of plain signs at once; the first is at hand already. */
static void put_run(struct rtf *rtf)
{
    struct text run = rtf_run(&rtf->input);
    if (!rtf->now.skip)
        put(rtf, run.at, run.len);
}

static void put_unicode(struct rtf *rtf, int number)
{
    gunichar unit = (gunichar)number & 0xffff;
    rtf->skip_signs = rtf->now.unicode_skip;
    if (unit >= 0xd800 && unit < 0xdc00) {
        rtf->high = unit;
        return;
    }
    if (unit >= 0xdc00 && unit < 0xe000)
        unit = rtf->high ? 0x10000 + ((rtf->high - 0xd800) << 10) + (unit - 0xdc00) : 0xfffd;
    rtf->high = 0;
    put_sign(rtf, unit);
}

static void end_paragraph(struct rtf *rtf)
{
    guint lane = lane_now(rtf);
    if (lane == PART_DELETED || lane == PART_BODY) {
        end_lane(rtf, PART_BODY);
        end_lane(rtf, PART_DELETED);
    } else
        end_lane(rtf, lane);
}

static void push_group(struct rtf *rtf)
{
    rtf->skip_signs = 0;
    if (rtf->groups->len < DEPTH)
        g_array_append_val(rtf->groups, rtf->now);
    else
        rtf->deeper++;
}

static void pop_group(struct rtf *rtf)
{
    rtf->skip_signs = 0;
    if (rtf->deeper > 0) {
        rtf->deeper--;
        return;
    }
    if (rtf->groups->len == 0)
        return;
    const struct group outer = g_array_index(rtf->groups, struct group, rtf->groups->len - 1);
    if (!rtf->now.skip && (outer.part != rtf->now.part || outer.field != rtf->now.field))
        end_paragraph(rtf);
    rtf->now = outer;
    g_array_set_size(rtf->groups, rtf->groups->len - 1);
}

static void enter_group(struct rtf *rtf, const struct rtf_group *group)
{
    if (!rtf->now.skip && strcmp(group->word, "objdata") == 0)
        rtf->sink->unread(rtf->sink, "objdata", STATUS_UNSUPPORTED, N_("an object embedded in the document is not read"));
    rtf->now.fonts = strcmp(group->word, "fonttbl") == 0;
    rtf->now.skip |= group->skip;
    rtf->now.field = group->field;
    if (group->part != PART_BODY)
        rtf->now.part = group->part;
}

/* Cells and rows. FALSE: the word is of something else. */
static gboolean take_table(struct rtf *rtf, const char *word)
{
    if (rtf->now.part != PART_BODY)
        return FALSE;
    if (strcmp(word, "intbl") == 0 && !rtf->in_row) {
        rtf->table += rtf->row == 0;
        rtf->row++;
        rtf->column = 1;
        rtf->in_row = TRUE;
    } else if (strcmp(word, "cell") == 0 || strcmp(word, "nestcell") == 0) {
        end_paragraph(rtf);
        rtf->column++;
    } else if (strcmp(word, "row") == 0) {
        end_paragraph(rtf);
        rtf->in_row = FALSE;
    } else
        return FALSE;
    return TRUE;
}

static gboolean take_break(struct rtf *rtf, const char *word)
{
    if (strcmp(word, "par") != 0 && strcmp(word, "sect") != 0)
        return FALSE;
    if (rtf->in_row && rtf->now.part == PART_BODY) {
        put_sign(rtf, '\n');
        return TRUE;
    }
    end_paragraph(rtf);
    rtf->row = rtf->now.part == PART_BODY ? 0 : rtf->row;
    return TRUE;
}

static void take_font(struct rtf *rtf, int number)
{
    const gunichar *page = g_hash_table_lookup(rtf->fonts, GINT_TO_POINTER(number));
    rtf->font = number;
    if (!rtf->now.fonts)
        rtf->now.page = page ? page : rtf->standard;
}

static void take_charset(struct rtf *rtf, int number)
{
    const char *coding = number ? rtf_charset(number) : NULL;
    if (rtf->now.fonts && coding && g_hash_table_size(rtf->fonts) < FONTS)
        g_hash_table_insert(rtf->fonts, GINT_TO_POINTER(rtf->font), (gpointer)rtf_page(rtf->pages, coding));
}

static void take_coding(struct rtf *rtf, const char *coding)
{
    if (coding)
        rtf->now.page = rtf->standard = rtf_page(rtf->pages, coding);
}

static void skip_bytes(struct rtf *rtf, int count)
{
    while (count-- > 0 && rtf_next(&rtf->input) >= 0)
        ;
}

static void take_word(struct rtf *rtf, const char *word, int number, gboolean numbered)
{
    const struct rtf_group *group = rtf_group(word);
    gunichar sign = group ? 0 : rtf_sign(word);
    if (strcmp(word, "bin") == 0)
        skip_bytes(rtf, number);
    else if (strcmp(word, "f") == 0)
        take_font(rtf, number);
    else if (strcmp(word, "fcharset") == 0)
        take_charset(rtf, number);
    else if (rtf->now.skip)
        return;
    else if (group)
        enter_group(rtf, group);
    else if (rtf->star)
        rtf->now.skip = TRUE;
    else if (sign)
        put_sign(rtf, sign);
    else if (strcmp(word, "u") == 0)
        put_unicode(rtf, number);
    else if (strcmp(word, "uc") == 0)
        rtf->now.unicode_skip = (guint16)CLAMP(number, 0, 100);
    else if (strcmp(word, "deleted") == 0)
        rtf->now.deleted = !numbered || number != 0;
    else if (strcmp(word, "ftnalt") == 0 && rtf->now.part == PART_FOOTNOTE)
        rtf->now.part = PART_ENDNOTE;
    else if (strcmp(word, "ansicpg") == 0)
        take_coding(rtf, rtf_codepage(number));
    else if (strcmp(word, "mac") == 0 || strcmp(word, "pc") == 0 || strcmp(word, "pca") == 0)
        take_coding(rtf, strcmp(word, "mac") == 0 ? "macintosh" : strcmp(word, "pca") == 0 ? "cp850" : "cp437");
    else if (strcmp(word, "plain") == 0) {
        rtf->now.page = rtf->standard;
        rtf->now.deleted = FALSE;
    } else if (!take_table(rtf, word))
        (void)take_break(rtf, word);
}

static void read_word(struct rtf *rtf, int sign)
{
    char word[WORD_BYTES + 1];
    gsize len = 0;
    gint64 number = 0;
    gboolean numbered = FALSE, minus = FALSE;
    for (; sign >= 0 && g_ascii_isalpha(sign) && len < WORD_BYTES; sign = rtf_next(&rtf->input))
        word[len++] = (char)sign;
    word[len] = '\0';
    if (sign == '-') {
        minus = TRUE;
        sign = rtf_next(&rtf->input);
    }
    for (; sign >= 0 && g_ascii_isdigit(sign); sign = rtf_next(&rtf->input)) {
        numbered = TRUE;
        number = MIN(number * 10 + (sign - '0'), G_MAXINT);
    }
    if (sign != ' ')
        rtf_back(&rtf->input, sign);
    if (rtf->skip_signs > 0 && strcmp(word, "u") != 0 && strcmp(word, "bin") != 0) {
        rtf->skip_signs--;
        return;
    }
    take_word(rtf, word, (int)(minus ? -number : number), numbered);
    rtf->star = FALSE;
}

static void read_hex(struct rtf *rtf)
{
    int one = rtf_next(&rtf->input), two = one >= 0 && g_ascii_isxdigit(one) ? rtf_next(&rtf->input) : -1;
    if (two >= 0 && g_ascii_isxdigit(two))
        put_byte(rtf, (guint8)(g_ascii_xdigit_value((char)one) * 16 + g_ascii_xdigit_value((char)two)));
    else
        rtf_back(&rtf->input, two >= 0 ? two : one);
}

static void read_control(struct rtf *rtf)
{
    static const char from[] = "\\{}~_\t", to[] = "\\{} -\t";
    int sign = rtf_next(&rtf->input);
    const char *known = sign > 0 ? strchr(from, sign) : NULL;
    if (sign >= 0 && g_ascii_isalpha(sign))
        read_word(rtf, sign);
    else if (sign == '\'')
        read_hex(rtf);
    else if (sign == '*')
        rtf->star = TRUE;
    else if (sign == '\r' || sign == '\n')
        take_word(rtf, "par", 0, FALSE);
    else if (known)
        put_byte(rtf, (guint8)to[known - from]);
}

static void read_all(struct rtf *rtf)
{
    int sign;
    while (rtf->going && (sign = rtf_next(&rtf->input)) >= 0) {
        if (sign == '{')
            push_group(rtf);
        else if (sign == '}')
            pop_group(rtf);
        else if (sign == '\\')
            read_control(rtf);
        else if (sign && sign < 0x80 && sign != '\r' && sign != '\n' && rtf->skip_signs == 0)
            put_run(rtf);
        else if (sign && sign != '\r' && sign != '\n')
            put_byte(rtf, (guint8)sign);
    }
}

static void read_rtf(const struct source *source, struct sink *sink)
{
    struct rtf rtf = {.sink = sink, .input = {.source = source, .buffer = g_malloc(RTF_BUFFER)}, .going = TRUE,
                      .groups = g_array_new(FALSE, FALSE, sizeof(struct group)),
                      .pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                      .fonts = g_hash_table_new(g_direct_hash, g_direct_equal), .now.unicode_skip = 1};
    take_coding(&rtf, "windows-1252");
    read_all(&rtf);
    for (guint i = 0; i < LANES; i++) {
        end_lane(&rtf, i);
        if (rtf.lanes[i])
            flow_free(rtf.lanes[i]);
    }
    if (rtf.going && (rtf.input.error || rtf.groups->len > 0))
        sink->trouble(sink, STATUS_PARTIAL, N_("the file could not be read to its end"));
    g_clear_error(&rtf.input.error);
    g_free(rtf.input.buffer);
    g_array_unref(rtf.groups);
    g_hash_table_unref(rtf.pages);
    g_hash_table_unref(rtf.fonts);
}

static int sniff_rtf(const struct source *source, struct text head)
{
    return head.len >= 6 && memcmp(head.at, "{\\rtf", 5) == 0 ? 90 : 0;
}

static const char *const types[] = {"text/rtf", "application/rtf", NULL};

const struct format format_rtf = {.name = "rtf", .media_types = types, .sniff = sniff_rtf, .read = read_rtf};
