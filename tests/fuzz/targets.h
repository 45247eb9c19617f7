/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is fuzzed, by name: each format as a worker reads it, packed records, rule files, detection. And what must always hold. */
#pragma once

#include "patterns/match/engine.h"
#include "scanner/base/yaml.h"
#include "scanner/formats/reader.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A broken promise ends the process, so that a fuzzer keeps the input. */
#define HOLDS(promise) target_holds(promise, #promise)

static inline void target_holds(gboolean holds, const char *promise)
{
    if (holds)
        return;
    g_printerr("not so: %s\n", promise);
    abort();
}

static inline gboolean target_text(void *user, const struct chunk *chunk)
{
    HOLDS(g_utf8_validate(chunk->text.at, (gssize)chunk->text.len, NULL));
    HOLDS((guint)chunk->place.part < PART_COUNT);
    HOLDS(chunk->sort != CHUNK_CELL || (chunk->row && chunk->column));
    HOLDS(!chunk->place.member || g_utf8_validate(chunk->place.member, -1, NULL));
    *(guint64 *)user += chunk->text.len;
    return TRUE;
}

static inline void target_end(void *user)
{
    *(guint64 *)user += 1;
}

/* A file of these bytes, with the target's name for its ending. */
static inline void target_reader(const char *name, const guint8 *data, gsize size)
{
    static const struct limits limits = {.max_bytes = 16 << 20,    .max_member_bytes = 4 << 20, .max_ratio = 200,
                                         .max_members = 500,       .max_depth = 4,              .max_seconds = 10,
                                         .max_text_bytes = 4 << 20, .max_xml_depth = 200,       .max_findings = 1000};
    static struct reader *reader;
    guint64 length = 0;
    struct reader_output output = {target_text, target_end, &length};
    g_autofree char *file = g_strconcat("file.", name, NULL);

    if (!reader) {
        reader = reader_new(&limits, NULL);
        HOLDS(reader && reader_open_spool(reader, NULL));
    }
    int fd = memfd_create("input", MFD_CLOEXEC);
    HOLDS(write(fd, data, size) == (gssize)size);
    struct record *record = record_new(), *again = record_new();
    reader_read(reader, fd, size, file, &output, record);
    close(fd);
    HOLDS((guint)record->status < STATUS_COUNT && record->media_type);
    HOLDS(record->reason || record->status == STATUS_READ || record->status == STATUS_EMPTY);
    g_autoptr(GBytes) packed = record_pack(record, FALSE);
    HOLDS(record_unpack(again, packed, NULL) && again->status == record->status);
    record_free(record);
    record_free(again);
}

static inline void target_record(const guint8 *data, gsize size)
{
    struct record *record = record_new();
    g_autoptr(GBytes) packed = g_bytes_new(data, size);
    g_autoptr(GError) error = NULL;

    HOLDS(record_unpack(record, packed, &error) != (error != NULL));
    record_free(record);
}

static inline void target_yaml(const guint8 *data, gsize size)
{
    g_autoptr(GError) error = NULL;
    struct yaml *tree = yaml_parse((const char *)data, size, "input", &error);

    HOLDS((tree != NULL) != (error != NULL));
    if (tree)
        yaml_free(tree);
}

static inline guint target_found(struct detector *detector, struct text text, gsize cut)
{
    struct detector_file file = {.year = 2025, .month = 3, .day = 4};
    struct chunk chunk = {.text = {text.at, cut}, .place.line = 1};

    g_date_clear(&file.today, 1);
    g_date_set_dmy(&file.today, 4, G_DATE_MARCH, 2025);
    detector_begin(detector, &file);
    detector_text(detector, &chunk);
    chunk.text = (struct text){text.at + cut, text.len - cut};
    chunk.join = JOIN_RUN;
    detector_text(detector, &chunk);
    detector_break(detector);
    struct evidence *evidence = detector_end(detector);
    guint count = evidence->findings->len;
    evidence_free(evidence);
    return count;
}

/* The law of cuts: where a text is cut changes nothing. */
static inline void target_detect(const guint8 *data, gsize size)
{
    static struct detector *detector;
    g_autofree char *valid = g_utf8_make_valid((const char *)data, (gssize)size);
    struct text text = text_of(valid);
    gsize cut = size ? data[size / 2] % (text.len + 1) : 0;

    if (!detector)
        detector = detector_new(engine_new(&(struct engine_options){.max_findings = 1000}, NULL));
    while (cut < text.len && (text.at[cut] & 0xc0) == 0x80)
        cut++;
    HOLDS(target_found(detector, text, 0) == target_found(detector, text, cut));
}

static inline void target_run(const char *name, const guint8 *data, gsize size)
{
    if (strcmp(name, "record") == 0)
        target_record(data, size);
    else if (strcmp(name, "yaml") == 0)
        target_yaml(data, size);
    else if (strcmp(name, "detect") == 0)
        target_detect(data, size);
    else
        target_reader(name, data, size);
}
