/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/rule.h"

#include "patterns/match/dictionary.h"
#include "patterns/match/regex.h"
#include "patterns/match/shape.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"
#include "scanner/base/yaml.h"

#define RULE_BYTES_MAX (1024 * 1024)
#define WITHIN_DEFAULT 60
#define WITHIN_MAX 200
#define FACTOR_MIN 0.002
#define FACTOR_MAX 1000

/* What a file is bound to before it is judged. */
struct draft {
    struct rule *rule;
    const char *origin;
    char *check, *mask;
    const struct yaml *digits, *regex, *field, *words, *context;
    struct rule given; /* the plain fields, moved into rule */
};

static gboolean words_good(const struct yaml *node, const char *origin, char **words, GError **error)
{
    for (guint i = 0; words && words[i]; i++) {
        g_autoptr(GError) wrong = NULL;
        if (dictionary_word_good(words[i], &wrong))
            continue;
        const struct yaml *at = node->type == YAML_LIST && i < node->items->len ? g_ptr_array_index(node->items, i) : node;
        yaml_error(at, origin, error, "%s", wrong->message);
        return FALSE;
    }
    return TRUE;
}

/* One item of digits (key "shape"), regex (key "find") or field (key "name"). */
static gboolean take_spelling(struct draft *draft, const struct yaml *item, const char *key, GError **error)
{
    struct spelling spelling = {.shape = g_str_equal(key, "shape")};
    const struct yaml_field fields[] = {
        {key, YAML_TEXT, G_STRUCT_OFFSET(struct spelling, text), TRUE},
        {"confidence", YAML_NUMBER, G_STRUCT_OFFSET(struct spelling, confidence), TRUE},
        {NULL, 0, 0, FALSE},
    };
    gboolean bound = item->type == YAML_MAP && yaml_bind(item, draft->origin, fields, &spelling, error);
    if (item->type != YAML_MAP)
        yaml_error(item, draft->origin, error, _("write {%s: ..., confidence: 0.9} here"), key);
    if (bound)
        g_array_append_val(draft->rule->spellings, spelling);
    else
        g_free(spelling.text);
    if (!bound)
        return FALSE;
    if (!(spelling.confidence > 0 && spelling.confidence < 1)) {
        yaml_error(yaml_get(item, "confidence"), draft->origin, error, _("confidence must lie between 0 and 1"));
        return FALSE;
    }
    g_autoptr(GError) wrong = NULL;
    if (!(spelling.shape ? shape_good(spelling.text, &wrong) : regex_good(spelling.text, &wrong))) {
        yaml_error(yaml_get(item, key), draft->origin, error, "%s", wrong->message);
        return FALSE;
    }
    return TRUE;
}

static gboolean take_spellings(struct draft *draft, const struct yaml *list, const char *key, GError **error)
{
    if (list->type != YAML_LIST || list->items->len == 0) {
        yaml_error(list, draft->origin, error, _("a list of {%s: ..., confidence: ...} is wanted"), key);
        return FALSE;
    }
    for (guint i = 0; i < list->items->len; i++)
        if (!take_spelling(draft, g_ptr_array_index(list->items, i), key, error))
            return FALSE;
    return TRUE;
}

static gboolean take_words(struct draft *draft, GError **error)
{
    const struct yaml_field fields[] = {
        {"strong", YAML_TEXTS, G_STRUCT_OFFSET(struct rule, strong), FALSE},
        {"ordinary", YAML_TEXTS, G_STRUCT_OFFSET(struct rule, ordinary), FALSE},
        {"weak", YAML_TEXTS, G_STRUCT_OFFSET(struct rule, weak), FALSE},
        {NULL, 0, 0, FALSE},
    };
    struct rule *rule = draft->rule;
    if (draft->words->type != YAML_MAP) {
        yaml_error(draft->words, draft->origin, error, _("words has the keys strong, ordinary and weak, each a list"));
        return FALSE;
    }
    if (!yaml_bind(draft->words, draft->origin, fields, rule, error))
        return FALSE;
    char ***lists[] = {&rule->strong, &rule->ordinary, &rule->weak};
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        if (!words_good(yaml_get(draft->words, fields[i].key), draft->origin, *lists[i], error))
            return FALSE;
        if (!*lists[i])
            *lists[i] = g_new0(char *, 1);
    }
    if (!rule->strong[0] && !rule->ordinary[0]) {
        yaml_error(draft->words, draft->origin, error, _("a theme needs strong or ordinary words"));
        return FALSE;
    }
    return TRUE;
}

