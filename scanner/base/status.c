/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/base/status.h"

#include <glib.h>

static const char *const status_names[STATUS_COUNT] = {
    [STATUS_READ] = "read",       [STATUS_PARTIAL] = "partial",         [STATUS_EMPTY] = "empty",
    [STATUS_ENCRYPTED] = "encrypted", [STATUS_CORRUPT] = "corrupt",     [STATUS_UNSUPPORTED] = "unsupported",
    [STATUS_LIMIT] = "limit",     [STATUS_DENIED] = "denied",           [STATUS_CRASHED] = "crashed",
};

const char *status_name(enum status status)
{
    return (guint)status < STATUS_COUNT ? status_names[status] : status_names[STATUS_CRASHED];
}

enum status status_from_name(const char *name)
{
    for (guint i = 0; i < STATUS_COUNT; i++)
        if (g_strcmp0(name, status_names[i]) == 0)
            return (enum status)i;
    return STATUS_COUNT;
}
