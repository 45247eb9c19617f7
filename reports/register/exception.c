/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/register/internal.h"

gboolean exceptions_apply(struct register_ *reg, struct record *record, gint64 began, GError **error)
{
    return TRUE;
}
