/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the reading of a file or member went. Unread is a verdict: anything but READ and EMPTY has a reason in words. */
#pragma once

enum status {
    STATUS_READ,
    STATUS_PARTIAL, /* something was left out */
    STATUS_EMPTY,   /* no bytes */
    STATUS_ENCRYPTED,
    STATUS_CORRUPT,
    STATUS_UNSUPPORTED,
    STATUS_LIMIT, /* a limit stopped the reading, however much was read before */
    STATUS_DENIED,
    STATUS_CRASHED, /* the worker died of it */
    STATUS_COUNT
};

/* The contract's spelling; never NULL. */
const char *status_name(enum status status);
/* From the contract's spelling; STATUS_COUNT where it is none. */
enum status status_from_name(const char *name);
