/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/show.h"

#include "reports/write/columns.h"
#include "reports/write/number.h"
#include "reports/write/page.h"
#include "reports/write/words.h"
#include "reports/write/write.h"
#include "scanner/base/i18n.h"

#include <string.h>

#define COLUMNS 80
#define LABEL 15      /* columns of the names of facts */
#define FINDINGS_MAX 200
#define WEIGHED 20    /* findings whose confidence is told part by part; those after them say only how sure they are */

static gboolean is_secret(const char *kind)
{
    return strcmp(kind, "inloggningsuppgift") == 0 || strcmp(kind, "privat_nyckel") == 0;
}

static gboolean in_swedish(const struct show_options *options)
{
    return g_strcmp0(options->language, "en") != 0;
}

static void heading(struct page *page, const char *words)
{
    g_autofree char *capital = g_utf8_strup(words, -1);

    page_add(page, "\n" MARK_BOLD "%s" MARK_END "\n", capital);
}

/* "  Lagrum         OSL 26 kap. 1 §", broken under itself. The words are fit to be shown. */
static void fact(struct page *page, const char *name, const char *words)
{
    if (!words || !*words)
        return;
    g_string_append(page->text, "  ");
    columns_pad(page->text, name, LABEL, FALSE);
    columns_wrap(page->text, words, page->columns, LABEL + 2);
    page_add(page, "\n");
}

static void list_fact(struct page *page, const char *name, const GPtrArray *items)
{
    g_autoptr(GString) all = g_string_new(NULL);

    for (guint i = 0; items && i < items->len; i++)
        g_string_append_printf(all, "%s%s", i ? ", " : "", (const char *)items->pdata[i]);
    g_autofree char *shown = write_name(all->str);
    fact(page, name, shown);
}

static const char *urgency_words(enum urgency urgency)
{
    static const char *const words[] = {
        [URGENT_PROTECTED] = N_("Protected identity"), [URGENT_CREDENTIALS] = N_("Password or key"), [URGENT_QUALIFIED] = N_("Säkerhetsskydd")};

    return urgency > URGENT_NOT && (guint)urgency < G_N_ELEMENTS(words) ? _(words[urgency]) : NULL;
}

static void write_verdict(struct page *page, const struct record *record, const struct verdict *verdict)
{
    g_autofree char *path = write_path(record->path, record->evidence);
    const char *slash = strrchr(path, '/'), *urgent = urgency_words(verdict->urgency);
    const char *mark = verdict->class >= CLASS_K3 ? MARK_ALARM : verdict->class == CLASS_K2 || verdict->class == CLASS_NONE ? MARK_WARN
                                                                                                                            : MARK_BOLD;

    page_add(page, MARK_BOLD "%s" MARK_END "\n%s\n\n", slash ? slash + 1 : path, path);
    if (verdict->class == CLASS_NONE)
        page_add(page, "%s?  %s" MARK_END "  %s\n", mark, _("Not read"), _("The class is unknown."));
    else
        page_add(page, "%s%s  %s" MARK_END ", %s%s\n", mark, class_name(verdict->class), verdict->label ? verdict->label : "", _("a suggestion"),
                 verdict->at_least ? _(": the lowest possible class, something was not read") : "");
    if (urgent)
        page_add(page, MARK_ALARM "!   %s" MARK_END "\n", urgent);
    for (guint i = 0; verdict->why && i < verdict->why->len; i++) {
        g_autofree char *why = write_name(verdict->why->pdata[i]);
        page_paragraph(page, why, 4);
    }
    if (verdict->action) {
        g_autofree char *action = write_name(verdict->action);
        page_add(page, "\n");
        page_add(page, "    " MARK_BOLD "%s:" MARK_END " ", _("Do this"));
        columns_wrap(page->text, action, page->columns, 4);
        page_add(page, "\n");
    }
    if (verdict->lagrum->len + verdict->gdpr->len + verdict->rules->len)
        page_add(page, "\n");
    list_fact(page, _("Lagrum"), verdict->lagrum);
    list_fact(page, _("GDPR"), verdict->gdpr);
    list_fact(page, _("Rules"), verdict->rules);
}

