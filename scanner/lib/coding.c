/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Single-byte codings are told apart by where they put the Swedish letters:
 *
 *                      å  ä  ö  Å  Ä  Ö
 *     windows-1252    E5 E4 F6 C5 C4 D6
 *     CP850, CP437    86 84 94 8F 8E 99
 *     Mac Roman       8C 8A 9A 81 80 85
 *
 * Each byte over 127 speaks for the codings in which it is such a letter beside another letter, and against those in
 * which it would be a sign that nobody writes there. The bytes that Word's quotes and dashes have in windows-1252
 * (84 94 85) are letters in the others, hence the sum over a whole sample.
 */
#include "scanner/lib/coding.h"

#define HOLE 16 /* as many NUL in a row are a hole in a file and say nothing of the rest */

struct coding {
    const char *name;
    const char *letters; /* å ä ö Å Ä Ö */
    const char *accents; /* other letters that Swedish names have */
    const char *signs;   /* neither for nor against */
};

static const struct coding codings[] = {
    {"windows-1252", "\xe5\xe4\xf6\xc5\xc4\xd6", "\xe9\xfc\xe8\xe0\xe1\xe6\xf8\xc9\xdc\xd8\xc6\xed\xf3\xe7\xf1\xeb",
     "\x80\x84\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xa7\xa9\xab\xad\xae\xb0\xb4\xb7\xbb\xbd\xd7"},
    {"cp850", "\x86\x84\x94\x8f\x8e\x99", "\x82\x81\x8a\x85\xa0\x91\x9b\x90\x9a\x92\x9d\xa1\xa2\x87\xa4\x89",
     "\xf5\xf8\xfa\xff\xc4\xb3\xda\xbf\xc0\xd9\xcd\xba\xc9\xbb\xc8\xbc\xdb\xb0\xb1\xb2\xdc\xdf\xfe"},
    {"macintosh", "\x8c\x8a\x9a\x81\x80\x85", "\x8e\x9f\x8f\x88\x87\xbe\xbf\x83\x86\xaf\xae\x92\x97\x8d\x96\x91",
     "\xa4\xa5\xc9\xca\xd0\xd1\xd2\xd3\xd4\xd5\xdb"},
};

static gboolean among(const char *set, guint8 byte)
{
    return strchr(set, (char)byte) != NULL;
}

static int score(const struct coding *coding, const guint8 *at, gsize len)
{
    int sum = 0;
    for (gsize i = 0; i < len; i++) {
        if (at[i] < 0x80)
            continue;
        guint8 before = i > 0 ? at[i - 1] : ' ', after = i + 1 < len ? at[i + 1] : ' ';
        gboolean beside = g_ascii_isalpha(before) || g_ascii_isalpha(after);
        if (among(coding->letters, at[i]))
            sum += beside ? 3 : 0;
        else if (among(coding->accents, at[i]))
            sum += beside ? 1 : 0;
        else if (!among(coding->signs, at[i]))
            sum -= 2;
    }
    return sum;
}

int coding_utf8(const guint8 *at, gsize len)
{
    static const guint32 least[] = {0, 0, 0x80, 0x800, 0x10000};
    int want = at[0] < 0x80 ? 1 : at[0] < 0xc2 ? 0 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : at[0] < 0xf5 ? 4 : 0;
    if (want <= 1)
        return want;
    guint32 character = at[0] & (0x7fu >> want);
    for (int i = 1; i < want; i++) {
        if ((gsize)i >= len)
            return -1;
        if ((at[i] & 0xc0) != 0x80)
            return 0;
        character = character << 6 | (at[i] & 0x3f);
    }
    gboolean valid = character >= least[want] && character <= 0x10ffff && (character < 0xd800 || character > 0xdfff);
    return valid ? want : 0;
}

gsize coding_ascii(const guint8 *at, gsize len)
{
    gsize i = 0;
    /* Eight at a time: a byte over 127 sets its high bit, a NUL borrows one. */
    for (; i + 8 <= len; i += 8) {
        guint64 word;
        memcpy(&word, at + i, 8);
        if ((word | (word - G_GUINT64_CONSTANT(0x0101010101010101))) & G_GUINT64_CONSTANT(0x8080808080808080))
            break;
    }
    while (i < len && at[i] - 1u < 0x7f)
        i++;
    return i;
}

