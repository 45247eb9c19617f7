/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What regular expressions find, in one block. */
#pragma once

#include "patterns/match/run.h"

void run_expressions(struct run *run);
