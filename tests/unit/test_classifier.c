/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>

#include "classifiers/verdict.h"
#include "scanner/base/embed.h"
#include "scanner/base/yaml.h"

struct row {
    const char *path;
    enum status status;
    guint32 persons, minors;
    const char *theme, *words; /* words NULL: no person near */
    const char *kind, *masked;
    gboolean test; /* a marked test number */
    gboolean genre;
    gboolean far; /* stands far into the text, within a line */
    enum class class;
    const char *law; /* the first lagrum, NULL: none */
    enum urgency urgency;
    gboolean at_least;
};

#define SN "/delat/Socialförvaltningen/IFO/"
static const struct row rows[] = {
    {"/delat/a.txt", STATUS_READ, .class = CLASS_K0},
    {"/delat/a.txt", STATUS_EMPTY, .class = CLASS_K0},
    {"/delat/a.zip", STATUS_ENCRYPTED, .class = CLASS_NONE, .at_least = TRUE},
    {"/delat/a.zip", STATUS_PARTIAL, .class = CLASS_NONE, .at_least = TRUE},
    {"/delat/a.mp4", STATUS_UNSUPPORTED, .class = CLASS_NONE, .at_least = TRUE},
    {"/delat/a.zip", STATUS_LIMIT, 1, .kind = "personnummer", .masked = "19850101-****", .class = CLASS_K2, .law = "dataskyddslagen 3 kap. 10 §", .at_least = TRUE},
    {"/delat/a.txt", STATUS_READ, 3, .kind = "personnummer", .masked = "19850101-****", .class = CLASS_K2, .law = "dataskyddslagen 3 kap. 10 §"},
    {"/delat/a.txt", STATUS_READ, .kind = "personnummer", .masked = "19850101-****", .test = TRUE, .class = CLASS_K0},
    {"/delat/a.txt", STATUS_READ, .theme = "socialtjanst", .words = "orosanmälan", .kind = "personnummer", .masked = "19850101-****", .test = TRUE, .class = CLASS_K1},
    {"/delat/a.txt", STATUS_READ, .kind = "epost", .masked = "a***@example.se", .class = CLASS_K1},
    {"/delat/a.txt", STATUS_READ, .kind = "organisationsnummer", .masked = "212000-****", .class = CLASS_K0},
    {SN "a.txt", STATUS_READ, 1, 1, "socialtjanst", "orosanmälan", "personnummer", "20121231-****", .class = CLASS_K3, .law = "OSL 26 kap. 1 §"},
    {SN "a.txt", STATUS_READ, .theme = "socialtjanst", .class = CLASS_K1},
    {SN "handbok.txt", STATUS_READ, .theme = "socialtjanst", .genre = TRUE, .class = CLASS_K1},
    {"/delat/Grundskola/a.txt", STATUS_READ, 1, 1, "socialtjanst", "orosanmälan", "personnummer", "20121231-****", .class = CLASS_K3, .law = "OSL 40 kap. 7 g §"},
    {"/delat/Grundskola/a.txt", STATUS_READ, 25, 25, "skola", "klasslista", "personnummer", "20121231-****", .class = CLASS_K2, .law = "OSL 23 kap. 2 § tredje stycket"},
    {"/delat/Grundskola/a.txt", STATUS_READ, 1, 1, "skola", "åtgärdsprogram", "personnummer", "20121231-****", .class = CLASS_K3, .law = "OSL 23 kap. 2 § andra stycket"},
    {"/delat/Fo\xcc\x88rskola/a.txt", STATUS_READ, 1, 1, "skola", "vårdnadshavare", .class = CLASS_K3, .law = "OSL 23 kap. 1 §"},
    {"/delat/hr/a.txt", STATUS_READ, 1, .theme = "halsa", .words = "läkarintyg", .class = CLASS_K3, .law = "OSL 39 kap. 2 §"},
    {"/delat/x/a.txt", STATUS_READ, 1, .theme = "halsa", .words = "läkarintyg", .class = CLASS_K3, .law = "OSL 21 kap. 1 §"},
    {"/delat/Socialforvaltningen/HR/a.txt", STATUS_READ, 1, .theme = "personal", .words = "medarbetarsamtal", .class = CLASS_K2, .law = "OSL 39 kap. 3 § andra stycket"},
    {"/delat/x/SN 2024-00123.txt", STATUS_READ, 1, .theme = "socialtjanst", .words = "bistånd", .class = CLASS_K3, .law = "OSL 26 kap. 1 §"},
    {"/delat/x/a.txt", STATUS_READ, 1, .theme = "socialtjanst", .words = "bistånd", .kind = "diarienummer", .masked = "2024/SN 0107", .class = CLASS_K3, .law = "OSL 26 kap. 1 §"},
    {"/delat/x/a.txt", STATUS_READ, .kind = "markning", .masked = "KVALIFICERAT HEMLIG", .class = CLASS_K4, .law = "säkerhetsskyddslagen 2 kap. 5 §", .urgency = URGENT_QUALIFIED},
    {"/delat/x/a.txt", STATUS_READ, .kind = "markning", .masked = "BEGRÄNSAT HEMLIG", .far = TRUE, .class = CLASS_K2, .law = "säkerhetsskyddslagen 2 kap. 5 §"},
    {"/delat/x/a.txt", STATUS_READ, .kind = "privat_nyckel", .masked = "***", .class = CLASS_K3, .law = "OSL 18 kap. 8 § 4", .urgency = URGENT_CREDENTIALS},
    {SN "a.txt", STATUS_READ, 1, .theme = "skyddad_identitet", .words = "hemlig adress", .class = CLASS_K3, .law = "OSL 21 kap. 3 §", .urgency = URGENT_PROTECTED},
    {"/delat/Upphandling/Städ/a.txt", STATUS_READ, .theme = "upphandling", .words = "anbudspris", .class = CLASS_K3, .law = "OSL 19 kap. 3 § andra stycket"},
    {"/delat/Kamerabevakning/a.mp4", STATUS_UNSUPPORTED, .class = CLASS_NONE, .at_least = TRUE},
};