gsize coding_nul(const guint8 *at, gsize len)
{
    gsize i = 0;
    for (guint64 word = 0; i + 8 <= len; i += 8) {
        memcpy(&word, at + i, 8);
        if (word)
            break;
    }
    while (i < len && at[i] == 0)
        i++;
    return i;
}

const char *coding_guess(struct text sample)
{
    const guint8 *at = (const guint8 *)sample.at;
    guint64 valid = 0, invalid = 0;
    for (gsize i = coding_ascii(at, sample.len); i < sample.len; i += coding_ascii(at + i, sample.len - i)) {
        int step = coding_utf8(at + i, sample.len - i);
        if (step < 0)
            break;
        valid += step > 1;
        invalid += step == 0;
        i += step > 0 ? (gsize)step : 1;
    }
    /* Other codings hardly ever make a valid sequence; files that were glued together hold both. */
    if (valid > 0 && valid * 4 >= invalid)
        return "utf-8";
    const struct coding *best = &codings[0];
    int most = score(best, at, sample.len);
    for (guint i = 1; i < G_N_ELEMENTS(codings); i++) {
        int sum = score(&codings[i], at, sample.len);
        if (sum > most)
            best = &codings[i], most = sum;
    }
    /* The SIE standard's word for CP437 (SIE 4B, 5.8). */
    if (memmem(sample.at, MIN(sample.len, 4096), "#FORMAT PC8", 11) && strcmp(best->name, "cp850") == 0)
        return "cp437";
    return best->name;
}

const char *coding_wide(struct text head, gsize *mark)
{
    static const struct {
        const char *bytes;
        gsize len;
        const char *name;
    } marks[] = {{"\xef\xbb\xbf", 3, "utf-8"}, {"\xff\xfe\0\0", 4, "utf-32le"}, {"\0\0\xfe\xff", 4, "utf-32be"},
                 {"\xff\xfe", 2, "utf-16le"}, {"\xfe\xff", 2, "utf-16be"}};
    *mark = 0;
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (head.len >= marks[i].len && memcmp(head.at, marks[i].bytes, marks[i].len) == 0) {
            *mark = marks[i].len;
            return marks[i].name;
        }
    if (head.len == 0 || !memchr(head.at, 0, head.len))
        return NULL;
    /* Without a mark: the high byte of a Latin character is NUL, the low one never. */
    gsize pairs = head.len / 2, zero[2] = {0, 0};
    for (gsize i = 0; i < pairs * 2; i++)
        zero[i & 1] += head.at[i] == 0;
    if (pairs >= 2 && zero[1] * 10 >= pairs * 7 && zero[0] * 50 <= pairs)
        return "utf-16le";
    if (pairs >= 2 && zero[0] * 10 >= pairs * 7 && zero[1] * 50 <= pairs)
        return "utf-16be";
    return NULL;
}

/* Characters below space that text has: tab, line ends, form feed, backspace, escape, and CP/M's end of file. */
static gboolean is_control(guint8 byte)
{
    return (byte < 32 && (byte < 8 || byte > 13) && byte != 27 && byte != 26) || byte == 127;
}

/* Bytes from there on, eight at a time, of which none is below space or DEL. */
static gsize plain(const char *at, gsize len)
{
    const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101), high = ones << 7;
    gsize i = 0;
    for (guint64 word; i + 8 <= len; i += 8) {
        memcpy(&word, at + i, 8);
        guint64 delete = word ^ ones * 0x7f;
        if ((((word - ones * 0x20) & ~word) | ((delete - ones) & ~delete)) & high)
            break;
    }
    return i;
}

gboolean coding_is_text(struct text head)
{
    gsize mark, bad = 0, good = 0;
    const char *wide = coding_wide(head, &mark);
    if (wide && mark > 0)
        return TRUE;
    gsize step = wide ? 2 : 1, first = wide && g_str_has_suffix(wide, "be") ? 1 : 0;
    for (gsize i = first; i < head.len; i += step) {
        gsize some = step == 1 ? plain(head.at + i, head.len - i) : 0;
        good += some;
        i += some;
        if (i == head.len)
            break;
        guint8 byte = (guint8)head.at[i];
        gsize run = byte ? 0 : coding_nul((const guint8 *)head.at + i, head.len - i);
        if (run >= HOLE) {
            i += run - step;
            continue;
        }
        bad += is_control(byte);
        good += !is_control(byte);
    }
    return good > 0 && bad * 50 <= good;
}
