/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/base/limits.h"

#include <errno.h>
#include <string.h>

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#define MIB ((guint64)1 << 20)
#define GIB ((guint64)1 << 30)

struct limit_key {
    const char *key;
    gsize offset;
    guint64 value;     /* by default */
    guint64 least;
    const char *words;
};

#define KEY(name, value, least, words) {#name, G_STRUCT_OFFSET(struct limits, name), value, least, words}

/* A whole share has room for a few big logs and databases; what one document can cost stays within minutes and one GiB. */
static const struct limit_key limit_keys[] = {
    KEY(max_bytes, 64 * GIB, 1, N_("bytes of one file, and of all that is unpacked from it")),
    KEY(max_member_bytes, 8 * GIB, 1, N_("bytes of one archive member, unpacked")),
    KEY(max_ratio, 200, 1, N_("unpacked to packed bytes of a file")),
    KEY(max_members, 200000, 0, N_("members of one file, at all depths")),
    KEY(max_depth, 16, 0, N_("archives within archives")),
    KEY(max_seconds, 300, 1, N_("seconds for one file")),
    KEY(max_memory_bytes, 768 * MIB, 64 * MIB, N_("bytes of memory for one worker")),
    KEY(max_text_bytes, 64 * GIB, 1, N_("bytes of text in one file")),
    KEY(max_xml_depth, 256, 1, N_("elements within each other")),
    KEY(max_findings, 10000, 1, N_("different values kept of one file")),
};

static guint64 *field(struct limits *limits, const struct limit_key *key)
{
    return (guint64 *)(void *)((char *)limits + key->offset);
}

void limits_default(struct limits *limits)
{
    for (guint i = 0; i < G_N_ELEMENTS(limit_keys); i++)
        *field(limits, &limit_keys[i]) = limit_keys[i].value;
}

/* A whole number with an optional K, M or G. */
static gboolean parse_amount(const char *text, guint64 *amount)
{
    if (!g_ascii_isdigit(*text))
        return FALSE;
    char *end = NULL;
    errno = 0;
    guint64 number = g_ascii_strtoull(text, &end, 10);
    if (errno != 0)
        return FALSE;
    static const char units[] = "KMG";
    const char *unit = *end ? strchr(units, g_ascii_toupper(*end)) : NULL;
    if (*end && (!unit || end[1]))
        return FALSE;
    guint shift = unit ? 10 * (guint)(unit - units + 1) : 0;
    if (shift && number >> (64 - shift))
        return FALSE;
    *amount = number << shift;
    return TRUE;
}

gboolean limits_set(struct limits *limits, const char *assignment, GError **error)
{
    const char *equals = strchr(assignment, '=');
    gsize len = equals ? (gsize)(equals - assignment) : strlen(assignment);
    for (guint i = 0; i < G_N_ELEMENTS(limit_keys); i++) {
        const struct limit_key *key = &limit_keys[i];
        if (strlen(key->key) != len || strncmp(key->key, assignment, len) != 0)
            continue;
        guint64 amount = 0;
        if (!equals || !parse_amount(equals + 1, &amount) || amount < key->least) {
            g_autofree char *least = g_strdup_printf("%" G_GUINT64_FORMAT, key->least);
            g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE,
                        _("--limit %s wants a whole number of at least %s, with K, M or G after it for 1,024 and its powers"), key->key, least);
            return FALSE;
        }
        *field(limits, key) = amount;
        return TRUE;
    }
    g_autofree char *help = limits_help();
    g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _("--limit does not know '%.*s'; it knows\n%s"), (int)MIN(len, 80),
                assignment, help);
    return FALSE;
}

char *limits_help(void)
{
    g_autoptr(GString) help = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(limit_keys); i++) {
        guint64 value = limit_keys[i].value, shift = value % GIB == 0 ? 30 : value % MIB == 0 ? 20 : 0;
        if (value == 0)
            shift = 0;
        g_string_append_printf(help, "  %s=%" G_GUINT64_FORMAT "%s (%s)\n", limit_keys[i].key, value >> shift,
                               shift == 30 ? "G" : shift == 20 ? "M" : "", _(limit_keys[i].words));
    }
    return g_string_free(g_steal_pointer(&help), FALSE);
}
