/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settling: a record gets its file's facts and its verdict, its tag where one is asked for, and its place in the register. */
#pragma once

#include "classifiers/verdict.h"
#include "reports/register/register.h"
#include "scanner/base/digest.h"
#include "scanner/crawl/crawl.h"

struct settle;

struct settled {
    enum class class;
    const char *urgent_words; /* said at once on a terminal; NULL: nothing urgent */
    char *shown;              /* with urgent_words: the path as people may see it, to free; else NULL */
};

/* register, classifier and key are borrowed. tag: the class is written into extended attributes. */
struct settle *settle_new(struct register_ *reg, const struct classifier *classifier, const struct key *key, gboolean tag);
void settle_free(struct settle *settle);

/* A record with path, identity and owner of what the crawl told; nothing read yet. */
struct record *settle_new_record(struct settle *settle, const struct crawl_item *item);
/* Where another name of the same inode was read in this scan: its record under this name; else NULL. */
struct record *settle_twin(struct settle *settle, const struct crawl_item *item);
/* Judges, tags and enters the record. */
gboolean settle_record(struct settle *settle, struct record *record, struct settled *settled, GError **error);
/* An unchanged file: sees to it that it bears its tag. */
gboolean settle_known(struct settle *settle, const struct crawl_item *item, GError **error);
