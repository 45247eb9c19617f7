/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that the maker draws from; each list ends with NULL. */
#pragma once

extern const char *const word_first[];    /* first names */
extern const char *const word_last[];     /* surnames */
extern const char *const word_streets[];
extern const char *const word_towns[];
extern const char *const word_trakter[];  /* of fastigheter */
extern const char *const word_firms[];
extern const char *const word_subjects[], *const word_verbs[], *const word_objects[], *const word_tails[];
extern const char *const word_schools[];
extern const char *const word_jobs[];
extern const char *const word_goods[];
