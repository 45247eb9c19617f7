/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One worksheet of a workbook: its cells, one after another, in flat memory. */
#pragma once

#include "scanner/formats/xlsx_strings.h"

struct sheet {
    struct sink *sink;
    struct strings *strings;
    struct place place; /* with the sheet's name, and whether it is hidden */
    guint32 table;      /* its number in the workbook, from 1 */
};

/* FALSE: as xml_parse. */
gboolean sheet_read(const struct sheet *sheet, member_read read, void *user, GError **error);
