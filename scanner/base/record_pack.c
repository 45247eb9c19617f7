/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records as bytes: a GVariant of one fixed type, little-endian, its version first. GVariant never reads outside its
 * bytes, whatever they are; that they are in normal form, and all counts and lengths in bounds, is asked here, once,
 * before anything is taken out.
 */
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"
#include "scanner/base/record.h"

#include <math.h>
#include <string.h>

#define VERSION_NOW 1
#define TYPE_PLACE "(msmsuuuuty)"
#define TYPE_WEIGHT "(sd)"
#define TYPE_FINDING "(sssmsmsayduba" TYPE_PLACE "a" TYPE_WEIGHT "b)"
#define TYPE_THEME "(sduubs)"
#define TYPE_UNREAD "(sys)"
#define TYPE_RECORD "(qsmsymstay(uubb)a" TYPE_FINDING "a" TYPE_THEME "a" TYPE_UNREAD ")"

#define PACKED_MAX (256u << 20) /* bytes */
#define STRING_MAX 16384        /* bytes; longer ones are cut when packed, refused when unpacked */
#define FINDINGS_MAX 1000000
#define THEMES_MAX 256
#define UNREAD_MAX 1000000
#define WEIGHTS_MAX 64

/* A floating string value, valid UTF-8 and in bounds whatever came in. */
static GVariant *words(const char *string)
{
    g_autofree char *valid = NULL;
    gsize len = string ? strlen(string) : 0;

    if (len > STRING_MAX)
        len = STRING_MAX;
    if (string && string[len] == '\0' && g_utf8_validate(string, (gssize)len, NULL))
        return g_variant_new_string(string);
    valid = g_utf8_make_valid(string ? string : "", (gssize)len);
    if (strlen(valid) > STRING_MAX) /* the signs for what was not valid are longer than it */
        *g_utf8_find_prev_char(valid, valid + STRING_MAX + 1) = '\0';
    return g_variant_new_string(valid);
}

static GVariant *maybe(const char *string)
{
    return g_variant_new_maybe(G_VARIANT_TYPE_STRING, string ? words(string) : NULL);
}

static GVariant *bytes(const guint8 *from, gsize len)
{
    return g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, from, len, 1);
}

static GVariant *pack_finding(const struct finding *finding, gboolean with_values)
{
    GVariantBuilder places, weights;

    g_variant_builder_init(&places, G_VARIANT_TYPE("a" TYPE_PLACE));
    for (guint i = 0; i < MIN(finding->places->len, FINDING_PLACES_MAX); i++) {
        const struct place *place = &g_array_index(finding->places, struct place, i);

        g_variant_builder_add(&places, "(@ms@msuuuuty)", maybe(place->member), maybe(place->sheet), place->page, place->line, place->row,
                              place->column, place->offset, (guint8)place->part);
    }
    g_variant_builder_init(&weights, G_VARIANT_TYPE("a" TYPE_WEIGHT));
    for (guint i = 0; i < MIN(finding->weights->len, WEIGHTS_MAX); i++) {
        const struct weight *weight = &g_array_index(finding->weights, struct weight, i);

        g_variant_builder_add(&weights, "(@sd)", words(weight->words), weight->factor);
    }
    return g_variant_new("(@s@s@s@ms@ms@aydub@a" TYPE_PLACE "@a" TYPE_WEIGHT "b)", words(finding->kind), words(finding->rule),
                         words(finding->masked), maybe(with_values ? finding->value : NULL), maybe(finding->excepted),
                         bytes(finding->digest, DIGEST_BYTES), finding->confidence, finding->count, finding->test,
                         g_variant_builder_end(&places), g_variant_builder_end(&weights), finding->person);
}

static GVariant *pack_findings(const struct evidence *evidence, gboolean with_values)
{
    GVariantBuilder all;

    g_variant_builder_init(&all, G_VARIANT_TYPE("a" TYPE_FINDING));
    for (guint i = 0; i < MIN(evidence->findings->len, FINDINGS_MAX); i++)
        g_variant_builder_add_value(&all, pack_finding(g_ptr_array_index(evidence->findings, i), with_values));
    return g_variant_builder_end(&all);
}

static GVariant *pack_themes(const struct evidence *evidence)
{
    GVariantBuilder all;

    g_variant_builder_init(&all, G_VARIANT_TYPE("a" TYPE_THEME));
    for (guint i = 0; i < MIN(evidence->themes->len, THEMES_MAX); i++) {
        const struct theme *theme = g_ptr_array_index(evidence->themes, i);

        g_variant_builder_add(&all, "(@sduub@s)", words(theme->name), theme->confidence, theme->strong, theme->ordinary, theme->near_person,
                              words(theme->words));
    }
    return g_variant_builder_end(&all);
}

