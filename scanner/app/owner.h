/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Owners of files: what they are called, and whether a file is about its owner alone. */
#pragma once

#include "scanner/base/digest.h"
#include "scanner/base/record.h"

struct owners;

/* key is borrowed. */
struct owners *owners_new(const struct key *key);
void owners_free(struct owners *owners);
/* What the accounts' file says of an owner, read at the first asking; full: "Anna Berg,,,", NULL where nothing stands there. */
void owners_learn(struct owners *owners, guint32 uid, const char *login, const char *full);
/* User name, or the number where there is none; owned by owners. */
const char *owners_name(struct owners *owners, guint32 uid);
/*
 * Marks evidence->owner_only of a record whose digests are filled: one person, the owner's name, nobody else's. The name is known from the
 * account (passwd's GECOS, or a login such as anna.berg); where neither tells one, no file is marked.
 */
void owners_mark(struct owners *owners, struct record *record);
