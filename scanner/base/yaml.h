/* SPDX-License-Identifier: GPL-3.0-or-later */
/* YAML as a tree with line and column at every node, and a binding of mappings to structs that tells in plain words what is wrong. */
#pragma once

#include <glib.h>

enum yaml_type { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
    enum yaml_type type;
    guint line, column;  /* from 1 */
    char *text;          /* scalar; else NULL */
    GPtrArray *items;    /* list: struct yaml; map: key, value, key, value ...; else NULL */
};

/* Parses one document; name stands in the error's words ("NAME:LINE:COLUMN: ..."). Tree to free with yaml_free. */
struct yaml *yaml_parse(const char *data, gsize len, const char *name, GError **error);
/* Internal, since libyaml calls a function of this name of its own. */
void yaml_free(struct yaml *node) G_GNUC_INTERNAL;
/* Value of the key in a map; NULL where there is none. */
const struct yaml *yaml_get(const struct yaml *map, const char *key);

enum yaml_kind {
    YAML_TEXT,   /* char *, owned by the target */
    YAML_NUMBER, /* double; '.' decimals in every locale */
    YAML_BOOL,   /* gboolean; true or false */
    YAML_TEXTS,  /* char **, NULL-terminated, owned; a single scalar is a list of one */
    YAML_NODE    /* const struct yaml *, owned by the tree */
};

struct yaml_field {
    const char *key; /* NULL ends a table */
    enum yaml_kind kind;
    gsize offset;
    gboolean required;
};

/* Fills the target from the map; an unknown, doubled, missing or mistyped key is DATAROND_ERROR_USAGE with name, line and column. */
gboolean yaml_bind(const struct yaml *map, const char *name, const struct yaml_field *fields, void *target, GError **error);
/* Sets an error at the node's place: "NAME:LINE:COLUMN: words". */
void yaml_error(const struct yaml *node, const char *name, GError **error, const char *format, ...) G_GNUC_PRINTF(4, 5);
