/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Makes texts to measure on, the same for the same seed:
 *     maketext prose MIB FILE    running Swedish as a kommun writes it, a number here and there
 *     maketext csv MIB FILE      rows of digits: ids, dates, amounts, phone numbers, few of them real
 *     maketext ids MIB FILE      ... of random ten-digit ids alone
 *     maketext sums MIB FILE     ... of sums with decimals
 *     maketext times MIB FILE    ... of dates and times
 *     maketext mixed MIB FILE    ... of ids and numbers between columns of text
 *     maketext tree COUNT DIR    so many small text files in folders of a hundred
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

static const char *const subjects[] = {
    "Handläggaren", "Nämnden", "Den sökande", "Förvaltningen", "Enheten", "Rektorn", "Kommunen", "Utskottet", "Verksamheten",
    "Vårdnadshavaren", "Chefen för avdelningen", "Leverantören", "Föreningen", "Arbetsgruppen", "Ordföranden", "En tjänsteman",
    "Hyresgästen", "Familjen", "Biblioteket", "Räddningstjänsten", "Miljöinspektören", "Projektet", "Styrgruppen", "Skolan"};
static const char *const verbs[] = {
    "har kompletterat", "redovisar", "föreslår att man ser över", "beslutar om", "har tagit del av", "bereder", "återkommer med",
    "begär", "följer upp", "har fått ett svar om", "planerar", "avslår", "beviljar", "har gått igenom", "skickar på remiss",
    "upprättar", "sammanställer", "lämnar synpunkter på", "utreder", "har diskuterat", "ansöker om", "tillstyrker"};
static const char *const objects[] = {
    "ärendet", "en plan för lokalerna", "budgeten för kommande år", "ansökan om bygglov", "de nya riktlinjerna", "ramavtalet",
    "underlaget till sammanträdet", "en förändrad organisation", "avgifterna inom verksamheten", "öppettiderna under sommaren",
    "resultatet av enkäten", "detaljplanen för kvarteret", "upphandlingen av livsmedel", "skolskjutsen", "gatubelysningen",
    "hemtjänstens schema", "ett medborgarförslag", "årsredovisningen", "parkeringsplatserna vid stationen", "underhållet av vägen",
    "placeringen i förskolan", "samverkan med regionen", "vattenprovtagningen", "den tekniska utredningen", "arkivets handlingar"};
static const char *const tails[] = {
    "enligt tidigare beslut", "i samråd med grannarna", "under våren", "före årets slut", "efter en tids diskussion",
    "med stöd av delegationsordningen", "utan att höra parterna", "så snart underlaget är klart", "tillsammans med elevhälsan",
    "för att minska kostnaderna", "trots att tiden är knapp", "vid nästa sammanträde", "i enlighet med lagen",
    "på grund av den ökade belastningen", "inom ramen för projektet", "där åtgärder behövs", "och återrapporterar till styrelsen"};

#define PICK(random, table) table[g_rand_int_range(random, 0, G_N_ELEMENTS(table))]

static void sentence(GRand *random, GString *out)
{
    g_string_append_printf(out, "%s %s %s %s", PICK(random, subjects), PICK(random, verbs), PICK(random, objects), PICK(random, tails));
    switch (g_rand_int_range(random, 0, 24)) {
    case 0:
        g_string_append_printf(out, " den %d maj 20%02d", g_rand_int_range(random, 1, 31), g_rand_int_range(random, 10, 26));
        break;
    case 1:
        g_string_append_printf(out, " (dnr KS 20%02d/%d)", g_rand_int_range(random, 10, 26), g_rand_int_range(random, 1, 999));
        break;
    case 2:
        g_string_append_printf(out, ", vilket kostar %d %03d kronor", g_rand_int_range(random, 1, 999), g_rand_int_range(random, 0, 999));
        break;
    case 3:
        g_string_append(out, g_rand_boolean(random) ? " för 19850101-2382" : " (850101-2390)");
        break;
    default:
        break;
    }
    g_string_append(out, g_rand_int_range(random, 0, 5) ? ". " : ".\n");
}

static void row(GRand *random, GString *out)
{
    g_string_append_printf(out, "%u;20%02d-%02d-%02d;%010u;%d,%02d;070%07u;%s;%u\n", g_rand_int(random), g_rand_int_range(random, 10, 26),
                           g_rand_int_range(random, 1, 13), g_rand_int_range(random, 1, 29), g_rand_int(random),
                           g_rand_int_range(random, 0, 99999), g_rand_int_range(random, 0, 100), g_rand_int(random) % 10000000,
                           g_rand_int_range(random, 0, 200) ? "" : "198501012382", g_rand_int(random) % 1000000);
}

