/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/app/owner.h"

#include <pwd.h>
#include <string.h>

#include "patterns/check/words.h"

#define SURE 0.5 /* as evidence.h counts persons */
#define SPELLINGS_MAX 3
#define NAME_BYTES_MAX 100

struct owner {
    char *login;
    guint count;
    guint8 digests[SPELLINGS_MAX][DIGEST_BYTES]; /* of the name, as namn.c writes it: first name and surname in capitals */
};

struct owners {
    const struct key *key;
    GHashTable *by_uid; /* of struct owner */
};

static void owner_free(gpointer data)
{
    struct owner *owner = data;
    g_free(owner->login);
    g_free(owner);
}

struct owners *owners_new(const struct key *key)
{
    struct owners *owners = g_new0(struct owners, 1);
    owners->key = key;
    owners->by_uid = g_hash_table_new_full(NULL, NULL, NULL, owner_free);
    return owners;
}

void owners_free(struct owners *owners)
{
    g_hash_table_unref(owners->by_uid);
    g_free(owners);
}

static void add_name(const struct owners *owners, struct owner *owner, const char *first, const char *last)
{
    char canonical[NAME_BYTES_MAX];
    g_autofree char *name = g_strjoin(" ", first, last, NULL);
    if (owner->count < SPELLINGS_MAX && words_upper(text_of(name), canonical, sizeof canonical))
        digest_value(owners->key, "namn", canonical, owner->digests[owner->count++]);
}

/* "Anna Maria Berg", "Berg Anna", "anna.berg": the first and the last word, either way round. */
static void add_words(const struct owners *owners, struct owner *owner, const char *text, const char *between)
{
    g_auto(GStrv) words = g_strsplit_set(text, between, -1);
    guint last = 0;
    for (guint i = 1; words[0] && words[i]; i++)
        last = i;
    if (!last || strlen(words[0]) < 2 || strlen(words[last]) < 2)
        return;
    add_name(owners, owner, words[0], words[last]);
    add_name(owners, owner, words[last], words[0]);
}

void owners_learn(struct owners *owners, guint32 uid, const char *login, const char *full)
{
    struct owner *owner = g_new0(struct owner, 1);
    owner->login = g_utf8_make_valid(login, -1);
    if (full) {
        g_autofree char *name = g_strndup(full, strcspn(full, ","));
        if (g_utf8_validate(name, -1, NULL))
            add_words(owners, owner, g_strstrip(name), " ");
    }
    if (owner->count == 0)
        add_words(owners, owner, owner->login, "._-");
    g_hash_table_insert(owners->by_uid, GUINT_TO_POINTER(uid), owner);
}

static const struct owner *owner_of(struct owners *owners, guint32 uid)
{
    if (!g_hash_table_contains(owners->by_uid, GUINT_TO_POINTER(uid))) {
        const struct passwd *user = getpwuid(uid);
        g_autofree char *number = g_strdup_printf("%u", uid);
        owners_learn(owners, uid, user ? user->pw_name : number, user ? user->pw_gecos : NULL);
    }
    return g_hash_table_lookup(owners->by_uid, GUINT_TO_POINTER(uid));
}

const char *owners_name(struct owners *owners, guint32 uid)
{
    return owner_of(owners, uid)->login;
}

static gboolean is_name_of(const struct owner *owner, const struct finding *finding)
{
    for (guint i = 0; i < owner->count; i++)
        if (memcmp(owner->digests[i], finding->digest, DIGEST_BYTES) == 0)
            return TRUE;
    return FALSE;
}

void owners_mark(struct owners *owners, struct record *record)
{
    const struct owner *owner = owner_of(owners, record->identity.uid);
    struct evidence *evidence = record->evidence;
    gboolean named = FALSE, others = FALSE;
    for (guint i = 0; evidence->persons == 1 && i < evidence->findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(evidence->findings, i);
        if (!g_str_equal(finding->kind, "namn") || finding->confidence < SURE)
            continue;
        gboolean own = is_name_of(owner, finding);
        named |= own;
        others |= !own;
    }
    evidence->owner_only = named && !others;
}
