/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person's name beside a number makes the number likelier to be a person's. */
#pragma once

#include "patterns/match/core.h"

/* Claims that have won their places, in order: the hits of those beside a name get their reason. */
void beside_names(struct detector *detector, struct stretch stretch, struct claim *const *claims, guint count);
/* The same: a birth date near a name, and a name right before an address, are somebody's (hit.person). */
void beside_persons(struct detector *detector, struct stretch stretch, struct claim *const *claims, guint count);
