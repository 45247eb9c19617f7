/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/accuracy/judge.h"

#include <string.h>

const double band_borders[BANDS] = {0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 1.01};

double score_recall(const struct score *score)
{
    return score->labels ? (double)score->met / score->labels : 1;
}

double score_precision(const struct score *score)
{
    return score->findings ? (double)score->right / score->findings : 1;
}

double score_f1(const struct score *score)
{
    double recall = score_recall(score), precision = score_precision(score);
    return recall + precision > 0 ? 2 * recall * precision / (recall + precision) : 0;
}

struct tally *tally_new(void)
{
    struct tally *tally = g_new0(struct tally, 1);
    tally->kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    tally->themes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    tally->points = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    tally->bands = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return tally;
}

void tally_free(struct tally *tally)
{
    g_hash_table_unref(tally->kinds);
    g_hash_table_unref(tally->themes);
    g_hash_table_unref(tally->bands);
    g_hash_table_unref(tally->points);
    g_free(tally);
}

static void *entry(GHashTable *table, const char *key, gsize size)
{
    void *known = g_hash_table_lookup(table, key);
    if (!known) {
        known = g_malloc0(size);
        g_hash_table_insert(table, g_strdup(key), known);
    }
    return known;
}

const struct score *tally_kind(const struct tally *tally, const char *kind)
{
    static const struct score none;
    const struct score *score = g_hash_table_lookup(tally->kinds, kind);
    return score ? score : &none;
}

/* Where an address, a fastighet or a stamp is found in part, it is found; of a key that it is there. */
static gboolean same(const char *kind, const char *label, const char *key)
{
    if (strcmp(label, key) == 0)
        return TRUE;
    if (strcmp(kind, "privat_nyckel") == 0)
        return TRUE;
    return (strcmp(kind, "adress") == 0 || strcmp(kind, "fastighet") == 0 || strcmp(kind, "markning") == 0) && (strstr(label, key) || strstr(key, label));
}

static void count_band(struct tally *tally, const char *kind, double confidence, gboolean real)
{
    struct band *bands = entry(tally->bands, kind, sizeof(struct band) * BANDS);
    guint at = 0;
    while (at + 1 < BANDS && confidence >= band_borders[at])
        at++;
    bands[at].count++;
    bands[at].real += real;
    bands[at].sum += confidence;
}

static void note_point(struct tally *tally, const struct found *finding, gboolean real)
{
    struct point point = {finding->confidence, real};
    GArray *points = finding->rule ? g_hash_table_lookup(tally->points, finding->rule) : NULL;
    if (finding->rule && !points) {
        points = g_array_new(FALSE, FALSE, sizeof(struct point));
        g_hash_table_insert(tally->points, g_strdup(finding->rule), points);
    }
    if (points)
        g_array_append_val(points, point);
}

void tally_document(struct tally *tally, const struct document *document, const GArray *found, GString *told)
{
    const GPtrArray *labels = document->labels;
    g_autofree gboolean *met = g_new0(gboolean, labels->len + 1);
    for (guint i = 0; i < found->len; i++) {
        const struct found *finding = &g_array_index(found, struct found, i);
        gboolean real = FALSE, allowed = FALSE;
        for (guint k = 0; k < labels->len; k++) {
            const struct label *label = g_ptr_array_index(labels, k);
            if (strcmp(label->kind, finding->kind) != 0 || !same(label->kind, label->value, finding->key))
                continue;
            real |= label->count > 0;
            allowed |= !label->count;
            met[k] |= finding->confidence >= ENOUGH;
        }
        if (allowed && !real) /* neither right nor wrong */
            continue;
        count_band(tally, finding->kind, finding->confidence, real);
        note_point(tally, finding, real);
        count_band(tally, "", finding->confidence, real);
        if (finding->confidence < ENOUGH)
            continue;
        struct score *score = entry(tally->kinds, finding->kind, sizeof(struct score));
        score->findings++;
        score->right += real;
        if (told && !real)
            g_string_append_printf(told, "%s %s: %s %s %.2f falskt\n", document->name, document->sort, finding->kind, finding->key, finding->confidence);
    }
    for (guint k = 0; k < labels->len; k++) {
        const struct label *label = g_ptr_array_index(labels, k);
        if (!label->count)
            continue;
        struct score *score = entry(tally->kinds, label->kind, sizeof(struct score));
        score->labels++;
        score->met += met[k];
        if (told && !met[k])
            g_string_append_printf(told, "%s %s: %s %s saknas\n", document->name, document->sort, label->kind, label->value);
    }
}

static gboolean about_persons(const struct document *document)
{
    static const char *const kinds[] = {"personnummer", "samordningsnummer", "reservnummer", "fodelsedatum", NULL};
    for (guint i = 0; i < document->labels->len; i++)
        if (g_strv_contains(kinds, ((const struct label *)g_ptr_array_index(document->labels, i))->kind))
            return TRUE;
    return FALSE;
}

static void tally_themes(struct tally *tally, const struct document *document, const struct evidence *evidence, GString *told)
{
    for (guint i = 0; i < evidence->themes->len; i++) {
        const struct theme *theme = g_ptr_array_index(evidence->themes, i);
        if (theme->confidence < ENOUGH || !theme->near_person)
            continue;
        struct score *score = entry(tally->themes, theme->name, sizeof(struct score));
        if (g_ptr_array_find_with_equal_func(document->asides, theme->name, g_str_equal, NULL))
            continue;
        gboolean right = g_ptr_array_find_with_equal_func(document->themes, theme->name, g_str_equal, NULL);
        score->findings++;
        score->right += right;
        if (told && !right)
            g_string_append_printf(told, "%s %s: tema %s %.2f falskt (%s)\n", document->name, document->sort, theme->name, theme->confidence, theme->words);
    }
    for (guint i = 0; about_persons(document) && i < document->themes->len; i++) {
        const char *name = g_ptr_array_index(document->themes, i);
        struct score *score = entry(tally->themes, name, sizeof(struct score));
        score->labels++;
        for (guint k = 0; k < evidence->themes->len; k++) {
            const struct theme *theme = g_ptr_array_index(evidence->themes, k);
            score->met += strcmp(theme->name, name) == 0 && theme->confidence >= ENOUGH && theme->near_person;
        }
    }
}

static void found_clear(gpointer data)
{
    g_free(((struct found *)data)->key);
}

struct tally *judge(const struct engine *engine, const struct corpus *corpus, GString *told)
{
    struct tally *tally = tally_new();
    struct detector *detector = detector_new(engine);
    struct detector_file file = {.year = 2026, .month = 3, .day = 1};
    g_date_clear(&file.today, 1);
    g_date_set_dmy(&file.today, 1, G_DATE_MARCH, 2026);
    for (guint i = 0; i < corpus_readings(corpus)->len; i++) {
        const struct reading *reading = g_ptr_array_index(corpus_readings(corpus), i);
        detector_begin(detector, &file);
        for (guint k = 0; k < reading->chunks->len; k++)
            detector_text(detector, &g_array_index(reading->chunks, struct chunk, k));
        struct evidence *evidence = detector_end(detector);
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(struct found));
        g_array_set_clear_func(found, found_clear);
        for (guint k = 0; k < evidence->findings->len; k++) {
            const struct finding *finding = g_ptr_array_index(evidence->findings, k);
            struct found one = {finding->kind, finding->rule, plain_key(finding->value), finding->confidence};
            g_array_append_val(found, one);
        }
        tally_document(tally, reading->document, found, told);
        tally_themes(tally, reading->document, evidence, told);
        evidence_free(evidence);
    }
    detector_free(detector);
    return tally;
}