static gboolean group_good(struct draft *draft, const struct yaml *item, const struct context_group *group, GError **error)
{
    const char *words = NULL;
    const struct yaml *at = item;
    if (!(group->factor >= FACTOR_MIN && group->factor <= FACTOR_MAX)) {
        words = _("factor must lie between 0.002 and 1000: no word decides alone");
        at = yaml_get(item, "factor");
    } else if (group->within < 1 || group->within > WITHIN_MAX) {
        words = _("within is a number of characters from 1 to 200");
        at = yaml_get(item, "within");
    } else if (!group->words[0]) {
        words = _("words must hold at least one word");
        at = yaml_get(item, "words");
    } else if (group->needed && group->factor < 1) {
        words = _("words that are needed must have a factor over 1");
        at = yaml_get(item, "factor");
    }
    if (words)
        yaml_error(at, draft->origin, error, "%s", words);
    return !words && words_good(yaml_get(item, "words"), draft->origin, group->words, error);
}

static gboolean take_where(struct draft *draft, const struct yaml *item, const char *where, struct context_group *group, GError **error)
{
    if (!where || g_str_equal(where, "both"))
        group->where = CONTEXT_BOTH;
    else if (g_str_equal(where, "near"))
        group->where = CONTEXT_NEAR;
    else if (g_str_equal(where, "header"))
        group->where = CONTEXT_HEADER;
    else {
        yaml_error(yaml_get(item, "where"), draft->origin, error, _("where is near, header or both"));
        return FALSE;
    }
    return TRUE;
}

static gboolean take_group(struct draft *draft, const struct yaml *item, GError **error)
{
    struct {
        struct context_group group;
        double within;
        char *where;
    } bound = {.within = WITHIN_DEFAULT};
    const struct yaml_field fields[] = {
        {"words", YAML_TEXTS, G_STRUCT_OFFSET(struct context_group, words), TRUE},
        {"factor", YAML_NUMBER, G_STRUCT_OFFSET(struct context_group, factor), TRUE},
        {"why", YAML_TEXT, G_STRUCT_OFFSET(struct context_group, why), FALSE},
        {"needed", YAML_BOOL, G_STRUCT_OFFSET(struct context_group, needed), FALSE},
        {"within", YAML_NUMBER, (gsize)((char *)&bound.within - (char *)&bound), FALSE},
        {"where", YAML_TEXT, (gsize)((char *)&bound.where - (char *)&bound), FALSE},
        {NULL, 0, 0, FALSE},
    };
    if (item->type != YAML_MAP) {
        yaml_error(item, draft->origin, error, _("write {words: [...], factor: 10} here"));
        return FALSE;
    }
    gboolean good = yaml_bind(item, draft->origin, fields, &bound, error);
    g_autofree char *where = bound.where;
    bound.group.within = bound.within >= 1 && bound.within <= WITHIN_MAX ? (guint)bound.within : 0;
    good = good && take_where(draft, item, where, &bound.group, error) && group_good(draft, item, &bound.group, error);
    draft->rule->needs |= bound.group.needed;
    g_array_append_val(draft->rule->context, bound.group);
    return good;
}

static gboolean take_context(struct draft *draft, GError **error)
{
    if (draft->context->type != YAML_LIST || draft->rule->sort == RULE_WORDS) {
        yaml_error(draft->context, draft->origin, error,
                   draft->rule->sort == RULE_WORDS ? _("a theme has no context of its own") : _("context is a list of groups"));
        return FALSE;
    }
    for (guint i = 0; i < draft->context->items->len; i++)
        if (!take_group(draft, g_ptr_array_index(draft->context->items, i), error))
            return FALSE;
    return TRUE;
}

