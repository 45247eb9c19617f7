/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What fields and columns are called, and numbers in two of them. */
#pragma once

#include "patterns/match/run.h"

void run_fields(struct run *run);
void run_pairs(struct run *run);
