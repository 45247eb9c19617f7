/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/app/work.h"

#include "scanner/base/i18n.h"
#include "scanner/formats/reader.h"

#include <string.h>

struct work {
    const struct engine *engine;
    const struct limits *limits;
    struct key key;
    gboolean reveal;
    struct reader *reader;
    struct detector *detector;
};

struct work *work_new(const struct engine *engine, const struct limits *limits, const struct key *key, gboolean reveal)
{
    struct work *work = g_new0(struct work, 1);
    *work = (struct work){.engine = engine, .limits = limits, .key = *key, .reveal = reveal};
    return work;
}

void work_free(struct work *work)
{
    if (!work)
        return;
    g_clear_pointer(&work->reader, reader_free);
    g_clear_pointer(&work->detector, detector_free);
    explicit_bzero(&work->key, sizeof work->key);
    g_free(work);
}

static gboolean work_prepare(void *user, GError **error)
{
    struct work *work = user;
    work->reader = reader_new(work->limits, error);
    return work->reader != NULL;
}

static gboolean work_enter(void *user, GError **error)
{
    struct work *work = user;
    work->detector = detector_new(work->engine);
    return reader_open_spool(work->reader, error);
}

#define REQUEST_TYPE "(ayxtx)" /* path, Julian day of the modification, size in bytes, Julian day of the scan */

static gint64 julian_day(gint64 seconds)
{
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_time_t(&date, CLAMP(seconds, 0, 4000000000));
    return g_date_get_julian(&date);
}

GBytes *work_request(const char *path, const struct identity *identity)
{
    GVariant *request = g_variant_ref_sink(g_variant_new("(@ayxtx)", g_variant_new_bytestring(path),
                                                         julian_day(identity->mtime_ns / G_GINT64_CONSTANT(1000000000)),
                                                         identity->size, julian_day(time(NULL))));
    GBytes *bytes = g_variant_get_data_as_bytes(request);
    g_variant_unref(request);
    return bytes;
}

/* Each component of the path is text too: a number in a folder's name concerns every file below it. */
static void detect_path(struct detector *detector, const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    for (gsize i = 0; parts[i]; i++) {
        g_autofree char *valid = g_utf8_make_valid(parts[i], -1);
        struct chunk chunk = {.text = text_of(valid), .place.part = PART_NAME, .sort = CHUNK_NAME};
        if (*valid)
            detector_text(detector, &chunk);
    }
    detector_break(detector);
}

static gboolean take_text(void *user, const struct chunk *chunk)
{
    struct work *work = user;
    detector_text(work->detector, chunk);
    return TRUE;
}

static void take_end(void *user)
{
    struct work *work = user;
    detector_break(work->detector);
}

/* Values become digests here; none goes on unless it was asked for. */
static void seal(const struct work *work, struct evidence *evidence)
{
    for (guint i = 0; i < evidence->findings->len; i++) {
        struct finding *finding = g_ptr_array_index(evidence->findings, i);
        digest_value(&work->key, finding->kind, finding->value ? finding->value : "", finding->digest);
        if (finding->value && !work->reveal) {
            explicit_bzero(finding->value, strlen(finding->value));
            g_clear_pointer(&finding->value, g_free);
        }
    }
}

/* A plain hash would let a file that holds nothing but a number be guessed: the content's hash is keyed too. */
static void seal_content(const struct work *work, struct record *record)
{
    g_autoptr(GString) hex = g_string_new(NULL);
    for (gsize i = 0; i < sizeof record->content_hash; i++)
        g_string_append_printf(hex, "%02x", record->content_hash[i]);
    digest_value(&work->key, "content", hex->str, record->content_hash);
}

static GBytes *work_work(void *user, int fd, GBytes *request)
{
    struct work *work = user;
    g_autoptr(GVariant) asked = g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(REQUEST_TYPE), request, FALSE));
    g_autoptr(GVariant) path_bytes = g_variant_get_child_value(asked, 0);
    const char *path = g_variant_get_bytestring(path_bytes);
    gint64 modified, today;
    guint64 size;
    g_variant_get_child(asked, 1, "x", &modified);
    g_variant_get_child(asked, 2, "t", &size);
    g_variant_get_child(asked, 3, "x", &today);

    GDate date;
    struct detector_file file = {0};
    g_date_clear(&file.today, 1);
    g_date_set_julian(&file.today, (guint32)today);
    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)modified);
    file.year = g_date_get_year(&date);
    file.month = g_date_get_month(&date);
    file.day = g_date_get_day(&date);

    struct record *record = record_new();
    g_autofree char *name = g_path_get_basename(path);
    struct reader_output output = {take_text, take_end, work};
    detector_begin(work->detector, &file);
    detect_path(work->detector, path);
    if (fd >= 0)
        reader_read(work->reader, fd, size, name, &output, record);
    gboolean full = detector_full(work->detector);
    evidence_free(record->evidence);
    record->evidence = detector_end(work->detector);
    if (full && record->status == STATUS_READ) {
        record->status = STATUS_LIMIT;
        g_free(record->reason);
        record->reason = g_strdup(N_("more different values than are kept of one file"));
    }
    seal(work, record->evidence);
    if (record->hashed)
        seal_content(work, record);
    GBytes *answer = record_pack(record, work->reveal);
    record_free(record);
    return answer;
}

struct job work_job(struct work *work)
{
    return (struct job){work_prepare, work_enter, work_work, work};
}
