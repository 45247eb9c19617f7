/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charset: the text of a source as UTF-8 in pieces, whatever coding it is in; flat memory. */
#pragma once

#include "scanner/base/auto.h"
#include "scanner/base/source.h"
#include "scanner/base/text.h"

/* Converters kept open, since iconv loads them from files that the cage does not let it open. */
struct charsets;
struct charsets *charsets_load(void);
void charsets_free(struct charsets *charsets);
DEFINE_AUTO(charsets, charsets_free)

struct decoder;

/* declared: the coding that the document names, or NULL; a byte order mark wins over it, an unknown name is as none. */
struct decoder *decoder_new(const struct source *source, const char *declared);
void decoder_free(struct decoder *decoder);
DEFINE_AUTO(decoder, decoder_free)

/*
 * The next piece, at most 200 KiB, valid until the next call: UTF-8 without NUL (a run of NUL is one space, what is no
 * character is U+FFFD), never cut within a character. FALSE at the end, and with error where the source cannot be read.
 */
gboolean decoder_next(struct decoder *decoder, struct text *piece, GError **error);
/* The coding that had to be guessed so far ("windows-1252"); NULL where nothing was guessed. */
const char *decoder_guessed(const struct decoder *decoder);
/* As a member_read: user is the decoder. */
gssize decoder_read(void *decoder, void *buffer, gsize len, GError **error);
/* UTF-8 of bytes whose coding may be named (NULL: guessed); to free. */
char *charset_to_utf8(struct text bytes, const char *declared);
