/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for what the contract spells in code: kinds, themes, statuses, places, who can read. In the language of gettext. */
#pragma once

#include "scanner/base/evidence.h"
#include "scanner/base/status.h"

/* "Personnummer"; the contract's own word where there is no better. */
const char *words_kind(const char *kind);
const char *words_theme(const char *theme);
/* "Krypterad", of one file. */
const char *words_status(enum status status);
/* "Krypterade", of many. */
const char *words_statuses(enum status status);
/* What such a status means, and what can be done: sentences; "" for READ and EMPTY. */
const char *words_status_means(enum status status);
const char *words_status_action(enum status status);
/* "säker", "trolig", "möjlig", "osäker" */
const char *words_confidence(double confidence);
/* "blad Klienter, cell B12", names masked; "" where nothing is known. To free. */
char *words_place(const struct place *place);
/* Reason of a status: translated; the status's own words where there is none. */
const char *words_reason(const char *reason, enum status status);

/* Who can read a file, as its mode says; the rights of folders and shares are not looked at. */
enum exposure { EXPOSURE_UNKNOWN, EXPOSURE_OWNER, EXPOSURE_GROUP, EXPOSURE_ALL };
enum exposure exposure_of(guint32 mode);
/* "Alla på servern" */
const char *words_exposure(enum exposure exposure);
