/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 *     {"fodelsedatum": "1985-01-01", "namn": "...", "sistaFyra": "2382"}        <add key="password" value="..."/>
 *                       19850101  +                  2382                             the name  +  its value
 *
 * The columns need not lie beside each other; those that do are found as one number already.
 */
#include "patterns/match/pair.h"

#include <string.h>

#define BIRTH_BYTES_MAX 12
#define SERIAL 4

static const char *const births[] = {"födelse", "fodelse", "född", "fodd", "birth", "persondatum", "pnrdatum", "datumdel", NULL};
static const char *const serials[] = {"sistafyra", "fyrasista", "sista4", "4sista", "lastfour", "last4", "nrdel", "nummerdel", "kontrolldel",
                                      "individnummer", "individnr", "fyrasiffr", "4siffr", "suffix", "lopnr", "löpnr", "pnrslut", NULL};
static const char *const names[] = {"key", "name", "namn", "nyckel", "parameter", "setting", "property", "variabel", NULL};
static const char *const values[] = {"value", "värde", "varde", "val", NULL};

static gboolean holds(const char *name, const char *const *words)
{
    for (; *words; words++)
        if (strstr(name, *words))
            return TRUE;
    return FALSE;
}

enum pair_role pair_role(const char *name, gsize len)
{
    char low[PAIR_NAME_MAX + 1];
    gsize n = 0;
    if (len > PAIR_NAME_MAX)
        return PAIR_NONE;
    for (gsize i = 0; i < len; i++) {
        /* Å, Ä and Ö differ from å, ä and ö in their second byte: C3 85 from C3 A5. */
        gboolean capital = i && (guchar)name[i - 1] == 0xc3 && (guchar)name[i] < 0xa0;
        if (!strchr(" _-./", name[i]))
            low[n++] = capital ? (char)(name[i] | 0x20) : g_ascii_tolower(name[i]);
    }
    low[n] = '\0';
    if (g_strv_contains(values, low))
        return PAIR_VALUE;
    if (g_strv_contains(names, low))
        return PAIR_NAME;
    return holds(low, serials) ? PAIR_SERIAL : holds(low, births) ? PAIR_BIRTH : PAIR_NONE;
}

static void take_birth(struct pair *pair, const struct pair_cell *cell)
{
    gsize n = 0;
    pair->birth.to = 0;
    if (cell->len > BIRTH_BYTES_MAX)
        return;
    for (gsize i = 0; i < cell->len; i++) {
        if (g_ascii_isdigit(cell->text[i]) && n < PAIR_DIGITS - SERIAL)
            pair->birth.digits[n++] = cell->text[i];
        else if (!strchr("-./ ", cell->text[i]))
            return;
    }
    pair->birth.digits[n] = '\0';
    pair->birth.from = cell->at;
    pair->birth.to = n == 6 || n == 8 ? cell->at + cell->len : 0;
    pair->table = cell->table;
    pair->row = cell->row;
}

static void take_serial(struct pair *pair, const struct pair_cell *cell, guint64 reach)
{
    struct pair_number number = pair->birth;
    const char *digits = cell->text;
    gsize len = cell->len;
    if (len == SERIAL + 1 && strchr("-+", *digits)) {
        digits++;
        len--;
    }
    for (gsize i = 0; i < len; i++)
        if (!g_ascii_isdigit(digits[i]))
            return;
    if (!pair->birth.to || len != SERIAL)
        return;
    if (cell->table != pair->table || cell->row != pair->row || cell->at + cell->len - number.from > reach)
        return;
    memcpy(number.digits + strlen(number.digits), digits, SERIAL);
    number.digits[strlen(pair->birth.digits) + SERIAL] = '\0';
    g_array_append_val(pair->numbers, number);
    pair->birth.to = 0;
}

void pair_take(struct pair *pair, const struct pair_cell *cell, guint64 reach)
{
    pair->named = cell->role == PAIR_NAME && cell->len > 0 && cell->len <= PAIR_NAME_MAX;
    if (pair->named) {
        memcpy(pair->name, cell->text, cell->len);
        pair->name[cell->len] = '\0';
    }
    if (cell->role == PAIR_BIRTH)
        take_birth(pair, cell);
    else if (cell->role == PAIR_SERIAL)
        take_serial(pair, cell, reach);
}

const char *pair_field(struct pair *pair, const char *name)
{
    return pair->named && pair_role(name, strlen(name)) == PAIR_VALUE ? pair->name : name;
}

void pair_reset(struct pair *pair)
{
    pair->birth.to = 0;
    pair->named = FALSE;
    g_array_set_size(pair->numbers, 0);
}