static GVariant *pack_unread(const struct record *record)
{
    GVariantBuilder all;

    g_variant_builder_init(&all, G_VARIANT_TYPE("a" TYPE_UNREAD));
    for (guint i = 0; i < MIN(record->unread->len, UNREAD_MAX); i++) {
        const struct unread *unread = g_ptr_array_index(record->unread, i);

        g_variant_builder_add(&all, "(@sy@s)", words(unread->member), (guint8)unread->status, words(unread->reason));
    }
    return g_variant_builder_end(&all);
}

/* Little-endian on every machine: a register may be moved. Takes and gives a reference. */
static GVariant *ordered(GVariant *variant)
{
#if G_BYTE_ORDER == G_BIG_ENDIAN
    GVariant *swapped = g_variant_byteswap(variant);

    g_variant_unref(variant);
    return swapped;
#else
    return variant;
#endif
}

GBytes *record_pack(const struct record *record, gboolean with_values)
{
    const struct evidence *evidence = record->evidence;
    GVariant *packed = g_variant_new(
        "(q@s@msy@mst@ay(uubb)@a" TYPE_FINDING "@a" TYPE_THEME "@a" TYPE_UNREAD ")", VERSION_NOW, words(record->media_type),
        maybe(record->encoding), (guint8)record->status, maybe(record->reason), record->bytes_read,
        bytes(record->content_hash, record->hashed ? sizeof record->content_hash : 0), evidence->persons, evidence->minors, evidence->genre,
        evidence->owner_only, pack_findings(evidence, with_values), pack_themes(evidence), pack_unread(record));
    GBytes *result;

    packed = ordered(g_variant_ref_sink(packed));
    result = g_variant_get_data_as_bytes(packed);
    g_variant_unref(packed);
    return result;
}

/* Owned string, or NULL for a nothing; *bad where it is too long. */
static char *take(GVariant *from, gsize index, gboolean *bad)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(from, index);
    gsize len;
    const char *string;

    if (g_variant_is_of_type(child, G_VARIANT_TYPE("ms"))) {
        g_autoptr(GVariant) inner = g_variant_get_maybe(child);

        if (!inner)
            return NULL;
        string = g_variant_get_string(inner, &len);
        *bad |= len > STRING_MAX;
        return g_strndup(string, MIN(len, STRING_MAX));
    }
    string = g_variant_get_string(child, &len);
    *bad |= len > STRING_MAX;
    return g_strndup(string, MIN(len, STRING_MAX));
}

static gboolean take_bytes(GVariant *from, gsize index, guint8 *to, gsize len)
{
    g_autoptr(GVariant) child = g_variant_get_child_value(from, index);
    gsize count;
    const void *data = g_variant_get_fixed_array(child, &count, 1);

    if (count == len && len > 0)
        memcpy(to, data, len);
    return count == len;
}

static GVariant *take_array(GVariant *from, gsize index, gsize max, gboolean *bad)
{
    GVariant *array = g_variant_get_child_value(from, index);

    *bad |= g_variant_n_children(array) > max;
    return array;
}

static gboolean is_chance(double number)
{
    return isfinite(number) && number >= 0 && number <= 1;
}

static gboolean unpack_place(GVariant *from, struct place *place)
{
    gboolean bad = FALSE;
    guint8 part;

    g_variant_get(from, TYPE_PLACE, NULL, NULL, &place->page, &place->line, &place->row, &place->column, &place->offset, &part);
    place->member = take(from, 0, &bad);
    place->sheet = take(from, 1, &bad);
    place->part = (enum part)part;
    return !bad && part < PART_COUNT;
}

static gboolean unpack_places(GVariant *from, struct finding *finding)
{
    gboolean bad = FALSE;
    g_autoptr(GVariant) places = take_array(from, 9, FINDING_PLACES_MAX, &bad);
    g_autoptr(GVariant) weights = take_array(from, 10, WEIGHTS_MAX, &bad);

    for (gsize i = 0; !bad && i < g_variant_n_children(places); i++) {
        g_autoptr(GVariant) child = g_variant_get_child_value(places, i);
        struct place place = {0};

        bad |= !unpack_place(child, &place);
        g_array_append_val(finding->places, place);
    }
    for (gsize i = 0; !bad && i < g_variant_n_children(weights); i++) {
        g_autoptr(GVariant) child = g_variant_get_child_value(weights, i);
        struct weight weight = {0};

        weight.words = take(child, 0, &bad);
        g_variant_get_child(child, 1, "d", &weight.factor);
        bad |= !isfinite(weight.factor) || weight.factor < 0;
        g_array_append_val(finding->weights, weight);
    }
    return !bad;
}

