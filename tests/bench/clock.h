/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time as the benches count it. */
#pragma once

#include <glib.h>
#include <time.h>

/* Microseconds of this process alone: other work on the machine does not count. */
static inline gint64 cpu_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}
