/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `make fuzz F=NAME`: libFuzzer on one target, from the files of tests/fuzz/corpus/NAME. */
#include "tests/fuzz/targets.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    target_run(FUZZ, data, size);
    return 0;
}
