/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file has ended: what the store holds becomes findings. */
#include "patterns/match/kept.h"

#include <string.h>

#include "patterns/match/calibrate.h"
#include "scanner/base/i18n.h"

/* The confidence that is told of. */
static double told_of(const struct store *store, const struct kept *kept, double confidence)
{
    const struct rule *rule = g_ptr_array_index(store->rules, kept->rule);
    return calibrate(rule->calibration, rule->calibrations, confidence);
}

static void add_weight(struct finding *finding, char *words, double factor)
{
    struct weight weight = {words, factor};
    g_array_append_val(finding->weights, weight);
}

static void add_weights(const struct store *store, struct finding *finding, const struct variant *variant)
{
    double base = variant->by_words ? variant->base : chance_confidence(store->chance, variant->scope, variant->base);
    add_weight(finding, g_strdup(N_("how it is written, and its check")), odds_of(variant->base));
    if (base != variant->base)
        add_weight(finding, g_strdup(N_("how many of its like hold in the same column or document")), odds_of(base) / odds_of(variant->base));
    for (guint i = 0; i < variant->reasons; i++) {
        const struct reason *reason = &variant->reason[i];
        const char *word = reason->word == NO_WORD ? NULL : dictionary_word(store->dictionary, reason->word);
        g_autofree char *plain = !word ? NULL
                                 : reason->header ? g_strdup_printf("%s\t%s", N_("the header or field says “%s”"), word)
                                                  : g_strdup_printf("%s\t%s", N_("“%s” stands near"), word);
        add_weight(finding, g_strjoin("\n", reason->words ? reason->words : plain, reason->words ? plain : NULL, NULL), reason->factor);
    }
}

/* A value that is likely enough. */
struct told {
    double confidence;
    gboolean first; /* of those that its kind has a place for */
    struct kept *kept;
    const struct variant *best;
};

static int by_confidence(gconstpointer a, gconstpointer b)
{
    const struct told *one = a, *two = b;
    if (one->first != two->first)
        return two->first - one->first;
    if (one->confidence != two->confidence)
        return one->confidence > two->confidence ? -1 : 1;
    int order = strcmp(one->kept->key.kind, two->kept->key.kind);
    return order ? order : strcmp(one->kept->value, two->kept->value);
}

/* The likeliest of each kind have a place, and the likeliest of the rest what is left. */
static void trim(struct store *store, GArray *all)
{
    g_autoptr(GHashTable) kinds = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_array_sort(all, by_confidence);
    for (guint i = 0; i < all->len; i++) {
        struct told *told = &g_array_index(all, struct told, i);
        guint before = GPOINTER_TO_UINT(g_hash_table_lookup(kinds, told->kept->key.kind));
        told->first = before < store_reserve(store);
        g_hash_table_insert(kinds, (gpointer)told->kept->key.kind, GUINT_TO_POINTER(before + 1));
    }
    g_array_sort(all, by_confidence);
    g_array_set_size(all, (guint)store->max);
    store->full = TRUE;
}

static gboolean is_person(const struct store_end *end, const struct told *told)
{
    gboolean test = told->kept->test && !end->real_test_numbers;
    return told->confidence >= 0.5 && !test && told->kept->person;
}

static struct finding *make_finding(struct store *store, const struct told *told, const struct store_end *end, const struct persons *persons)
{
    struct kept *kept = told->kept;
    const struct rule *rule = g_ptr_array_index(store->rules, kept->rule);
    struct finding *finding = finding_new();
    finding->kind = g_strdup(kept->key.kind);
    finding->rule = g_strdup(rule->name);
    finding->value = g_strdup(kept->value);
    finding->masked = rule_mask(rule, kept->key.kind, finding->value);
    finding->confidence = told->confidence;
    finding->count = kept->count;
    finding->test = kept->test && !end->real_test_numbers;
    finding->person = is_person(end, told) && persons_counts(persons, kept->key.kind, &kept->born);
    for (guint i = 0; i < kept->spots_count; i++)
        g_array_append_val(finding->places, spot_of(kept, i)->place);
    kept->spots_count = 0; /* their strings are the finding's now */
    add_weights(store, finding, told->best);
    double weighed = variant_confidence(store, told->best);
    if (told->confidence != weighed)
        add_weight(finding, g_strdup(N_("how often such findings held on labelled documents")), odds_of(told->confidence) / odds_of(weighed));
    return finding;
}

static void note_person(struct store *store, struct persons *persons, struct kept *kept)
{
    persons_add(persons, kept->key.kind, &kept->born);
    store->person_named |= kept->named;
    for (guint k = 0; k < kept->spots_count; k++)
        g_hash_table_add(store->person_spots, GUINT_TO_POINTER((guint)spot_of(kept, k)->kilobyte + 1));
    for (guint k = 0; kept->later && k < kept->later->len; k++)
        g_hash_table_add(store->person_spots, GUINT_TO_POINTER(g_array_index(kept->later, guint32, k) + 1));
}

void store_findings(struct store *store, const struct store_end *end, struct evidence *evidence)
{
    struct persons persons;
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct told));
    persons_init(&persons, &end->today);
    for (guint i = 0; i < store->kept->len; i++) {
        struct told told = {.kept = g_ptr_array_index(store->kept, i)};
        told.best = &told.kept->first_variant;
        told.confidence = told_of(store, told.kept, kept_best(store, told.kept, &told.best));
        if (told.confidence < STORE_TOLD_FROM)
            continue;
        g_array_append_val(all, told);
        if (is_person(end, &told))
            note_person(store, &persons, told.kept);
    }
    if (all->len > store->max)
        trim(store, all);
    for (guint i = 0; i < all->len; i++)
        g_ptr_array_add(evidence->findings, make_finding(store, &g_array_index(all, struct told, i), end, &persons));
    persons_evidence(&persons, evidence);
    persons_clear(&persons);
}

gboolean store_person_near(const struct store *store, guint64 kilobyte)
{
    for (guint64 k = kilobyte; k <= kilobyte + 2; k++)
        if (g_hash_table_contains(store->person_spots, GUINT_TO_POINTER((guint)k)))
            return TRUE;
    return FALSE;
}

gboolean store_person_named(const struct store *store)
{
    return store->person_named;
}
