/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/base/digest.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file holds the key as hex digits and a newline, so that it survives editors, mail and safes. */
#define KEY_TEXT (2 * KEY_BYTES)

static gboolean fail(GError **error, const char *words, const char *path, int number)
{
    g_set_error(error, DATAROND_ERROR, number == EACCES || number == EPERM ? DATAROND_ERROR_DENIED : DATAROND_ERROR_IO, words, path,
                g_strerror(number));
    return FALSE;
}

static gboolean from_hex(struct key *key, const char *text)
{
    for (int i = 0; i < KEY_BYTES; i++) {
        int high = g_ascii_xdigit_value(text[2 * i]), low = g_ascii_xdigit_value(text[2 * i + 1]);

        if (high < 0 || low < 0)
            return FALSE;
        key->bytes[i] = (guint8)(high << 4 | low);
    }
    return TRUE;
}

static gboolean read_from(struct key *key, int fd, const char *path, GError **error)
{
    char text[KEY_TEXT + 1] = "";
    struct stat st;

    if (fstat(fd, &st) < 0)
        return fail(error, _("%s: the key cannot be read: %s"), path, errno);
    if (!S_ISREG(st.st_mode) || st.st_mode & 077) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_DENIED,
                    _("%s: others than its owner can read the key, so it protects nothing. Set its mode to 0600."), path);
        return FALSE;
    }
    if (read(fd, text, KEY_TEXT) != KEY_TEXT || !from_hex(key, text)) {
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_CORRUPT,
                    _("%s: this is no key: %d hexadecimal digits are expected. Restore it from a backup; with a new key nothing "
                      "that is in the register can be found again."),
                    path, KEY_TEXT);
        explicit_bzero(text, sizeof text);
        return FALSE;
    }
    explicit_bzero(text, sizeof text);
    return TRUE;
}

static gboolean random_bytes(guint8 *bytes, gsize len)
{
    for (gsize done = 0; done < len;) {
        gssize got = getrandom(bytes + done, len - done, 0);

        if (got < 0 && errno != EINTR)
            return FALSE;
        done += got > 0 ? (gsize)got : 0;
    }
    return TRUE;
}

static gboolean write_new(const char *path)
{
    guint8 bytes[KEY_BYTES];
    char text[KEY_TEXT + 2];
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    gboolean ok = fd >= 0 && fchmod(fd, 0600) == 0 && random_bytes(bytes, sizeof bytes);

    if (fd < 0)
        return FALSE;
    for (int i = 0; ok && i < KEY_BYTES; i++)
        g_snprintf(text + 2 * i, 4, "%02x\n", bytes[i]);
    errno = ok ? 0 : errno;
    ok = ok && write(fd, text, KEY_TEXT + 1) == KEY_TEXT + 1 && fsync(fd) == 0;
    if (!ok && errno == 0)
        errno = ENOSPC;
    explicit_bzero(bytes, sizeof bytes);
    explicit_bzero(text, sizeof text);
    return close(fd) == 0 && ok;
}

/*
 * The key appears under its name whole or not at all: it is written under another name and linked to its own. Of two
 * first scans at once one links, and both read what it linked.
 */
static gboolean make(const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *fresh = NULL;
    guint64 salt;
    gboolean ok;
    int number;

    if (g_mkdir_with_parents(folder, 0700) < 0 || !random_bytes((guint8 *)&salt, sizeof salt))
        return fail(error, _("%s: the key cannot be made: %s"), path, errno);
    fresh = g_strdup_printf("%s.%016" G_GINT64_MODIFIER "x", path, salt);
    ok = write_new(fresh) && link(fresh, path) == 0;
    number = errno;
    unlink(fresh);
    return ok || number == EEXIST || fail(error, _("%s: the key cannot be made: %s"), path, number);
}

gboolean key_load(struct key *key, const char *path, GError **error)
{
    gboolean ok;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0 && errno == ENOENT) {
        if (!make(path, error))
            return FALSE;
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    }
    if (fd < 0)
        return fail(error, _("%s: the key cannot be read: %s"), path, errno);
    ok = read_from(key, fd, path, error);
    close(fd);
    return ok;
}

char *key_default_path(void)
{
    return g_build_filename(g_get_user_config_dir(), "datarond", "key", NULL);
}

void digest_value(const struct key *key, const char *kind, const char *value, guint8 digest[DIGEST_BYTES])
{
    GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, key->bytes, KEY_BYTES);
    gsize len = DIGEST_BYTES;

    if (strcmp(kind, "samordningsnummer") == 0)
        kind = "personnummer";
    g_hmac_update(hmac, (const guchar *)kind, (gssize)strlen(kind));
    g_hmac_update(hmac, (const guchar *)":", 1);
    g_hmac_update(hmac, (const guchar *)value, (gssize)strlen(value));
    g_hmac_get_digest(hmac, digest, &len);
    g_hmac_unref(hmac);
}
