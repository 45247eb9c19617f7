/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keyed digests: HMAC-SHA-256 under a key that each installation makes for itself. */
#pragma once

#include "scanner/base/evidence.h"

#define KEY_BYTES 32

struct key {
    guint8 bytes[KEY_BYTES];
};

/* Reads the key file, or makes it (mode 0600, its folder 0700). FALSE with words where neither can be done. */
gboolean key_load(struct key *key, const char *path, GError **error);
/* $XDG_CONFIG_HOME/datarond/key; to free. */
char *key_default_path(void);
/* HMAC of kind, ':' and canonical value. personnummer and samordningsnummer share one name space. */
void digest_value(const struct key *key, const char *kind, const char *value, guint8 digest[DIGEST_BYTES]);
