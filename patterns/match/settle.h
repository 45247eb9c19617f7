/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One place is one kind: the likeliest hits go to the store. */
#pragma once

#include "patterns/match/run.h"

void run_settle(struct run *run);
