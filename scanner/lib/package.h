/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A package: the zip of an office document, its parts by name and the relations between them (OPC, ECMA-376 part 2). */
#pragma once

#include "scanner/base/auto.h"
#include "scanner/base/sink.h"

struct package;

#define PACKAGE_NONE G_MAXUINT

/*
 * Lists the parts. Source and sink must outlive the package. NULL: CORRUPT (no zip, or one without parts), LIMIT or IO.
 * A zip that ends too early gives what there is: package_damage() tells.
 */
struct package *package_new(const struct source *source, struct sink *sink, GError **error);
void package_free(struct package *package);
DEFINE_AUTO(package, package_free)

/* Parts are numbered from 0 as they lie in the zip; two may bear one name. */
guint package_count(const struct package *package);
/* Without a leading '/'; owned by the package. */
const char *package_name(const struct package *package, guint part);
/* The first part of that name in any case; PACKAGE_NONE where there is none. */
guint package_find(const struct package *package, const char *name);
/* What stopped the listing; NULL where it came to its end. Owned by the package. */
const GError *package_damage(const struct package *package);

/* Goes to the part's first byte; what was open before is left. Cheap forwards, a new start backwards. */
gboolean package_open(struct package *package, guint part, GError **error);
/* A member_read of the open part. What it gives is counted by the sink; where that says stop: -1 and DATAROND_ERROR_CANCELLED. */
gssize package_read(void *package, void *buffer, gsize len, GError **error);

struct relation {
    char *id;
    char *type;    /* last word of its URI: "officeDocument", "hyperlink" */
    char *target;  /* a part's name, resolved; or, where external, as written */
    gboolean external;
};

/* The relations of the part ("" for the package's own), to free with g_ptr_array_unref; empty where there are none or they are broken. */
GPtrArray *package_relations(struct package *package, const char *part);
/* The relation with that id, or the first of that type (the other NULL); NULL where there is none. */
const struct relation *relation_find(const GPtrArray *relations, const char *id, const char *type);
