/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/report.h"

#include <glib.h>

#define PLUGIN(name) extern const struct report report_##name;
#include "reports.h"
#undef PLUGIN

#define PLUGIN(name) &report_##name,
const struct report *const reports[] = {
#include "reports.h"
    NULL,
};

const struct report *report_find(const char *name)
{
    for (gsize i = 0; reports[i]; i++)
        if (g_strcmp0(reports[i]->name, name) == 0)
            return reports[i];
    return NULL;
}
