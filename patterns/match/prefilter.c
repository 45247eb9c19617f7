/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/prefilter.h"

#include <hs/hs.h>

static unsigned flags_of(const struct wide *expression)
{
    return HS_FLAG_UTF8 | HS_FLAG_DOTALL | (expression->caseless ? HS_FLAG_CASELESS : 0);
}

struct prefilter {
    hs_database_t *database;
};

struct prefilter_scratch {
    hs_scratch_t *scratch;
};

/* What vectorscan takes by itself; a fault in one must not cost the others. */
static gboolean taken(const struct wide *expression)
{
    if (!expression->text)
        return FALSE;
    hs_expr_info_t *info = NULL;
    hs_compile_error_t *error = NULL;
    gboolean good = hs_expression_info(expression->text, flags_of(expression), &info, &error) == HS_SUCCESS && info->min_width > 0;
    free(info);
    hs_free_compile_error(error);
    return good;
}

/* Bytes of the longest match. */
static guint longest(const struct wide *expression)
{
    hs_expr_info_t *info = NULL;
    hs_compile_error_t *error = NULL;
    guint width = G_MAXUINT;
    if (expression->whole && hs_expression_info(expression->whole, flags_of(expression), &info, &error) == HS_SUCCESS)
        width = MAX(info->max_width, 1u);
    free(info);
    hs_free_compile_error(error);
    return width;
}

struct prefilter *prefilter_new(const struct wide *expressions, guint count, guint *reach)
{
    g_autoptr(GPtrArray) watched = g_ptr_array_new();
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(unsigned)), flags = g_array_new(FALSE, FALSE, sizeof(unsigned));
    gboolean platform = hs_valid_platform() == HS_SUCCESS;
    for (guint i = 0; i < count; i++) {
        reach[i] = platform && taken(&expressions[i]) ? longest(&expressions[i]) : 0;
        if (!reach[i])
            continue;
        unsigned flag = flags_of(&expressions[i]);
        g_ptr_array_add(watched, expressions[i].text);
        g_array_append_val(ids, i);
        g_array_append_val(flags, flag);
    }
    hs_database_t *database = NULL;
    hs_compile_error_t *error = NULL;
    if (watched->len)
        (void)hs_compile_multi((const char *const *)watched->pdata, (unsigned *)(void *)flags->data, (unsigned *)(void *)ids->data,
                               watched->len, HS_MODE_BLOCK, NULL, &database, &error);
    hs_free_compile_error(error);
    if (!database) {
        for (guint i = 0; i < count; i++)
            reach[i] = 0;
        return NULL;
    }
    struct prefilter *prefilter = g_new0(struct prefilter, 1);
    prefilter->database = database;
    return prefilter;
}

void prefilter_free(struct prefilter *prefilter)
{
    if (!prefilter)
        return;
    hs_free_database(prefilter->database);
    g_free(prefilter);
}

struct prefilter_scratch *prefilter_scratch_new(const struct prefilter *prefilter)
{
    struct prefilter_scratch *scratch = g_new0(struct prefilter_scratch, 1);
    if (hs_alloc_scratch(prefilter->database, &scratch->scratch) != HS_SUCCESS)
        scratch->scratch = NULL;
    return scratch;
}

void prefilter_scratch_free(struct prefilter_scratch *scratch)
{
    if (!scratch)
        return;
    if (scratch->scratch)
        hs_free_scratch(scratch->scratch);
    g_free(scratch);
}

struct relay {
    void (*ends)(void *user, guint expression, gsize end);
    void *user;
};

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *user)
{
    const struct relay *relay = user;
    relay->ends(relay->user, id, (gsize)to);
    return 0;
}

gboolean prefilter_scan(const struct prefilter *prefilter, struct prefilter_scratch *scratch, const char *text, gsize len,
                        void (*ends)(void *user, guint expression, gsize end), void *user)
{
    struct relay relay = {ends, user};
    return scratch->scratch && hs_scan(prefilter->database, text, (unsigned)len, 0, scratch->scratch, on_match, &relay) == HS_SUCCESS;
}
