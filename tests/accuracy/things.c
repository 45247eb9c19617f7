/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What belongs to a person: property, vehicles, addresses of machines, secrets. */
#include "tests/accuracy/maker.h"

#include "tests/accuracy/words.h"

static void draw_signs(struct maker *maker, char *out, guint len, const char *signs)
{
    int count = 0;
    while (signs[count])
        count++;
    for (guint i = 0; i < len; i++)
        out[i] = signs[draw_int(maker, 0, count - 1)];
    out[len] = '\0';
}

#define CAPITALS "ABCDEFGHJKLMNPRSTUWXYZ"
#define ALNUM "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

void put_estate(struct maker *maker)
{
    g_autofree char *value = NULL;
    const char *trakt = word_trakter[draw_int(maker, 0, 18)];
    int block = draw_int(maker, 1, 60), unit = draw_int(maker, 1, 240);
    if (maker->spelling < 60)
        value = g_strdup_printf("%s %s %d:%d", maker->spelling < 30 ? "Tyrestad" : "TYRESTAD", trakt, block, unit);
    else
        value = g_strdup_printf("%s %d:%d", trakt, block, unit);
    say(maker, "%s", value);
    label(maker, "fastighet", value);
}

void put_vehicle(struct maker *maker)
{
    char letters[4], last[2];
    draw_signs(maker, letters, 3, "ABCDEFGHJKLMNPRSTUWXYZ");
    letters[0] = "BCDGHJKLMPRTUWZ"[draw_int(maker, 0, 14)];
    draw_signs(maker, last, 1, draw_chance(maker, 60) ? "0123456789" : "ABCDEFGHJKLMNPRSTUWXYZ");
    g_autofree char *value = g_strdup_printf(maker->spelling < 60 ? "%s %02d%s" : "%s%02d%s", letters, draw_int(maker, 1, 99), last);
    say(maker, "%s", value);
    label(maker, "fordon", value);
}

void put_passport(struct maker *maker)
{
    char digits[12], letters[3];
    draw_signs(maker, letters, 2, CAPITALS);
    draw_digits(maker, digits, draw_chance(maker, 50) ? 7 : 8, FALSE);
    g_autofree char *value = g_strdup_printf("%s%s", digits[7] ? "" : letters, digits);
    say(maker, "%s", value);
    label(maker, "pass", value);
}

void put_ip(struct maker *maker)
{
    static const int first[] = {31, 46, 62, 78, 81, 85, 90, 94, 95, 130, 155, 176, 188, 193, 194, 213, 217};
    g_autofree char *value = g_strdup_printf("%d.%d.%d.%d", PICK(maker, first), draw_int(maker, 0, 255), draw_int(maker, 0, 255), draw_int(maker, 1, 254));
    say(maker, "%s", value);
    label(maker, "ip", value);
}

void put_mac(struct maker *maker)
{
    char hex[13];
    draw_signs(maker, hex, 12, maker->spelling % 2 ? "0123456789abcdef" : "0123456789ABCDEF");
    hex[0] = '0';
    hex[1] = "048c"[draw_int(maker, 0, 3)];
    const char *sign = maker->spelling < 60 ? ":" : "-";
    for (int i = 0; i < 6; i++)
        say(maker, "%s%.2s", i ? sign : "", hex + 2 * i);
    label(maker, "mac", hex);
}

void put_position(struct maker *maker)
{
    if (maker->spelling < 60) {
        g_autofree char *value = g_strdup_printf("%d.%05d, %d.%05d", draw_int(maker, 55, 67), draw_int(maker, 10000, 99999), draw_int(maker, 12, 22),
                                                 draw_int(maker, 10000, 99999));
        say(maker, "%s", value);
        label(maker, "position", value);
    } else {
        g_autofree char *value = g_strdup_printf("%d %d", draw_int(maker, 6140000, 7600000), draw_int(maker, 300000, 900000));
        say(maker, "%s", value);
        label(maker, "position", value);
    }
}

void put_diagnosis(struct maker *maker)
{
    static const char *const codes[] = {"F32.1", "F84.0", "F90.0B", "F43.8", "J45.9", "E10.9", "M54.5", "G40.9", "F41.1", "I10.9", "N39.0", "F20.0", "S72.0",
                                        "Z60.2", "R52.9", "C50.9", "H66.9", "K50.9", "L20.9", "G35.9"};
    const char *code = PICK(maker, codes);
    say(maker, "%s", code);
    label(maker, "diagnoskod", code);
}

void put_password(struct maker *maker)
{
    static const char *const words[] = {"Vinter", "sommar", "Tyresta", "Kaffekopp", "hockey", "Bulle", "Segelbat", "qwerty", "Gurka"};
    g_autofree char *value = NULL;
    if (draw_chance(maker, 60)) {
        value = g_strdup_printf("%s%d%c", PICK(maker, words), draw_int(maker, 10, 2026), "!?#%&"[draw_int(maker, 0, 4)]);
    } else {
        char signs[16];
        draw_signs(maker, signs, 12, ALNUM "!#%*-_");
        value = g_strdup_printf("b%s7", signs);
    }
    say(maker, "%s", value);
    label(maker, "inloggningsuppgift", value);
}

void put_token(struct maker *maker)
{
    static const struct {
        const char *start, *signs;
        guint len;
    } sorts[] = {{"ghp_", ALNUM, 36}, {"AKIA", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16}, {"glpat-", ALNUM, 20}, {"xoxb-", ALNUM, 40},
                 {"AIza", ALNUM, 35}, {"npm_", ALNUM, 36}, {"dapi", "0123456789abcdef", 32}};
    char signs[64];
    guint sort = (guint)draw_int(maker, 0, G_N_ELEMENTS(sorts) - 1);
    draw_signs(maker, signs, sorts[sort].len, sorts[sort].signs);
    g_autofree char *value = g_strconcat(sorts[sort].start, signs, NULL);
    say(maker, "%s", value);
    label(maker, "inloggningsuppgift", value);
}

void put_key(struct maker *maker)
{
    static const char *const sorts[] = {"RSA ", "OPENSSH ", "EC ", ""};
    const char *sort = PICK(maker, sorts);
    char line[65];
    say(maker, "-----BEGIN %sPRIVATE KEY-----\n", sort);
    for (int i = draw_int(maker, 4, 10); i > 0; i--) {
        draw_signs(maker, line, 64, ALNUM "+/");
        say(maker, "%s\n", line);
    }
    say(maker, "-----END %sPRIVATE KEY-----\n", sort);
    label(maker, "privat_nyckel", "KEY");
}
