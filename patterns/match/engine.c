/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "patterns/match/anchor.h"
#include "patterns/match/calibrate.h"
#include "patterns/match/core.h"
#include "patterns/match/widen.h"
#include "scanner/base/embed.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

/* Named anew whenever matching changes: what was found the old way is read again. */
#define WAY "22"
#define RULES_MAX 4096
#define FOLDER_FILES_MAX 2000
#define SPELLINGS_MAX 250
#define FAULTS_BYTES 4000 /* told at a time */

void engine_free(struct engine *engine)
{
    if (!engine)
        return;
    gboolean open = regex_unseal();
    for (guint i = 0; open && i < engine->expressions->len; i++)
        regex_free(g_array_index(engine->expressions, struct expression, i).regex);
    for (guint i = 0; open && i < engine->fields->len; i++)
        regex_free(g_array_index(engine->fields, struct expression, i).regex);
    g_array_unref(engine->expressions);
    g_array_unref(engine->fields);
    sieve_free(engine->sieve);
    g_clear_pointer(&engine->gates, g_ptr_array_unref);
    prefilter_free(engine->prefilter);
    scanner_free(engine->scanner);
    dictionary_free(engine->dictionary);
    regex_seal();
    g_ptr_array_unref(engine->rules);
    g_free(engine->first_spelling);
    g_free(engine->version);
    g_free(engine);
}

const char *engine_version(const struct engine *engine)
{
    return engine->version;
}

const GPtrArray *engine_rules(const struct engine *engine)
{
    return engine->rules;
}

static gboolean add_rule(struct engine *engine, struct text data, const char *origin, GChecksum *sum, GError **error)
{
    struct rule *rule = rule_parse(data.at, data.len, origin, error);
    if (!rule)
        return FALSE;
    for (guint i = 0; i < engine->rules->len; i++) {
        const struct rule *other = g_ptr_array_index(engine->rules, i);
        if (!g_str_equal(other->name, rule->name))
            continue;
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _("%s: there is a rule of that name already (%s); choose another"), origin, other->origin);
        rule_free(rule);
        return FALSE;
    }
    g_ptr_array_add(engine->rules, rule);
    g_checksum_update(sum, (const guchar *)rule->name, (gssize)strlen(rule->name) + 1);
    g_checksum_update(sum, (const guchar *)data.at, (gssize)data.len);
    if (engine->rules->len <= RULES_MAX && rule->spellings->len <= SPELLINGS_MAX && rule->context->len <= CONTEXT_GROUPS_MAX)
        return TRUE;
    g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_LIMIT, _("%s: too many rules, or too much in one"), origin);
    return FALSE;
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* FALSE with what is wrong with each of the files, so that all can be mended at once. */
static gboolean add_files(struct engine *engine, const GPtrArray *paths, GChecksum *sum, GError **error)
{
    g_autoptr(GString) faults = g_string_new(NULL);
    int code = DATAROND_ERROR_USAGE;
    for (guint i = 0; i < paths->len && faults->len < FAULTS_BYTES; i++) {
        g_autoptr(GError) wrong = NULL;
        g_autofree char *data = NULL;
        gsize len;
        const char *path = g_ptr_array_index(paths, i);
        if (!g_file_get_contents(path, &data, &len, NULL))
            g_set_error(&wrong, DATAROND_ERROR, DATAROND_ERROR_DENIED, _("%s: the rule cannot be read"), path);
        else if (add_rule(engine, (struct text){data, len}, path, sum, &wrong))
            continue;
        code = wrong->code;
        g_string_append_printf(faults, "%s%s", faults->len ? "\n" : "", wrong->message);
    }
    if (faults->len)
        g_set_error_literal(error, DATAROND_ERROR, code, faults->str);
    return faults->len == 0;
}

static gboolean add_folder(struct engine *engine, const char *folder, GChecksum *sum, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    if (!dir) {
        if (!g_file_test(folder, G_FILE_TEST_EXISTS))
            return TRUE;
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_DENIED, _("%s: the folder of rules cannot be read"), folder);
        return FALSE;
    }
    while ((name = g_dir_read_name(dir)) && names->len < FOLDER_FILES_MAX)
        if (g_str_has_suffix(name, ".yaml") && name[0] != '.')
            g_ptr_array_add(names, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(names, by_name);
    return add_files(engine, names, sum, error);
}

static gboolean add_rules(struct engine *engine, const struct engine_options *options, GError **error)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)WAY VERSION, -1);
    for (const struct embedded *file = embedded_patterns; !options->only_folders && file->name; file++)
        if (g_str_has_suffix(file->name, ".yaml") && !add_rule(engine, (struct text){file->data, file->len}, file->name, sum, error))
            return FALSE;
    for (guint i = 0; i < engine->rules->len && !(options->without & WITHOUT_CALIBRATION); i++) {
        struct rule *rule = g_ptr_array_index(engine->rules, i);
        rule->calibration = calibration_find(rule->name, &rule->calibrations);
    }
    for (guint i = 0; options->folders && options->folders[i]; i++)
        if (!add_folder(engine, options->folders[i], sum, error))
            return FALSE;
    if (engine->rules->len == 0) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _("there are no rules: nothing could be found"));
        return FALSE;
    }
    g_checksum_update(sum, (const guchar *)(engine->real_test_numbers ? "real" : "mark"), -1);
    engine->version = g_strdup(g_checksum_get_string(sum));
    return TRUE;
}

