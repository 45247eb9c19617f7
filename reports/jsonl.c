/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Lines: one object a file, the contract for other systems. Keys and their order are part of it. */
#include "reports/report.h"
#include "reports/write/json.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <errno.h>
#include <string.h>

struct jsonl {
    FILE *out;
    GString *line; /* used again for each record */
};

/* A reason for every status, where the reader gave none. */
static const char *const status_words[STATUS_COUNT] = {
    [STATUS_PARTIAL] = N_("something in the file could not be read"),
    [STATUS_ENCRYPTED] = N_("the file is protected by a password"),
    [STATUS_CORRUPT] = N_("the file is damaged"),
    [STATUS_UNSUPPORTED] = N_("the format of the file is not supported"),
    [STATUS_LIMIT] = N_("a limit stopped the reading"),
    [STATUS_DENIED] = N_("the file may not be read"),
    [STATUS_CRASHED] = N_("the reading of the file broke down"),
};

static const char *reason_of(enum status status, const char *reason)
{
    if (reason && *reason)
        return _(reason);
    return (guint)status < STATUS_COUNT && status_words[status] ? _(status_words[status]) : NULL;
}

/* Key with comma where one is needed, and its value. */
static void key(GString *line, const char *name)
{
    if (line->str[line->len - 1] != '{')
        g_string_append(line, ", ");
    g_string_append_printf(line, "\"%s\": ", name);
}

static void text(GString *line, const char *name, const char *value)
{
    key(line, name);
    json_string(line, value);
}

static void number(GString *line, const char *name, guint64 value)
{
    key(line, name);
    g_string_append_printf(line, "%" G_GUINT64_FORMAT, value);
}

static void texts(GString *line, const char *name, const GPtrArray *values)
{
    const char *comma = "";

    key(line, name);
    g_string_append_c(line, '[');
    for (guint i = 0; values && i < values->len; i++, comma = ", ") {
        g_string_append(line, comma);
        json_string(line, values->pdata[i]);
    }
    g_string_append_c(line, ']');
}

static void open_item(GString *line)
{
    g_string_append(line, line->str[line->len - 1] == '[' ? "{" : ", {");
}

/* RFC 3339 knows the years 0 to 9999; a file system knows more. */
static void modified(GString *line, gint64 mtime_ns)
{
    gint64 seconds = mtime_ns / 1000000000 - (mtime_ns % 1000000000 < 0);
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);
    g_autofree char *words = NULL;

    if (!time)
        time = g_date_time_new_from_unix_utc(0);
    words = g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year(time), g_date_time_get_month(time),
                            g_date_time_get_day_of_month(time), g_date_time_get_hour(time), g_date_time_get_minute(time),
                            g_date_time_get_second(time));
    text(line, "modified", words);
}

static void put_file(GString *line, const struct record *record)
{
    const char *reason = record->status == STATUS_READ || record->status == STATUS_EMPTY ? NULL : reason_of(record->status, record->reason);

    text(line, "path", record->path);
    if (!g_utf8_validate(record->path, -1, NULL)) {
        g_autofree char *base64 = g_base64_encode((const guchar *)record->path, strlen(record->path));

        text(line, "path_base64", base64);
    }
    number(line, "size", record->identity.size);
    modified(line, record->identity.mtime_ns);
    text(line, "owner", record->owner ? record->owner : "");
    text(line, "media_type", record->media_type);
    if (record->encoding)
        text(line, "encoding", record->encoding);
    text(line, "status", status_name(record->status));
    if (reason)
        text(line, "reason", reason);
}

static void put_verdict(GString *line, const struct record *record, const struct verdict *verdict)
{
    text(line, "class", class_name(verdict->class));
    text(line, "label", verdict->label);
    texts(line, "lagrum", verdict->lagrum);
    texts(line, "gdpr", verdict->gdpr);
    texts(line, "why", verdict->why);
    text(line, "action", verdict->action);
    number(line, "persons", record->evidence->persons);
    number(line, "minors", record->evidence->minors);
}

