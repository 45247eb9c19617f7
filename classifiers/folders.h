/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders: which verksamhet a path tells of, by words of folder names and by the nämnd's code in a diarienummer. */
#pragma once

#include <glib.h>

#include "scanner/base/auto.h"
#include "scanner/base/yaml.h"

struct folders;

struct folders *folders_new(void);
void folders_free(struct folders *folders);
DEFINE_AUTO(folders, folders_free)
/* Adds a file's list: "verksamheter: [{name: skola, folders: [grundskola, =sfi], codes: [BUN]}]". */
gboolean folders_add(struct folders *folders, const struct yaml *root, const char *name, GError **error);
/*
 * The verksamhet of the deepest folder that tells of one, else of the file's own name; NULL: none does.
 * within: NULL, or a set that gets the names of all that the path tells of. Names belong to the folders.
 */
const char *folders_find(const struct folders *folders, const char *path, GHashTable *within);
/* By a nämnd's code within the text of a diarienummer ("2024/SN 0107"); NULL: none. */
const char *folders_find_code(const struct folders *folders, const char *diarienummer);
gboolean folders_know(const struct folders *folders, const char *verksamhet);