static void row_ids(GRand *random, GString *out)
{
    g_string_append_printf(out, "%010u;%010u;%010u;%010u\n", g_rand_int(random), g_rand_int(random), g_rand_int(random), g_rand_int(random));
}

static void row_sums(GRand *random, GString *out)
{
    g_string_append_printf(out, "%d,%02d;%d.%02d;%d %03d,%02d;-%d,%d\n", g_rand_int_range(random, 0, 999999), g_rand_int_range(random, 0, 100),
                           g_rand_int_range(random, 0, 9999), g_rand_int_range(random, 0, 100), g_rand_int_range(random, 1, 999),
                           g_rand_int_range(random, 0, 1000), g_rand_int_range(random, 0, 100), g_rand_int_range(random, 0, 99999), g_rand_int_range(random, 0, 10));
}

static void row_times(GRand *random, GString *out)
{
    int year = g_rand_int_range(random, 10, 26), month = g_rand_int_range(random, 1, 13), day = g_rand_int_range(random, 1, 29);
    g_string_append_printf(out, "20%02d-%02d-%02d %02d:%02d:%02d;20%02d%02d%02d;%02d.%02d;20%02d-%02d-%02d\n", year, month, day, g_rand_int_range(random, 0, 24),
                           g_rand_int_range(random, 0, 60), g_rand_int_range(random, 0, 60), year, month, day, g_rand_int_range(random, 0, 24),
                           g_rand_int_range(random, 0, 60), year, month, day);
}

static void row_mixed(GRand *random, GString *out)
{
    g_string_append_printf(out, "%u;%s;%s;%d;%s;%010u\n", g_rand_int(random) % 100000, PICK(random, subjects), PICK(random, objects),
                           g_rand_int_range(random, 0, 5000), PICK(random, tails), g_rand_int(random));
}

static const struct {
    const char *name, *head;
    void (*put)(GRand *random, GString *out);
} sorts[] = {
    {"prose", "", sentence},
    {"csv", "id;datum;referens;belopp;telefon;kund;antal\n", row},
    {"ids", "id;kund;order;artikel\n", row_ids},
    {"sums", "netto;moms;brutto;saldo\n", row_sums},
    {"times", "skapad;dag;tid;stängd\n", row_times},
    {"mixed", "nr;vem;vad;antal;hur;referens\n", row_mixed},
};

static int make_file(const char *sort, gsize mib, const char *path)
{
    GRand *random = g_rand_new_with_seed(1);
    gsize chosen = 0;
    while (chosen < G_N_ELEMENTS(sorts) && strcmp(sorts[chosen].name, sort) != 0)
        chosen++;
    if (chosen == G_N_ELEMENTS(sorts))
        return 2;
    GString *piece = g_string_new(sorts[chosen].head);
    FILE *file = g_fopen(path, "w");

    for (gsize written = 0; file && written < mib << 20; g_string_truncate(piece, 0)) {
        while (piece->len < 60000)
            sorts[chosen].put(random, piece);
        fwrite(piece->str, 1, piece->len, file);
        written += piece->len;
    }
    g_string_free(piece, TRUE);
    g_rand_free(random);
    return file && fclose(file) == 0 ? 0 : 1;
}

static int make_tree(gsize count, const char *folder)
{
    GRand *random = g_rand_new_with_seed(2);
    GString *text = g_string_new(NULL);
    int status = 0;

    for (gsize i = 0; i < count && status == 0; i++) {
        g_autofree char *below = g_strdup_printf("%s/%04zu", folder, i / 100);
        g_autofree char *path = g_strdup_printf("%s/akt%zu.txt", below, i);
        gsize size = (gsize)g_rand_int_range(random, 500, 4000);
        g_string_truncate(text, 0);
        while (text->len < size)
            sentence(random, text);
        if (g_mkdir_with_parents(below, 0755) != 0 || !g_file_set_contents(path, text->str, (gssize)text->len, NULL))
            status = 1;
    }
    g_string_free(text, TRUE);
    g_rand_free(random);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("maketext prose|csv|ids|sums|times|mixed MIB FILE, maketext tree COUNT DIR\n", stderr);
        return 2;
    }
    gsize size = (gsize)g_ascii_strtoull(argv[2], NULL, 10);
    return strcmp(argv[1], "tree") == 0 ? make_tree(size, argv[3]) : make_file(argv[1], size, argv[3]);
}
