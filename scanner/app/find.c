/* SPDX-License-Identifier: GPL-3.0-or-later */
/* datarond find -|ADDRESS: which files hold this person (registerutdrag, GDPR art. 15). */
#include "reports/register/audit.h"
#include "reports/register/register.h"
#include "reports/write/write.h"
#include "scanner/app/command.h"
#include "scanner/base/i18n.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static char *register_word, *matter_word;
static char **words;

static const GOptionEntry options[] = {
    OPTION_REGISTER(&register_word),
    {"matter", 0, 0, G_OPTION_ARG_STRING, &matter_word, N_("the matter's number, for the audit log"), N_("TEXT")},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, NULL, NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL}};

/* One line of standard input; at a terminal it is asked for and not echoed. To free; NULL at its end. */
static char *read_line(void)
{
    struct termios before, quiet;
    gboolean terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before) == 0;
    char line[512];

    if (terminal) {
        fputs(_("Number or address (it is not shown): "), stderr);
        quiet = before;
        quiet.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    gboolean read = fgets(line, sizeof line, stdin) != NULL;
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        fputc('\n', stderr);
    }
    char *text = read ? g_strdup(g_strstrip(line)) : NULL;
    explicit_bzero(line, sizeof line);
    return text;
}

/* What the engine makes of the typed words: the same canonical values as a scan gives. */
static struct evidence *understand(const struct engine *engine, const char *typed)
{
    g_autofree char *valid = g_utf8_make_valid(typed, -1);
    /* The field's name says what it is, as a form would. */
    struct chunk chunk = {.text = text_of(valid), .sort = CHUNK_FIELD, .field = strchr(typed, '@') ? "e-post" : "personnummer"};

    return command_detect(engine, &chunk);
}

struct answer {
    GHashTable *told; /* paths told already */
};

static gboolean tell(const struct record *record, void *user, GError **error)
{
    struct answer *answer = user;
    if (!g_hash_table_add(answer->told, g_strdup(record->path)))
        return TRUE;
    g_autofree char *shown = write_path(record->path, record->evidence);
    printf("#%" G_GUINT64_FORMAT "\t%s\n", record->number, shown);
    return TRUE;
}

static gboolean ask(struct register_ *reg, const struct key *key, const struct finding *finding, struct answer *answer, GError **error)
{
    guint8 digest[DIGEST_BYTES];
    char value[32];
    gboolean person = g_str_equal(finding->kind, "personnummer") || g_str_equal(finding->kind, "samordningsnummer");

    digest_value(key, finding->kind, finding->value, digest);
    if (!register_find(reg, digest, tell, answer, error))
        return FALSE;
    if (!person || strlen(finding->value) != 12)
        return TRUE;
    /* A ten-digit number does not tell its century for certain: both are looked for. */
    gint64 number = g_ascii_strtoll(finding->value, NULL, 10);
    for (int step = -1; step <= 1; step += 2) {
        g_snprintf(value, sizeof value, "%012" G_GINT64_FORMAT, number + step * G_GINT64_CONSTANT(10000000000));
        digest_value(key, finding->kind, value, digest);
        if (!register_find(reg, digest, tell, answer, error))
            return FALSE;
    }
    explicit_bzero(value, sizeof value);
    return TRUE;
}

static gboolean search(const struct evidence *evidence, struct answer *answer, GError **error)
{
    g_autofree char *path = register_word ? g_canonicalize_filename(register_word, NULL) : register_default_path();
    g_autofree char *key_path = key_default_path();
    struct key key;
    gboolean good = key_load(&key, key_path, error);
    struct register_ *reg = good ? register_open(path, REGISTER_READ, error) : NULL;

    good = reg != NULL;
    for (guint i = 0; good && i < evidence->findings->len; i++)
        good = ask(reg, &key, g_ptr_array_index(evidence->findings, i), answer, error);
    g_clear_pointer(&reg, register_close);
    explicit_bzero(&key, sizeof key);
    return good;
}

static int find(const char *typed)
{
    GError *error = NULL;
    struct engine *engine = command_engine(TRUE, &error);
    if (!engine)
        return command_error(EXIT_FAILED, error);
    struct evidence *evidence = understand(engine, typed);
    struct answer answer = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    int status = EXIT_OK;

    if (evidence->findings->len == 0)
        status = command_fail(EXIT_FAILED, "%s", _("that is neither a personnummer, another number that is known here, nor an address"));
    else if (!audit_write("find", matter_word ? matter_word : "", &error) || !search(evidence, &answer, &error))
        status = command_error(EXIT_FAILED, error);
    else if (g_hash_table_size(answer.told) == 0)
        command_fail(0, "%s", _("no file in the register holds it"));
    g_hash_table_unref(answer.told);
    evidence_free(evidence);
    engine_free(engine);
    return status;
}

static int run(int argc, char **argv)
{
    if (!command_options(&argc, &argv, _("find [OPTION...] -|ADDRESS"), NULL, options))
        return EXIT_USAGE;
    if (!words || words[1])
        return command_fail(EXIT_USAGE, "%s", _("write find - and give the number on standard input, or name one address"));
    if (!g_str_equal(words[0], "-") && !strchr(words[0], '@'))
        return command_fail(EXIT_USAGE, "%s",
                            _("a number on the command line is seen by every user of the machine: write find - and give it on standard input"));
    g_autofree char *typed = g_str_equal(words[0], "-") ? read_line() : g_strdup(words[0]);
    if (!typed)
        return command_fail(EXIT_USAGE, "%s", _("nothing came on standard input"));
    int status = find(typed);
    explicit_bzero(typed, strlen(typed));
    return status;
}

const struct command command_find = {"find", N_("tell which files hold this person (registerutdrag)"), run};
