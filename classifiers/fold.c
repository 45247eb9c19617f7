/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "classifiers/fold.h"

#include <string.h>

static char *words_only(const char *text, gboolean keep_marks)
{
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean gap = FALSE;

    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        const gunichar letter = g_utf8_get_char(at);
        if (g_unichar_ismark(letter) && !keep_marks)
            continue;
        if (!g_unichar_isalnum(letter) && !g_unichar_ismark(letter)) {
            gap = TRUE;
            continue;
        }
        if (gap && out->len)
            g_string_append_c(out, ' ');
        gap = FALSE;
        g_string_append_unichar(out, letter);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *fold(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    g_autofree char *apart = g_utf8_normalize(valid, -1, G_NORMALIZE_ALL);
    g_autofree char *lower = g_utf8_casefold(apart, -1);

    return words_only(lower, FALSE);
}

char *fold_spaces(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    g_autofree char *whole = g_utf8_normalize(valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);

    return words_only(whole, TRUE);
}

gboolean fold_begins(const char *text, const char *words, gboolean whole)
{
    const gsize len = strlen(words);

    if (!len)
        return FALSE;
    for (const char *at = strstr(text, words); at; at = strstr(at + 1, words))
        if ((at == text || at[-1] == ' ') && (!whole || !at[len] || at[len] == ' '))
            return TRUE;
    return FALSE;
}
