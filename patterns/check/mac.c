/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MAC addresses: IEEE 802: six pairs of hexadecimal digits with one separator, or three groups of four with dots.
 * All zeros and all ones name nobody. */
#include "patterns/check/check.h"

static gsize read_pairs(struct text spelt, char *out, char *separator)
{
    gsize len = 0, group = 0;

    for (gsize i = 0; i < spelt.len; i++) {
        char c = spelt.at[i];
        if (g_ascii_isxdigit(c)) {
            if (len == 12)
                return 0;
            out[len++] = g_ascii_tolower(c);
            group++;
            continue;
        }
        if (!c || !strchr(":-.", c) || (*separator && *separator != c) || group != (c == '.' ? 4 : 2))
            return 0;
        *separator = c;
        group = 0;
    }
    return len;
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    char hex[13] = "", separator = 0;

    memset(result, 0, sizeof *result);
    if (read_pairs(spelt, hex, &separator) != 12 || !separator)
        return FALSE;
    if (strspn(hex, "0") >= 12 || strspn(hex, "f") >= 12)
        return FALSE;
    for (gsize i = 0; i < 6; i++)
        g_snprintf(result->value + i * 3, 4, "%c%c:", hex[i * 2], hex[i * 2 + 1]);
    result->value[17] = 0;
    result->chance = 0.9;
    return TRUE;
}

const struct check check_mac = {.name = "mac", .valid = valid};
