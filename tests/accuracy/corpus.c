/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents read once by the program's own reader, so that they can be judged many times. */
#include <sys/mman.h>
#include <unistd.h>

#include "scanner/formats/reader.h"
#include "tests/accuracy/judge.h"

struct corpus {
    GPtrArray *readings;
    GStringChunk *names;
    guint bytes;
};

static void reading_free(gpointer data)
{
    struct reading *reading = data;
    for (guint i = 0; i < reading->chunks->len; i++)
        g_free((char *)g_array_index(reading->chunks, struct chunk, i).text.at);
    g_array_unref(reading->chunks);
    g_string_free(reading->text, TRUE);
    document_free(reading->document);
    g_free(reading);
}

struct keeper {
    struct corpus *corpus;
    struct reading *reading;
};

static gboolean keep(void *user, const struct chunk *chunk)
{
    struct keeper *keeper = user;
    struct chunk kept = *chunk;
    kept.text.at = g_strndup(chunk->text.at, chunk->text.len);
    kept.place = (struct place){.line = chunk->place.line, .part = chunk->place.part};
    kept.field = chunk->field ? g_string_chunk_insert_const(keeper->corpus->names, chunk->field) : NULL;
    g_array_append_val(keeper->reading->chunks, kept);
    if (chunk->join == JOIN_NONE)
        g_string_append_c(keeper->reading->text, '\n');
    g_string_append_len(keeper->reading->text, chunk->text.at, (gssize)chunk->text.len);
    return TRUE;
}

static void end(void *user)
{
}

static void read_document(struct corpus *corpus, struct reader *reader, struct document *document)
{
    struct reading *reading = g_new0(struct reading, 1);
    struct keeper keeper = {corpus, reading};
    struct reader_output output = {keep, end, &keeper};
    struct record *record = record_new();
    gsize len = document->text->len;
    int fd = memfd_create("accuracy", MFD_CLOEXEC);
    reading->document = document;
    reading->chunks = g_array_new(FALSE, FALSE, sizeof(struct chunk));
    reading->text = g_string_new(NULL);
    if (fd < 0 || write(fd, document->text->str, len) != (ssize_t)len)
        g_error("no memory for a file");
    reader_read(reader, fd, len, document->name, &output, record);
    close(fd);
    record_free(record);
    corpus->bytes += (guint)len;
    g_ptr_array_add(corpus->readings, reading);
}

struct corpus *corpus_new(guint32 seed, guint count, const char *numbers, GError **error)
{
    struct limits limits;
    limits_default(&limits);
    struct maker *maker = maker_new(seed, numbers, error);
    struct reader *reader = maker ? reader_new(&limits, error) : NULL;
    struct corpus *corpus = NULL;
    if (reader && reader_open_spool(reader, error)) {
        corpus = g_new0(struct corpus, 1);
        corpus->readings = g_ptr_array_new_with_free_func(reading_free);
        corpus->names = g_string_chunk_new(4096);
        for (guint i = 0; i < count; i++)
            read_document(corpus, reader, maker_document(maker, i));
    }
    if (reader)
        reader_free(reader);
    maker_free(maker);
    return corpus;
}

void corpus_free(struct corpus *corpus)
{
    if (!corpus)
        return;
    g_ptr_array_unref(corpus->readings);
    g_string_chunk_free(corpus->names);
    g_free(corpus);
}

guint corpus_bytes(const struct corpus *corpus)
{
    return corpus->bytes;
}

const GPtrArray *corpus_readings(const struct corpus *corpus)
{
    return corpus->readings;
}
