/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/cell.h"

#define ROW_MAX 10000000
#define COLUMN_MAX 100000

gboolean cell_parse(const char *name, guint32 *row, guint32 *column)
{
    guint32 letters = 0, digits = 0;
    name += *name == '$';
    for (; g_ascii_isalpha(*name) && letters < COLUMN_MAX; name++)
        letters = letters * 26 + (guint32)(g_ascii_toupper(*name) - 'A' + 1);
    name += *name == '$';
    for (; g_ascii_isdigit(*name) && digits < ROW_MAX; name++)
        digits = digits * 10 + (guint32)(*name - '0');
    if (!letters || !digits || (*name && *name != ':'))
        return FALSE;
    *row = digits;
    *column = letters;
    return TRUE;
}

gboolean formula_holds_value(struct text formula)
{
    guint run = 0;
    for (gsize i = 0; i < formula.len; i++) {
        run = g_ascii_isdigit(formula.at[i]) ? run + 1 : 0;
        if (run == 6 || formula.at[i] == '"')
            return TRUE;
    }
    return FALSE;
}
