/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/totals.h"

#include "reports/write/write.h"
#include "reports/write/columns.h"
#include "reports/write/number.h"
#include "scanner/base/i18n.h"

#include <string.h>

/* The first that fits; a media type is looked for anywhere in the name. */
static const struct {
    const char *sign;
    enum format_group group;
} signs[] = {
    {"pdf", FORMAT_PDF},           {"spreadsheet", FORMAT_TABLE}, {"excel", FORMAT_TABLE},     {"csv", FORMAT_TABLE},
    {"tab-separated", FORMAT_TABLE}, {"presentation", FORMAT_SLIDES}, {"powerpoint", FORMAT_SLIDES}, {"message/", FORMAT_MAIL},
    {"mbox", FORMAT_MAIL},         {"outlook", FORMAT_MAIL},      {"image/", FORMAT_IMAGE},    {"word", FORMAT_TEXT},
    {"opendocument.text", FORMAT_TEXT}, {"rtf", FORMAT_TEXT},     {"text/plain", FORMAT_TEXT}, {"json", FORMAT_CODE},
    {"xml", FORMAT_CODE},          {"html", FORMAT_CODE},         {"script", FORMAT_CODE},     {"text/", FORMAT_CODE},
    {"zip", FORMAT_ARCHIVE},       {"compress", FORMAT_ARCHIVE},  {"tar", FORMAT_ARCHIVE},     {"rar", FORMAT_ARCHIVE},
    {"zstd", FORMAT_ARCHIVE},      {"-xz", FORMAT_ARCHIVE},       {"archive", FORMAT_ARCHIVE}, {"iso9660", FORMAT_ARCHIVE},
};

enum format_group totals_format(const char *media_type)
{
    for (gsize i = 0; media_type && i < G_N_ELEMENTS(signs); i++)
        if (strstr(media_type, signs[i].sign))
            return signs[i].group;
    return FORMAT_OTHER;
}

const char *totals_format_words(enum format_group group)
{
    static const char *const words[FORMAT_GROUPS] = {
        [FORMAT_TEXT] = N_("Word and other text"), [FORMAT_PDF] = N_("PDF"),
        [FORMAT_TABLE] = N_("Spreadsheets and tables"), [FORMAT_MAIL] = N_("Mail"),
        [FORMAT_IMAGE] = N_("Images"), [FORMAT_CODE] = N_("Web, code and settings"),
        [FORMAT_SLIDES] = N_("Presentations"), [FORMAT_ARCHIVE] = N_("Archives (zip and others)"),
        [FORMAT_OTHER] = N_("Video, drawings, others"),
    };

    return _(words[group < FORMAT_GROUPS ? group : FORMAT_OTHER]);
}

const char *totals_age_words(guint age)
{
    static const char *const words[AGES] = {N_("Under 1 year"), N_("1–2 years"), N_("3–5 years"), N_("6–10 years"), N_("Over 10 years")};

    return _(words[MIN(age, AGES - 1)]);
}

static gint by_worst(gconstpointer left, gconstpointer right)
{
    const struct sum *a = *(struct sum *const *)left, *b = *(struct sum *const *)right;
    guint64 secret_a = a->class[CLASS_K3] + a->class[CLASS_K4], secret_b = b->class[CLASS_K3] + b->class[CLASS_K4];

    if (secret_a != secret_b)
        return secret_a > secret_b ? -1 : 1;
    if (a->class[CLASS_K2] != b->class[CLASS_K2])
        return a->class[CLASS_K2] > b->class[CLASS_K2] ? -1 : 1;
    if (a->files != b->files)
        return a->files > b->files ? -1 : 1;
    return g_strcmp0(a->name, b->name);
}

GPtrArray *totals_worst(GHashTable *sums)
{
    GPtrArray *array = g_ptr_array_new();
    GHashTableIter iter;
    gpointer sum;

    g_hash_table_iter_init(&iter, sums);
    while (g_hash_table_iter_next(&iter, NULL, &sum))
        g_ptr_array_add(array, sum);
    g_ptr_array_sort(array, by_worst);
    return array;
}

char *totals_name(const struct sum *sum)
{
    return sum->name && *sum->name ? write_name(sum->name) : g_strdup(_("Directly in the folder scanned"));
}

char *totals_short_name(const struct sum *sum, gboolean last_folder, guint columns)
{
    g_autofree char *name = totals_name(sum);
    const char *slash = last_folder ? strrchr(name, '/') : NULL, *shown = slash ? slash + 1 : name;
    const char *long_word = strstr(shown, "förvaltningen");

    if (long_word && columns_of(shown) > columns) {
        g_autofree char *shorter = g_strdup_printf("%.*sförv.%s", (int)(long_word - shown), shown, long_word + strlen("förvaltningen"));
        return columns_cut(shorter, columns);
    }
    return columns_cut(shown, columns);
}

