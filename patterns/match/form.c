/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/form.h"

#define WIDTH_MAX 4096u
#define GAIN 0.7    /* a rarer set must be so much rarer */
#define POWER_MAX 8 /* repeats that are written out */

void form_clear(struct form *form)
{
    GArray **sets[] = {&form->exact, &form->head, &form->tail, &form->some_head, &form->some_tail, &form->inner};
    for (guint i = 0; i < G_N_ELEMENTS(sets); i++)
        g_clear_pointer(sets[i], g_array_unref);
}

struct form form_empty(void)
{
    return (struct form){.exact = chains_nothing(), .head = chains_nothing(), .tail = chains_nothing(), .share = 1};
}

/* Takes the set (NULL: none) where it is rarer; distances are moved by so many bytes. */
static void consider(struct form *form, GArray *set, gint64 min, gint64 max)
{
    double share = set ? chains_share(set) : 1;
    if (set && share < form->share * GAIN) {
        GArray *inner = chains_new();
        for (guint i = 0; i < set->len; i++) {
            struct chain chain = g_array_index(set, struct chain, i);
            chain.from_min += (int)min;
            chain.from_max += (int)max;
            chains_put(inner, &chain);
        }
        g_clear_pointer(&form->inner, g_array_unref);
        form->inner = inner;
        form->share = share;
    }
    if (set)
        g_array_unref(set);
}

/* Tails of a part end where it ends. */
static GArray *with_ends(const GArray *tail)
{
    GArray *set = chains_new();
    for (guint i = 0; i < tail->len; i++) {
        struct chain chain = g_array_index(tail, struct chain, i);
        chain.from_min = chain.from_max = -(int)chain.len;
        chains_put(set, &chain);
    }
    return set;
}

void form_whole(struct form *form)
{
    consider(form, g_array_ref(form->head), 0, 0);
    consider(form, with_ends(form->tail), form->min, form->max);
}

/* Ends of two parts together; where that is too much, of the outer one alone. */
static GArray *head_of(const struct form *a, const struct form *b)
{
    GArray *set = a->exact ? chains_join(a->exact, b->head, KEEP_HEAD) : a->some_head ? chains_unite(a->some_head, b->head) : NULL;
    if (set)
        chains_prune(set, FALSE);
    return set ? set : g_array_ref(a->head);
}

static GArray *tail_of(const struct form *a, const struct form *b)
{
    GArray *set = b->exact ? chains_join(a->tail, b->exact, KEEP_TAIL) : b->some_tail ? chains_unite(a->tail, b->some_tail) : NULL;
    if (set)
        chains_prune(set, TRUE);
    return set ? set : g_array_ref(b->tail);
}

struct form form_join(struct form *a, struct form *b)
{
    struct form both = {.exact = a->exact && b->exact ? chains_join(a->exact, b->exact, KEEP_ALL) : NULL, .head = head_of(a, b), .tail = tail_of(a, b),
                        .share = 1, .min = MIN(a->min + b->min, WIDTH_MAX), .max = MIN(a->max + b->max, WIDTH_MAX)};
    GArray *meeting = chains_join(a->tail, b->head, KEEP_BEST);
    consider(&both, a->inner ? g_array_ref(a->inner) : NULL, 0, 0);
    consider(&both, b->inner ? g_array_ref(b->inner) : NULL, a->min, a->max);
    if (meeting) {
        chains_prune(meeting, FALSE);
        consider(&both, meeting, a->min, a->max);
    } else {
        consider(&both, with_ends(a->tail), a->min, a->max);
        consider(&both, g_array_ref(b->head), a->min, a->max);
    }
    form_clear(a);
    form_clear(b);
    return both;
}

struct form form_either(struct form *a, struct form *b)
{
    struct form one = {.exact = a->exact && b->exact ? chains_unite(a->exact, b->exact) : NULL, .head = chains_unite(a->head, b->head),
                       .tail = chains_unite(a->tail, b->tail), .share = 1, .min = MIN(a->min, b->min), .max = MAX(a->max, b->max)};
    form_whole(a);
    form_whole(b);
    if (!one.head)
        one.head = chains_nothing();
    if (!one.tail)
        one.tail = chains_nothing();
    chains_prune(one.head, FALSE);
    chains_prune(one.tail, TRUE);
    if (a->inner && b->inner)
        consider(&one, chains_unite(a->inner, b->inner), 0, 0);
    form_clear(a);
    form_clear(b);
    return one;
}

static struct form copy(const struct form *form)
{
    struct form same = *form;
    g_array_ref(same.head);
    g_array_ref(same.tail);
    same.some_head = same.some_tail = NULL;
    if (same.exact)
        g_array_ref(same.exact);
    if (same.inner)
        g_array_ref(same.inner);
    return same;
}

/* The part so many times. */
static struct form power(const struct form *form, guint times)
{
    struct form all = form_empty();
    for (guint i = 0; i < MIN(times, (guint)POWER_MAX); i++) {
        struct form one = copy(form);
        all = form_join(&all, &one);
    }
    return all;
}

static GArray *exact_of(const struct form *form, guint min, guint max)
{
    GArray *all = chains_new();
    for (guint times = min; all && times <= max; times++) {
        struct form many = power(form, times);
        GArray *more = many.exact ? chains_unite(all, many.exact) : NULL;
        g_array_unref(all);
        all = more;
        form_clear(&many);
    }
    return all;
}

struct form form_repeat(struct form *form, guint min, guint max)
{
    struct form many = power(form, min);
    g_clear_pointer(&many.exact, g_array_unref);
    if (form->exact && max && max <= POWER_MAX)
        many.exact = exact_of(form, min, max);
    if (min == 0 && !many.exact) {
        many.some_head = g_array_ref(form->head);
        many.some_tail = g_array_ref(form->tail);
    }
    many.min = (guint)MIN((guint64)form->min * min, WIDTH_MAX);
    many.max = max || form->max == 0 ? (guint)MIN((guint64)form->max * max, WIDTH_MAX) : WIDTH_MAX;
    if (min > POWER_MAX || (min > 0 && min != max && !many.exact))
        form_whole(&many);
    form_clear(form);
    return many;
}
