/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quasi-identifiers: what a column is called that names nobody, but does so together with others. Dataförordningen (EU) 2016/679, skäl 26. */
#pragma once

#include "scanner/base/evidence.h"

#define QUASI_SUMMED 0x80000000u /* the column holds counts or shares: its table is of groups, not of persons */

/* By the head of a column: one bit 1 << enum quasi, QUASI_SUMMED, or 0. */
guint32 quasi_of_head(const char *head, gsize len);
