/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The test numbers that Skatteverket has published: the list alone decides, never a guess from the serial. */
#pragma once

#include <glib.h>

/* Twelve digits. TRUE where it is one of the published test personnummer or test samordningsnummer, or
 * the one number that examples use everywhere, 19121212-1212. */
gboolean testnummer_has(const char twelve[12]);
