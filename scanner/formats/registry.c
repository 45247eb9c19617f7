/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/registry.h"

#define PLUGIN(name) extern const struct format format_##name;
#include "formats.h"
#undef PLUGIN

#define PLUGIN(name) &format_##name,
const struct format *const formats[] = {
#include "formats.h"
    NULL};
#undef PLUGIN
