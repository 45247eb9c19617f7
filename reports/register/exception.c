/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Exceptions are applied when a record is read and never stored in it: one that is taken back leaves no trace in the
 * evidence. Those of a value alone are found through a table, since there may be thousands; the others are few.
 */
#include "reports/register/follow_up.h"
#include "reports/register/internal.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <string.h>

#define SURE 0.5 /* as evidence.h counts persons */
#define OF_AGE 18

struct exception *exception_new(void)
{
    return g_new0(struct exception, 1);
}

void exception_free(struct exception *exception)
{
    if (!exception)
        return;
    g_free(exception->path);
    g_free(exception->folder);
    g_free(exception->rule);
    g_free(exception->masked);
    g_free(exception->reason);
    g_free(exception->who);
    g_free(exception);
}

static gboolean take_bytes(struct query *query, int column, guint8 to[32])
{
    gsize len;
    const guint8 *bytes = query_bytes(query, column, &len);

    if (!bytes || len != 32)
        return FALSE;
    memcpy(to, bytes, 32);
    return TRUE;
}

static struct exception *of_row(struct query *query)
{
    struct exception *exception = exception_new();

    exception->id = (guint64)query_int(query, 0);
    exception->has_digest = take_bytes(query, 1, exception->digest);
    exception->has_content = take_bytes(query, 2, exception->content);
    exception->path = query_string(query, 3);
    exception->folder = query_string(query, 4);
    exception->rule = g_strdup(query_text(query, 5));
    exception->masked = g_strdup(query_text(query, 6));
    exception->reason = g_strdup(query_text(query, 7));
    exception->at = query_int(query, 8);
    exception->who = g_strdup(query_text(query, 9));
    return exception;
}

gboolean register_each_exception(struct register_ *reg, register_exception_fn each, void *user, GError **error)
{
    struct query *query = query_new(reg->sql,
                                    "SELECT id, digest, content, path, folder, rule, masked, reason, at, who FROM exception"
                                    " WHERE ended IS NULL ORDER BY id", error);
    enum step step = STEP_ERROR;
    gboolean ok = query != NULL;

    while (ok && (step = query_step(query, error)) == STEP_ROW) {
        AUTO(exception) exception = of_row(query);

        ok = each(exception, user, error);
    }
    query_free(query);
    return ok && step == STEP_END;
}

/* --- which apply --- */

struct exceptions {
    GPtrArray *all;        /* owns */
    GHashTable *by_digest; /* digest -> struct exception: of a value and nothing else */
    GPtrArray *others;
};

void exceptions_free(struct exceptions *exceptions)
{
    if (!exceptions)
        return;
    g_hash_table_unref(exceptions->by_digest);
    g_ptr_array_unref(exceptions->others);
    g_ptr_array_unref(exceptions->all);
    g_free(exceptions);
}

static guint digest_hash(gconstpointer digest)
{
    guint hash;

    memcpy(&hash, digest, sizeof hash);
    return hash;
}

static gboolean digest_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, DIGEST_BYTES) == 0;
}

static gboolean enter(const struct exception *from, void *user, GError **error)
{
    struct exceptions *exceptions = user;
    struct exception *exception = g_memdup2(from, sizeof *from);

    exception->path = g_strdup(from->path);
    exception->folder = g_strdup(from->folder);
    exception->rule = g_strdup(from->rule);
    exception->masked = g_strdup(from->masked);
    exception->reason = g_strdup(from->reason);
    exception->who = g_strdup(from->who);
    g_ptr_array_add(exceptions->all, exception);
    if (exception->has_digest && !exception->has_content && !exception->path && !exception->folder && !exception->rule)
        g_hash_table_insert(exceptions->by_digest, exception->digest, exception);
    else
        g_ptr_array_add(exceptions->others, exception);
    return TRUE;
}

static gboolean load(struct register_ *reg, GError **error)
{
    if (reg->exceptions)
        return TRUE;
    reg->exceptions = g_new0(struct exceptions, 1);
    reg->exceptions->all = g_ptr_array_new_with_free_func((GDestroyNotify)exception_free);
    reg->exceptions->by_digest = g_hash_table_new(digest_hash, digest_equal);
    reg->exceptions->others = g_ptr_array_new();
    if (register_each_exception(reg, enter, reg->exceptions, error))
        return TRUE;
    g_clear_pointer(&reg->exceptions, exceptions_free);
    return FALSE;
}

static gboolean about(const struct exception *exception, const struct record *record, const struct finding *finding)
{
    if (exception->folder && !g_str_has_prefix(record->path, exception->folder))
        return FALSE;
    if (exception->has_content) {
        if (!record->hashed || memcmp(exception->content, record->content_hash, sizeof exception->content) != 0)
            return FALSE;
    } else if (exception->path && strcmp(exception->path, record->path) != 0) {
        return FALSE;
    }
    return (!exception->rule || g_strcmp0(exception->rule, finding->rule) == 0) &&
           (!exception->has_digest || digest_equal(exception->digest, finding->digest));
}

