/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/base/yaml.h"

#include <math.h>
#include <string.h>
#include <yaml.h>

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#define YAML_MAX_BYTES (4 * 1024 * 1024)
#define YAML_MAX_NODES 200000
#define YAML_MAX_DEPTH 32

struct reading {
    yaml_parser_t parser;
    const char *name;
    const char *data;
    guint nodes;
    GError **error;
};

/* libyaml's words for the faults that people make, in words that tell what to do. */
static const struct {
    const char *theirs, *ours;
} faults[] = {
    {"found character that cannot start any token", N_("a sign that cannot stand here; indent with spaces, not with tabs, and put text with such signs in quotes")},
    {"found a tab character that violates indentation", N_("a tab; indent with spaces")},
    {"found a tab character where an indentation space is expected", N_("a tab; indent with spaces")},
    {"mapping values are not allowed in this context", N_("a colon too many, or the indentation is wrong; put text with a colon in quotes")},
    {"did not find expected key", N_("a key is expected here; look at the indentation and the quotes just above")},
    {"could not find expected ':'", N_("a colon is missing after the key")},
    {"did not find expected '-' indicator", N_("an item of a list with \"-\" is expected here; look at the indentation")},
    {"did not find expected ',' or ']'", N_("the list in square brackets is not closed")},
    {"did not find expected ',' or '}'", N_("the braces are not closed")},
    {"found unexpected end of stream", N_("the text ends within quotes")},
    {"found unknown escape character", N_("an unknown sign after a backslash; use single quotes")},
    {"control characters are not allowed", N_("a control character that cannot stand in YAML")},
};

static void error_at(const char *name, guint line, guint column, GError **error, const char *words)
{
    g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, "%s:%u:%u: %s", name, line, column, words);
}

void yaml_error(const struct yaml *node, const char *name, GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *words = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    error_at(name, node ? node->line : 1, node ? node->column : 1, error, words);
}

static void error_at_offset(struct reading *reading, gsize offset, const char *words)
{
    guint line = 1, column = 1;

    for (gsize i = 0; i < offset; i++) {
        if (reading->data[i] == '\n')
            line++, column = 1;
        else if (((guchar)reading->data[i] & 0xc0) != 0x80)
            column++;
    }
    error_at(reading->name, line, column, reading->error, words);
}

static void error_of_parser(struct reading *reading)
{
    const yaml_parser_t *parser = &reading->parser;
    const char *problem = parser->problem ? parser->problem : "";

    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++)
        if (strcmp(problem, faults[i].theirs) == 0)
            problem = _(faults[i].ours);
    if (parser->error == YAML_READER_ERROR)
        error_at_offset(reading, parser->problem_offset, problem);
    else
        error_at(reading->name, (guint)parser->problem_mark.line + 1, (guint)parser->problem_mark.column + 1, reading->error, problem);
}

void yaml_free(struct yaml *node)
{
    if (!node)
        return;
    g_free(node->text);
    if (node->items)
        g_ptr_array_unref(node->items);
    g_free(node);
}

static struct yaml *node_new(enum yaml_type type, const yaml_mark_t *mark)
{
    struct yaml *node = g_new0(struct yaml, 1);

    node->type = type;
    node->line = (guint)mark->line + 1;
    node->column = (guint)mark->column + 1;
    if (type != YAML_SCALAR)
        node->items = g_ptr_array_new_with_free_func((GDestroyNotify)yaml_free);
    return node;
}

static gboolean next_event(struct reading *reading, yaml_event_t *event)
{
    if (yaml_parser_parse(&reading->parser, event))
        return TRUE;
    error_of_parser(reading);
    return FALSE;
}

/* FALSE: the word behind & * or ! at the event is refused, since text that stands elsewhere hides what a rule says. */
static gboolean event_plain(struct reading *reading, const yaml_event_t *event)
{
    const void *anchor = NULL, *tag = NULL;

    if (event->type == YAML_SCALAR_EVENT)
        anchor = event->data.scalar.anchor, tag = event->data.scalar.tag;
    else if (event->type == YAML_SEQUENCE_START_EVENT)
        anchor = event->data.sequence_start.anchor, tag = event->data.sequence_start.tag;
    else if (event->type == YAML_MAPPING_START_EVENT)
        anchor = event->data.mapping_start.anchor, tag = event->data.mapping_start.tag;
    if (!anchor && !tag && event->type != YAML_ALIAS_EVENT)
        return TRUE;
    error_at(reading->name, (guint)event->start_mark.line + 1, (guint)event->start_mark.column + 1, reading->error,
             _("anchors (&), aliases (*) and tags (!) are not allowed; put text that begins so in quotes"));
    return FALSE;
}

