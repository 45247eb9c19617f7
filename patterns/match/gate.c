/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Most places that the sieve takes to be near a match begin none: the next word or two would show it. The expression itself is dear to ask,
 * however soon it says no; the gate is an automaton that knows it roughly, with a step a byte:
 *
 *     text        "n Karin Holm (S"                          \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+ \((?:S|M)\)
 *                  ^ ^^    ^
 *     before: ' '--' |'----|---- 'K', then 'a' 'r' 'i' 'n', then ' ', then 'H' ...
 *                    '-- the first signs      '-- in "Karin kom " the automaton dies at 'k'
 *
 * Its states are sets of the net's knots (net.h). A sign is known by its first byte alone and repeats have no end, so that more may be let
 * through than matches, never less; so is all that lives as long as the longest match, or finds no room for a state of its own.
 */
#include "patterns/match/gate.h"

#include <string.h>

#include "patterns/match/net.h"
#include "patterns/match/regex.h"

#define COLUMNS_MAX 256u
enum { DEAD, THROUGH }; /* the first two states */

struct gate {
    guint8 column[256];  /* of a byte: bytes that no class tells apart share one */
    guint8 first[256];   /* a match may begin with the byte, whatever stands before it */
    guint16 before[256]; /* states by the byte before the place */
    guint16 edge;        /* ... where there is none */
    guint shift;         /* columns of a row, as a power of two */
    guint16 *next;       /* by state and column */
};

/* What only the building needs. */
struct builder {
    struct gate *gate;
    struct net net;
    GArray *order;     /* of guint32, by knot: its first step, steps being sorted */
    GPtrArray *sets;   /* by state: GArray of guint32, its knots */
    GHashTable *known; /* GBytes of knots -> state */
    guint columns, states; /* states: at most */
    guint8 sample[COLUMNS_MAX]; /* a byte of each column */
    guint32 *seen, turn;        /* by knot: the last turn it was seen in */
};

/* TRUE where no class tells the bytes apart. */
static gboolean alike(const struct builder *builder, guint byte, guint other)
{
    for (guint i = 0; i < builder->net.classes->len; i++) {
        const struct bytes *class = &g_array_index(builder->net.classes, struct bytes, i);
        if (bytes_have(class, (guchar)byte) != bytes_have(class, (guchar)other))
            return FALSE;
    }
    return TRUE;
}

/* Column 0 is of the bytes within signs, which lead nowhere else. */
static void divide(struct builder *builder)
{
    for (guint byte = 0; byte < 256; byte++) {
        guint column = (byte & 0xc0) != 0x80;
        while (column && column < builder->columns && !alike(builder, byte, builder->sample[column]))
            column++;
        builder->gate->column[byte] = (guint8)column;
        builder->sample[column] = (guint8)byte;
        builder->columns = MAX(builder->columns, column + 1);
    }
    while ((1u << builder->gate->shift) < builder->columns)
        builder->gate->shift++;
}

static int by_knot(gconstpointer a, gconstpointer b)
{
    const struct step *one = a, *two = b;
    return one->from < two->from ? -1 : one->from > two->from;
}

static void sort_steps(struct builder *builder)
{
    const GArray *steps = builder->net.steps;
    g_array_sort(builder->net.steps, by_knot);
    for (guint knot = 0, i = 0; knot <= builder->net.knots; knot++) {
        while (i < steps->len && g_array_index(steps, struct step, i).from < knot)
            i++;
        g_array_append_val(builder->order, i);
    }
}

static void see(struct builder *builder, GArray *set, guint32 knot)
{
    if (builder->seen[knot] != builder->turn)
        g_array_append_val(set, knot);
    builder->seen[knot] = builder->turn;
}

/* Adds all that is reached from the set without a sign. */
static void spread(struct builder *builder, GArray *set)
{
    for (guint at = 0; at < set->len; at++) {
        guint32 knot = g_array_index(set, guint32, at), end = g_array_index(builder->order, guint32, knot + 1);
        for (guint i = g_array_index(builder->order, guint32, knot); i < end; i++) {
            const struct step *step = &g_array_index(builder->net.steps, struct step, i);
            if (step->class == NET_FREE)
                see(builder, set, step->to);
        }
    }
}

static int by_number(gconstpointer a, gconstpointer b)
{
    const guint32 *one = a, *two = b;
    return *one < *two ? -1 : *one > *two;
}

