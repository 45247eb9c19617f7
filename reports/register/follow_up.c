/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/register/follow_up.h"
#include "reports/register/internal.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <string.h>

static const struct {
    const char *name, *words;
} statuses[MARK_STATUS_COUNT] = {
    [MARK_OPEN] = {"open", N_("open")},
    [MARK_IN_PROGRESS] = {"in_progress", N_("in progress")},
    [MARK_HANDLED] = {"handled", N_("handled")},
    [MARK_ACCEPTED] = {"accepted", N_("accepted")},
    [MARK_FALSE_ALARM] = {"false_alarm", N_("false alarm")},
};

const char *mark_name(enum mark_status status)
{
    return statuses[(guint)status < MARK_STATUS_COUNT ? status : MARK_OPEN].name;
}

const char *mark_words(enum mark_status status)
{
    return statuses[(guint)status < MARK_STATUS_COUNT ? status : MARK_OPEN].words;
}

enum mark_status mark_from_name(const char *name)
{
    int status = 0;

    while (status < MARK_STATUS_COUNT && g_strcmp0(statuses[status].name, name) != 0)
        status++;
    return (enum mark_status)status;
}

void mark_free(struct mark *mark)
{
    if (!mark)
        return;
    g_free(mark->owner);
    g_free(mark->note);
    g_free(mark->due);
    g_free(mark->who);
    g_free(mark);
}

#define MARK_COLUMNS "number, content, status, owner, note, due, at, who FROM mark"

static gboolean same_content(struct query *query, const struct record *record)
{
    gsize len;
    const guint8 *content = query_bytes(query, 1, &len);

    if (!content)
        return TRUE;
    return record->hashed && len == sizeof record->content_hash && memcmp(content, record->content_hash, len) == 0;
}

/* What was settled was settled for the content that was there. */
static struct mark *of_row(struct query *query, const struct record *record)
{
    struct mark *mark = g_new0(struct mark, 1);

    mark->number = (guint64)query_int(query, 0);
    mark->changed = record && !same_content(query, record);
    mark->status = (enum mark_status)CLAMP(query_int(query, 2), 0, MARK_STATUS_COUNT - 1);
    if (mark->changed && mark->status >= MARK_HANDLED)
        mark->status = MARK_OPEN;
    mark->owner = g_strdup(query_text(query, 3));
    mark->note = g_strdup(query_text(query, 4));
    mark->due = g_strdup(query_text(query, 5));
    mark->at = query_int(query, 6);
    mark->who = g_strdup(query_text(query, 7));
    return mark;
}

struct mark *register_marked(struct register_ *reg, const struct record *record, GError **error)
{
    struct query *query = sql_query(reg->sql, "SELECT " MARK_COLUMNS " WHERE number = ?", error);
    struct mark *mark = NULL;
    enum step step;

    if (!query)
        return NULL;
    query_bind(query, "i", (gint64)record->number);
    step = query_step(query, error);
    if (step == STEP_ROW)
        mark = of_row(query, record);
    query_reset(query);
    /* All empty files are alike, and no mark is meant for all of them. */
    if (step != STEP_END || !record->hashed || record->identity.size == 0)
        return mark;
    query = sql_query(reg->sql, "SELECT " MARK_COLUMNS " WHERE content = ? ORDER BY at DESC, number DESC LIMIT 1", error);
    if (!query)
        return NULL;
    query_bind(query, "b", record->content_hash, sizeof record->content_hash);
    if (query_step(query, error) == STEP_ROW)
        mark = of_row(query, record);
    query_reset(query);
    return mark;
}

/* --- changes --- */

static gboolean remember(struct register_ *reg, guint64 number, const struct history *history, GError **error)
{
    struct query *query = sql_query(reg->sql, "INSERT INTO history (number, at, who, what, was, became) VALUES (?, ?, ?, ?, ?, ?)", error);

    if (!query)
        return FALSE;
    query_bind(query, "iitttt", (gint64)number, history->at, history->who, history->what, history->was, history->became);
    return query_run(query, error);
}

static gboolean is_date(const char *due, GError **error)
{
    gboolean shaped = TRUE;
    guint64 year, month, day;

    if (!due || !*due)
        return TRUE;
    for (int i = 0; shaped && i < 10; i++)
        shaped = i == 4 || i == 7 ? due[i] == '-' : g_ascii_isdigit(due[i]);
    if (shaped && due[10] == '\0') {
        year = g_ascii_strtoull(due, NULL, 10);
        month = g_ascii_strtoull(due + 5, NULL, 10);
        day = g_ascii_strtoull(due + 8, NULL, 10);
        if (year > 0 && month > 0 && month <= 12 && day > 0 && g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
            return TRUE;
    }
    g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _("%s: a date is written 2026-01-31"), due);
    return FALSE;
}

