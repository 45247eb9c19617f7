/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling mail from other text. */
#pragma once

#include "scanner/base/text.h"

/* How many different headers of a mail (From, Date ...) the text begins with; 0 where something else stands between. */
guint mail_headers(struct text head);
/* Length of an mbox's line "From somebody Mon Jan  1 00:00:00 2024" with its line end at the start; 0: none. */
gsize mail_separator(struct text head);