static struct yaml *scalar_of(struct reading *reading, const yaml_event_t *event)
{
    struct yaml *node = node_new(YAML_SCALAR, &event->start_mark);

    node->text = g_strndup((const char *)event->data.scalar.value, event->data.scalar.length);
    if (strlen(node->text) == event->data.scalar.length)
        return node;
    yaml_error(node, reading->name, reading->error, "%s", _("a control character that cannot stand in YAML"));
    yaml_free(node);
    return NULL;
}

static gboolean key_allowed(struct reading *reading, GHashTable *seen, const struct yaml *key)
{
    if (key->type != YAML_SCALAR) {
        yaml_error(key, reading->name, reading->error, "%s", _("a key must be plain text"));
        return FALSE;
    }
    if (!g_hash_table_add(seen, key->text)) {
        yaml_error(key, reading->name, reading->error, _("the key \"%s\" stands twice"), key->text);
        return FALSE;
    }
    return TRUE;
}

static struct yaml *node_of(struct reading *reading, const yaml_event_t *event, guint depth);

static gboolean fill(struct reading *reading, struct yaml *node, guint depth)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    const yaml_event_type_t end = node->type == YAML_MAP ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT;

    for (;;) {
        yaml_event_t event;
        if (!next_event(reading, &event))
            return FALSE;
        gboolean ended = event.type == end;
        struct yaml *item = ended ? NULL : node_of(reading, &event, depth + 1);
        yaml_event_delete(&event);
        if (!item)
            return ended;
        g_ptr_array_add(node->items, item);
        if (node->type == YAML_MAP && node->items->len % 2 == 1 && !key_allowed(reading, seen, item))
            return FALSE;
    }
}

static struct yaml *node_of(struct reading *reading, const yaml_event_t *event, guint depth)
{
    if (!event_plain(reading, event))
        return NULL;
    if (depth > YAML_MAX_DEPTH || ++reading->nodes > YAML_MAX_NODES) {
        error_at(reading->name, (guint)event->start_mark.line + 1, (guint)event->start_mark.column + 1, reading->error,
                 depth > YAML_MAX_DEPTH ? _("nested too deep") : _("too many values in one file"));
        return NULL;
    }
    if (event->type == YAML_SCALAR_EVENT)
        return scalar_of(reading, event);
    struct yaml *node = node_new(event->type == YAML_MAPPING_START_EVENT ? YAML_MAP : YAML_LIST, &event->start_mark);
    if (fill(reading, node, depth))
        return node;
    yaml_free(node);
    return NULL;
}

/* The root of the only document; NULL with the error set. */
static struct yaml *document_of(struct reading *reading)
{
    struct yaml *root = NULL;

    for (;;) {
        yaml_event_t event;
        if (!next_event(reading, &event))
            break;
        const yaml_event_type_t type = event.type;
        gboolean wrong = FALSE;
        if (type == YAML_DOCUMENT_START_EVENT && root) {
            error_at(reading->name, (guint)event.start_mark.line + 1, 1, reading->error, _("only one document a file"));
            wrong = TRUE;
        } else if (type == YAML_SCALAR_EVENT || type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT || type == YAML_ALIAS_EVENT) {
            root = node_of(reading, &event, 0);
            wrong = !root;
        }
        yaml_event_delete(&event);
        if (wrong)
            break;
        if (type != YAML_STREAM_END_EVENT)
            continue;
        if (root)
            return root;
        error_at(reading->name, 1, 1, reading->error, _("the file is empty"));
        return NULL;
    }
    yaml_free(root);
    return NULL;
}

struct yaml *yaml_parse(const char *data, gsize len, const char *name, GError **error)
{
    struct reading reading = {.name = name, .data = data, .error = error};
    const char *end = data;

