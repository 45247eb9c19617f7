/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Floods: no text makes the engine's work grow faster than the text, nor its memory grow at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>
#include <sys/resource.h>

#include "patterns/match/core.h"
#include "tests/unit/engine_kit.h"

#define MIB ((gsize)1 << 20)
#define FLOOD (100 * MIB)
#define MEMORY_KIB (32 * 1024) /* that a flood may take, whatever its length */
#define TRIES_A_BYTE 8

/* So many bytes of that sign or word, over and over, in one document; how often expressions were tried. */
static guint64 flood(const char *piece, gsize len)
{
    struct detector *detector = kit.detector;
    g_autoptr(GString) text = g_string_new(NULL);
    struct chunk chunk = {.sort = CHUNK_PROSE, .join = JOIN_NONE, .place.line = 1};
    while (text->len < 64 * 1024)
        g_string_append(text, piece);
    chunk.text = (struct text){text->str, text->len};
    kit_begin();
    for (gsize at = 0; at < len; at += text->len) {
        detector_text(detector, &chunk);
        chunk.join = JOIN_RUN;
    }
    struct evidence *evidence = detector_end(detector);
    guint64 tries = detector->tries;
    evidence_free(evidence);
    return tries;
}

static long memory(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void a_hundred_mebibytes_of_one_sign(void **state)
{
    static const char *const signs[] = {"@", "-", "a", "A", "7"};
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
        (void)flood(signs[i], 4 * MIB);
        long before = memory();
        guint64 tries = flood(signs[i], FLOOD);
        if (tries > TRIES_A_BYTE * FLOOD)
            fail_msg("%s: tried %" G_GUINT64_FORMAT " times", signs[i], tries);
        if (memory() - before > MEMORY_KIB)
            fail_msg("%s: %ld KiB more", signs[i], memory() - before);
    }
}

static void work_grows_with_the_text_alone(void **state)
{
    static const char *const pieces[] = {
        "@", "a@", "a@a.", "-", ".", ":", "a:", "1:", "1.", "A", "Aa ", "AA ", "A.A ", "Aa-", "AA-", "Agatan 1 ", "\n", "ja\n", "\t", "å", "lösenord ", "lösenord: ",
        "://", "a://a:", "key-", "AKIA", "eyJa.", "0123456789 ", "12-", "f. ", "pin ", "-----BEGIN ", "<", "P<", "SE12 ",
    };
    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
        guint64 one = flood(pieces[i], MIB / 8), four = flood(pieces[i], MIB / 2);
        if (four > 4 * one + one / 4 + 4096 || four > TRIES_A_BYTE * MIB / 2)
            fail_msg("\"%s\": tried %" G_GUINT64_FORMAT " times, in four times the text %" G_GUINT64_FORMAT, pieces[i], one, four);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hundred_mebibytes_of_one_sign),
        cmocka_unit_test(work_grows_with_the_text_alone),
    };
    return cmocka_run_group_tests_name("engine flood", tests, kit_open, kit_close);
}
