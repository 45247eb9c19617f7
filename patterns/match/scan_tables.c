/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shapes are tried at a group of digits, chosen before any text is seen. */
#include "patterns/match/scan_tables.h"

#include <string.h>

static const char signs[SIGNS] = " -+().,/:;"; /* the last: any other */
static const char leads[LEADS] = {0, '+', '('};

static void family_free(gpointer data)
{
    struct family *family = data;
    g_array_unref(family->members);
    g_free(family);
}

struct scanner *scanner_new(void)
{
    struct scanner *scanner = g_new0(struct scanner, 1);
    scanner->families = g_ptr_array_new_with_free_func(family_free);
    scanner->fitting = g_ptr_array_new();
    scanner->by_shape = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    memset(scanner->sign_of, SIGNS - 1, sizeof scanner->sign_of);
    for (guint8 i = 0; i < SIGNS - 1; i++)
        scanner->sign_of[(guchar)signs[i]] = i;
    scanner->sign_of['\t'] = scanner->sign_of[' '];
    return scanner;
}

void scanner_free(struct scanner *scanner)
{
    if (!scanner)
        return;
    g_ptr_array_unref(scanner->fitting);
    g_hash_table_unref(scanner->by_shape);
    g_ptr_array_unref(scanner->families);
    g_free(scanner);
}

static gboolean is_digits(char sign)
{
    return sign == 'N' || g_ascii_isdigit(sign);
}

/* Lengths of the group that begins with token first, as bits. */
static guint32 lengths_of(const struct shape *shape, guint first)
{
    guint least = 0, most = 0;
    for (guint i = first; i < shape->count && is_digits(shape->tokens[i].sign); i++) {
        least += shape->tokens[i].min;
        most += shape->tokens[i].max;
    }
    guint32 bits = 0;
    for (guint n = least; n <= MIN(most, 31u); n++)
        bits |= 1u << n;
    return most > 31 ? bits | 1u << 31 : bits;
}

/* A shape of one length, as far as lines do not break, as bits. */
static void fix_length(struct family *family)
{
    guint at = 0;
    for (guint i = 0; i < family->shape.count; i++) {
        guint n = family->shape.tokens[i].min;
        if (n != family->shape.tokens[i].max || at + n >= BITS)
            return;
        if (is_digits(family->shape.tokens[i].sign)) {
            family->digit_bits |= ((1u << n) - 1) << at;
        } else {
            if (family->signs_count == SIGNS_MAX)
                return;
            family->signs_at[family->signs_count] = (guint8)at;
            family->signs[family->signs_count++] = (guint8)family->shape.tokens[i].sign;
        }
        at += n;
    }
    family->len = (guint8)at;
    family->length_bits = (guint32)((G_GUINT64_CONSTANT(1) << (at + 1)) - 1);
}

static struct family *family_new(struct shape shape)
{
    struct family *family = g_new0(struct family, 1);
    guint i = 0, literals = 0;
    family->shape = shape;
    family->members = g_array_new(FALSE, FALSE, sizeof(struct member));
    while (family->prefix_len < PREFIX_MAX && family->prefix_len < shape.count && g_ascii_isdigit(shape.tokens[family->prefix_len].sign)) {
        family->prefix[family->prefix_len] = shape.tokens[family->prefix_len].sign;
        family->prefix_len++;
    }
    for (; i < shape.count && is_digits(shape.tokens[i].sign); i++)
        literals += shape.tokens[i].sign != 'N';
    for (guint k = family->prefix_len; k < shape.count; k++)
        family->scattered |= g_ascii_isdigit(shape.tokens[k].sign);
    fix_length(family);
    if (i < shape.count) {
        family->after = shape.tokens[i].sign;
        family->second = i + 1 < shape.count && is_digits(shape.tokens[i + 1].sign) ? lengths_of(&shape, i + 1) : 0;
    } else if (shape.first_min == shape.first_max && !shape.lead) {
        family->digits = shape.first_min;
        family->literals = (guint8)literals;
    }
    return family;
}

/* The same for all ways to write the same shape. */
static char *spell(const struct shape *shape)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "%d ", shape->lead);
    for (guint i = 0; i < shape->count; i++)
        if (shape->tokens[i].sign == 'N' && shape->tokens[i].min == shape->tokens[i].max)
            for (guint k = 0; k < shape->tokens[i].min; k++)
                g_string_append_c(out, 'N');
        else if (shape->tokens[i].sign == 'N')
            g_string_append_printf(out, "{%u,%u}", shape->tokens[i].min, shape->tokens[i].max);
        else
            g_string_append_c(out, shape->tokens[i].sign);
    return g_string_free(out, FALSE);
}

