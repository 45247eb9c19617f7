/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register of validators, made from the names of the files in this folder. */
#include "patterns/check/check.h"

#define PLUGIN(name) extern const struct check check_##name;
#include "checks.h"
#undef PLUGIN

static const struct check *const checks[] = {
#define PLUGIN(name) &check_##name,
#include "checks.h"
#undef PLUGIN
};

const struct check *check_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(checks); i++)
        if (g_strcmp0(checks[i]->name, name) == 0)
            return checks[i];
    return NULL;
}
