/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of words: Swedish or English, by gettext's LANGUAGE over C.UTF-8, so that no generated locale is needed. */
#pragma once

/* "sv" or "en": from --lang in the arguments, else the locale's variables; Swedish where neither tells. NULL: --lang says something else. */
const char *language_choose(int argc, char **argv);
/* TRUE where --lang was given. */
int language_given(int argc, char **argv);
/* From now on words are in this language. Not while other threads run. */
void language_use(const char *language);