/* The text after the change, and a row in the history where it is another than before. */
static gboolean change_text(struct register_ *reg, guint64 number, struct history *history, char **text, const char *to, GError **error)
{
    const char *became = to && *to ? to : NULL;

    if (!to || g_strcmp0(*text, became) == 0)
        return TRUE;
    history->was = *text;
    history->became = became;
    if (!remember(reg, number, history, error))
        return FALSE;
    g_free(*text);
    *text = g_strdup(became);
    return TRUE;
}

static gboolean change_all(struct register_ *reg, const struct record *record, struct mark *mark, const struct mark_change *change, GError **error)
{
    struct history history = {.at = g_get_real_time() / G_USEC_PER_SEC, .who = change->who, .what = "status"};

    if (change->status >= 0 && (enum mark_status)change->status != mark->status) {
        history.was = mark_name(mark->status);
        history.became = mark_name((enum mark_status)change->status);
        mark->status = (enum mark_status)change->status;
        if (!remember(reg, record->number, &history, error))
            return FALSE;
    }
    history.what = "owner";
    if (!change_text(reg, record->number, &history, &mark->owner, change->owner, error))
        return FALSE;
    history.what = "note";
    if (!change_text(reg, record->number, &history, &mark->note, change->note, error))
        return FALSE;
    history.what = "due";
    return change_text(reg, record->number, &history, &mark->due, change->due, error);
}

static gboolean store(struct register_ *reg, const struct record *record, const struct mark *mark, const char *who, GError **error)
{
    struct query *query = sql_query(reg->sql, "INSERT OR REPLACE INTO mark (number, content, status, owner, note, due, at, who)"
                                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)", error);
    gboolean by_content = record->hashed && record->identity.size > 0;

    if (!query)
        return FALSE;
    query_bind(query, "ibitttit", (gint64)record->number, by_content ? record->content_hash : NULL, sizeof record->content_hash,
               (gint64)mark->status, mark->owner, mark->note, mark->due, g_get_real_time() / G_USEC_PER_SEC, who);
    return query_run(query, error);
}

gboolean register_mark(struct register_ *reg, guint64 number, const struct mark_change *change, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    AUTO(record) record = NULL;
    AUTO(mark) mark = NULL;
    gboolean ok;

    if (!is_date(change->due, error) || !writing(reg, error))
        return FALSE;
    record = register_get_number(reg, number, &wrong);
    if (!record && !wrong) {
        commit(reg, NULL);
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _("there is no file #%llu in the register"), (unsigned long long)number);
        return FALSE;
    }
    mark = record ? register_marked(reg, record, &wrong) : NULL;
    if (!mark && !wrong)
        mark = g_new0(struct mark, 1);
    if (wrong)
        g_propagate_error(error, g_steal_pointer(&wrong));
    ok = record && mark && change_all(reg, record, mark, change, error) && store(reg, record, mark, change->who, error);
    return written(reg, ok, error) && commit(reg, error);
}

/* --- lists --- */

static gboolean numbers(struct register_ *reg, GArray *found, GError **error)
{
    struct query *query = sql_query(reg->sql,
                                    "SELECT mark.number FROM mark JOIN record ON record.number = mark.number"
                                    " JOIN folder ON folder.id = record.folder ORDER BY folder.path, record.name", error);
    enum step step;

    if (!query)
        return FALSE;
    while ((step = query_step(query, error)) == STEP_ROW) {
        guint64 number = (guint64)query_int(query, 0);

        g_array_append_val(found, number);
    }
    return step == STEP_END;
}

gboolean register_each_mark(struct register_ *reg, register_mark_fn each, void *user, GError **error)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint64));
    gboolean ok = numbers(reg, found, error);

    for (guint i = 0; ok && i < found->len; i++) {
        AUTO(record) record = register_get_number(reg, g_array_index(found, guint64, i), error);
        AUTO(mark) mark = record ? register_marked(reg, record, error) : NULL;

        ok = mark && each(record, mark, user, error);
    }
    return ok;
}

gboolean register_history(struct register_ *reg, guint64 number, register_history_fn each, void *user, GError **error)
{
    struct query *query = query_new(reg->sql, "SELECT at, who, what, was, became FROM history WHERE number = ? ORDER BY id", error);
    enum step step = STEP_ERROR;
    gboolean ok = query != NULL;

    if (query)
        query_bind(query, "i", (gint64)number);
    while (ok && (step = query_step(query, error)) == STEP_ROW) {
        struct history history = {query_int(query, 0), query_text(query, 1), query_text(query, 2), query_text(query, 3), query_text(query, 4)};

        ok = each(&history, user, error);
    }
    query_free(query);
    return ok && step == STEP_END;
}