static void write_reading(struct page *page, const struct record *record)
{
    g_autoptr(GString) read = g_string_new(words_status(record->status));

    if (record->status != STATUS_READ && record->status != STATUS_EMPTY)
        g_string_append_printf(read, ": %s", words_reason(record->reason, record->status));
    fact(page, _("Status"), read->str);
    for (guint i = 0; record->unread && i < record->unread->len && i < 50; i++) {
        const struct unread *unread = record->unread->pdata[i];
        g_autofree char *member = write_path(unread->member, record->evidence);
        g_autofree char *words = g_strdup_printf("%s: %s", member, words_reason(unread->reason, unread->status));
        fact(page, i ? "" : _("Unread parts"), words);
    }
    if (record->encoding) {
        g_autofree char *encoding = write_name(record->encoding);
        fact(page, _("Coding"), encoding);
    }
}

static void write_file(struct page *page, const struct record *record, const struct show_options *options)
{
    gboolean swedish = in_swedish(options);
    gint64 modified = record->identity.mtime_ns / G_GINT64_CONSTANT(1000000000);
    g_autofree char *time = g_strdup_printf("%s %s", write_date(modified, swedish).text, write_clock(modified, swedish).text);
    g_autofree char *persons = g_strdup(write_count(record->evidence->persons, swedish).text);
    g_autofree char *minors = record->evidence->minors ? g_strdup_printf(_("%s, %s of them under 18"), persons,
                                                                         write_count(record->evidence->minors, swedish).text)
                                                       : NULL;
    g_autofree char *owner = write_name(record->owner), *media_type = write_name(record->media_type);

    heading(page, _("The file"));
    write_reading(page, record);
    fact(page, _("Persons"), minors ? minors : persons);
    fact(page, _("Readable by"), words_exposure(exposure_of(record->identity.mode)));
    fact(page, _("Owner"), owner);
    fact(page, _("Changed"), time);
    fact(page, _("Size"), write_size(record->identity.size, swedish).text);
    fact(page, _("Media type"), media_type);
    g_autofree char *number = record->number ? g_strdup_printf("%" G_GUINT64_FORMAT, record->number) : NULL;
    fact(page, _("Number"), number);
}

/* A weight's reason in the reader's language; behind a tab stands the rule's word that belongs into it. */
/* As struct weight writes them. */
static char *weight_words(const char *all, gboolean swedish)
{
    const char *other = strchr(all, '\n');
    g_autofree char *words = other && !swedish ? g_strdup(other + 1) : g_strndup(all, other ? (gsize)(other - all) : strlen(all));
    const char *word = strchr(words, '\t');
    g_autofree char *reason = g_strndup(words, word ? (gsize)(word - words) : strlen(words));
    const char *told = *reason ? _(reason) : "", *place = strstr(told, "%s");
    g_autofree char *whole = word && place ? g_strdup_printf("%.*s%s%s", (int)(place - told), told, word + 1, place + 2) : g_strdup(told);
    return write_name(whole);
}

/* Each weight multiplies the odds, the first of them from even; so the chance after each is exact. */
static void write_weights(struct page *page, const struct finding *finding, gboolean swedish)
{
    double odds = 1;

    for (guint i = 0; finding->weights && i < finding->weights->len; i++) {
        const struct weight *weight = &g_array_index(finding->weights, struct weight, i);
        g_autofree char *words = weight_words(weight->words ? weight->words : "", swedish);

        odds *= weight->factor;
        g_string_append(page->text, "      " MARK_DIM);
        columns_pad(page->text, write_confidence(odds / (1 + odds), swedish).text, 10, TRUE);
        page_add(page, MARK_END "  %s ", i == 0 ? " " : weight->factor >= 1 ? "+" : "−");
        columns_wrap(page->text, words, page->columns, 20);
        page_add(page, "\n");
    }
}

static void write_places(struct page *page, const struct finding *finding)
{
    for (guint i = 0; finding->places && i < finding->places->len; i++) {
        g_autofree char *place = words_place(&g_array_index(finding->places, struct place, i));

        if (!*place)
            continue;
        page_add(page, "      ");
        columns_wrap(page->text, place, page->columns, 8);
        page_add(page, "\n");
    }
    if (finding->places && finding->count > finding->places->len && finding->places->len == FINDING_PLACES_MAX)
        page_add(page, "      …\n");
}