static gint by_open(gconstpointer left, gconstpointer right)
{
    const struct sum *a = *(struct sum *const *)left, *b = *(struct sum *const *)right;

    return a->open != b->open ? (a->open > b->open ? -1 : 1) : g_strcmp0(a->name, b->name);
}

char *totals_open_where(const struct totals *totals, guint columns)
{
    g_autoptr(GPtrArray) folders = totals_worst(totals->folders);
    GString *out = g_string_new(NULL);

    g_ptr_array_sort(folders, by_open);
    for (guint i = 0; i < folders->len && i < 3; i++) {
        const struct sum *sum = folders->pdata[i];
        g_autofree char *name = totals_short_name(sum, TRUE, columns ? columns : G_MAXINT);

        if (sum->open) /* a no-break space: name and figure stay on one line */
            g_string_append_printf(out, "%s%s\u00A0%s", i ? ", " : "", name, write_count(sum->open, totals->swedish).text);
    }
    return g_string_free(out, FALSE);
}

char *totals_heading(const struct totals *totals)
{
    if (!totals->all.files)
        return g_strdup(_("No file was found"));
    if (!totals->urgent)
        return g_strdup(_("Nothing urgent was found"));
    return g_strdup_printf(ngettext("%s file needs attention today", "%s files need attention today", totals->urgent),
                           write_count(totals->urgent, totals->swedish).text);
}

static void step_free(gpointer data)
{
    struct step *step = data;

    g_free(step->what);
    g_free(step->rest);
    g_free(step);
}

static void add_step(GPtrArray *steps, char *what, const char *rest)
{
    struct step *step = g_new0(struct step, 1);

    step->what = what;
    step->rest = g_strdup(rest);
    g_ptr_array_add(steps, step);
}

static guint open_folders(const struct totals *totals)
{
    GHashTableIter iter;
    gpointer sum;
    guint count = 0;

    g_hash_table_iter_init(&iter, totals->folders);
    while (g_hash_table_iter_next(&iter, NULL, &sum))
        count += ((struct sum *)sum)->open > 0;
    return count;
}

static void urgent_steps(const struct totals *totals, GPtrArray *steps)
{
    gboolean swedish = totals->swedish;
    guint folders = open_folders(totals);

    if (folders)
        add_step(steps,
                 g_strdup_printf(ngettext("Close the access of everybody to %s folder.", "Close the access of everybody to %s folders.",
                                          folders), write_count(folders, swedish).text),
                 _("IT operations, on behalf of the heads of the förvaltning."));
    if (totals->protected)
        add_step(steps,
                 g_strdup_printf(ngettext("Check who can read %s file with protected identities.",
                                          "Check who can read %s files with protected identities.", totals->protected),
                                 write_count(totals->protected, swedish).text), NULL);
    if (totals->credentials)
        add_step(steps,
                 g_strdup_printf(ngettext("Change the passwords and keys in %s file.", "Change the passwords and keys in %s files.",
                                          totals->credentials), write_count(totals->credentials, swedish).text),
                 _("The head of IT."));
    if (totals->qualified)
        add_step(steps,
                 g_strdup_printf(ngettext("Leave the K4 file alone.", "Leave the %s K4 files alone.", totals->qualified),
                                 write_count(totals->qualified, swedish).text),
                 _("Call the säkerhetsskyddschef."));
    if (totals->protected_open || totals->open || totals->credentials_open)
        add_step(steps, g_strdup(_("Decide whether this is a breach.")),
                 _("If it is, it is reported to IMY within 72 hours of awareness."));
}

GPtrArray *totals_steps(const struct totals *totals)
{
    GPtrArray *steps = g_ptr_array_new_with_free_func(step_free);
    guint64 secret = totals->all.class[CLASS_K3], unread = totals->all.unread;

    urgent_steps(totals, steps);
    if (steps->len < 4 && secret)
        add_step(steps,
                 g_strdup_printf(ngettext("Go through the K3 file.", "Go through the %s K3 files.", secret),
                                 write_count(secret, totals->swedish).text),
                 _("Move them to a safe place, or consider gallring."));
    if (steps->len < 4 && unread)
        add_step(steps,
                 g_strdup_printf(ngettext("See to the file that was not read.", "See to the %s files that were not read.", unread),
                                 write_count(unread, totals->swedish).text),
                 _("The reasons stand below."));
    if (!steps->len)
        add_step(steps, g_strdup(_("Nothing special.")), _("Scan again when the files have changed."));
    return steps;
}