static const struct exception *find(const struct exceptions *exceptions, const struct record *record, const struct finding *finding)
{
    const struct exception *exception = g_hash_table_lookup(exceptions->by_digest, finding->digest);

    for (guint i = 0; !exception && i < exceptions->others->len; i++)
        if (about(exceptions->others->pdata[i], record, finding))
            exception = exceptions->others->pdata[i];
    return exception;
}

/* The mask of a personal number keeps the day of birth: "20150403-****"; a coordination number's day is 60 more. */
static gboolean is_minor(const struct finding *finding, gint64 began)
{
    g_autoptr(GDateTime) then = g_date_time_new_from_unix_local(began);
    guint64 born;
    int today;

    if (!then || !finding->masked || strlen(finding->masked) < 9 || finding->masked[8] != '-')
        return FALSE;
    born = g_ascii_strtoull(finding->masked, NULL, 10);
    if (born < 10000000)
        return FALSE;
    if (born % 100 > 60)
        born -= 60;
    today = (g_date_time_get_year(then) * 100 + g_date_time_get_month(then)) * 100 + g_date_time_get_day_of_month(then);
    return born + OF_AGE * 10000 > (guint64)today;
}

static void take_out(struct evidence *evidence, struct finding *finding, gint64 began)
{
    if (finding->person && finding->confidence >= SURE) {
        evidence->persons -= evidence->persons > 0;
        evidence->minors -= evidence->minors > 0 && is_minor(finding, began);
    }
    finding->person = FALSE;
}

gboolean exceptions_apply(struct register_ *reg, struct record *record, gint64 began, GError **error)
{
    struct evidence *evidence = record->evidence;
    gboolean any = FALSE;

    if (!load(reg, error))
        return FALSE;
    for (guint i = 0; reg->exceptions->all->len && i < evidence->findings->len; i++) {
        struct finding *finding = evidence->findings->pdata[i];
        const struct exception *exception = find(reg->exceptions, record, finding);

        if (!exception)
            continue;
        g_free(finding->excepted);
        finding->excepted = g_strdup(exception->reason);
        take_out(evidence, finding, began);
        any = TRUE;
    }
    evidence->minors = MIN(evidence->minors, evidence->persons);
    for (guint i = 0; any && evidence->persons == 0 && i < evidence->themes->len; i++)
        ((struct theme *)evidence->themes->pdata[i])->near_person = FALSE;
    return TRUE;
}

/* --- what people decide --- */

static gboolean usable(const struct exception *exception, GError **error)
{
    const char *words = NULL;

    if (!exception->reason || !*exception->reason)
        words = _("an exception needs a reason");
    else if (!exception->has_digest && !exception->has_content && !exception->path && !exception->folder && !exception->rule)
        words = _("an exception must be about a value, a file, a folder or a rule");
    if (words)
        g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, words);
    return !words;
}

guint64 register_except(struct register_ *reg, const struct exception *exception, GError **error)
{
    g_autofree char *folder = exception->folder ? folder_key(exception->folder) : NULL;
    struct query *query;
    gboolean ok;

    if (!usable(exception, error) || !writing(reg, error))
        return 0;
    query = sql_query(reg->sql, "INSERT INTO exception (digest, content, path, folder, rule, masked, reason, at, who)"
                                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
    if (query)
        query_bind(query, "bbbbtttit", exception->has_digest ? exception->digest : NULL, (gsize)DIGEST_BYTES,
                   exception->has_content ? exception->content : NULL, sizeof exception->content, exception->path,
                   exception->path ? strlen(exception->path) : 0, folder, folder ? strlen(folder) : 0, exception->rule, exception->masked,
                   exception->reason, g_get_real_time() / G_USEC_PER_SEC, exception->who);
    ok = query && query_run(query, error);
    g_clear_pointer(&reg->exceptions, exceptions_free);
    return written(reg, ok, error) && commit(reg, error) ? (guint64)sql_last_id(reg->sql) : 0;
}

gboolean register_unexcept(struct register_ *reg, guint64 id, const char *who, GError **error)
{
    struct query *query;
    gboolean ok;

    if (!writing(reg, error))
        return FALSE;
    query = sql_query(reg->sql, "UPDATE exception SET ended = ?, ended_by = ? WHERE id = ? AND ended IS NULL", error);
    if (query)
        query_bind(query, "iti", g_get_real_time() / G_USEC_PER_SEC, who, (gint64)id);
    ok = query && query_run(query, error);
    g_clear_pointer(&reg->exceptions, exceptions_free);
    if (ok && sql_changes(reg->sql) == 0) {
        commit(reg, NULL);
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _("there is no exception %llu"), (unsigned long long)id);
        return FALSE;
    }
    return written(reg, ok, error) && commit(reg, error);
}
