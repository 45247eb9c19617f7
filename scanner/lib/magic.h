/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libmagic says of a file's first bytes: its media type. */
#pragma once

#include "scanner/base/auto.h"
#include "scanner/base/source.h"

struct mime;

/* Loads libmagic's database. NULL with error where there is none. */
struct mime *mime_new(GError **error);
void mime_free(struct mime *mime);
DEFINE_AUTO(mime, mime_free)

/* The media type, "application/octet-stream" where nothing is known; valid until the next call. head: the source's first bytes. */
const char *mime_of(struct mime *mime, const struct source *source, const void *head, gsize len);
