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
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "patterns/match/net.h"
#include "patterns/match/regex.h"

#define COLUMNS_MAX 256u
#define CELLS_MAX 65536u /* of the table */
enum { DEAD, THROUGH }; /* the first two states */

struct gate {
    guint8 column[256];  /* of a byte: bytes that no class tells apart share one */
    guint8 first[256];   /* a match may begin with the byte, whatever stands before it */
    guint8 span[2], wide[2]; /* all such bytes lie within two spans: the first byte of each, and how far it goes from there */
    guint16 before[256]; /* states by the byte before the place, as all states by the cell where their row begins */
    guint16 edge;        /* ... where there is none */
    guint16 through;     /* the state THROUGH; that of DEAD is 0 */
    guint columns;       /* cells of a row */
    guint16 *next;       /* states by state and column */
};

/* What only the building needs. */
struct builder {
    struct gate *gate;
    struct net net;
    GArray *order;     /* of guint32, by knot: its first step, steps being sorted */
    GPtrArray *sets;   /* by state: GArray of guint32, its knots */
    GArray *set;       /* of guint32: knots seen this turn */
    GHashTable *known; /* GBytes of knots -> state */
    guint states; /* at most */
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
    struct gate *gate = builder->gate;
    gate->columns = 1;
    for (guint byte = 0; byte < 256; byte++) {
        guint column = (byte & 0xc0) != 0x80;
        while (column && column < gate->columns && !alike(builder, byte, builder->sample[column]))
            column++;
        gate->column[byte] = (guint8)column;
        builder->sample[column] = (guint8)byte;
        gate->columns = MAX(gate->columns, column + 1);
    }
    gate->through = (guint16)gate->columns;
    builder->states = MIN(builder->states, CELLS_MAX / gate->columns);
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

static void see(struct builder *builder, guint32 knot)
{
    if (builder->seen[knot] != builder->turn)
        g_array_append_val(builder->set, knot);
    builder->seen[knot] = builder->turn;
}

/* Adds all that is reached from the set without a sign. */
static void spread(struct builder *builder)
{
    const GArray *set = builder->set;
    for (guint at = 0; at < set->len; at++) {
        guint32 knot = g_array_index(set, guint32, at), end = g_array_index(builder->order, guint32, knot + 1);
        for (guint i = g_array_index(builder->order, guint32, knot); i < end; i++) {
            const struct step *step = &g_array_index(builder->net.steps, struct step, i);
            if (step->class == NET_FREE)
                see(builder, step->to);
        }
    }
}

static int by_number(gconstpointer a, gconstpointer b)
{
    const guint32 *one = a, *two = b;
    return *one < *two ? -1 : *one > *two;
}

/* The row of the state of the knots seen this turn. */
static guint16 state_of(struct builder *builder)
{
    GArray *set = builder->set;
    if (!set->len || builder->seen[builder->net.end] == builder->turn)
        return set->len ? builder->gate->through : DEAD;
    g_array_sort(set, by_number);
    g_autoptr(GBytes) key = g_bytes_new(set->data, set->len * sizeof(guint32));
    guint state = GPOINTER_TO_UINT(g_hash_table_lookup(builder->known, key));
    if (!state && builder->sets->len >= builder->states) {
        state = THROUGH;
    } else if (!state) {
        state = builder->sets->len;
        g_hash_table_insert(builder->known, g_steal_pointer(&key), GUINT_TO_POINTER(state));
        g_ptr_array_add(builder->sets, g_array_copy(set));
    }
    return (guint16)(state * builder->gate->columns);
}

/* Where the set leads with a sign that begins with the byte; with -1: with any. */
static guint16 state_behind(struct builder *builder, const GArray *set, int byte)
{
    g_array_set_size(builder->set, 0);
    builder->turn++;
    for (guint k = 0; k < set->len; k++) {
        guint32 knot = g_array_index(set, guint32, k), end = g_array_index(builder->order, guint32, knot + 1);
        for (guint i = g_array_index(builder->order, guint32, knot); i < end; i++) {
            const struct step *step = &g_array_index(builder->net.steps, struct step, i);
            if (step->class != NET_FREE && (byte < 0 || bytes_have(&g_array_index(builder->net.classes, struct bytes, step->class), (guchar)byte)))
                see(builder, step->to);
        }
    }
    spread(builder);
    return state_of(builder);
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
        for (guint column = 0; column < gate->columns; column++) {
            guint16 to = (guint16)(state * gate->columns);
            if (column && state > THROUGH)
                to = state_behind(builder, g_ptr_array_index(builder->sets, state), builder->sample[column]);
            g_array_append_val(next, to);
        }
    gate->next = (guint16 *)(gpointer)g_array_free(next, FALSE);
    for (guint byte = 0; byte < 256; byte++)
        gate->first[byte] = (byte & 0xc0) != 0x80 && gate->next[gate->edge + gate->column[byte]] != DEAD;
}

/* Parts the bytes that a match may begin with at the widest gap between them. */
static void fill_spans(struct gate *gate)
{
    int last = -1, low = -1, gap = -1;
    for (int byte = 0; byte < 256; byte++) {
        if (!gate->first[byte])
            continue;
        if (last >= 0 && byte - last > gap) {
            gap = byte - last;
            gate->wide[0] = (guint8)(last - low);
            gate->span[1] = (guint8)byte;
        }
        low = last < 0 ? byte : low;
        last = byte;
    }
    gate->span[0] = (guint8)MAX(low, 0);
    if (gap < 0)
        gate->span[1] = gate->span[0];
    gate->wide[1] = (guint8)(MAX(last, 0) - gate->span[1]);
}

struct gate *gate_new(const char *expression, guint states)
{
    struct gate *gate = g_new0(struct gate, 1);
    struct builder builder = {.gate = gate, .states = states};
    net_init(&builder.net, expression);
    builder.order = g_array_new(FALSE, FALSE, sizeof(guint32));
    builder.set = g_array_new(FALSE, FALSE, sizeof(guint32));
    builder.sets = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    builder.known = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    builder.seen = g_new0(guint32, builder.net.knots);
    for (guint state = DEAD; state <= THROUGH; state++)
        g_ptr_array_add(builder.sets, g_array_new(FALSE, FALSE, sizeof(guint32)));
    sort_steps(&builder);
    divide(&builder);
    fill_before(&builder);
    fill_rows(&builder);
    fill_spans(gate);
    g_free(builder.seen);
    g_array_unref(builder.order);
    g_array_unref(builder.set);
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

static gboolean passes(const struct gate *gate, const struct gate_text *text, gsize at)
{
    gsize end = MIN(text->len, at + REGEX_HIT_MAX);
    if (!gate->first[(guchar)text->at[at]])
        return FALSE;
    guint state = at ? gate->before[(guchar)text->at[at - 1]] : gate->edge;
    for (gsize i = at; i < end && state > gate->through; i++)
        state = gate->next[state + gate->column[(guchar)text->at[i]]];
    return state == gate->through || (state != DEAD && end == at + REGEX_HIT_MAX);
}

#ifdef __SSE2__
#define STRIDE 16u

/* A bit for each of the bytes that lies within a span. */
static guint within(const struct gate *gate, const char *text)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(gconstpointer)text);
    __m128i one = _mm_sub_epi8(bytes, _mm_set1_epi8((char)gate->span[0])), two = _mm_sub_epi8(bytes, _mm_set1_epi8((char)gate->span[1]));
    one = _mm_cmpeq_epi8(_mm_min_epu8(one, _mm_set1_epi8((char)gate->wide[0])), one);
    two = _mm_cmpeq_epi8(_mm_min_epu8(two, _mm_set1_epi8((char)gate->wide[1])), two);
    return (guint)_mm_movemask_epi8(_mm_or_si128(one, two));
}
#else
#define STRIDE 1u

static guint within(const struct gate *gate, const char *text)
{
    return gate->first[(guchar)*text];
}
#endif

gsize gate_next(const struct gate *gate, const struct gate_text *text)
{
    for (gsize at = text->from; at < text->to; at += STRIDE) {
        gboolean all = at + STRIDE <= text->to;
        for (guint bits = all ? within(gate, text->at + at) : (1u << (text->to - at)) - 1; bits; bits &= bits - 1) {
            gsize place = at + (gsize)__builtin_ctz(bits);
            if (passes(gate, text, place))
                return place;
        }
    }
    return text->to;
}