static void write_finding(struct page *page, const struct finding *finding, const struct show_options *options, gboolean weighed)
{
    gboolean swedish = in_swedish(options);
    g_autofree char *value = options->reveal && finding->value    ? write_terminal(finding->value)
                             : is_secret(finding->kind)           ? g_strdup(_("never shown"))
                                                                  : write_name(finding->masked);
    const char *kind = words_kind(finding->kind);
    gsize start;

    page_add(page, "\n  ");
    start = page->text->len;
    columns_pad(page->text, kind, 20, FALSE);
    page_add(page, " " MARK_BOLD "%s" MARK_END "  ", value);
    page_fill(page->text, start, 44);
    page_add(page, "%s %s", words_confidence(finding->confidence), write_confidence(finding->confidence, swedish).text);
    if (finding->count > 1)
        page_add(page, ngettext(", %u time", ", %u times", finding->count), finding->count);
    page_add(page, "\n");
    if (finding->test)
        page_add(page, "      " MARK_WARN "%s" MARK_END "\n", _("one of Skatteverket's test numbers: weighs nothing"));
    if (finding->excepted) {
        g_autofree char *reason = write_name(finding->excepted);
        page_add(page, "      " MARK_WARN "%s" MARK_END " %s\n", _("excepted:"), reason);
    }
    write_places(page, finding);
    if (weighed)
        write_weights(page, finding, swedish);
}

static void write_themes(struct page *page, const GPtrArray *themes, gboolean swedish)
{
    for (guint i = 0; i < themes->len; i++) {
        const struct theme *theme = themes->pdata[i];
        g_autofree char *words = write_name(theme->words ? theme->words : "");
        gsize start;

        page_add(page, "\n  ");
        start = page->text->len;
        page_add(page, "%s %s", _("Theme:"), words_theme(theme->name));
        page_fill(page->text, start, 44);
        page_add(page, "%s %s\n", words_confidence(theme->confidence), write_confidence(theme->confidence, swedish).text);
        if (*words)
            page_paragraph(page, words, 6);
        if (!theme->near_person)
            page_add(page, "      %s\n", _("not near any person"));
    }
}

/* only_markings: of a K4 file nothing else is shown. */
static void write_findings(struct page *page, const struct evidence *evidence, const struct show_options *options, gboolean only_markings)
{
    guint shown = 0, left = 0;

    for (guint i = 0; i < evidence->findings->len; i++) {
        const struct finding *finding = evidence->findings->pdata[i];

        if (only_markings && strcmp(finding->kind, "markning") != 0)
            continue;
        if (shown >= FINDINGS_MAX)
            left++;
        else
            write_finding(page, finding, options, shown++ < WEIGHED);
    }
    if (left)
        page_add(page, ngettext("\n  and %u more\n", "\n  and %u more\n", left), left);
    if (!only_markings)
        write_themes(page, evidence->themes, in_swedish(options));
}

void show_findings(FILE *out, const struct evidence *evidence, const struct show_options *options)
{
    struct page page;

    page_begin(&page, options->colour, COLUMNS);
    write_findings(&page, evidence, options, FALSE);
    page_end(&page, out);
}

void show_file(FILE *out, const struct record *record, const struct verdict *verdict, const struct show_options *options)
{
    gboolean qualified = verdict->class == CLASS_K4;
    struct page page;

    page_begin(&page, options->colour, COLUMNS);
    write_verdict(&page, record, verdict);
    write_file(&page, record, options);
    heading(&page, _("Findings"));
    if (qualified)
        page_paragraph(&page, _("The file is marked for säkerhetsskydd: nothing of it is shown but the marking."), 2);
    else if (!record->evidence->findings->len && !record->evidence->themes->len)
        page_add(&page, "  %s\n", _("Nothing was found."));
    write_findings(&page, record->evidence, options, qualified);
    page_add(&page, "\n" MARK_DIM);
    page_paragraph(&page, _("The class is a suggestion. A person decides at each request (OSL 6 kap. 3 §)."), 0);
    page_add(&page, MARK_END);
    page_end(&page, out);
}
