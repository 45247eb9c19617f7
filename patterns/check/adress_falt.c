/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a field or column calls an address: a word with a capital and a number ("Byn 123", "Box 12", "Ekg. 3 B"), nothing of the net. */
#include "patterns/check/check.h"
#include "patterns/check/words.h"

#define BYTES_MAX 100

/* "SE-352 29 Växjö": what begins so is a postal code and its place. */
static gboolean postal_only(struct text spelt)
{
    gsize sign = spelt.at[0] != 'S' ? 0 : spelt.at[1] == '-' ? 2 : spelt.at[1] == 'E' && spelt.at[2] == '-' ? 3 : 0;
    return sign && g_ascii_isdigit(spelt.at[sign]);
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    gboolean letter = FALSE, number = FALSE;

    memset(result, 0, sizeof *result);
    if (spelt.len < 5 || spelt.len > BYTES_MAX || !g_utf8_validate_len(spelt.at, spelt.len, NULL))
        return FALSE;
    if (memchr(spelt.at, '@', spelt.len) || memchr(spelt.at, '\\', spelt.len) || memchr(spelt.at, '=', spelt.len) || memchr(spelt.at, '_', spelt.len))
        return FALSE;
    if (!g_unichar_isupper(g_utf8_get_char(spelt.at)) && strncmp(spelt.at, "c/o", 3) != 0)
        return FALSE;
    if (postal_only(spelt))
        return FALSE;
    for (gsize i = 1; i + 1 < spelt.len; i++) {
        if (spelt.at[i] == ':' || (spelt.at[i] == '/' && spelt.at[i + 1] == '/'))
            return FALSE;
        letter |= g_ascii_isalpha(spelt.at[i]) && g_ascii_isalpha(spelt.at[i + 1]);
        number |= spelt.at[i] == ' ' && spelt.at[i + 1] >= '1' && spelt.at[i + 1] <= '9';
    }
    result->chance = 0.9;
    return letter && number && words_upper(spelt, result->value, sizeof result->value);
}

const struct check check_adress_falt = {.name = "adress_falt", .valid = valid};
