/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every limit on what a file may cost is held here, and what a member left unread climbs to the file:
 *
 *     file.zip          level 0   limit here stops all       \
 *       inner.zip       level 1   a row in "unread" for it    > level_status() weighs its own trouble and what is below
 *         letter.txt    level 2   text goes straight out     /
 */
#include "scanner/formats/reading.h"

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <string.h>

#define RATIO_FROM ((guint64)64 << 20) /* unpacked bytes below which no ratio is judged */
#define NAME_MAX_BYTES 4096
#define UNREAD_MAX 10000 /* rows kept; the counts go on */
#define TICKS 64
#define INTERN_MAX_BYTES ((gsize)32 << 20)
#define INTERN_COST 32 /* of one text, beside its bytes */

static struct level *level_of(struct sink *sink)
{
    return (struct level *)sink;
}

const char *sink_intern(struct sink *sink, const char *string)
{
    struct reading *reading = level_of(sink)->reading;
    const char *kept;
    if (!string)
        return NULL;
    if (!reading->interned)
        reading->interned = g_hash_table_new(g_str_hash, g_str_equal);
    if ((kept = g_hash_table_lookup(reading->interned, string)))
        return kept;
    gsize bytes = strlen(string) + 1;
    if (bytes > INTERN_MAX_BYTES - reading->interned_bytes)
        return "";
    reading->interned_bytes += bytes + INTERN_COST;
    reading->interned_bytes = MIN(reading->interned_bytes, INTERN_MAX_BYTES);
    kept = g_string_chunk_insert(reading->names, string);
    g_hash_table_add(reading->interned, (gpointer)kept);
    return kept;
}

static void sink_trouble(struct sink *sink, enum status status, const char *words)
{
    static const guint8 weight[STATUS_COUNT] = {[STATUS_PARTIAL] = 1,   [STATUS_UNSUPPORTED] = 2, [STATUS_CORRUPT] = 3,
                                                [STATUS_DENIED] = 4,    [STATUS_ENCRYPTED] = 5,   [STATUS_LIMIT] = 6,
                                                [STATUS_CRASHED] = 7};
    struct level *level = level_of(sink);
    if ((guint)status < STATUS_COUNT && weight[status] > weight[level->status]) {
        level->status = status;
        level->reason = words;
    }
}

/* A limit of the whole file: nothing more of it is read. */
static gboolean stop(struct level *level, const char *words)
{
    sink_trouble(&level->sink, STATUS_LIMIT, words);
    level->reading->stopped = TRUE;
    return FALSE;
}

static gboolean in_time(struct level *level)
{
    if (g_get_monotonic_time() <= level->reading->deadline)
        return TRUE;
    return stop(level, N_("the time for one file ran out"));
}

static gboolean sink_text(struct sink *sink, const struct chunk *chunk)
{
    struct level *level = level_of(sink);
    struct reading *reading = level->reading;
    if (reading->stopped)
        return FALSE;
    if (chunk->text.len == 0)
        return TRUE;
    reading->ticks += 1 + (guint)(chunk->text.len / 4096);
    if (reading->ticks >= TICKS) {
        reading->ticks = 0;
        if (!in_time(level))
            return FALSE;
    }
    if (reading->text_bytes + chunk->text.len > reading->limits->max_text_bytes)
        return stop(level, N_("more text than one file may hold"));
    reading->text_bytes += chunk->text.len;
    struct chunk placed = *chunk;
    placed.place.member = level->member;
    level->sensible |= chunk->sort != CHUNK_NAME;
    reading->open = TRUE;
    if (!reading->output->text(reading->output->user, &placed))
        reading->stopped = TRUE;
    return !reading->stopped;
}

gboolean sink_unpacked(struct sink *sink, guint64 bytes)
{
    struct level *level = level_of(sink);
    struct reading *reading = level->reading;
    if (reading->stopped)
        return FALSE;
    reading->unpacked += bytes;
    if (reading->unpacked > reading->limits->max_bytes)
        return stop(level, N_("more bytes in it than one file may hold"));
    if (reading->unpacked > RATIO_FROM && reading->unpacked / MAX(reading->packed, 1) >= reading->limits->max_ratio)
        return stop(level, N_("it unpacks to far more than its own size: a compression bomb"));
    return in_time(level);
}

static void note_unread(struct level *level, const char *member, enum status status, const char *words)
{
    level->below[status]++;
    GPtrArray *rows = level->reading->record->unread;
    if (rows->len >= UNREAD_MAX)
        return;
    struct unread *row = g_new0(struct unread, 1);
    row->member = g_strdup(member);
    row->status = status;
    row->reason = g_strdup(words);
    g_ptr_array_add(rows, row);
}

/* The member's name as UTF-8 without NUL or line ends at its edges; never empty. To free. */
static char *clean_name(const char *name)
{
    g_autofree char *valid = g_utf8_make_valid(name && *name ? name : "?", -1);
    if (strlen(valid) > NAME_MAX_BYTES) {
        const char *end = g_utf8_find_prev_char(valid, valid + NAME_MAX_BYTES);
        valid[end ? end - valid : 0] = '\0';
    }
    return g_steal_pointer(&valid);
}

static const char *member_path(struct level *level, const char *name)
{
    g_autofree char *path = level->member ? g_strconcat(level->member, "/", name, NULL) : g_strdup(name);
    return g_string_chunk_insert(level->reading->names, path);
}

