/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The maker of documents is the same for the same seed, its labels stand in the text, and the engine keeps its accuracy (make accuracy tells more). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "tests/accuracy/judge.h"

#define NUMBERS "patterns/data/testnummer.txt"
#define DOCUMENTS 400

static void the_same_seed_makes_the_same(void **state)
{
    struct maker *one = maker_new(7, NUMBERS, NULL), *two = maker_new(7, NUMBERS, NULL), *other = maker_new(8, NUMBERS, NULL);
    guint differ = 0;
    for (guint i = 0; i < 40; i++) {
        struct document *a = maker_document(one, i), *b = maker_document(two, i), *c = maker_document(other, i);
        assert_string_equal(a->text->str, b->text->str);
        assert_int_equal(a->labels->len, b->labels->len);
        differ += strcmp(a->text->str, c->text->str) != 0;
        document_free(a);
        document_free(b);
        document_free(c);
    }
    assert_int_equal(differ, 40);
    maker_free(one);
    maker_free(two);
    maker_free(other);
}

/* Of a number the end stands as it is; of a name its words. */
static void labels_stand_in_the_text(void **state)
{
    static const char *const kinds[] = {"personnummer", "samordningsnummer", "organisationsnummer", "bankgiro", "plusgiro", "iban", "betalkort", "epost", "fordon",
                                        "mac", "diagnoskod", "diarienummer", "pass", "reservnummer", NULL};
    struct maker *maker = maker_new(9, NUMBERS, NULL);
    guint seen = 0;
    for (guint i = 0; i < 150; i++) {
        struct document *document = maker_document(maker, i);
        g_autofree char *text = plain_key(document->text->str);
        for (guint k = 0; k < document->labels->len; k++) {
            const struct label *label = g_ptr_array_index(document->labels, k);
            gsize len = strlen(label->value);
            if (!g_strv_contains(kinds, label->kind))
                continue;
            if (!strstr(text, label->value + (len > 4 ? len - 4 : 0)))
                fail_msg("%s: no %s %s", document->sort, label->kind, label->value);
            seen++;
        }
        document_free(document);
    }
    assert_true(seen > 1000);
    maker_free(maker);
}

static const struct floor {
    const char *kind;
    double precision, recall;
} floors[] = {
    {"personnummer", 0.99, 0.99}, {"samordningsnummer", 0.97, 0.99}, {"organisationsnummer", 0.98, 0.98}, {"bankkonto", 0.98, 0.98}, {"telefon", 0.98, 0.97},
    {"epost", 0.99, 0.99}, {"bankgiro", 0.98, 0.98}, {"plusgiro", 0.98, 0.98}, {"iban", 0.98, 0.98}, {"namn", 0.97, 0.97}, {"adress", 0.98, 0.98},
};

static void the_engine_keeps_its_accuracy(void **state)
{
    g_autoptr(GError) error = NULL;
    const struct engine_options options = {.real_test_numbers = TRUE, .max_findings = 100000};
    struct corpus *corpus = corpus_new(11, DOCUMENTS, NUMBERS, &error);
    assert_non_null(corpus);
    struct engine *engine = engine_new(&options, &error);
    assert_non_null(engine);
    struct tally *tally = judge(engine, corpus, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(floors); i++) {
        const struct score *score = tally_kind(tally, floors[i].kind);
        assert_true(score->labels > 5);
        if (score_precision(score) < floors[i].precision || score_recall(score) < floors[i].recall)
            fail_msg("%s: precision %.4f, recall %.4f", floors[i].kind, score_precision(score), score_recall(score));
    }
    tally_free(tally);
    engine_free(engine);
    corpus_free(corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_makes_the_same),
        cmocka_unit_test(labels_stand_in_the_text),
        cmocka_unit_test(the_engine_keeps_its_accuracy),
    };
    return cmocka_run_group_tests_name("accuracy", tests, NULL, NULL);
}