static void add_words(struct engine *engine, char **words, guint16 rule, guint8 slot)
{
    for (guint i = 0; words && words[i]; i++)
        dictionary_add(engine->dictionary, words[i], (struct word_use){rule, slot});
}

static gboolean add_expression(struct engine *engine, const struct rule *rule, guint16 number, guint16 spelling, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    const char *text = g_array_index(rule->spellings, struct spelling, spelling).text;
    struct expression expression = {.regex = regex_new(text, &wrong), .rule = number, .spelling = spelling};
    if (!expression.regex) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, "%s: \"%s\": %s", rule->origin, text, wrong->message);
        return FALSE;
    }
    g_array_append_val(rule->sort == RULE_FIELD ? engine->fields : engine->expressions, expression);
    return TRUE;
}

static void add_shape(struct engine *engine, const struct rule *rule, guint16 number, guint16 spelling)
{
    const struct spelling *written = &g_array_index(rule->spellings, struct spelling, spelling);
    const struct check *check = rule->check;
    scanner_add(engine->scanner, written->text, (struct member){number, spelling, rule->person && check && rule->sort == RULE_DIGITS, check != NULL, FALSE, check && check->loose,
                                                                check ? check->needs : 0, rule->kind_id, written->confidence});
}

static gboolean compile_rule(struct engine *engine, guint16 number, GError **error)
{
    const struct rule *rule = g_ptr_array_index(engine->rules, number);
    engine->first_spelling[number] = engine->spellings;
    engine->spellings += rule->spellings->len;
    add_words(engine, rule->strong, number, STRENGTH_STRONG);
    add_words(engine, rule->ordinary, number, STRENGTH_ORDINARY);
    add_words(engine, rule->weak, number, STRENGTH_WEAK);
    for (guint i = 0; i < rule->context->len; i++)
        add_words(engine, g_array_index(rule->context, struct context_group, i).words, number, (guint8)i);
    for (guint i = 0; i < rule->spellings->len; i++)
        if (g_array_index(rule->spellings, struct spelling, i).shape)
            add_shape(engine, rule, number, (guint16)i);
        else if (!add_expression(engine, rule, number, (guint16)i, error))
            return FALSE;
    return TRUE;
}

static void add_prefilter(struct engine *engine)
{
    guint count = engine->expressions->len;
    g_autofree struct wide *wide = g_new0(struct wide, count + 1);
    g_autofree guint *reach = g_new0(guint, count + 1);
    g_autofree GArray **chains = g_new0(GArray *, count + 1);
    g_autofree const char **anchored = g_new0(const char *, count + 1);
    for (guint i = 0; i < count; i++) {
        struct expression *expression = &g_array_index(engine->expressions, struct expression, i);
        const struct rule *rule = g_ptr_array_index(engine->rules, expression->rule);
        const char *text = g_array_index(rule->spellings, struct spelling, expression->spelling).text;
        struct anchor anchor;
        expression->anchored = anchor_find(text, &anchor);
        expression->edges = anchor.edges;
        chains[i] = anchor.chains;
        if (expression->anchored)
            anchored[i] = text;
        else
            wide[i] = (struct wide){widen(text), widen_whole(text), widen_caseless(text)};
    }
    engine->sieve = sieve_new(chains, count);
    engine->gates = gates_new(anchored, count);
    engine->prefilter = prefilter_new(wide, count, reach);
    for (guint i = 0; i < count; i++) {
        g_free(wide[i].text);
        g_free(wide[i].whole);
        g_array_index(engine->expressions, struct expression, i).reach = MIN(reach[i], (guint)REGEX_HIT_MAX);
        if (chains[i])
            g_array_unref(chains[i]);
    }
}

static gboolean compile(struct engine *engine, gboolean filtered, GError **error)
{
    (void)regex_unseal();
    engine->first_spelling = g_new0(guint32, engine->rules->len + 1);
    for (guint i = 0; i < engine->rules->len; i++)
        if (!compile_rule(engine, (guint16)i, error))
            return FALSE;
    dictionary_seal(engine->dictionary);
    scanner_seal(engine->scanner);
    if (filtered)
        add_prefilter(engine);
    regex_seal();
    return TRUE;
}

struct engine *engine_new(const struct engine_options *options, GError **error)
{
    struct engine *engine = g_new0(struct engine, 1);
    engine->rules = g_ptr_array_new_with_free_func((GDestroyNotify)rule_free);
    engine->dictionary = dictionary_new();
    engine->scanner = scanner_new();
    engine->expressions = g_array_new(FALSE, FALSE, sizeof(struct expression));
    engine->fields = g_array_new(FALSE, FALSE, sizeof(struct expression));
    engine->real_test_numbers = options->real_test_numbers;
    engine->without = options->without;
    engine->max_findings = options->max_findings ? options->max_findings : 10000;
    if (add_rules(engine, options, error) && compile(engine, !options->no_prefilter, error))
        return engine;
    engine_free(engine);
    return NULL;
}
