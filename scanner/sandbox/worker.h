/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's own side: it closes its cage and answers requests until its socket ends. */
#pragma once

#include "scanner/sandbox/message.h"
#include "scanner/sandbox/nursery.h"

_Noreturn void worker_run(const struct job *job, const struct limits *limits, int socket, struct desk *desk);