static void put_themes(GString *line, const GPtrArray *themes)
{
    key(line, "themes");
    g_string_append_c(line, '[');
    for (guint i = 0; i < themes->len; i++) {
        const struct theme *theme = themes->pdata[i];

        open_item(line);
        text(line, "name", theme->name);
        key(line, "confidence");
        json_chance(line, theme->confidence);
        g_string_append_c(line, '}');
    }
    g_string_append_c(line, ']');
}

static void put_place(GString *line, const struct place *place)
{
    char cell[16];

    place_cell(place, cell);
    open_item(line);
    if (place->member && *place->member)
        text(line, "member", place->member);
    if (place->page)
        number(line, "page", place->page);
    if (place->sheet && *place->sheet)
        text(line, "sheet", place->sheet);
    if (*cell)
        text(line, "cell", cell);
    if (place->line)
        number(line, "line", place->line);
    text(line, "part", part_name(place->part));
    g_string_append_c(line, '}');
}

static void put_findings(GString *line, const GPtrArray *findings)
{
    key(line, "findings");
    g_string_append_c(line, '[');
    for (guint i = 0; i < findings->len; i++) {
        const struct finding *finding = findings->pdata[i];

        open_item(line);
        text(line, "kind", finding->kind);
        text(line, "masked", finding->masked);
        key(line, "confidence");
        json_chance(line, finding->confidence);
        number(line, "count", finding->count);
        key(line, "test");
        g_string_append(line, finding->test ? "true" : "false");
        if (finding->excepted)
            text(line, "excepted", finding->excepted);
        key(line, "places");
        g_string_append_c(line, '[');
        for (guint j = 0; j < finding->places->len; j++)
            put_place(line, &g_array_index(finding->places, struct place, j));
        g_string_append(line, "]}");
    }
    g_string_append_c(line, ']');
}

static void put_unread(GString *line, const GPtrArray *unread)
{
    if (!unread->len)
        return;
    key(line, "unread");
    g_string_append_c(line, '[');
    for (guint i = 0; i < unread->len; i++) {
        const struct unread *row = unread->pdata[i];
        const char *reason = reason_of(row->status, row->reason);

        open_item(line);
        text(line, "member", row->member ? row->member : "");
        text(line, "status", status_name(row->status));
        text(line, "reason", reason ? reason : "");
        g_string_append_c(line, '}');
    }
    g_string_append_c(line, ']');
}

static gboolean flushed(struct jsonl *jsonl, gboolean ok, GError **error)
{
    if (!ok)
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("the report cannot be written: %s"), g_strerror(errno));
    return ok;
}

static void *begin(FILE *out, const struct report_about *about, GError **error)
{
    struct jsonl *jsonl = g_new0(struct jsonl, 1);

    jsonl->out = out;
    jsonl->line = g_string_new(NULL);
    return jsonl;
}

static gboolean record_one(void *state, const struct record *record, const struct verdict *verdict, GError **error)
{
    struct jsonl *jsonl = state;
    GString *line = jsonl->line;

    g_string_assign(line, "{");
    put_file(line, record);
    put_verdict(line, record, verdict);
    put_themes(line, record->evidence->themes);
    put_findings(line, record->evidence->findings);
    put_unread(line, record->unread);
    g_string_append(line, "}\n");
    return flushed(jsonl, fwrite(line->str, 1, line->len, jsonl->out) == line->len, error);
}

static gboolean end(void *state, gboolean ok, GError **error)
{
    struct jsonl *jsonl = state;

    ok = !ok || flushed(jsonl, fflush(jsonl->out) == 0, error);
    g_string_free(jsonl->line, TRUE);
    g_free(jsonl);
    return ok;
}

const struct report report_jsonl = {"jsonl", N_("JSON Lines, one object a file, for other systems"), begin, record_one, end};
