/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/accuracy/maker.h"

#include <string.h>

#include "tests/accuracy/words.h"

static const struct {
    const char *name;
    void (*person)(struct maker *maker, const struct person *person);
    void (*alone)(struct maker *maker);
    const char *const *words;
} values[] = {
    {"pnr", put_number, NULL, NULL}, {"namn", put_name, NULL, NULL}, {"tel", put_phone, NULL, NULL}, {"epost", put_mail, NULL, NULL},
    {"adress", put_address, NULL, NULL}, {"gata", put_street, NULL, NULL}, {"fodd", put_birth, NULL, NULL}, {"mask", put_masked, NULL, NULL},
    {"org", NULL, put_organisation, NULL}, {"bg", NULL, put_bankgiro, NULL}, {"pg", NULL, put_plusgiro, NULL}, {"konto", NULL, put_account, NULL},
    {"iban", NULL, put_iban, NULL}, {"kort", NULL, put_card, NULL}, {"reserv", NULL, put_reserve, NULL}, {"fastighet", NULL, put_estate, NULL},
    {"bil", NULL, put_vehicle, NULL}, {"passnr", NULL, put_passport, NULL}, {"ip", NULL, put_ip, NULL}, {"mac", NULL, put_mac, NULL},
    {"position", NULL, put_position, NULL}, {"diagnos", NULL, put_diagnosis, NULL}, {"dnr", NULL, put_case, NULL}, {"ord", NULL, put_password, NULL},
    {"token", NULL, put_token, NULL}, {"nyckel", NULL, put_key, NULL}, {"datum", NULL, put_date, NULL}, {"belopp", NULL, put_amount, NULL},
    {"fel", NULL, put_lookalike, NULL}, {"mening", NULL, put_sentence, NULL}, {"firma", NULL, NULL, word_firms}, {"skola", NULL, NULL, word_schools},
    {"yrke", NULL, NULL, word_jobs}, {"vara", NULL, NULL, word_goods},
};

static void put_value(struct maker *maker, const char *name, gsize len, const struct person persons[PERSONS_MAX])
{
    guint which = 0;
    if (len && g_ascii_isdigit(name[len - 1]))
        which = (guint)(name[--len] - '0') % PERSONS_MAX;
    if (len == 5 && memcmp(name, "first", 5) == 0) {
        say(maker, "%s", persons[which].first);
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        if (strlen(values[i].name) != len || memcmp(values[i].name, name, len) != 0)
            continue;
        if (values[i].person)
            values[i].person(maker, &persons[which]);
        else if (values[i].alone)
            values[i].alone(maker);
        else {
            int count = 0;
            while (values[i].words[count])
                count++;
            say(maker, "%s", values[i].words[draw_int(maker, 0, count - 1)]);
        }
        return;
    }
    g_error("no value is called %.*s", (int)len, name);
}

void fill(struct maker *maker, const char *template, const struct person persons[PERSONS_MAX])
{
    while (*template) {
        gsize plain = strcspn(template, "{");
        g_autofree char *text = g_strndup(template, plain);
        say_prose(maker, text);
        template += plain;
        if (!*template)
            return;
        const char *end = strchr(template, '}');
        put_value(maker, template + 1, (gsize)(end - template - 1), persons);
        template = end + 1;
    }
}

void fill_some(struct maker *maker, const char *const *templates, int count, const struct person persons[PERSONS_MAX])
{
    guint all = 0;
    while (templates[all])
        all++;
    g_autofree guint *order = g_new(guint, all);
    for (guint i = 0; i < all; i++)
        order[i] = i;
    for (guint i = 0; i < all && i < (guint)count; i++) {
        guint other = (guint)draw_int(maker, (int)i, (int)all - 1), drawn = order[other];
        order[other] = order[i];
        order[i] = drawn;
        fill(maker, templates[drawn], persons);
        say(maker, draw_chance(maker, 40) ? "\n" : " ");
        if (draw_chance(maker, 35)) {
            put_sentence(maker);
            say(maker, " ");
        }
        if (draw_chance(maker, 12)) {
            put_lookalike(maker);
            say(maker, "\n");
        }
    }
    say(maker, "\n");
}