static void sink_unread(struct sink *sink, const char *name, enum status status, const char *words)
{
    struct level *level = level_of(sink);
    g_autofree char *clean = clean_name(name);
    note_unread(level, member_path(level, clean), status, words);
}

static void sink_encoding(struct sink *sink, const char *name)
{
    struct record *record = level_of(sink)->reading->record;
    if (!record->encoding)
        record->encoding = g_strdup(name);
}

static void end_document(struct reading *reading)
{
    if (reading->open)
        reading->output->end_of_document(reading->output->user);
    reading->open = FALSE;
}

static gboolean push_name(struct level *child, const char *name)
{
    struct chunk chunk = {.text = text_of(name), .sort = CHUNK_NAME, .place.part = PART_NAME};
    return sink_text(&child->sink, &chunk);
}

struct allowance {
    struct level *parent, *child;
    guint64 bytes;
};

static gboolean allow_piece(void *user, gsize len)
{
    struct allowance *allowance = user;
    allowance->bytes += len;
    if (!sink_unpacked(&allowance->parent->sink, len))
        return FALSE;
    if (allowance->bytes <= allowance->parent->reading->limits->max_member_bytes)
        return TRUE;
    sink_trouble(&allowance->child->sink, STATUS_LIMIT, N_("larger than a member may be"));
    return FALSE;
}

static void trouble_of_error(struct level *child, const GError *error)
{
    gboolean encrypted = g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_ENCRYPTED);
    gboolean limit = g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_LIMIT);
    gboolean unsupported = g_error_matches(error, DATAROND_ERROR, DATAROND_ERROR_UNSUPPORTED);
    sink_trouble(&child->sink, encrypted ? STATUS_ENCRYPTED : limit ? STATUS_LIMIT : unsupported ? STATUS_UNSUPPORTED : STATUS_CORRUPT,
                 encrypted     ? N_("encrypted: it needs a password")
                 : limit       ? N_("larger than a member may be")
                 : unsupported ? N_("packed in a way that cannot be unpacked")
                               : N_("cannot be unpacked to its end"));
}

/* What the child came to, told to its parent: a row for its own trouble, and its rows' weight. */
static void climb(struct level *parent, const struct level *child)
{
    const char *words = NULL;
    enum status status = level_status(child, &words);
    for (guint i = 0; i < STATUS_COUNT; i++)
        parent->below[i] += child->below[i];
    parent->sensible |= child->sensible || status == STATUS_READ;
    if (child->status != STATUS_READ)
        note_unread(parent, child->member, status, words);
}

static gboolean sink_member(struct sink *sink, const char *name, guint64 size, member_read read, void *user)
{
    struct level *level = level_of(sink);
    struct reading *reading = level->reading;
    if (reading->stopped)
        return FALSE;
    if (++reading->members > reading->limits->max_members)
        return stop(level, N_("more members than one file may hold"));
    g_autofree char *clean = clean_name(name);
    if (level->depth >= reading->limits->max_depth) {
        sink_trouble(sink, STATUS_LIMIT, N_("archives lie deeper within each other than is read"));
        return FALSE;
    }
    struct level child;
    level_init(&child, reading, level, member_path(level, clean));
    end_document(reading);
    gboolean named = push_name(&child, clean);

    struct allowance allowance = {level, &child, 0};
    struct member_pull pull = {read, user, allow_piece, &allowance};
    struct spooled spooled;
    g_autoptr(GError) error = NULL;
    if (!spool_fill(reading->spool, child.depth, &pull, &spooled, &error))
        trouble_of_error(&child, error);
    if (spooled.full)
        sink_trouble(&child.sink, STATUS_LIMIT, N_("no room for its bytes while it is read"));
    if (named && !reading->stopped && spooled.source.size > 0) {
        spooled.source.name = g_path_get_basename(clean);
        level_read(&child, &spooled.source);
    }
    spooled_clear(&spooled);
    end_document(reading);
    climb(level, &child);
    return !reading->stopped;
}

void level_init(struct level *level, struct reading *reading, struct level *above, const char *member)
{
    *level = (struct level){.sink = {.text = sink_text,
                                     .member = sink_member,
                                     .unread = sink_unread,
                                     .trouble = sink_trouble,
                                     .encoding = sink_encoding,
                                     .limits = reading->limits},
                            .reading = reading,
                            .above = above,
                            .depth = above ? above->depth + 1 : 0,
                            .member = member};
}

enum status level_status(const struct level *level, const char **reason)
{
    guint rows = 0;
    enum status only = STATUS_READ;
    for (guint i = 0; i < STATUS_COUNT; i++)
        if (level->below[i] > 0) {
            rows++;
            only = (enum status)i;
        }
    *reason = level->reason;
    if (level->status == STATUS_LIMIT)
        return STATUS_LIMIT;
    if (level->below[STATUS_LIMIT] > 0) {
        *reason = N_("a limit stopped the reading of a member");
        return STATUS_LIMIT;
    }
    if (level->status != STATUS_READ)
        return level->sensible ? STATUS_PARTIAL : level->status;
    if (rows == 0)
        return STATUS_READ;
    if (level->sensible || rows > 1) {
        *reason = N_("some of its members could not be read");
        return STATUS_PARTIAL;
    }
    *reason = only == STATUS_ENCRYPTED     ? N_("all its members are encrypted")
              : only == STATUS_UNSUPPORTED ? N_("all its members are of kinds that are not read")
                                           : N_("none of its members could be read");
    return only;
}
