/* SPDX-License-Identifier: GPL-3.0-or-later */
/* IPv4 (RFC 791) and IPv6 (RFC 4291) addresses that can belong to somebody: private, loopback, link-local, multicast,
 * documentation and unspecified ranges (IANA's special-purpose registries) are configuration or examples. */
#include "patterns/check/check.h"
#include "scanner/base/i18n.h"

#include <arpa/inet.h>

#define SECTION_MAX 30 /* parts of a version or of a section's number are seldom higher, of an address they nearly always are */

static gboolean special4(const guint8 a[4])
{
    if (a[0] == 0 || a[0] == 10 || a[0] == 127 || a[0] >= 224)
        return TRUE;
    if ((a[0] == 172 && (a[1] & 0xf0) == 16) || (a[0] == 192 && a[1] == 168) || (a[0] == 169 && a[1] == 254))
        return TRUE;
    if (a[0] == 100 && (a[1] & 0xc0) == 64)
        return TRUE;
    return (a[0] == 192 && a[1] == 0 && (a[2] == 0 || a[2] == 2)) || (a[0] == 198 && a[1] == 51 && a[2] == 100)
           || (a[0] == 203 && a[1] == 0 && a[2] == 113) || (a[0] == 198 && (a[1] & 0xfe) == 18);
}

static gboolean special6(const guint8 a[16])
{
    static const guint8 zero[15];

    if (memcmp(a, zero, 15) == 0 || (a[0] & 0xfe) == 0xfc || a[0] == 0xff || (a[0] == 0xfe && (a[1] & 0xc0) == 0x80))
        return TRUE;
    return a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0d && a[3] == 0xb8;
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    char at[INET6_ADDRSTRLEN];
    guint8 raw[16];

    memset(result, 0, sizeof *result);
    if (spelt.len == 0 || spelt.len >= sizeof at)
        return FALSE;
    memcpy(at, spelt.at, spelt.len);
    at[spelt.len] = 0;
    if (inet_pton(AF_INET, at, raw) == 1) {
        if (special4(raw) || raw[3] == 0)
            return FALSE;
        if (MAX(MAX(raw[0], raw[1]), MAX(raw[2], raw[3])) <= SECTION_MAX && raw[0] != 8) {
            result->likelihood = 0.1;
            result->likely_why = N_("sections and versions are numbered so");
        }
        if ((raw[0] == raw[1] && raw[1] == raw[2] && raw[2] == raw[3] && raw[0] != 8) || (raw[0] == 1 && raw[1] == 2 && raw[2] == 3)) {
            result->likelihood = 0.1;
            result->likely_why = N_("an address that examples use");
        }
        result->chance = 0.9;
        return inet_ntop(AF_INET, raw, result->value, sizeof result->value) != NULL;
    }
    /* "10::1" and the like are times and lists: three groups at least, or a global prefix. */
    if (spelt.len < 8 || inet_pton(AF_INET6, at, raw) != 1 || special6(raw) || (raw[0] & 0xe0) != 0x20)
        return FALSE;
    result->chance = 0.9;
    return inet_ntop(AF_INET6, raw, result->value, sizeof result->value) != NULL;
}

const struct check check_ip = {.name = "ip", .valid = valid, .loose = TRUE};
