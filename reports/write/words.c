/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/write/words.h"

#include "reports/write/write.h"
#include "scanner/base/i18n.h"

#include <sys/stat.h>

struct pair {
    const char *name, *words;
};

static const struct pair kinds[] = {
    {"personnummer", N_("Personnummer")},
    {"samordningsnummer", N_("Samordningsnummer")},
    {"reservnummer", N_("Reservnummer")},
    {"fodelsedatum", N_("Birth date")},
    {"organisationsnummer", N_("Organisationsnummer")},
    {"bankkonto", N_("Bank account")},
    {"bankgiro", N_("Bankgiro")},
    {"plusgiro", N_("Plusgiro")},
    {"iban", N_("IBAN")},
    {"betalkort", N_("Payment card")},
    {"telefon", N_("Telephone")},
    {"epost", N_("E-mail")},
    {"adress", N_("Address")},
    {"namn", N_("Name")},
    {"fastighet", N_("Property")},
    {"fordon", N_("Vehicle")},
    {"pass", N_("Passport")},
    {"ip", N_("IP address")},
    {"mac", N_("MAC address")},
    {"position", N_("Position")},
    {"diagnoskod", N_("Diagnosis code")},
    {"diarienummer", N_("Diarienummer")},
    {"inloggningsuppgift", N_("Login secret")},
    {"privat_nyckel", N_("Private key")},
    {"markning", N_("Marking")},
};

static const struct pair themes[] = {
    {"halsa", N_("Health")},
    {"socialtjanst", N_("Socialtjänst")},
    {"skola", N_("School")},
    {"personal", N_("Staff")},
    {"skyddad_identitet", N_("Protected identity")},
    {"brott", N_("Crime")},
    {"sarskild_kategori", N_("Special category (art. 9)")},
    {"upphandling", N_("Procurement")},
    {"sakerhet", N_("Security")},
    {"ekonomi", N_("Economy")},
    {"inloggning", N_("Login")},
};

struct status_words {
    const char *one, *many, *means, *action;
};

static const struct status_words statuses[STATUS_COUNT] = {
    [STATUS_READ] = {N_("Read"), N_("Fully read"), "", ""},
    [STATUS_PARTIAL] = {N_("Partly read"), N_("Partly read, nothing found"), N_("Something was left out. The class is the lowest possible."),
                        N_("Open the file and look at what was left out.")},
    [STATUS_EMPTY] = {N_("Empty"), N_("Empty files"), "", ""},
    [STATUS_ENCRYPTED] = {N_("Encrypted"), N_("Encrypted files"), N_("The password is missing. The content is unknown, not harmless."),
                          N_("Ask the owner what the file holds. If it is not needed: consider gallring.")},
    [STATUS_CORRUPT] = {N_("Damaged"), N_("Damaged files"), N_("The structure is broken. Nothing sensible came out."),
                        N_("Try to open the original. If that fails: consider gallring.")},
    [STATUS_UNSUPPORTED] = {N_("Format not supported"), N_("Formats not supported"), N_("The program has no reader for such files."),
                            N_("Judge the folder by hand.")},
    [STATUS_LIMIT] = {N_("Over a limit"), N_("Over a limit"), N_("The file was too large, too deep or took too long."),
                      N_("Raise the limit for the folders where it is needed.")},
    [STATUS_DENIED] = {N_("Access denied"), N_("Access denied"), N_("The account that scans may not read it."),
                       N_("Give the account the right to read and scan again, or decide on an exception.")},
    [STATUS_CRASHED] = {N_("The reader stopped"), N_("The reader stopped"),
                        N_("The file made the reader stop. The rest of the scan was not affected."),
                        N_("Report the fault to whoever maintains datarond.")},
};

static const char *find(const struct pair *pairs, gsize count, const char *name)
{
    for (gsize i = 0; i < count; i++)
        if (g_strcmp0(pairs[i].name, name) == 0)
            return _(pairs[i].words);
    return name ? name : "";
}

const char *words_kind(const char *kind)
{
    return find(kinds, G_N_ELEMENTS(kinds), kind);
}

const char *words_theme(const char *theme)
{
    return find(themes, G_N_ELEMENTS(themes), theme);
}

/* gettext("") is the catalogue's header. */
static const char *translated(const char *words)
{
    return words && *words ? _(words) : "";
}

static const struct status_words *of(enum status status)
{
    return &statuses[(guint)status < STATUS_COUNT ? status : STATUS_CRASHED];
}

const char *words_status(enum status status)
{
    return translated(of(status)->one);
}

const char *words_statuses(enum status status)
{
    return translated(of(status)->many);
}

const char *words_status_means(enum status status)
{
    return translated(of(status)->means);
}

const char *words_status_action(enum status status)
{
    return translated(of(status)->action);
}

const char *words_reason(const char *reason, enum status status)
{
    return reason && *reason ? _(reason) : words_status(status);
}

const char *words_confidence(double confidence)
{
    return confidence >= 0.8 ? _("certain") : confidence >= 0.6 ? _("likely") : confidence >= 0.5 ? _("possible") : _("uncertain");
}

static const char *part_words(enum part part)
{
    static const char *const words[PART_COUNT] = {
        [PART_NAME] = N_("in the name"),       [PART_HEADER] = N_("page header"),     [PART_FOOTER] = N_("page footer"),
        [PART_FOOTNOTE] = N_("footnote"),      [PART_ENDNOTE] = N_("endnote"),        [PART_COMMENT] = N_("comment"),
        [PART_NOTES] = N_("speaker's notes"),  [PART_TEXTBOX] = N_("text box"),       [PART_DELETED] = N_("tracked deletion"),
        [PART_METADATA] = N_("metadata"),      [PART_HIDDEN_SHEET] = N_("hidden sheet"),
    };

    return (guint)part < PART_COUNT && words[part] ? _(words[part]) : NULL;
}

static void join(GString *out, const char *words)
{
    g_string_append_printf(out, "%s%s", out->len ? ", " : "", words);
}

char *words_place(const struct place *place)
{
    GString *out = g_string_new(NULL);
    const char *part = part_words(place->part);
    char cell[16];

    if (place->member) {
        g_autofree char *member = write_name(place->member);
        join(out, member);
    }
    if (part)
        join(out, part);
    if (place->sheet) {
        g_autofree char *sheet = write_name(place->sheet);
        g_autofree char *words = g_strdup_printf(_("sheet %s"), sheet);
        join(out, words);
    }
    place_cell(place, cell);
    if (place->page) {
        g_autofree char *words = g_strdup_printf(_("page %u"), place->page);
        join(out, words);
    }
    if (*cell) {
        g_autofree char *words = g_strdup_printf(_("cell %s"), cell);
        join(out, words);
    } else if (place->line) {
        g_autofree char *words = g_strdup_printf(_("line %u"), place->line);
        join(out, words);
    }
    return g_string_free(out, FALSE);
}

enum exposure exposure_of(guint32 mode)
{
    if (!mode)
        return EXPOSURE_UNKNOWN;
    return mode & S_IROTH ? EXPOSURE_ALL : mode & S_IRGRP ? EXPOSURE_GROUP : EXPOSURE_OWNER;
}

const char *words_exposure(enum exposure exposure)
{
    static const char *const words[] = {N_("Unknown"), N_("The owner alone"), N_("A group"), N_("Everybody on the server")};

    return _(words[exposure]);
}