/* Kinds that no report may show as they are, whatever a rule says; keys and passwords not in part either. */
static gboolean mask_allowed(const struct draft *draft, const struct yaml *root, GError **error)
{
    static const char *const hidden[] = {"personnummer", "samordningsnummer", "reservnummer", "fodelsedatum", "bankkonto", "iban", "betalkort", "pass", "namn", NULL};
    static const char *const secret[] = {"inloggningsuppgift", "privat_nyckel", NULL};
    const struct rule *rule = draft->rule;
    if (rule->mask != MASK_ALL && g_strv_contains(secret, rule->kind)) {
        yaml_error(yaml_get(root, "mask"), draft->origin, error, _("passwords and keys are masked whole: mask is all"));
        return FALSE;
    }
    if (rule->mask == MASK_NONE && (rule->person || g_strv_contains(hidden, rule->kind))) {
        yaml_error(yaml_get(root, "mask"), draft->origin, error, _("what stands for a person or an account cannot be shown in clear: mask is all, date, first N or last N"));
        return FALSE;
    }
    return TRUE;
}

static gboolean take_mask(struct draft *draft, const struct yaml *root, GError **error)
{
    static const struct {
        const char *name;
        enum rule_mask mask;
    } plain[] = {{"all", MASK_ALL}, {"date", MASK_DATE}, {"email", MASK_EMAIL}, {"none", MASK_NONE}};
    struct rule *rule = draft->rule;
    rule->mask = MASK_ALL;
    if (!draft->mask)
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(plain); i++)
        if (g_str_equal(draft->mask, plain[i].name)) {
            rule->mask = plain[i].mask;
            return TRUE;
        }
    gboolean first = g_str_has_prefix(draft->mask, "first "), last = g_str_has_prefix(draft->mask, "last ");
    guint64 keep = 0;
    if ((first || last) && g_ascii_string_to_unsigned(draft->mask + (first ? 6 : 5), 10, 1, 20, &keep, NULL)) {
        rule->mask = first ? MASK_FIRST : MASK_LAST;
        rule->mask_keep = (guint)keep;
        return TRUE;
    }
    yaml_error(yaml_get(root, "mask"), draft->origin, error, _("mask is all, date, email, none, first N or last N"));
    return FALSE;
}

static gboolean take_sort(struct draft *draft, const struct yaml *root, GError **error)
{
    int given = !!draft->digits + !!draft->regex + !!draft->field + !!draft->words;
    struct rule *rule = draft->rule;
    if (given != 1 && !(given == 2 && draft->digits && draft->regex)) {
        yaml_error(root, draft->origin, error, _("a rule has exactly one of digits, regex, field and words; only regex may stand beside digits"));
        return FALSE;
    }
    rule->sort = draft->regex ? RULE_REGEX : draft->digits ? RULE_DIGITS : draft->field ? RULE_FIELD : RULE_WORDS;
    gboolean theme = rule_kind_is_theme(rule->kind);
    if (!rule_kind_known(rule->kind) || theme != (rule->sort == RULE_WORDS)) {
        yaml_error(yaml_get(root, "kind"), draft->origin, error,
                   theme ? _("a theme is found by words") : _("\"%s\" is no kind that this sort of rule can give"), rule->kind);
        return FALSE;
    }
    if (draft->check && !(rule->check = check_find(draft->check))) {
        yaml_error(yaml_get(root, "check"), draft->origin, error, _("there is no check called \"%s\""), draft->check);
        return FALSE;
    }
    if (rule->sort == RULE_WORDS)
        return take_words(draft, error);
    if (rule->sort == RULE_FIELD)
        return take_spellings(draft, draft->field, "name", error);
    if (draft->digits && !take_spellings(draft, draft->digits, "shape", error))
        return FALSE;
    return !draft->regex || take_spellings(draft, draft->regex, "find", error);
}

