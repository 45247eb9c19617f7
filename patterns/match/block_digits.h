/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is made of digits, in one block. */
#pragma once

#include "patterns/match/run.h"

void run_digits(struct run *run);
/* Numbers that a spreadsheet has spoilt. */
void run_cells(struct run *run);
