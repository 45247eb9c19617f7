/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Own documents: one person, the owner's name and nobody else's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scanner/app/owner.h"

static const struct {
    const char *login, *full, *names[3]; /* canonical, as found in the file */
    guint32 persons;
    gboolean own;
} rows[] = {
    {"annber", "Anna Berg,,,", {"ANNA BERG"}, 1, TRUE},
    {"annber", "Anna Maria Berg", {"ANNA BERG"}, 1, TRUE},
    {"annber", "Berg Anna", {"ANNA BERG"}, 1, TRUE},
    {"åsa.öberg", NULL, {"ÅSA ÖBERG"}, 1, TRUE},
    {"anna.berg", "", {"ANNA BERG"}, 1, TRUE},
    {"annber", "Anna Berg", {"ANNA BERG", "KARIN LUND"}, 1, FALSE},
    {"annber", "Anna Berg", {"KARIN LUND"}, 1, FALSE},
    {"annber", "Anna Berg", {NULL}, 1, FALSE},
    {"annber", "Anna Berg", {"ANNA BERG"}, 2, FALSE},
    {"annber", "Anna Berg", {"ANNA BERG"}, 0, FALSE},
    {"annber", NULL, {"ANNA BERG"}, 1, FALSE},
    {"root", "root", {"ANNA BERG"}, 1, FALSE},
};

static void the_owner_alone(void **state)
{
    const struct key key = {{7}};
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct owners *owners = owners_new(&key);
        struct record *record = record_new();
        owners_learn(owners, 1000, rows[i].login, rows[i].full);
        record->identity.uid = 1000;
        record->evidence->persons = rows[i].persons;
        for (guint k = 0; k < G_N_ELEMENTS(rows[i].names) && rows[i].names[k]; k++) {
            struct finding *finding = finding_new();
            finding->kind = g_strdup("namn");
            finding->confidence = 0.9;
            digest_value(&key, "namn", rows[i].names[k], finding->digest);
            g_ptr_array_add(record->evidence->findings, finding);
        }
        owners_mark(owners, record);
        if (record->evidence->owner_only != rows[i].own)
            fail_msg("row %u: %s, %s", i, rows[i].login, rows[i].full);
        assert_string_equal(owners_name(owners, 1000), rows[i].login);
        record_free(record);
        owners_free(owners);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_owner_alone)};
    return cmocka_run_group_tests_name("owner", tests, NULL, NULL);
}
