/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/base/error.h"

G_DEFINE_QUARK(datarond-error-quark, datarond_error)
