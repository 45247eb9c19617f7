/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The errors of the house: the few codes that a reader of the report can act on. */
#pragma once

#include <glib.h>

#define DATAROND_ERROR datarond_error_quark()

enum datarond_error {
    DATAROND_ERROR_DENIED,
    DATAROND_ERROR_IO,
    DATAROND_ERROR_CORRUPT,
    DATAROND_ERROR_ENCRYPTED,
    DATAROND_ERROR_UNSUPPORTED,
    DATAROND_ERROR_LIMIT,
    DATAROND_ERROR_CANCELLED,
    DATAROND_ERROR_USAGE /* the words tell what to write instead */
};

GQuark datarond_error_quark(void);
