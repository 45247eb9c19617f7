/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A personnummer in which the reading of an image took digits for letters: O for 0, l and I for 1. */
#include "patterns/check/check.h"

#include <string.h>

#define LETTERS_MAX 4

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    char mended[16];
    guint letters = 0;

    memset(result, 0, sizeof *result);
    if (spelt.len >= sizeof mended)
        return FALSE;
    for (gsize i = 0; i < spelt.len; i++) {
        char c = spelt.at[i];
        letters += g_ascii_isalpha(c) != 0;
        mended[i] = c == 'O' || c == 'o' ? '0' : g_ascii_isalpha(c) ? '1' : c;
        if (g_ascii_isalpha(c) && !strchr("OolLiI", c))
            return FALSE;
    }
    if (letters == 0 || letters > LETTERS_MAX)
        return FALSE;
    return check_find("personnummer")->valid((struct text){mended, spelt.len}, env, result);
}

const struct check check_ocrnummer = {.name = "ocrnummer", .valid = valid};
