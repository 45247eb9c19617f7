/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of the page and its end: style and script are allowed by their hashes, everything else is denied. */
#include "reports/html.h"

#include "reports/write/number.h"
#include "reports/write/write.h"
#include "scanner/base/embed.h"
#include "scanner/base/i18n.h"

#include <string.h>

/* All embedded files whose name ends so, in the order of their names, as one text. */
static char *asset(const char *suffix)
{
    GString *all = g_string_new(NULL);

    for (const struct embedded *file = embedded_reports; file->name; file++)
        if (g_str_has_suffix(file->name, suffix))
            g_string_append_len(all, file->data, (gssize)file->len);
    return g_string_free(all, FALSE);
}

/* 'sha256-...' of a Content-Security-Policy. */
static char *policy_hash(const char *text)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize len = sizeof digest;

    g_checksum_update(sum, (const guchar *)text, -1);
    g_checksum_get_digest(sum, digest, &len);
    g_autofree char *base64 = g_base64_encode(digest, len);
    return g_strdup_printf("'sha256-%s'", base64);
}

static void navigation(GString *out)
{
    static const struct {
        const char *id, *words;
    } items[] = {
        {"forvaltningar", N_("Förvaltningar")}, {"mappar", N_("Folders")}, {"filer", N_("Files")},
        {"olasta", N_("Not read")}, {"lasguide", N_("How to read")},
    };

    html_add(out, "<nav class=\"nav\" aria-label=\"");
    html_words(out, _("Contents"));
    g_string_append(out, "\"><ul>");
    for (gsize i = 0; i < G_N_ELEMENTS(items); i++) {
        html_add(out, "<li><a href=\"#%s\">", items[i].id);
        html_words(out, _(items[i].words));
        g_string_append(out, "</a></li>");
    }
    g_string_append(out, "</ul></nav>");
}

/* The last name of the first root: what the page is of. */
static char *subject(const struct html *html)
{
    const char *root = html->about.roots && html->about.roots[0] ? html->about.roots[0] : "";
    g_autofree char *last = g_path_get_basename(*root ? root : "/");

    return write_name(last);
}

void html_head(struct html *html)
{
    GString *out = html->text;
    g_autofree char *css = asset(".css"), *js = asset(".js"), *svg = asset(".svg");
    g_autofree char *css_hash = policy_hash(css), *js_hash = policy_hash(js);
    g_autofree char *heading = totals_heading(html->totals), *of = subject(html);
    g_autofree char *day = g_strdup(write_date(html->about.ended, html->swedish).text);

    html_add(out,
             "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src %s; script-src %s; "
             "base-uri 'none'; form-action 'none'\">\n"
             "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n<title>",
             html->swedish ? "sv" : "en", css_hash, js_hash);
    html_add(out, "%s %s: ", _("Situation report"), day);
    html_words(out, heading);
    g_string_append(out, " – ");
    html_words(out, of);
    html_add(out, "</title>\n<style>%s</style>\n</head>\n<body>\n<a class=\"hop\" href=\"#main\">", css);
    html_words(out, _("Skip to the content"));
    html_add(out, "</a>\n%s<header class=\"topp\"><div class=\"wrap\"><p><strong>", svg);
    html_words(out, of);
    html_add(out, "</strong> · <span class=\"nb\">%s %s</span> · <span class=\"nb\">%s <b class=\"k k2\">K2</b></span></p>\n",
             _("Situation report"), day, _("handle as"));
    navigation(out);
    g_string_append(out, "</div></header>\n<main id=\"main\">\n");
}

void html_foot(struct html *html)
{
    GString *out = html->text;
    g_autofree char *js = asset(".js");

    html_add(out, "</section>\n</main>\n<footer class=\"fot\"><div class=\"wrap\"><p>%s %s. ", _("Situation report"),
             write_date(html->about.ended, html->swedish).text);
    html_words(out, _("Suggestions for follow-up. Each class is judged by a person at each request (OSL 6 kap. 3 §)."));
    html_add(out, "</p></div></footer>\n<script>%s</script>\n</body>\n</html>\n", js);
}
