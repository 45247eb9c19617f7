/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Measures how often the hits of each rule are real, by their confidence: on documents of seeds that the judge never sees, in bins of some hundred hits,
 * each drawn a little towards what the weights said, and then made to rise (neighbours that fall are put together). A bin is told by both its ends: its
 * hits are as often real, and only between bins the curve climbs.
 */
#include "tests/accuracy/judge.h"

#include <string.h>

#define FIRST_SEED 1
#define SEEDS 6
#define DOCUMENTS 2000
#define BIN_LEAST 100
#define BINS_MOST 40
#define ROW_APART 0.001  /* ends of a bin that are nearer are one row */
#define SHARE_MOST 0.9995
#define DRAWN 10.0       /* hits that what the weights said counts for */
#define MOVE_MOST 20.0   /* the odds: invented documents are kinder than the world */

struct bin {
    double count, real, sum; /* hits, those real, and their confidences */
    double least, most;      /* of these */
};

static void gather(GHashTable *points, const struct tally *tally)
{
    GHashTableIter iter;
    gpointer rule, more;
    g_hash_table_iter_init(&iter, tally->points);
    while (g_hash_table_iter_next(&iter, &rule, &more)) {
        GArray *known = g_hash_table_lookup(points, rule);
        if (!known) {
            known = g_array_new(FALSE, FALSE, sizeof(struct point));
            g_hash_table_insert(points, g_strdup(rule), known);
        }
        for (guint i = 0; i < ((GArray *)more)->len; i++)
            if (g_array_index((GArray *)more, struct point, i).confidence > ENOUGH)
                g_array_append_val(known, g_array_index((GArray *)more, struct point, i));
    }
}

static int by_confidence(gconstpointer a, gconstpointer b)
{
    double one = ((const struct point *)a)->confidence, two = ((const struct point *)b)->confidence;
    return (one > two) - (one < two);
}

static double mean(const struct bin *bin)
{
    return bin->sum / bin->count;
}

/* As far up as the odds may be moved. */
static double bound(double weighed)
{
    double odds = weighed / (1 - weighed) * MOVE_MOST;
    return odds / (1 + odds);
}

static double share(const struct bin *bin)
{
    double weighed = MIN(mean(bin), 0.9995), odds = weighed / (1 - weighed), seen = (bin->real + DRAWN * weighed) / (bin->count + DRAWN);
    seen /= 1 - MIN(seen, 0.99999);
    seen = CLAMP(seen, MAX(odds / MOVE_MOST, 1.02), odds * MOVE_MOST);
    return seen / (1 + seen);
}

/* Equal confidences stay together. */
static GArray *make_bins(GArray *points)
{
    GArray *bins = g_array_new(FALSE, FALSE, sizeof(struct bin));
    guint least = MAX(points->len / BINS_MOST, (guint)BIN_LEAST);
    struct bin bin = {0};
    g_array_sort(points, by_confidence);
    for (guint i = 0; i < points->len; i++) {
        const struct point *point = &g_array_index(points, struct point, i), *next = point + 1;
        bin = (struct bin){bin.count + 1, bin.real + point->real, bin.sum + point->confidence,
                           bin.count > 0 ? bin.least : point->confidence, point->confidence};
        if (i + 1 < points->len && (bin.count < least || next->confidence - point->confidence < 1e-6 || points->len - i - 1 < least / 2))
            continue;
        g_array_append_val(bins, bin);
        bin = (struct bin){0};
    }
    return bins;
}

static void make_rise(GArray *bins)
{
    for (guint i = 1; i < bins->len;) {
        struct bin *one = &g_array_index(bins, struct bin, i - 1), *two = one + 1;
        if (share(one) <= share(two)) {
            i++;
            continue;
        }
        *one = (struct bin){one->count + two->count, one->real + two->real, one->sum + two->sum, one->least, two->most};
        g_array_remove_index(bins, i);
        i = MAX(i - 1, 1u);
    }
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(a, b);
}

static void write_bin(const char *rule, const struct bin *bin, GString *out)
{
    double real = MIN(share(bin), SHARE_MOST), least = MIN(bin->least, SHARE_MOST), most = MIN(bin->most, SHARE_MOST);
    if (most - least < ROW_APART) {
        g_string_append_printf(out, "%s %.4f %.4f\n", rule, MIN(mean(bin), SHARE_MOST), real);
        return;
    }
    g_string_append_printf(out, "%s %.4f %.4f\n", rule, least, MIN(real, bound(least)));
    g_string_append_printf(out, "%s %.4f %.4f\n", rule, most, real);
}

static void write_rows(GHashTable *points, GString *out)
{
    g_autoptr(GList) rules = g_list_sort(g_hash_table_get_keys(points), by_text);
    for (GList *rule = rules; rule; rule = rule->next) {
        GArray *of_rule = g_hash_table_lookup(points, rule->data);
        if (of_rule->len < BIN_LEAST)
            continue;
        g_autoptr(GArray) bins = make_bins(of_rule);
        make_rise(bins);
        for (guint i = 0; i < bins->len; i++)
            write_bin(rule->data, &g_array_index(bins, struct bin, i), out);
    }
}

char *calibration_table(const char *numbers, GError **error)
{
    const struct engine_options options = {.real_test_numbers = TRUE, .max_findings = 100000, .without = WITHOUT_CALIBRATION};
    g_autoptr(GHashTable) points = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    struct engine *engine = engine_new(&options, error);
    GString *out = g_string_new("# SPDX-License-Identifier: GPL-3.0-or-later\n# How often hits of a rule were real, by the confidence that its weights come to: "
                                "rule, weighed, real. Made by `make calibrate`.\n");
    gboolean good = engine != NULL;
    for (guint seed = FIRST_SEED; good && seed < FIRST_SEED + SEEDS; seed++) {
        struct corpus *corpus = corpus_new(seed, DOCUMENTS, numbers, error);
        good = corpus != NULL;
        struct tally *tally = good ? judge(engine, corpus, NULL) : NULL;
        if (tally) {
            gather(points, tally);
            tally_free(tally);
        }
        corpus_free(corpus);
    }
    engine_free(engine);
    write_rows(points, out);
    return g_string_free(out, !good);
}