/* The state of the knots that were seen this turn, which are taken. */
static guint16 state_of(struct builder *builder, GArray *set)
{
    g_array_sort(set, by_number);
    g_autoptr(GBytes) key = g_bytes_new(set->data, set->len * sizeof(guint32));
    guint state = builder->seen[builder->net.end] == builder->turn ? THROUGH : DEAD;
    if (state == DEAD && set->len)
        state = GPOINTER_TO_UINT(g_hash_table_lookup(builder->known, key));
    if (state == DEAD && set->len && builder->sets->len >= builder->states)
        state = THROUGH;
    if (state != DEAD || !set->len) {
        g_array_unref(set);
        return (guint16)state;
    }
    state = builder->sets->len;
    g_hash_table_insert(builder->known, g_steal_pointer(&key), GUINT_TO_POINTER(state));
    g_ptr_array_add(builder->sets, set);
    return (guint16)state;
}

/* Where the set leads with a sign that begins with the byte; with -1: with any. */
static guint16 state_behind(struct builder *builder, const GArray *set, int byte)
{
    GArray *behind = g_array_new(FALSE, FALSE, sizeof(guint32));
    builder->turn++;
    for (guint k = 0; k < set->len; k++) {
        guint32 knot = g_array_index(set, guint32, k), end = g_array_index(builder->order, guint32, knot + 1);
        for (guint i = g_array_index(builder->order, guint32, knot); i < end; i++) {
            const struct step *step = &g_array_index(builder->net.steps, struct step, i);
            if (step->class != NET_FREE && (byte < 0 || bytes_have(&g_array_index(builder->net.classes, struct bytes, step->class), (guchar)byte)))
                see(builder, behind, step->to);
        }
    }
    spread(builder, behind);
    return state_of(builder, behind);
}

static void fill_before(struct builder *builder)
{
    struct gate *gate = builder->gate;
    g_autoptr(GArray) start = g_array_new(FALSE, TRUE, sizeof(guint32));
    g_array_set_size(start, 1);
    for (int byte = 0; byte < 256; byte++) /* of a sign that is not ASCII the last byte stands there */
        gate->before[byte] = state_behind(builder, start, byte < 0x80 ? byte : NET_HIGH);
    gate->edge = state_behind(builder, start, -1);
}

/* The table, and with it all states that are reached. */
static void fill_rows(struct builder *builder)
{
    struct gate *gate = builder->gate;
    GArray *next = g_array_new(FALSE, FALSE, sizeof(guint16));
    for (guint state = 0; state < builder->sets->len; state++)
        for (guint column = 0; column < 1u << gate->shift; column++) {
            guint16 to = (guint16)state;
            if (column && state > THROUGH)
                to = column < builder->columns ? state_behind(builder, g_ptr_array_index(builder->sets, state), builder->sample[column]) : DEAD;
            g_array_append_val(next, to);
        }
    gate->next = (guint16 *)(gpointer)g_array_free(next, FALSE);
    for (guint byte = 0; byte < 256; byte++)
        gate->first[byte] = (byte & 0xc0) != 0x80 && gate->next[((guint)gate->edge << gate->shift) + gate->column[byte]] != DEAD;
}

struct gate *gate_new(const char *expression, guint states)
{
    struct gate *gate = g_new0(struct gate, 1);
    struct builder builder = {.gate = gate, .columns = 1, .states = states};
    net_init(&builder.net, expression);
    builder.order = g_array_new(FALSE, FALSE, sizeof(guint32));
    builder.sets = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    builder.known = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    builder.seen = g_new0(guint32, builder.net.knots);
    for (guint state = DEAD; state <= THROUGH; state++)
        g_ptr_array_add(builder.sets, g_array_new(FALSE, FALSE, sizeof(guint32)));
    sort_steps(&builder);
    divide(&builder);
    fill_before(&builder);
    fill_rows(&builder);
    g_free(builder.seen);
    g_array_unref(builder.order);
    g_ptr_array_unref(builder.sets);
    g_hash_table_unref(builder.known);
    net_clear(&builder.net);
    return gate;
}

void gate_free(struct gate *gate)
{
    if (!gate)
        return;
    g_free(gate->next);
    g_free(gate);
}

gboolean gate_begins_as(const struct gate *gate, const struct gate *other)
{
    return memcmp(gate->first, other->first, sizeof gate->first) == 0;
}

gsize gate_next(const struct gate *gate, const struct gate_text *text)
{
    for (gsize at = text->from; at < text->to; at++) {
        if (!gate->first[(guchar)text->at[at]])
            continue;
        gsize end = MIN(text->len, at + REGEX_HIT_MAX);
        guint state = at ? gate->before[(guchar)text->at[at - 1]] : gate->edge;
        for (gsize i = at; i < end && state > THROUGH; i++)
            state = gate->next[(state << gate->shift) + gate->column[(guchar)text->at[i]]];
        if (state == THROUGH || (state != DEAD && end == at + REGEX_HIT_MAX))
            return at;
    }
    return text->to;
}