static gboolean take_examples(struct draft *draft, const struct yaml *root, GError **error)
{
    char **lists[] = {draft->rule->accept, draft->rule->reject};
    const char *keys[] = {"accept", "reject"};
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        if (!lists[i] || !lists[i][0]) {
            yaml_error(yaml_get(root, keys[i]), draft->origin, error, _("%s must hold at least one text"), keys[i]);
            return FALSE;
        }
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        const struct yaml *list = yaml_get(root, keys[i]);
        GArray *places = g_array_new(FALSE, FALSE, sizeof(struct rule_place));
        for (guint k = 0; lists[i][k]; k++) {
            const struct yaml *item = list->type == YAML_LIST ? g_ptr_array_index(list->items, k) : list;
            g_array_append_vals(places, &(struct rule_place){item->line, item->column}, 1);
        }
        *(i ? &draft->rule->reject_at : &draft->rule->accept_at) = places;
    }
    return TRUE;
}

/* Moves what was bound into the rule. */
static void take_plain(struct draft *draft)
{
    struct rule *rule = draft->rule, *given = &draft->given;
    rule->name = given->name;
    rule->kind = given->kind;
    rule->kind_id = g_intern_string(rule->kind);
    rule->title = given->title;
    rule->source = given->source;
    rule->person = given->person;
    rule->few = given->few;
    rule->accept = given->accept;
    rule->reject = given->reject;
}

static gboolean bind(struct draft *draft, const struct yaml *root, GError **error)
{
#define GIVEN(member) (G_STRUCT_OFFSET(struct draft, given) + G_STRUCT_OFFSET(struct rule, member))
#define OWN(member) G_STRUCT_OFFSET(struct draft, member)
    static const struct yaml_field fields[] = {
        {"name", YAML_TEXT, GIVEN(name), TRUE},
        {"kind", YAML_TEXT, GIVEN(kind), TRUE},
        {"title", YAML_TEXT, GIVEN(title), TRUE},
        {"source", YAML_TEXT, GIVEN(source), TRUE},
        {"person", YAML_BOOL, GIVEN(person), FALSE},
        {"few", YAML_BOOL, GIVEN(few), FALSE},
        {"accept", YAML_TEXTS, GIVEN(accept), TRUE},
        {"reject", YAML_TEXTS, GIVEN(reject), TRUE},
        {"check", YAML_TEXT, OWN(check), FALSE},
        {"mask", YAML_TEXT, OWN(mask), FALSE},
        {"digits", YAML_NODE, OWN(digits), FALSE},
        {"regex", YAML_NODE, OWN(regex), FALSE},
        {"field", YAML_NODE, OWN(field), FALSE},
        {"words", YAML_NODE, OWN(words), FALSE},
        {"context", YAML_NODE, OWN(context), FALSE},
        {NULL, 0, 0, FALSE},
    };
    if (root->type != YAML_MAP) {
        yaml_error(root, draft->origin, error, _("a rule is a list of keys with values: name, kind, title ..."));
        return FALSE;
    }
    gboolean bound = yaml_bind(root, draft->origin, fields, draft, error);
    take_plain(draft);
    if (!bound)
        return FALSE;
    g_autofree char *base = g_path_get_basename(draft->origin);
    g_autofree char *wanted = g_strconcat(draft->rule->name, ".yaml", NULL);
    if (!g_str_equal(base, wanted)) {
        yaml_error(yaml_get(root, "name"), draft->origin, error, _("name must be the file's name without .yaml"));
        return FALSE;
    }
    return TRUE;
}

struct rule *rule_parse(const char *data, gsize len, const char *origin, GError **error)
{
    if (len > RULE_BYTES_MAX) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _("%s: a rule file has at most 1 MiB"), origin);
        return NULL;
    }
    struct yaml *root = yaml_parse(data, len, origin, error);
    if (!root)
        return NULL;
    struct draft draft = {.rule = rule_new(origin), .origin = origin};
    gboolean good = bind(&draft, root, error) && take_sort(&draft, root, error) && take_mask(&draft, root, error) && mask_allowed(&draft, root, error) &&
                    (!draft.context || take_context(&draft, error)) && take_examples(&draft, root, error);
    g_free(draft.check);
    g_free(draft.mask);
    yaml_free(root);
    if (!good)
        g_clear_pointer(&draft.rule, rule_free);
    return draft.rule;
}