static void finding_done(gpointer finding)
{
    g_array_unref(((struct finding *)finding)->places);
    g_free(finding);
}

static struct record *record_of(const struct row *row)
{
    struct record *record = g_new0(struct record, 1);
    struct evidence *evidence = g_new0(struct evidence, 1);

    record->path = (char *)row->path;
    record->status = row->status;
    record->media_type = (char *)"text/plain";
    record->evidence = evidence;
    evidence->findings = g_ptr_array_new_with_free_func(finding_done);
    evidence->themes = g_ptr_array_new_with_free_func(g_free);
    evidence->persons = row->persons;
    evidence->minors = row->minors;
    evidence->genre = row->genre;
    if (row->kind) {
        struct finding *finding = g_new0(struct finding, 1);
        struct place place = {.offset = row->far ? 5000 : 0};
        *finding = (struct finding){.kind = (char *)row->kind, .masked = (char *)row->masked, .confidence = 0.8, .count = 1, .test = row->test, .person = row->persons > 0};
        finding->places = g_array_new(FALSE, FALSE, sizeof place);
        g_array_append_val(finding->places, place);
        g_ptr_array_add(evidence->findings, finding);
    }
    if (row->theme) {
        struct theme *theme = g_new0(struct theme, 1);
        *theme = (struct theme){.name = (char *)row->theme, .confidence = 0.9, .near_person = row->words != NULL, .words = (char *)row->words};
        g_ptr_array_add(evidence->themes, theme);
    }
    return record;
}

static void record_done(struct record *record)
{
    g_ptr_array_unref(record->evidence->findings);
    g_ptr_array_unref(record->evidence->themes);
    g_free(record->evidence);
    g_free(record);
}

static int load(void **state)
{
    g_autoptr(GError) error = NULL;

    *state = classifier_new(NULL, &error);
    if (error)
        print_error("%s\n", error->message);
    return *state ? 0 : -1;
}

static int unload(void **state)
{
    classifier_free(*state);
    return 0;
}

