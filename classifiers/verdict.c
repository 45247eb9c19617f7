/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "classifiers/verdict.h"


static const struct {
    const char *name, *swedish, *english;
} classes[] = {
    [CLASS_K0] = {"K0", "Öppen", "Open"},         [CLASS_K1] = {"K1", "Intern", "Internal"},
    [CLASS_K2] = {"K2", "Känslig", "Sensitive"},  [CLASS_K3] = {"K3", "Sekretess", "Sekretess"},
    [CLASS_K4] = {"K4", "Kvalificerad", "Qualified"},
};

const char *class_name(enum class class)
{
    return class >= CLASS_K0 && class <= CLASS_K4 ? classes[class].name : NULL;
}

const char *class_label(enum class class, const char *language)
{
    if (class < CLASS_K0 || class > CLASS_K4)
        return NULL;
    return g_strcmp0(language, "en") == 0 ? classes[class].english : classes[class].swedish;
}

void verdict_free(struct verdict *verdict)
{
    if (!verdict)
        return;
    g_ptr_array_unref(verdict->lagrum);
    g_ptr_array_unref(verdict->gdpr);
    g_ptr_array_unref(verdict->why);
    g_ptr_array_unref(verdict->rules);
    g_free(verdict->action);
    g_free(verdict);
}
