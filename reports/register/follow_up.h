/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follow-up: what people decided about a file, and what the organisation has excepted. Needs a register opened with REGISTER_NOTE. */
#pragma once

#include "reports/register/register.h"

enum mark_status { MARK_OPEN, MARK_IN_PROGRESS, MARK_HANDLED, MARK_ACCEPTED, MARK_FALSE_ALARM, MARK_STATUS_COUNT };

/* "open", "in_progress", "handled", "accepted", "false_alarm"; never NULL. */
const char *mark_name(enum mark_status status);
/* MARK_STATUS_COUNT where it is none. */
enum mark_status mark_from_name(const char *name);
/* For people; an N_() text. */
const char *mark_words(enum mark_status status);

/* What was decided about a file. It hangs on the content: it follows a file that is moved, and is found at its copies. */
struct mark {
    guint64 number; /* of the file that was marked; another than the asked one where it came by content */
    enum mark_status status; /* open again where a settled file's content is another now */
    gboolean changed; /* the content is another than the one that was marked */
    char *owner, *note, *due; /* due "2026-01-31"; NULL: none */
    gint64 at; /* last change, seconds since 1970 */
    char *who;
};
void mark_free(struct mark *mark);
DEFINE_AUTO(mark, mark_free)

/* What to change; NULL (status -1): stays, "": taken away. */
struct mark_change {
    int status;
    const char *owner, *note, *due;
    const char *who; /* never NULL */
};
/* Marks the file of that number; each change is a row in the history. A date that is none is DATAROND_ERROR_USAGE. */
gboolean register_mark(struct register_ *reg, guint64 number, const struct mark_change *change, GError **error);
/* NULL without error where nothing was decided. To free. */
struct mark *register_marked(struct register_ *reg, const struct record *record, GError **error);
/* Every mark, ordered by the path of the file that was marked. */
typedef gboolean (*register_mark_fn)(const struct record *record, const struct mark *mark, void *user, GError **error);
gboolean register_each_mark(struct register_ *reg, register_mark_fn each, void *user, GError **error);

struct history {
    gint64 at;
    const char *who, *what, *was, *became; /* what: "status", "owner", "note", "due"; was and became may be NULL */
};
typedef gboolean (*register_history_fn)(const struct history *history, void *user, GError **error);
/* What was decided about the file, the oldest first. */
gboolean register_history(struct register_ *reg, guint64 number, register_history_fn each, void *user, GError **error);

/* What weighs nothing any more, and why. All that is set must hold; at least one is. */
struct exception {
    guint64 id;
    gboolean has_digest, has_content;
    guint8 digest[DIGEST_BYTES]; /* a value, wherever it stands */
    guint8 content[32]; /* a file by its content, wherever it lies */
    char *path;   /* a file by its name, where the content is not known */
    char *folder; /* all below it; ends with '/' */
    char *rule;   /* all that the rule finds */
    char *masked; /* of the value, to show */
    char *reason, *who; /* never NULL */
    gint64 at;
};
struct exception *exception_new(void);
void exception_free(struct exception *exception);
DEFINE_AUTO(exception, exception_free)

/* Its id, or 0 with error: DATAROND_ERROR_USAGE where there is no reason, or nothing that it is about. */
guint64 register_except(struct register_ *reg, const struct exception *exception, GError **error);
/* Ends it; that it was there stays written. */
gboolean register_unexcept(struct register_ *reg, guint64 id, const char *who, GError **error);
typedef gboolean (*register_exception_fn)(const struct exception *exception, void *user, GError **error);
/* Those in force, the oldest first. */
gboolean register_each_exception(struct register_ *reg, register_exception_fn each, void *user, GError **error);