static void check_sound(const struct verdict *verdict)
{
    for (guint i = 0; i < verdict->why->len; i++) {
        const char *why = g_ptr_array_index(verdict->why, i);
        assert_null(strchr(why, '{'));
    }
    assert_true(verdict->why->len > 0);
    if (verdict->class < CLASS_K2)
        return;
    assert_non_null(verdict->label);
    assert_true(g_str_has_prefix(verdict->action, "Förslag: ") || g_str_has_prefix(verdict->action, "Suggestion: "));
    assert_true(verdict->lagrum->len + verdict->gdpr->len > 0);
}

static void test_verdicts(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct row *row = &rows[i];
        struct record *record = record_of(row);
        struct verdict *verdict = classify(*state, record, i % 2 ? "sv" : "en");
        const char *law = verdict->lagrum->len ? g_ptr_array_index(verdict->lagrum, 0) : NULL;
        const char *first = verdict->rules->len ? g_ptr_array_index(verdict->rules, 0) : "no rule";

        if (verdict->class != row->class || g_strcmp0(law, row->law) != 0)
            fail_msg("row %u (%s): %s, %s by %s", (guint)i, row->path, class_name(verdict->class), law, first);
        assert_int_equal(verdict->urgency, row->urgency);
        assert_int_equal(verdict->at_least, row->at_least);
        check_sound(verdict);
        verdict_free(verdict);
        record_done(record);
    }
}

static void test_words(void **state)
{
    static const struct {
        guint32 persons, minors;
        const char *words;
    } counts[] = {{1, 0, "en person"}, {1, 1, "en person under 18 år"}, {9, 0, "2-9 personer"}, {10, 0, "10 eller fler personer"}, {12, 3, "minst en under 18"}};

    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) {
        struct row row = {SN "a.txt", STATUS_READ, counts[i].persons, counts[i].minors, .theme = "socialtjanst", .words = "orosanmälan"};
        struct record *record = record_of(&row);
        struct verdict *verdict = classify(*state, record, "sv");
        const char *why = g_ptr_array_index(verdict->why, 0);
        assert_non_null(strstr(why, counts[i].words));
        assert_non_null(strstr(why, "orosanmälan"));
        assert_non_null(strstr(why, "Stark sekretess"));
        assert_non_null(strstr(why, "Högst 70 år."));
        assert_string_equal(verdict->label, "Sekretess");
        assert_string_equal(g_ptr_array_index(verdict->gdpr, 0), "art. 9");
        verdict_free(verdict);
        record_done(record);
    }
}

/* Nothing of what the rules say may propose to destroy a document: gallring is decided by people. */
static void test_never_delete(void **state)
{
    guint texts = 0;

    for (const struct embedded *file = embedded_classifiers; file->name; file++, texts++) {
        g_autofree char *lower = g_utf8_strdown(file->data, (gssize)file->len);
        if (strstr(lower, "radera") || strstr(lower, "delete"))
            fail_msg("%s proposes to delete", file->name);
    }
    assert_true(texts > 50);
}

#define LAW "^(OSL [0-9]+ kap\\. [0-9]+( [a-z])? §( [1-9]| (första|andra|tredje) stycket)?|(dataskyddslagen|säkerhetsskyddslagen) [0-9]+ kap\\. [0-9]+ §)$"

/* The law as the reports write it, with the day of the text that was read; a rule is called as its file is. */
static void test_law(void **state)
{
    guint laws = 0;

    for (const struct embedded *file = embedded_classifiers; file->name; file++) {
        struct yaml *root = yaml_parse(file->data, file->len, file->name, NULL);
        const struct yaml *lagrum = yaml_get(root, "lagrum"), *gdpr = yaml_get(root, "gdpr"), *name = yaml_get(root, "name");
        g_autofree char *called = name ? g_strconcat(name->text, ".yaml", NULL) : g_strdup(file->name);

        assert_string_equal(called, file->name);
        for (guint i = 0; lagrum && i < lagrum->items->len; i++, laws++) {
            const struct yaml *law = g_ptr_array_index(lagrum->items, i);
            if (!g_regex_match_simple(LAW, law->text, 0, 0))
                fail_msg("%s: %s", file->name, law->text);
        }
        for (guint i = 0; gdpr && i < gdpr->items->len; i++)
            assert_true(g_str_has_prefix(((struct yaml *)g_ptr_array_index(gdpr->items, i))->text, "art. "));
        if (lagrum || gdpr)
            assert_string_equal(yaml_get(root, "checked")->text, "2026-02-12");
        yaml_free(root);
    }
    assert_true(laws > 80);
}

