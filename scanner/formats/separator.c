/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/csv.h"

#include "scanner/lib/coding.h"

#define RECORDS 64 /* looked at */
#define FIELDS_COUNTED 512

struct guess {
    char separator;
    guint records; /* complete ones, blank lines aside */
    guint fields;  /* the commonest number in a record */
    guint agree;   /* records that have it */
    guint labels;  /* records whose first field ends with ':', as in a form */
    gsize bytes;
};

/* One record's fields by this separator; moves at behind it. FALSE where the head ends within it. */
static gboolean count_fields(const char **at, const char *end, char separator, guint *fields)
{
    gboolean quoted = FALSE, start = TRUE, last_empty = FALSE;
    *fields = 1;
    for (const char *p = *at; p < end; p++) {
        if (quoted) {
            quoted = *p != '"' || (p + 1 < end && p[1] == '"' && p++);
            continue;
        }
        if (*p == '\n') {
            *at = p + 1;
            /* "statement;" is code rather than a table: an empty last field does not make a second column. */
            if (last_empty && *fields == 2)
                *fields = 1;
            return TRUE;
        }
        if (*p == '"' && start)
            quoted = TRUE;
        start = *p == separator;
        last_empty = *p == separator || (last_empty && *p == '\r');
        *fields += *p == separator;
    }
    *at = end;
    return FALSE;
}

static struct guess try_separator(struct text head, char separator)
{
    struct guess guess = {.separator = separator};
    guint16 seen[FIELDS_COUNTED] = {0};
    const char *at = head.at, *end = head.at + head.len;
    while (at < end && guess.records < RECORDS) {
        const char *from = at;
        guint fields = 0;
        /* The last record counts only where it is all there is beside one other. */
        if (!count_fields(&at, end, separator, &fields) && guess.records >= 2)
            break;
        gsize len = (gsize)(at - from);
        if (len <= 2 && fields == 1)
            continue;
        /* A title above the table. */
        if (fields == 1 && guess.records < 4 && guess.agree == 0 && seen[1] < 3) {
            seen[1]++;
            continue;
        }
        guess.records++;
        guess.bytes += len;
        const char *first = memchr(from, separator, len);
        guess.labels += first && first > from && first[-1] == ':';
        guint16 *same = &seen[MIN(fields, FIELDS_COUNTED - 1)];
        if (++*same > guess.agree && fields > 1)
            guess.agree = *same, guess.fields = fields;
    }
    return guess;
}

static gboolean ends_with(const char *name, const char *ending)
{
    gsize len = name ? strlen(name) : 0, end = strlen(ending);
    return len >= end && g_ascii_strcasecmp(name + len - end, ending) == 0;
}

/* How sure (0-100) that it is a table by this separator. */
static int sureness(const struct guess *guess, gboolean named)
{
    if (guess->records == 0 || guess->fields < 2 || guess->labels * 2 > guess->records)
        return 0;
    guint share = guess->agree * 100 / guess->records;
    if (named)
        return share >= 50 ? 66 : 0;
    /* Prose has commas too, and so has a log's clock: an unnamed table must show three columns of short fields. */
    gboolean comma = guess->separator == ',';
    guint least = comma ? 3 : 2;
    gsize mean = guess->bytes / guess->records / guess->fields;
    gboolean even = guess->records >= least && guess->fields >= least && share >= 90 && mean <= (comma ? 40 : 80);
    return even ? 60 : 0;
}

char csv_separator(struct text head, const char *name, int *sure)
{
    static const char separators[] = ";\t,|";
    gboolean named = ends_with(name, ".csv") || ends_with(name, ".tsv") || ends_with(name, ".tab");
    char best = '\0';
    guint64 most = 0;
    int best_sure = named ? 50 : 0;
    head.len = MIN(head.len, 64 * 1024);
    /* Excel's own word for it, on the first line. */
    if (head.len > 5 && g_ascii_strncasecmp(head.at, "sep=", 4) == 0 && (head.at[5] == '\r' || head.at[5] == '\n')) {
        if (sure)
            *sure = 90;
        return head.at[4];
    }
    for (guint i = 0; separators[i] && head.len; i++) {
        if (!memchr(head.at, separators[i], head.len))
            continue;
        struct guess guess = try_separator(head, separators[i]);
        int how = sureness(&guess, named);
        guint64 weight = how > 0 && guess.records ? (guint64)guess.agree * 1000 / guess.records * MIN(guess.fields, 20) : 0;
        if (how > 0 && weight > most)
            best = guess.separator, most = weight, best_sure = how;
    }
    if (sure)
        *sure = best || named ? best_sure : 0;
    return best;
}

gboolean csv_possible(struct text head)
{
    return coding_is_text(head);
}
