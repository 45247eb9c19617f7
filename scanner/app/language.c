/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/app/language.h"

#include <glib.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

static const char *given(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (g_str_has_prefix(argv[i], "--lang="))
            return argv[i] + strlen("--lang=");
        if (g_str_equal(argv[i], "--lang"))
            return i + 1 < argc ? argv[i + 1] : "";
    }
    return NULL;
}

int language_given(int argc, char **argv)
{
    return given(argc, argv) != NULL;
}

const char *language_choose(int argc, char **argv)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG", NULL};
    const char *word = given(argc, argv);

    if (word)
        return g_str_equal(word, "sv") ? "sv" : g_str_equal(word, "en") ? "en" : NULL;
    for (int i = 0; variables[i]; i++) {
        const char *value = g_getenv(variables[i]);
        if (value && *value)
            return g_str_has_prefix(value, "en") ? "en" : "sv";
    }
    return "sv";
}

/* The catalogue beside the program in its build folder, else the installed one. */
static char *catalogue_folder(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = program ? g_path_get_dirname(program) : g_strdup(".");
    g_autofree char *beside = g_build_filename(folder, "locale", NULL);
    if (g_file_test(beside, G_FILE_TEST_IS_DIR))
        return g_steal_pointer(&beside);
    g_autofree char *installed = g_build_filename(folder, "..", "share", "locale", NULL);
    return g_file_test(installed, G_FILE_TEST_IS_DIR) ? g_steal_pointer(&installed) : g_strdup(LOCALEDIR);
}

void language_use(const char *language)
{
    extern int _nl_msg_cat_cntr; /* glibc's: changed, it looks LANGUAGE up again */
    static gboolean bound;

    /* Never LC_NUMERIC: rule files have decimal points in every locale. */
    setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_MESSAGES, "C.UTF-8");
    g_setenv("LANGUAGE", language, TRUE);
    if (!bound) {
        g_autofree char *folder = catalogue_folder();
        bindtextdomain("datarond", folder);
        bind_textdomain_codeset("datarond", "UTF-8");
        textdomain("datarond");
        bound = TRUE;
    }
    _nl_msg_cat_cntr++;
    gettext(""); /* opens the catalogue now: not in a cage */
}
