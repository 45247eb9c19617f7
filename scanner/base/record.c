/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/base/record.h"

struct record *record_new(void)
{
    struct record *record = g_new0(struct record, 1);

    record->media_type = g_strdup("application/octet-stream");
    record->evidence = evidence_new();
    record->unread = g_ptr_array_new_with_free_func((GDestroyNotify)unread_free);
    return record;
}

void record_free(struct record *record)
{
    if (!record)
        return;
    g_free(record->path);
    g_free(record->owner);
    g_free(record->media_type);
    g_free(record->encoding);
    g_free(record->reason);
    evidence_free(record->evidence);
    g_ptr_array_unref(record->unread);
    g_free(record);
}

void unread_free(struct unread *unread)
{
    if (!unread)
        return;
    g_free(unread->member);
    g_free(unread->reason);
    g_free(unread);
}
