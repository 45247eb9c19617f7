/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/block_fields.h"
#include "patterns/match/persons.h"
#include "scanner/base/i18n.h"

#define NAME_BYTES_MAX 256
#define PAIR_CONFIDENCE 0.99 /* field names say what they are, the check digit agrees */

guint field_name(void *user, const char *text, gsize len)
{
    const struct detector *detector = user;
    const GArray *fields = detector->engine->fields;
    const struct regex_field field = {text, len, 0, len};
    struct regex_match match;
    if (len > NAME_BYTES_MAX || !g_utf8_validate(text, (gssize)len, NULL))
        return 0;
    for (guint i = 0; i < fields->len; i++)
        if (regex_match(g_array_index(fields, struct expression, i).regex, detector->regex_scratch, &field, &match))
            return i + 1;
    return 0;
}

void field_note(struct detector *detector, guint number, const char *text, gsize len)
{
    gsize from = 0;
    while (len > from && g_ascii_isspace(text[len - 1]))
        len--;
    while (from < len && g_ascii_isspace(text[from]))
        from++;
    const struct field_value value = {detector->cell_start + from, detector->cell_start + len, number};
    if (from < len && len - from < CHECK_VALUE_MAX)
        g_array_append_val(detector->field_values, value);
}

static void try_value(struct run *run, const struct field_value *value)
{
    const struct engine *engine = run->detector->engine;
    const struct expression *expression = &g_array_index(engine->fields, struct expression, value->number - 1);
    const struct rule *rule = g_ptr_array_index(engine->rules, expression->rule);
    const struct spelling *spelling = &g_array_index(rule->spellings, struct spelling, expression->spelling);
    struct hit hit = {.from = value->from, .to = value->to, .rule = expression->rule, .spelling = expression->spelling,
                      .base = spelling->confidence, .factor = 1};
    struct text spelt = {run->stretch.text + (value->from - run->stretch.base), (gsize)(value->to - value->from)};
    if (!run_valid(run, rule, spelt, &hit.result))
        return;
    hit_reason(&hit, (struct reason){N_("the field or column is called so"), NO_WORD, FALSE, 1});
    run_weigh(run, run_origin(run, hit.from), &hit);
}

void run_fields(struct run *run)
{
    GArray *values = run->detector->field_values;
    guint done = 0;
    for (; done < values->len; done++) {
        const struct field_value *value = &g_array_index(values, struct field_value, done);
        if (value->from >= run->end)
            break;
        try_value(run, value);
    }
    if (done)
        g_array_remove_range(values, 0, done);
}

/* For one rule; FALSE where it is none of its numbers. */
static gboolean try_pair(struct run *run, const struct pair_number *number, guint16 rule_number)
{
    const struct rule *rule = g_ptr_array_index(run->detector->engine->rules, rule_number);
    struct text digits = text_of(number->digits);
    for (guint i = 0; i < rule->spellings->len; i++) {
        struct hit hit = {.from = number->from, .to = number->to, .rule = rule_number, .spelling = (guint16)i, .base = PAIR_CONFIDENCE, .factor = 1};
        if (!shape_bare(g_array_index(rule->spellings, struct spelling, i).text, digits.len) || !run_valid(run, rule, digits, &hit.result))
            continue;
        hit_reason(&hit, (struct reason){N_("the birth date stands in one field and the last digits in another"), NO_WORD, FALSE, 1});
        run_weigh(run, run_origin(run, hit.from), &hit);
        return TRUE;
    }
    return FALSE;
}

void run_pairs(struct run *run)
{
    GArray *numbers = run->detector->pair.numbers;
    const GPtrArray *rules = run->detector->engine->rules;
    guint done = 0;
    for (; done < numbers->len; done++) {
        const struct pair_number *number = &g_array_index(numbers, struct pair_number, done);
        if (number->from >= run->end)
            break;
        for (guint i = 0; i < rules->len; i++) {
            const struct rule *rule = g_ptr_array_index(rules, i);
            if (rule->sort == RULE_DIGITS && rule->check && persons_kind(rule->kind) && try_pair(run, number, (guint16)i))
                break;
        }
    }
    if (done)
        g_array_remove_range(numbers, 0, done);
}
