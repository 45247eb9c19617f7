/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is not on the list below answers EPERM. Killing instead would turn a library's harmless probe (is this a terminal?) into a
 * dead worker. A build with -DCAGE_DEBUG tells each refused call on stderr, and refuses it all the same.
 *
 * Landlock does not guard stat(2), and glibc's fstat is newfstatat: a worker can still learn that a path exists, its size and owner.
 * It can open nothing.
 */
#include "scanner/sandbox/cage.h"

#include "scanner/base/error.h"
#include "scanner/base/i18n.h"
#include "scanner/sandbox/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define NOBODY 65534
#define WORKER_FILES 256
#define POPPLER_DATA "/usr/share/poppler" /* character maps of fonts that are not embedded; read page by page */

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ASAN 1
#endif
#endif
#ifndef UNDER_ASAN
#define UNDER_ASAN 0
#endif

static const int allowed[] = {
    SCMP_SYS(read),      SCMP_SYS(pread64),        SCMP_SYS(readv),        SCMP_SYS(write),         SCMP_SYS(pwrite64),
    SCMP_SYS(lseek),     SCMP_SYS(close),          SCMP_SYS(dup),          SCMP_SYS(newfstatat),    SCMP_SYS(fstat),
    SCMP_SYS(ftruncate), SCMP_SYS(brk),            SCMP_SYS(munmap),       SCMP_SYS(mremap),        SCMP_SYS(madvise),
    SCMP_SYS(futex),     SCMP_SYS(clock_gettime),  SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction),
    SCMP_SYS(getpid),    SCMP_SYS(gettid),         SCMP_SYS(exit_group),   SCMP_SYS(exit),          SCMP_SYS(recvmsg),
    SCMP_SYS(sendmsg),   SCMP_SYS(restart_syscall),
};
static const int allowed_under_asan[] = {SCMP_SYS(sigaltstack), SCMP_SYS(sched_yield)};
static const int allowed_fcntl[] = {F_GETFL, F_GETFD, F_SETFD, F_DUPFD_CLOEXEC};

guint64 cage_statm(int fd, guint field)
{
    char text[256] = "", *at = text;
    gssize len = pread(fd, text, sizeof text - 1, 0);
    guint64 pages = 0;

    if (len <= 0)
        return 0;
    for (guint i = 0; i <= field; i++)
        pages = strtoull(at, &at, 10);
    return pages * (guint64)sysconf(_SC_PAGESIZE);
}

static gboolean bound(int resource, guint64 limit)
{
    struct rlimit now;

    if (getrlimit(resource, &now) != 0)
        return FALSE;
    now.rlim_cur = now.rlim_max = MIN((rlim_t)limit, now.rlim_max);
    return setrlimit(resource, &now) == 0;
}

/* Where the kernel has to kill somebody for memory, a worker costs least. */
static void offer_first(void)
{
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

    if (fd < 0)
        return;
    if (write(fd, "500", 3) < 0)
        errno = 0;
    close(fd);
}

static gboolean bound_all(const struct limits *limits)
{
    int statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    guint64 inherited = statm < 0 ? 0 : cage_statm(statm, 5); /* what the nursery loaded counts too */

    if (statm >= 0)
        close(statm);
    gboolean good = bound(RLIMIT_CORE, 0) && bound(RLIMIT_NOFILE, WORKER_FILES) &&
                    bound(RLIMIT_FSIZE, MAX(limits->max_member_bytes, 1u << 20) + (1u << 20));
    if (UNDER_ASAN)
        return good; /* its shadow is terabytes wide */
    return good && bound(RLIMIT_DATA, inherited + limits->max_memory_bytes);
}

/* Descriptors received stay readable. Where even root may not change (a small container), the rest of the cage holds alone. */
static void leave_root(void)
{
    if (geteuid() != 0)
        return;
    if (setgroups(0, NULL) != 0 || setresgid(NOBODY, NOBODY, NOBODY) != 0 || setresuid(NOBODY, NOBODY, NOBODY) != 0)
        errno = 0;
}

static int allow_arguments(scmp_filter_ctx filter, gboolean landlocked)
{
    const guint64 opening = O_ACCMODE | O_CREAT | O_TRUNC | O_TMPFILE | O_PATH;
    int bad = 0;

    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 2, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0),
                            SCMP_A2(SCMP_CMP_EQ, SIGABRT, 0));
    for (guint i = 0; i < G_N_ELEMENTS(allowed_fcntl); i++)
        bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)allowed_fcntl[i], 0));
    if (landlocked)
        bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, opening, 0));
    return bad;
}

#ifdef CAGE_DEBUG
#include <stdio.h>
#include <ucontext.h>

static void tell_refused(int number, siginfo_t *info, void *context)
{
    char line[64];
    int len = snprintf(line, sizeof line, "cage: refused call %d\n", info->si_syscall);

    if (write(STDERR_FILENO, line, (size_t)len) < 0)
        _exit(1);
    ((ucontext_t *)context)->uc_mcontext.gregs[REG_RAX] = -EPERM;
}

static scmp_filter_ctx filter_new(void)
{
    struct sigaction action = {.sa_sigaction = tell_refused, .sa_flags = SA_SIGINFO | SA_NODEFER};

    sigaction(SIGSYS, &action, NULL);
    return seccomp_init(SCMP_ACT_TRAP);
}
#else
static scmp_filter_ctx filter_new(void)
{
    return seccomp_init(SCMP_ACT_ERRNO(EPERM));
}
#endif

static gboolean filter_calls(gboolean landlocked)
{
    scmp_filter_ctx filter = filter_new();
    int bad = filter ? 0 : -ENOMEM;

    for (guint i = 0; filter && i < G_N_ELEMENTS(allowed); i++)
        bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    for (guint i = 0; filter && UNDER_ASAN && i < G_N_ELEMENTS(allowed_under_asan); i++)
        bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed_under_asan[i], 0);
    if (!bad)
        bad = allow_arguments(filter, landlocked);
    if (!bad)
        bad = seccomp_load(filter);
    if (filter)
        seccomp_release(filter);
    return bad == 0;
}

gboolean cage_close(const struct limits *limits, GError **error)
{
    const char *failed = NULL;

    if (!bound_all(limits))
        failed = "setrlimit";
    offer_first();
    leave_root();
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a change of uid cleared it */
    if (!failed && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        failed = "no_new_privs";
    prctl(PR_SET_DUMPABLE, 0);
    if (!failed && !filter_calls(landlock_restrict(POPPLER_DATA)))
        failed = "seccomp";
    if (failed)
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_IO, _("The cage of the reading processes could not be closed (%s)."), failed);
    return !failed;
}
