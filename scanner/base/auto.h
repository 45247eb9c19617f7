/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scoped pointers for our own structs, where g_autoptr would want a typedef:
 *     DEFINE_AUTO(evidence, evidence_free)   in the header
 *     AUTO(evidence) found = evidence_new();  freed when the scope ends */
#pragma once

#define DEFINE_AUTO(type, free_function)                          \
    static inline void type##_auto_free(struct type **pointer)    \
    {                                                             \
        if (*pointer)                                             \
            free_function(*pointer);                              \
    }

#define AUTO(type) __attribute__((cleanup(type##_auto_free))) struct type *