    if (len > YAML_MAX_BYTES) {
        error_at(name, 1, 1, error, _("the file is too large to be a rule file"));
        return NULL;
    }
    if (len && !g_utf8_validate_len(data, len, &end)) {
        error_at_offset(&reading, (gsize)(end - data), _("not UTF-8; save the file as UTF-8"));
        return NULL;
    }
    if (!yaml_parser_initialize(&reading.parser)) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_LIMIT, "%s: %s", name, _("out of memory"));
        return NULL;
    }
    yaml_parser_set_input_string(&reading.parser, (const guchar *)(data ? data : ""), len);
    struct yaml *root = document_of(&reading);
    yaml_parser_delete(&reading.parser);
    return root;
}

const struct yaml *yaml_get(const struct yaml *map, const char *key)
{
    if (!map || map->type != YAML_MAP)
        return NULL;
    for (guint i = 0; i + 1 < map->items->len; i += 2) {
        const struct yaml *at = g_ptr_array_index(map->items, i);
        if (g_strcmp0(at->text, key) == 0)
            return g_ptr_array_index(map->items, i + 1);
    }
    return NULL;
}

/* NULL and the node's error where an item is no text. */
static char **texts_of(const struct yaml *value)
{
    g_autoptr(GStrvBuilder) texts = g_strv_builder_new();

    if (value->type == YAML_SCALAR)
        g_strv_builder_add(texts, value->text);
    for (guint i = 0; value->items && i < value->items->len; i++) {
        const struct yaml *item = g_ptr_array_index(value->items, i);
        if (item->type != YAML_SCALAR)
            return NULL;
        g_strv_builder_add(texts, item->text);
    }
    return g_strv_builder_end(texts);
}

/* NULL where the value fits the field and is set, else what it should have been. */
static const char *bind_value(const struct yaml *value, const struct yaml_field *field, void *at)
{
    const char *text = value->type == YAML_SCALAR ? value->text : NULL;
    char *end = NULL;

    switch (field->kind) {
    case YAML_NODE:
        *(const struct yaml **)at = value;
        return NULL;
    case YAML_TEXT:
        if (!text)
            return N_("\"%s\" must be text");
        g_free(*(char **)at);
        *(char **)at = g_strdup(text);
        return NULL;
    case YAML_NUMBER:
        *(double *)at = text ? g_ascii_strtod(text, &end) : 0;
        return text && *text && !*end && isfinite(*(double *)at) ? NULL : N_("\"%s\" must be a number, with a point for decimals");
    case YAML_BOOL:
        *(gboolean *)at = g_strcmp0(text, "true") == 0;
        return *(gboolean *)at || g_strcmp0(text, "false") == 0 ? NULL : N_("\"%s\" must be true or false");
    case YAML_TEXTS:
        g_strfreev(*(char ***)at);
        *(char ***)at = value->type == YAML_MAP ? NULL : texts_of(value);
        return *(char ***)at ? NULL : N_("\"%s\" must be a list of texts");
    }
    return NULL;
}

static const struct yaml_field *field_of(const struct yaml_field *fields, const char *key)
{
    for (; fields->key; fields++)
        if (strcmp(fields->key, key) == 0)
            return fields;
    return NULL;
}

gboolean yaml_bind(const struct yaml *map, const char *name, const struct yaml_field *fields, void *target, GError **error)
{
    if (!map || map->type != YAML_MAP) {
        yaml_error(map, name, error, "%s", _("keys with values (\"key: value\") are expected here"));
        return FALSE;
    }
    for (guint i = 0; i + 1 < map->items->len; i += 2) {
        const struct yaml *key = g_ptr_array_index(map->items, i), *value = g_ptr_array_index(map->items, i + 1);
        const struct yaml_field *field = field_of(fields, key->text);
        if (!field) {
            yaml_error(key, name, error, g_ascii_isdigit(*key->text) ? _("unknown key \"%s\"; decimals are written with a point") : _("unknown key \"%s\""), key->text);
            return FALSE;
        }
        const char *wrong = bind_value(value, field, (char *)target + field->offset);
        if (wrong) {
            yaml_error(value, name, error, _(wrong), field->key);
            return FALSE;
        }
    }
    for (const struct yaml_field *field = fields; field->key; field++)
        if (field->required && !yaml_get(map, field->key)) {
            yaml_error(map, name, error, _("the key \"%s\" is missing"), field->key);
            return FALSE;
        }
    return TRUE;
}
