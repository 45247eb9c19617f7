/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The build makes gen/table_namn.h of patterns/data/namn.txt and gen/table_namnord.h of patterns/data/namnord.txt. */
#include "patterns/check/names.h"

#include <string.h>

#define NAME_BYTES_MAX 64
#define BEFORE_ENDING 3 /* bytes of a word before its ending, at least */

#define ROW 24 /* bytes of a word in a list, zeros behind: found without leaving the list */

struct name {
    char word[ROW - 1]; /* as patterns/data writes it: "Åsa" */
    char sort;          /* f: first name, e: surname, b: both */
};

static const struct name names[] = {
#include "table_namn.h"
};

static const char words[][ROW] = {
#include "table_namnord.h"
};

struct ending {
    char text[15];
    guint8 len;
};
#define E(text) {text, sizeof text - 1}

/* Of surnames, in Sweden and where people have come from. */
static const struct ending endings[] = {
    E("sson"), E("sen"), E("zon"), E("dotter"), E("dóttir"), E("berg"), E("ström"), E("lund"), E("gren"), E("qvist"), E("kvist"), E("quist"), E("lind"), E("man"), E("dahl"), E("dal"), E("stedt"),
    E("sted"), E("städt"), E("holm"), E("blad"), E("mark"), E("vall"), E("wall"), E("fors"), E("ås"), E("ell"), E("én"), E("ius"), E("strand"), E("sjö"), E("vik"), E("wik"), E("bäck"),
    E("beck"), E("sten"), E("stein"), E("stén"), E("stam"), E("hult"), E("gård"), E("gaard"), E("näs"), E("skog"), E("löv"), E("löf"), E("lööf"), E("lid"), E("borg"), E("brand"), E("brandt"), E("ander"), E("mar"),
    E("vald"), E("wald"), E("bom"), E("blom"), E("rud"), E("ryd"), E("hag"), E("hagen"), E("moen"), E("nen"), E("ić"), E("ic"), E("ov"), E("ova"), E("ev"), E("eva"), E("ski"), E("ska"), E("sky"), E("wicz"), E("vić"),
    E("czyk"), E("oğlu"), E("oglu"), E("zadeh"), E("nejad"), E("pour"), E("poulos"), E("idis"), E("escu"), E("enko"), E("chuk"), E("yan"), E("shvili"), E("ez"),
};

/* Of everyday words, Swedish and English, that titles and headings write with a capital. */
static const struct ending word_endings[] = {
    E("ning"), E("ningen"), E("ningar"), E("tion"), E("tionen"), E("tioner"), E("het"), E("heten"), E("heter"), E("skap"),
    E("skapet"), E("else"), E("elsen"), E("ande"), E("tions"), E("ments"), E("ship"),
    E("logi"), E("logy"), E("skola"), E("skolan"), E("gatan"), E("vägen"), E("kyrka"), E("kyrkan"), E("kommun"),
    E("församling"), E("ity"), E("ies"), E("ical"), E("eum"), E("nämnd"), E("nämnden"), E("verket"), E("bolaget"),
    E("huset"), E("parken"), E("dagen"), E("gården"), E("banken"), E("ringar"), E("hallen"), E("bladet"), E("priset"), E("plats"), E("center"),
    E("centrum"), E("kontor"), E("kontoret"), E("enhet"), E("enheten"), E("tjänst"), E("tjänsten"), E("stöd"), E("byrå"),
    E("gruppen"), E("ansvarig"), E("kommunen"), E("skolans"), E("eket"), E("ortet"), E("kottet"), E("ören"), E("isorn"),
    E("bilden"), E("otet"), E("atet"), E("itet"), E("yset"), E("lagen"), E("listan"), E("planen"), E("chefen"), E("naden"),
    E("rikt"), E("nsvarig"), E("sunderlag"), E("underlag"), E("köket"), E("handen"), E("ledning"), E("arien"),
};

/* Of words of titles, and of a few names: "Gylling". */
static const struct ending doubtful[] = {
    E("arna"), E("orna"), E("erna"), E("ing"), E("ings"), E("ed"), E("ens"), E("ous"), E("ance"), E("ence"), E("ate"), E("ive"), E("ful"), E("less"),
    E("ize"), E("ly"), E("ture"), E("ware"), E("sion"), E("ment"), E("ness"), E("ism"), E("able"), E("ible"),
};

