/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * accuracy NUMBERS [SEED [COUNT]] [told] [bare]: how right the engine is, on COUNT documents that the maker draws from SEED.
 *     NUMBERS  patterns/data/testnummer.txt
 *     told     every miss and every false finding, a line each (all values are drawn)
 *     bare     without what each suppressor costs
 * accuracy NUMBERS calibrate: prints patterns/data/calibration.txt, measured anew.
 */
#include <stdio.h>
#include <string.h>

#include "patterns/match/rule.h"
#include "tests/accuracy/judge.h"

#define SEED 20260301
#define COUNT 2000

static struct engine *open_engine(guint without, gboolean mark)
{
    g_autoptr(GError) error = NULL;
    const struct engine_options options = {.real_test_numbers = !mark, .max_findings = 100000, .without = without};
    struct engine *engine = engine_new(&options, &error);
    if (!engine)
        g_error("%s", error->message);
    return engine;
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(a, b);
}

static void print_scores(GHashTable *ours, GHashTable *plain)
{
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(ours), by_text);
    for (GList *name = names; name; name = name->next) {
        const struct score *score = g_hash_table_lookup(ours, name->data), *other = plain ? g_hash_table_lookup(plain, name->data) : NULL;
        printf("%-20s %7u %7u  %9.4f %9.4f %7.4f", (char *)name->data, score->labels, score->findings, score_precision(score), score_recall(score), score_f1(score));
        if (other && other->findings)
            printf("   %9.3f %9.3f %7.3f", score_precision(other), score_recall(other), score_f1(other));
        printf("\n");
    }
}

static void print_bands(const struct tally *tally, const char *kind)
{
    const struct band *bands = g_hash_table_lookup(tally->bands, kind);
    for (guint i = 0; bands && i < BANDS; i++) {
        if (!bands[i].count)
            continue;
        double mean = bands[i].sum / bands[i].count, real = (double)bands[i].real / bands[i].count;
        printf("%-20s  < %4.2f  %7u  %8.3f  %8.3f  %+7.3f%s\n", *kind ? kind : "alla", MIN(band_borders[i], 1), bands[i].count, mean, real, real - mean,
               bands[i].count >= 100 && ABS(real - mean) > 0.05 ? "  *" : "");
    }
}

/* What comes and what is lost when something is left out, over all kinds. */
static void print_cost(const char *name, const struct tally *with, const struct tally *without)
{
    g_autoptr(GList) kinds = g_list_sort(g_hash_table_get_keys(without->kinds), by_text);
    for (GList *kind = kinds; kind; kind = kind->next) {
        const struct score *one = tally_kind(with, kind->data), *two = tally_kind(without, kind->data);
        if (one->met == two->met && one->findings == two->findings && one->right == two->right)
            continue;
        printf("%-44s %-19s recall %.4f -> %.4f  precision %.4f -> %.4f\n", name, (char *)kind->data, score_recall(one), score_recall(two),
               score_precision(one), score_precision(two));
    }
}

static void cost_of_groups(struct engine *engine, const struct corpus *corpus, const struct tally *with)
{
    const GPtrArray *rules = engine_rules(engine);
    for (guint i = 0; i < rules->len; i++) {
        struct rule *rule = g_ptr_array_index(rules, i);
        for (guint k = 0; k < rule->context->len; k++) {
            struct context_group *group = &g_array_index(rule->context, struct context_group, k);
            double factor = group->factor;
            if (factor >= 1)
                continue;
            group->factor = 1;
            struct tally *without = judge(engine, corpus, NULL);
            group->factor = factor;
            g_autofree char *name = g_strdup_printf("%s: %s, ... (%g)", rule->name, group->words[0], factor);
            print_cost(name, with, without);
            tally_free(without);
        }
        if (!rule->needs)
            continue;
        rule->needs = FALSE;
        struct tally *without = judge(engine, corpus, NULL);
        rule->needs = TRUE;
        g_autofree char *name = g_strdup_printf("%s: ordet som krävs", rule->name);
        print_cost(name, with, without);
        tally_free(without);
    }
}

static void cost_of_ways(const struct corpus *corpus, const struct tally *with)
{
    static const struct {
        guint bit;
        const char *name;
    } ways[] = {{WITHOUT_CHANCE, "slumpens andel"}, {WITHOUT_GUARD, "tecken som rör vid talet"}, {WITHOUT_SETTLE, "en plats är en sort"}, {WITHOUT_GENRE, "handlingens slag"}};
    for (guint i = 0; i <= G_N_ELEMENTS(ways); i++) {
        gboolean last = i == G_N_ELEMENTS(ways);
        struct engine *engine = open_engine(last ? 0 : ways[i].bit, last);
        struct tally *without = judge(engine, corpus, NULL);
        print_cost(last ? "testnummer (märks, väger inte)" : ways[i].name, with, without);
        tally_free(without);
        engine_free(engine);
    }
}

static int print_calibration(const char *numbers)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *table = calibration_table(numbers, &error);
    fputs(table ? table : error->message, table ? stdout : stderr);
    return table ? 0 : 2;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    gboolean told = FALSE, bare = FALSE;
    guint32 numbers[2] = {SEED, COUNT};
    guint given = 0;
    for (int i = 2; i < argc; i++) {
        told |= strcmp(argv[i], "told") == 0;
        bare |= strcmp(argv[i], "bare") == 0;
        if (g_ascii_isdigit(argv[i][0]) && given < 2)
            numbers[given++] = (guint32)g_ascii_strtoull(argv[i], NULL, 10);
    }
    if (argc == 3 && strcmp(argv[2], "calibrate") == 0)
        return print_calibration(argv[1]);
    struct corpus *corpus = argc > 1 ? corpus_new(numbers[0], numbers[1], argv[1], &error) : NULL;
    if (!corpus) {
        fprintf(stderr, "%s\n", error ? error->message : "accuracy NUMBERS [SEED [COUNT]] [told] [bare]");
        return 2;
    }
    struct tally *plain = judge_plain(corpus); /* before the engine closes the memory of compiled expressions */
    struct engine *engine = open_engine(0, FALSE);
    g_autoptr(GString) lines = g_string_new(NULL);
    struct tally *tally = judge(engine, corpus, told ? lines : NULL);
    fputs(lines->str, stdout);
    printf("%u dokument, %u byte, frö %u; ett fynd räknas från sannolikhet 0,5\n\n", numbers[1], corpus_bytes(corpus), numbers[0]);
    printf("%-20s %7s %7s  %9s %9s %7s   %s\n", "sort", "finns", "fynd", "precision", "recall", "F1", "uttryck och Luhn: precision, recall, F1");
    print_scores(tally->kinds, plain->kinds);
    printf("\n%-20s %7s %7s  %9s %9s %7s\n", "tema nära en person", "finns", "fynd", "precision", "recall", "F1");
    print_scores(tally->themes, NULL);
    printf("\n%-20s %7s  %7s  %8s  %8s  %7s\n", "sannolikhet", "", "fynd", "medel", "äkta", "skillnad");
    print_bands(tally, "");
    g_autoptr(GList) kinds = g_list_sort(g_hash_table_get_keys(tally->kinds), by_text);
    for (GList *kind = kinds; kind; kind = kind->next)
        print_bands(tally, kind->data);
    if (!bare) {
        printf("\nvad varje spärr kostar: med den -> utan den\n");
        cost_of_ways(corpus, tally);
        cost_of_groups(engine, corpus, tally);
    }
    tally_free(tally);
    tally_free(plain);
    engine_free(engine);
    corpus_free(corpus);
    return 0;
}
