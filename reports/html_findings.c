/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The findings of one file, by kind: the surest with its place, the rest as masks. */
#include "reports/html.h"

#include "reports/write/number.h"
#include "scanner/base/i18n.h"

#include <string.h>

#define PLACED 5 /* values of a kind that get a line of their own */

static gboolean is_secret(const char *kind)
{
    return strcmp(kind, "inloggningsuppgift") == 0 || strcmp(kind, "privat_nyckel") == 0;
}

static gboolean shown(const struct finding *finding, const struct verdict *verdict)
{
    return verdict->class != CLASS_K4 || strcmp(finding->kind, "markning") == 0;
}

static void mask(GString *out, const struct finding *finding)
{
    g_string_append(out, "<code>");
    if (is_secret(finding->kind))
        html_words(out, _("never shown"));
    else
        html_text(out, finding->masked);
    g_string_append(out, "</code>");
}

static void flags(GString *out, const struct finding *finding)
{
    if (finding->test) {
        g_string_append(out, " <span class=\"flagga del\">");
        html_words(out, _("test number"));
        g_string_append(out, "</span>");
    }
    if (finding->excepted) {
        g_string_append(out, " <span class=\"flagga del\">");
        html_words(out, _("excepted:"));
        g_string_append(out, " ");
        html_text(out, finding->excepted);
        g_string_append(out, "</span>");
    }
}

/* <li>: kind and mask, place, confidence. */
static void placed_item(GString *out, const struct finding *finding, const char *kind, guint values, gboolean swedish)
{
    const GArray *places = finding->places;

    g_string_append(out, "<li><span>");
    html_words(out, kind);
    g_string_append(out, " ");
    mask(out, finding);
    if (values > 1)
        html_add(out, ngettext(" %u different", " %u different", values), values);
    flags(out, finding);
    g_string_append(out, "</span><span>");
    if (places && places->len) {
        g_autofree char *place = words_place(&g_array_index(places, struct place, 0));
        html_words(out, place);
    }
    if (finding->count > 1)
        html_add(out, ngettext(" (%u time)", " (%u times)", finding->count), finding->count);
    g_string_append(out, "</span><span>");
    html_words(out, words_confidence(finding->confidence));
    html_add(out, " %s</span></li>", write_confidence(finding->confidence, swedish).text);
}

struct kind_list {
    GString *more; /* masks without a line of their own */
    guint values, left_out;
};

static void kind_items(GString *out, const GPtrArray *findings, guint first, guint *budget, gboolean swedish)
{
    const struct finding *head = findings->pdata[first];
    struct kind_list list = {g_string_new(NULL), 0, 0};
    guint placed = 0;

    for (guint i = first; i < findings->len; i++)
        list.values += strcmp(((const struct finding *)findings->pdata[i])->kind, head->kind) == 0;
    for (guint i = first; i < findings->len; i++) {
        const struct finding *finding = findings->pdata[i];

        if (strcmp(finding->kind, head->kind) != 0)
            continue;
        if (!*budget) {
            list.left_out++;
            continue;
        }
        (*budget)--;
        if (placed < PLACED) {
            placed_item(out, finding, words_kind(head->kind), placed ? 0 : list.values, swedish);
            placed++;
        } else {
            g_string_append(list.more, list.more->len ? " " : "");
            mask(list.more, finding);
        }
    }
    if (list.more->len || list.left_out) {
        g_string_append(out, "<li><span>");
        html_words(out, words_kind(head->kind));
        html_add(out, " %s", list.more->str);
        if (list.left_out)
            html_add(out, ngettext(" and %u more", " and %u more", list.left_out), list.left_out);
        g_string_append(out, "</span></li>");
    }
    g_string_free(list.more, TRUE);
}

static void theme_items(GString *out, const GPtrArray *themes, gboolean swedish)
{
    for (guint i = 0; i < themes->len; i++) {
        const struct theme *theme = themes->pdata[i];

        if (theme->confidence < 0.5)
            continue;
        g_string_append(out, "<li><span>");
        html_words(out, _("Theme:"));
        g_string_append(out, " ");
        html_words(out, words_theme(theme->name));
        g_string_append(out, "</span><span>");
        html_text(out, theme->words);
        g_string_append(out, "</span><span>");
        html_words(out, words_confidence(theme->confidence));
        html_add(out, " %s</span></li>", write_confidence(theme->confidence, swedish).text);
    }
}

/* All reasons but the first, which stands in the row. */
static guint reason_items(GString *out, const GPtrArray *why)
{
    for (guint i = 1; why && i < why->len; i++) {
        g_string_append(out, "<li>");
        html_text(out, why->pdata[i]);
        g_string_append(out, "</li>");
    }
    return why && why->len > 1 ? why->len - 1 : 0;
}

static void summary(GString *out, guint reasons, guint findings)
{
    g_autofree char *words = findings ? g_strdup_printf(ngettext("%u finding", "%u findings", findings), findings) : NULL;

    g_string_append(out, "<details><summary>");
    if (reasons && findings)
        html_add(out, ngettext("Show %u more reason and %s", "Show %u more reasons and %s", reasons), reasons, words);
    else if (findings)
        html_add(out, _("Show %s"), words);
    else
        html_add(out, reasons ? ngettext("Show %u more reason", "Show %u more reasons", reasons) : _("Show the themes"), reasons);
    g_string_append(out, "</summary>");
}

char *html_findings(const struct record *record, const struct verdict *verdict, gboolean swedish)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) items = g_string_new(NULL), reasons = g_string_new(NULL);
    const GPtrArray *findings = record->evidence->findings;
    guint budget = HTML_FINDINGS_MAX, count = 0, more = reason_items(reasons, verdict->why);

    for (guint i = 0; i < findings->len; i++) {
        const struct finding *finding = findings->pdata[i];

        if (!shown(finding, verdict))
            continue;
        count++;
        if (g_hash_table_add(seen, finding->kind))
            kind_items(items, findings, i, &budget, swedish);
    }
    if (verdict->class != CLASS_K4)
        theme_items(items, record->evidence->themes, swedish);
    if (!items->len && !more)
        return NULL;
    GString *out = g_string_new(NULL);
    summary(out, more, count);
    if (more)
        html_add(out, "<ul class=\"skal\">%s</ul>", reasons->str);
    if (items->len)
        html_add(out, "<ul class=\"fynd\">%s</ul>", items->str);
    g_string_append(out, "</details>");
    return g_string_free(out, FALSE);
}