/* Of people by what they are and do, where a first name would stand: "Modern", "Tolken", "Läraren", "Kuratorn". */
static const struct ending definite[] = {
    E("aren"), E("orn"), E("ern"), E("isten"), E("olken"), E("den"), E("ssen"), E("ogen"), E("inen"), E("ulten"), E("enten"),
    E("anten"), E("igen"), E("rådet"), E("ämnden"), E("tant"), E("ör"), E("ören"), E("mannen"),
};

/* Words that stand with a capital beside a name and are none. Sorted by bytes. */
static const char others[][ROW] = {
#include "table_namnej.h"
};

static inline guint64 leading(const char *row)
{
    guint64 bytes;
    memcpy(&bytes, row, sizeof bytes);
    return GUINT64_FROM_BE(bytes);
}

/* The row of a list sorted by bytes that holds the word; NULL: none. Eight bytes tell most apart; what half it is in, no branch can foretell. */
static const char *row_of(const char *word, const char *rows, gsize count)
{
    char key[ROW] = "";
    gsize len = strlen(word);
    const char *row = rows;
    if (len >= ROW - 1)
        return NULL;
    memcpy(key, word, len);
    guint64 first = leading(key);
    for (gsize left = count, half; left > 1; left -= half) {
        half = left / 2;
        row += leading(row + half * ROW) <= first ? half * ROW : 0;
    }
    for (; leading(row) == first; row -= ROW) {
        if (memcmp(key, row, ROW - 1) == 0)
            return row;
        if (row == rows)
            break;
    }
    return NULL;
}

static gboolean listed(const char *word, const char list[][ROW], gsize count)
{
    return row_of(word, list[0], count) != NULL;
}

/* As patterns/data sorts names; 'o': an everyday word, ' ': on no list. */
static char sort_of(const char *word)
{
    if (listed(word, others, G_N_ELEMENTS(others)))
        return 'o';
    const struct name *found = (const struct name *)(const void *)row_of(word, names[0].word, G_N_ELEMENTS(names));
    return found ? found->sort : ' ';
}

/* Asked of every word with a capital beside another: the last byte tells nearly all apart. */
static gboolean ends(const char *word, gsize len, const struct ending *list, gsize count)
{
    for (const struct ending *ending = list; ending < list + count; ending++) {
        gsize tail = ending->len;
        if (len >= tail + BEFORE_ENDING && ending->text[tail - 1] == word[len - 1] && memcmp(word + len - tail, ending->text, tail) == 0)
            return TRUE;
    }
    return FALSE;
}

static enum name_grade grade(const char *word, char sort, char wanted)
{
    gsize len = strlen(word);

    if (sort == 'o')
        return NAME_OTHER;
    if (sort == wanted || sort == 'b')
        return listed(word, words, G_N_ELEMENTS(words)) ? NAME_WORD : NAME_KNOWN;
    if (wanted == 'e' && ends(word, len, endings, G_N_ELEMENTS(endings)))
        return NAME_ENDING;
    if (wanted == 'f' && ends(word, len, definite, G_N_ELEMENTS(definite)))
        return NAME_DOUBTFUL;
    if (ends(word, len, word_endings, G_N_ELEMENTS(word_endings)))
        return NAME_OTHER;
    return ends(word, len, doubtful, G_N_ELEMENTS(doubtful)) ? NAME_DOUBTFUL : NAME_UNKNOWN;
}

/* The better of a double name's parts. */
static enum name_grade better(struct name_word *word, char wanted)
{
    char part[NAME_BYTES_MAX];
    const char *hyphen = strchr(word->text, '-');
    enum name_grade first, second;

    if (!hyphen || strlen(word->text) >= sizeof part) {
        if (word->sort == '?')
            word->sort = sort_of(word->text);
        return grade(word->text, word->sort, wanted);
    }
    memcpy(part, word->text, (gsize)(hyphen - word->text));
    part[hyphen - word->text] = 0;
    first = grade(part, sort_of(part), wanted);
    second = grade(hyphen + 1, sort_of(hyphen + 1), wanted);
    if (wanted == 'e' && (g_str_equal(part, "Al") || g_str_equal(part, "El")))
        return MAX(second, NAME_ENDING);
    return MAX(first, second);
}

enum name_grade names_first(struct name_word *word)
{
    if (word->first < 0)
        word->first = (gint8)better(word, 'f');
    return (enum name_grade)word->first;
}

enum name_grade names_last(struct name_word *word)
{
    if (word->last < 0)
        word->last = (gint8)better(word, 'e');
    return (enum name_grade)word->last;
}
