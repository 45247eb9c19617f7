/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/base/evidence.h"

#include <string.h>

static void weight_clear(gpointer weight)
{
    g_free(((struct weight *)weight)->words);
}

static void place_clear_pointer(gpointer place)
{
    place_clear(place);
}

struct finding *finding_new(void)
{
    struct finding *finding = g_new0(struct finding, 1);

    finding->places = g_array_new(FALSE, TRUE, sizeof(struct place));
    g_array_set_clear_func(finding->places, place_clear_pointer);
    finding->weights = g_array_new(FALSE, TRUE, sizeof(struct weight));
    g_array_set_clear_func(finding->weights, weight_clear);
    return finding;
}

void finding_free(struct finding *finding)
{
    if (!finding)
        return;
    g_free(finding->kind);
    g_free(finding->rule);
    g_free(finding->masked);
    if (finding->value) {
        explicit_bzero(finding->value, strlen(finding->value));
        g_free(finding->value);
    }
    g_free(finding->excepted);
    g_array_unref(finding->places);
    g_array_unref(finding->weights);
    g_free(finding);
}

struct theme *theme_new(void)
{
    return g_new0(struct theme, 1);
}

void theme_free(struct theme *theme)
{
    if (!theme)
        return;
    g_free(theme->name);
    g_free(theme->words);
    g_free(theme);
}

struct evidence *evidence_new(void)
{
    struct evidence *evidence = g_new0(struct evidence, 1);

    evidence->findings = g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
    evidence->themes = g_ptr_array_new_with_free_func((GDestroyNotify)theme_free);
    return evidence;
}

void evidence_free(struct evidence *evidence)
{
    if (!evidence)
        return;
    g_ptr_array_unref(evidence->findings);
    g_ptr_array_unref(evidence->themes);
    g_free(evidence);
}

/* The digest settles what kind and mask leave open: two persons born on one day have one mask. */
static int by_weight(gconstpointer a, gconstpointer b)
{
    const struct finding *one = *(const struct finding *const *)a, *two = *(const struct finding *const *)b;
    int order;

    if (one->confidence != two->confidence)
        return one->confidence > two->confidence ? -1 : 1;
    if ((order = g_strcmp0(one->kind, two->kind)) != 0 || (order = g_strcmp0(one->masked, two->masked)) != 0)
        return order;
    if ((order = g_strcmp0(one->value, two->value)) != 0)
        return order;
    return memcmp(one->digest, two->digest, DIGEST_BYTES);
}

static int by_confidence(gconstpointer a, gconstpointer b)
{
    const struct theme *one = *(const struct theme *const *)a, *two = *(const struct theme *const *)b;

    if (one->confidence != two->confidence)
        return one->confidence > two->confidence ? -1 : 1;
    return g_strcmp0(one->name, two->name);
}

void evidence_sort(struct evidence *evidence)
{
    g_ptr_array_sort(evidence->findings, by_weight);
    g_ptr_array_sort(evidence->themes, by_confidence);
}