static gboolean unpack_finding(GVariant *from, struct finding *finding)
{
    gboolean bad = FALSE;

    finding->kind = take(from, 0, &bad);
    finding->rule = take(from, 1, &bad);
    finding->masked = take(from, 2, &bad);
    finding->value = take(from, 3, &bad);
    finding->excepted = take(from, 4, &bad);
    g_variant_get_child(from, 6, "d", &finding->confidence);
    g_variant_get_child(from, 7, "u", &finding->count);
    g_variant_get_child(from, 8, "b", &finding->test);
    g_variant_get_child(from, 11, "b", &finding->person);
    return !bad && take_bytes(from, 5, finding->digest, DIGEST_BYTES) && is_chance(finding->confidence) && unpack_places(from, finding);
}

static gboolean unpack_findings(GVariant *from, struct evidence *evidence)
{
    gboolean bad = FALSE;
    g_autoptr(GVariant) all = take_array(from, 8, FINDINGS_MAX, &bad);

    for (gsize i = 0; !bad && i < g_variant_n_children(all); i++) {
        g_autoptr(GVariant) child = g_variant_get_child_value(all, i);
        struct finding *finding = finding_new();

        g_ptr_array_add(evidence->findings, finding);
        bad |= !unpack_finding(child, finding);
    }
    return !bad;
}

static gboolean unpack_themes(GVariant *from, struct evidence *evidence)
{
    gboolean bad = FALSE;
    g_autoptr(GVariant) all = take_array(from, 9, THEMES_MAX, &bad);

    for (gsize i = 0; !bad && i < g_variant_n_children(all); i++) {
        g_autoptr(GVariant) child = g_variant_get_child_value(all, i);
        struct theme *theme = theme_new();

        g_ptr_array_add(evidence->themes, theme);
        theme->name = take(child, 0, &bad);
        theme->words = take(child, 5, &bad);
        g_variant_get(child, TYPE_THEME, NULL, &theme->confidence, &theme->strong, &theme->ordinary, &theme->near_person, NULL);
        bad |= !is_chance(theme->confidence);
    }
    return !bad;
}

static gboolean unpack_unread(GVariant *from, GPtrArray *unread)
{
    gboolean bad = FALSE;
    g_autoptr(GVariant) all = take_array(from, 10, UNREAD_MAX, &bad);

    for (gsize i = 0; !bad && i < g_variant_n_children(all); i++) {
        g_autoptr(GVariant) child = g_variant_get_child_value(all, i);
        struct unread *row = g_new0(struct unread, 1);
        guint8 status;

        g_ptr_array_add(unread, row);
        row->member = take(child, 0, &bad);
        row->reason = take(child, 2, &bad);
        g_variant_get_child(child, 1, "y", &status);
        row->status = (enum status)status;
        bad |= status >= STATUS_COUNT;
    }
    return !bad;
}

static gboolean unpack_head(GVariant *from, struct record *record)
{
    struct evidence *evidence = record->evidence;
    gboolean bad = FALSE;
    guint16 version;
    guint8 status;

    g_variant_get_child(from, 0, "q", &version);
    g_variant_get_child(from, 3, "y", &status);
    g_variant_get_child(from, 5, "t", &record->bytes_read);
    g_variant_get_child(from, 7, "(uubb)", &evidence->persons, &evidence->minors, &evidence->genre, &evidence->owner_only);
    record->media_type = take(from, 1, &bad);
    record->encoding = take(from, 2, &bad);
    record->reason = take(from, 4, &bad);
    record->status = (enum status)status;
    record->hashed = take_bytes(from, 6, record->content_hash, sizeof record->content_hash);
    return !bad && version == VERSION_NOW && status < STATUS_COUNT && (record->hashed || take_bytes(from, 6, NULL, 0));
}

static void move_in(struct record *to, struct record *from)
{
    struct record old = *to;

    *to = *from;
    *from = old;
    to->number = old.number;
    to->path = old.path;
    to->identity = old.identity;
    to->owner = old.owner;
    from->path = from->owner = NULL;
}

gboolean record_unpack(struct record *record, GBytes *packed, GError **error)
{
    gboolean small = g_bytes_get_size(packed) <= PACKED_MAX;
    g_autoptr(GVariant) from = small ? g_variant_new_from_bytes(G_VARIANT_TYPE(TYPE_RECORD), packed, FALSE) : NULL;
    AUTO(record) fresh = record_new();

    if (from)
        from = ordered(g_variant_ref_sink(from));
    g_clear_pointer(&fresh->media_type, g_free);
    if (!from || !g_variant_is_normal_form(from) || !unpack_head(from, fresh) || !unpack_findings(from, fresh->evidence) ||
        !unpack_themes(from, fresh->evidence) || !unpack_unread(from, fresh->unread)) {
        g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_CORRUPT, _("the record of a file is damaged"));
        return FALSE;
    }
    move_in(record, fresh);
    return TRUE;
}
