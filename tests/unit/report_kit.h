/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records and verdicts made by hand, and a report of them as one string. */
#pragma once

#include "reports/report.h"

#include <stdlib.h>
#include <string.h>

struct pair {
    struct record *record;
    struct verdict *verdict;
};

static inline void kit_free(gpointer data)
{
    struct pair *pair = data;

    record_free(pair->record);
    verdict_free(pair->verdict);
    g_free(pair);
}

static inline struct pair *kit_file(GPtrArray *files, const char *path, int class, enum status status)
{
    struct pair *pair = g_new0(struct pair, 1);

    pair->record = record_new();
    pair->record->path = g_strdup(path);
    pair->record->identity = (struct identity){.size = 1000, .mode = 0100640, .mtime_ns = G_GINT64_CONSTANT(1700000000000000000)};
    pair->record->owner = g_strdup("anna");
    pair->record->status = status;
    pair->record->bytes_read = status == STATUS_READ ? 1000 : 0;
    pair->verdict = g_new0(struct verdict, 1);
    *pair->verdict = (struct verdict){.class = class,
                                      .label = class_label(class, "en"),
                                      .lagrum = g_ptr_array_new_with_free_func(g_free),
                                      .gdpr = g_ptr_array_new_with_free_func(g_free),
                                      .why = g_ptr_array_new_with_free_func(g_free),
                                      .rules = g_ptr_array_new_with_free_func(g_free)};
    g_ptr_array_add(pair->verdict->why, g_strdup("Because."));
    g_ptr_array_add(files, pair);
    return pair;
}

static inline struct finding *kit_finding(struct pair *pair, const char *kind, const char *masked)
{
    struct finding *finding = finding_new();
    struct place place = {.line = 7, .part = PART_BODY};

    finding->kind = g_strdup(kind);
    finding->rule = g_strdup(kind);
    finding->masked = g_strdup(masked);
    finding->confidence = 0.9;
    finding->count = 1;
    finding->person = strcmp(kind, "personnummer") == 0;
    memset(finding->digest, 0, sizeof finding->digest);
    g_strlcpy((char *)finding->digest, masked, sizeof finding->digest);
    g_array_append_val(finding->places, place);
    g_ptr_array_add(pair->record->evidence->findings, finding);
    pair->record->evidence->persons += finding->person;
    return finding;
}

static const char *const kit_roots[] = {"/share", NULL};
static const struct report_about kit_about = {.language = "en", .roots = kit_roots, .began = 1700000000, .ended = 1700000061,
                                              .version = "1", .rules = "2"};

/* What the report says of the files; to free. */
static inline char *kit_report(const char *name, const GPtrArray *files)
{
    const struct report *report = report_find(name);
    char *text = NULL;
    gsize len = 0;
    FILE *out = open_memstream(&text, &len);
    void *state = report->begin(out, &kit_about, NULL);

    for (guint i = 0; i < files->len; i++) {
        const struct pair *pair = files->pdata[i];
        report->record(state, pair->record, pair->verdict, NULL);
    }
    report->end(state, TRUE, NULL);
    fclose(out);
    char *copy = g_strndup(text, len);
    free(text);
    return copy;
}

static inline guint kit_count(const char *text, const char *what)
{
    guint count = 0;

    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        count++;
    return count;
}
