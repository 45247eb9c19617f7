/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/lib/hash.h"

#include <openssl/evp.h>

#define PIECE (256 * 1024)

struct hash {
    EVP_MD *method;
    EVP_MD_CTX *context;
    guint64 taken;
};

struct hash *hash_new(void)
{
    struct hash *hash = g_new0(struct hash, 1);
    /* Fetched once, since that loads a provider, which the cage would forbid. */
    hash->method = EVP_MD_fetch(NULL, "SHA256", NULL);
    hash->context = EVP_MD_CTX_new();
    if (!hash->method || !hash->context)
        g_error("libcrypto has no SHA-256");
    hash_reset(hash);
    return hash;
}

void hash_free(struct hash *hash)
{
    EVP_MD_CTX_free(hash->context);
    EVP_MD_free(hash->method);
    g_free(hash);
}

void hash_reset(struct hash *hash)
{
    hash->taken = 0;
    EVP_DigestInit_ex(hash->context, hash->method, NULL);
}

void hash_seen(void *user, const void *data, gsize len, guint64 offset)
{
    struct hash *hash = user;
    if (offset > hash->taken || offset + len <= hash->taken)
        return;
    gsize known = (gsize)(hash->taken - offset);
    EVP_DigestUpdate(hash->context, (const char *)data + known, len - known);
    hash->taken = offset + len;
}

guint64 hash_taken(const struct hash *hash)
{
    return hash->taken;
}

/* Takes a hole as the NUL bytes that reading it would give. */
static gboolean take_hole(struct hash *hash, const struct source *source, guint64 max)
{
    guint64 hole = MIN(source_hole(source, hash->taken), max - hash->taken);
    if (hole == 0)
        return FALSE;
    g_autofree char *nul = g_malloc0(PIECE);
    for (; hole > 0; hole -= MIN(hole, PIECE))
        hash_seen(hash, nul, (gsize)MIN(hole, PIECE), hash->taken);
    return TRUE;
}

gboolean hash_rest(struct hash *hash, const struct source *source, guint64 max, GError **error)
{
    struct source plain = *source;
    plain.seen = NULL;
    if (plain.data) {
        hash_seen(hash, plain.data, (gsize)MIN(plain.size, max), 0);
        return TRUE;
    }
    g_autofree char *piece = g_malloc(PIECE);
    gssize got = 1;
    while (got > 0 && hash->taken < max) {
        if (take_hole(hash, &plain, max))
            continue;
        got = source_pread(&plain, piece, (gsize)MIN(PIECE, max - hash->taken), hash->taken, error);
        if (got > 0)
            hash_seen(hash, piece, (gsize)got, hash->taken);
    }
    return got >= 0;
}

void hash_end(struct hash *hash, guint8 digest[32])
{
    EVP_DigestFinal_ex(hash->context, digest, NULL);
}
