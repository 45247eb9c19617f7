/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit log: who looked at clear values or asked for a person, when, and about what; never a value. */
#pragma once

#include <glib.h>

/* $XDG_STATE_HOME/datarond/audit.log; to free. */
char *audit_default_path(void);
/* Appends one line (time, user, deed, object; control characters made visible). The file is made 0600. */
gboolean audit_write(const char *deed, const char *object, GError **error);