static void test_own_folders(void **state)
{
    g_autofree char *folder = g_dir_make_tmp("mappar-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "mappar.yaml", NULL);
    const char *const folders[] = {folder, NULL};

    assert_true(g_file_set_contents(path, "verksamheter:\n  - name: socialtjanst\n    folders: [fröhuset]\n    codes: [XSN]\n", -1, NULL));
    struct classifier *own = classifier_new(folders, NULL);
    assert_non_null(own);
    assert_string_equal(classify_verksamhet(own, "/x/Fröhuset/a.txt"), "socialtjanst");
    assert_string_equal(classify_verksamhet(own, "/x/XSN 2024/a.txt"), "socialtjanst");
    assert_null(classify_verksamhet(*state, "/x/Fröhuset/a.txt"));
    classifier_free(own);
    g_remove(path);
    g_rmdir(folder);
}

static void test_verksamhet(void **state)
{
    static const struct {
        const char *path, *verksamhet;
    } paths[] = {
        {"/x/Socialförvaltningen/Diverse/a.txt", "socialtjanst"}, {"/x/SOCIALFORVALTNINGEN/a.txt", "socialtjanst"},
        {"/x/Socialförvaltningen/HR/a.txt", "personal"},          {"/x/Barn- och utbildningsförvaltningen/Elevhälsan/a.txt", "elevhalsa"},
        {"/x/Barn och utbildning/a.txt", "skola"},                {"/x/BUN 2024/a.txt", "skola"},
        {"/x/bun/a.txt", NULL},                                   {"/x/y/KS2016-918.txt", "kommunledning"},
        {"/x/chr/a.txt", NULL},                                   {"", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
        const char *found = classify_verksamhet(*state, paths[i].path);
        if (g_strcmp0(found, paths[i].verksamhet) != 0)
            fail_msg("%s: %s", paths[i].path, found);
    }
}

#define RULE "name: egen\nclass: %s\nlagrum: [OSL 1 kap. 1 §]\nchecked: 2026-02-12\nsource: OSL\nwhen:\n  - kinds: [%s]\n" \
             "why: Egen.\naction: \"Förslag: stäng.\"\nenglish: {why: Own., action: \"Suggestion: close.\"}\naccept:\n  - kinds: [vin]\nreject:\n  - kinds: [epost]\n"
static void test_own_rules(void **state)
{
    static const struct {
        const char *class, *kind, *words; /* words NULL: a good rule */
    } files[] = {{"K3", "vin", NULL}, {"K9", "vin", "there is no class \"K9\""}, {"K3", "epost", "example number 1 under \"accept\""}, {"K3", "vin, epost", "example number 1 under \"reject\""}};
    g_autofree char *folder = g_dir_make_tmp("regler-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "egen.yaml", NULL);
    const char *const folders[] = {folder, NULL};

    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = g_strdup_printf(RULE, files[i].class, files[i].kind);
        assert_true(g_file_set_contents(path, text, -1, NULL));
        struct classifier *own = classifier_new(folders, &error);
        if (files[i].words) {
            assert_null(own);
            if (!strstr(error->message, files[i].words))
                fail_msg("row %u: %s", (guint)i, error->message);
            continue;
        }
        struct row row = {"/x/a.txt", STATUS_READ, .kind = "vin", .masked = "*"};
        struct record *record = record_of(&row);
        struct verdict *verdict = classify(own, record, "sv");
        assert_int_equal(verdict->class, CLASS_K3);
        assert_string_not_equal(classifier_version(own), classifier_version(*state));
        verdict_free(verdict);
        record_done(record);
        classifier_free(own);
    }
    g_remove(path);
    g_rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts), cmocka_unit_test(test_words), cmocka_unit_test(test_never_delete),
        cmocka_unit_test(test_verksamhet), cmocka_unit_test(test_own_rules),    cmocka_unit_test(test_own_folders),  cmocka_unit_test(test_law),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
