/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for people go through gettext: English in the code, Swedish in reports/po/sv.po. */
#pragma once

#include <libintl.h>

#define _(words) gettext(words)
#define N_(words) (words) /* marks what is translated where it is shown */