void scanner_add(struct scanner *scanner, const char *text, struct member member)
{
    struct shape shape;
    if (!shape_compile(&shape, text, NULL))
        return;
    g_autofree char *key = spell(&shape);
    struct family *family = g_hash_table_lookup(scanner->by_shape, key);
    if (!family) {
        family = family_new(shape);
        family->number = scanner->families->len;
        while (leads[family->lead] != shape.lead)
            family->lead++;
        g_ptr_array_add(scanner->families, family);
        g_hash_table_insert(scanner->by_shape, g_steal_pointer(&key), family);
    }
    family->common = family->members->len ? family->common & member.needs : member.needs;
    family->needs |= member.needs;
    family->rules |= word_bit(member.rule);
    family->base = MAX(family->base, member.base);
    family->loose = (family->loose || family->members->len == 0) && member.loose;
    g_array_append_val(family->members, member);
}

static gboolean fits(const struct family *family, guint len, guint lead)
{
    return len >= family->shape.first_min && len <= family->shape.first_max && family->shape.lead == leads[lead];
}

/* Behind the sign stands a group of that length: a shape reads over no other. */
static gboolean goes_on(const struct family *family, guint sign, guint second)
{
    if (sign == SIGNS - 1 || family->after != signs[sign])
        return FALSE;
    return second == 0 || !family->second || (second < SECONDS - 1 ? family->second >> second & 1 : family->second >> second != 0);
}

static void find_population(struct scanner *scanner, struct family *family)
{
    for (guint i = 0; family->digits && family->literals && i < scanner->families->len; i++) {
        const struct family *other = g_ptr_array_index(scanner->families, i);
        if (other->digits == family->digits && !other->literals)
            family->population = other;
    }
}

static struct choice choose_alone(struct scanner *scanner, guint len, guint lead)
{
    guint from = scanner->fitting->len;
    for (guint i = 0; i < scanner->families->len; i++) {
        struct family *family = g_ptr_array_index(scanner->families, i);
        if (!family->after && fits(family, len, lead))
            g_ptr_array_add(scanner->fitting, family);
    }
    return (struct choice){from, scanner->fitting->len};
}

static struct choice choose_on(struct scanner *scanner, guint len, guint sign, guint lead, guint second)
{
    guint from = scanner->fitting->len;
    for (guint i = 0; i < scanner->families->len; i++) {
        struct family *family = g_ptr_array_index(scanner->families, i);
        if (family->after && fits(family, len, lead) && goes_on(family, sign, second))
            g_ptr_array_add(scanner->fitting, family);
    }
    return (struct choice){from, scanner->fitting->len};
}

static void choose(struct scanner *scanner, guint len, guint lead)
{
    for (guint i = 0; i < scanner->families->len; i++) {
        const struct family *family = g_ptr_array_index(scanner->families, i);
        if (family->after && fits(family, len, lead))
            scanner->plans[len][lead].goes_on |= 1u << scanner->sign_of[(guchar)family->after];
    }
    scanner->plans[len][lead].alone = choose_alone(scanner, len, lead);
    for (guint i = 0; i < (SIGNS - 1) * SECONDS; i++)
        if (scanner->plans[len][lead].goes_on >> (i / SECONDS) & 1)
            scanner->on[len][i / SECONDS][lead][i % SECONDS] = choose_on(scanner, len, i / SECONDS, lead, i % SECONDS);
}

/* Spellings of one group, of one rule: two may have the same stretch. */
static void mark_twice(struct scanner *scanner)
{
    g_autoptr(GHashTable) rules = g_hash_table_new(g_direct_hash, g_direct_equal); /* rule + 1 -> its first such member */
    for (guint i = 0; i < scanner->families->len; i++) {
        const struct family *family = g_ptr_array_index(scanner->families, i);
        for (guint k = 0; !family->after && k < family->members->len; k++) {
            struct member *member = &g_array_index(family->members, struct member, k);
            struct member *first = g_hash_table_lookup(rules, GUINT_TO_POINTER(member->rule + 1u));
            if (first)
                first->twice = member->twice = TRUE;
            else
                g_hash_table_insert(rules, GUINT_TO_POINTER(member->rule + 1u), member);
        }
    }
}

void scanner_seal(struct scanner *scanner)
{
    mark_twice(scanner);
    for (guint i = 0; i < scanner->families->len; i++)
        find_population(scanner, g_ptr_array_index(scanner->families, i));
    for (guint len = 1; len <= SHAPE_GROUP_MAX; len++)
        for (guint lead = 0; lead < LEADS; lead++)
            choose(scanner, len, lead);
}

guint scanner_slots(const struct scanner *scanner)
{
    return SLOTS_ALONE + scanner->families->len;
}

guint scanner_slot(const struct family *family, guint len)
{
    return family->after ? SLOTS_ALONE + family->number : len * LEADS + family->lead;
}
