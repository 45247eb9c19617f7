/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * datarond: finds personal and confidential data on file shares, and proposes a class with its legal ground.
 *
 *     bytes ----> text ----> findings ----> verdict ----> register, reports, tags
 *     crawl       formats    patterns       classifiers   reports
 *
 * The map
 *
 *     scanner/base      what everything stands on: text, places, chunks, sources, evidence, records, limits, YAML
 *     scanner/crawl     finds the files, in parallel, each once
 *     scanner/sandbox   nursery and pool of caged workers: a hostile document costs one file, never the scan
 *     scanner/lib       one library, one wrapper
 *     scanner/formats   one document format a file, and the reader that sorts and nests them
 *     patterns/rules    one kind of personal or confidential data a YAML file
 *     patterns/check    one validator a file
 *     patterns/match    the engine: chunks to evidence
 *     classifiers       evidence to verdict; classifiers/rules holds one ground a YAML file
 *     reports/register  the store: masks and keyed digests, never a value
 *     reports           one way to tell people a file; reports/write escapes and masks
 *     scanner/app       this room, the only one that sees all: one command a file, and
 *                         pipeline.c  the loop of a scan: crawl, pool and register joined
 *                         work.c      what a worker does with one file
 *                         outputs.c   the report files of a run
 *                         telling.c   records through verdicts into reports
 */
#include "scanner/app/command.h"
#include "scanner/app/language.h"
#include "scanner/base/i18n.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct command *const commands[] = {&command_scan, &command_report,    &command_show,
                                                 &command_find, &command_follow_up, &command_patterns, NULL};

static void usage(FILE *out)
{
    fprintf(out, "%s\n  datarond %s\n\n", _("Write:"), _("COMMAND [OPTION...] ..."));
    for (int i = 0; commands[i]; i++)
        fprintf(out, "  %-10s  %s\n", commands[i]->name, _(commands[i]->words));
    fprintf(out, "\n  datarond %s\n  datarond --version\n", _("COMMAND --help"));
}

/* Where standard input, output or error was closed, the next file opened would take its place, and what is printed go into it. */
static void hold_places(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDONLY);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

int main(int argc, char **argv)
{
    hold_places();
    const char *language = language_choose(argc, argv);
    language_use(language ? language : "sv");
    if (!language)
        return command_fail(EXIT_USAGE, "%s", _("--lang takes sv or en"));
    umask(077); /* all that is made here is the officer's own */
    if (argc >= 2 && g_str_equal(argv[1], "--version")) {
        puts("datarond " VERSION);
        return EXIT_OK;
    }
    if (argc >= 2 && (g_str_equal(argv[1], "--help") || g_str_equal(argv[1], "-h") || g_str_equal(argv[1], "help"))) {
        usage(stdout);
        return EXIT_OK;
    }
    for (int i = 0; argc >= 2 && commands[i]; i++)
        if (g_str_equal(argv[1], commands[i]->name))
            return commands[i]->run(argc - 1, argv + 1);
    if (argc >= 2)
        command_fail(EXIT_USAGE, _("there is no command %s"), argv[1]);
    usage(stderr);
    return EXIT_USAGE;
}
