/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How to read the page, and how it was made. */
#include "reports/html.h"

#include "reports/write/number.h"
#include "reports/write/write.h"
#include "scanner/base/i18n.h"

static const struct {
    int class;
    const char *means, *example, *where;
} classes[] = {
    {CLASS_K4, N_("Marked for säkerhetsskydd, or of Sweden's security. Its content is not shown."),
     N_("The marking HEMLIG or BEGRÄNSAT HEMLIG"), N_("The säkerhetsskyddschef decides")},
    {CLASS_K3, N_("Probably under strong sekretess, or sensitive data of a person."),
     N_("Orosanmälan, medical record, protected address, password, bid before opening"), N_("System of the verksamhet, or a folder for a named group")},
    {CLASS_K2, N_("Personnummer, private contact data, account numbers or weaker sekretess."),
     N_("Class list with personnummer, list of salaries"), N_("A limited group")},
    {CLASS_K1, N_("Ordinary personal data without personnummer and without a sensitive subject."),
     N_("Telephone list, minutes of a staff meeting"), N_("Internally")},
    {CLASS_K0, N_("Nothing worth protecting was found. Judged at each request all the same."),
     N_("Handbook, brochure, template"), N_("Anywhere internally")},
    {CLASS_NONE, N_("The file could not be read. The class is unknown."), N_("Encrypted archive, scanned picture"),
     N_("Treat as K2 until it is read")},
};

static void class_table(struct html *html)
{
    GString *out = html->text;

    html_add(out, "<h3>%s</h3>\n<div class=\"rull\" role=\"region\" aria-label=\"%s\" tabindex=\"0\"><table role=\"table\" class=\"kort\">"
                  "<caption class=\"dold\">%s</caption><thead role=\"rowgroup\"><tr role=\"row\">", _("What the classes mean"),
             _("What the classes mean"), _("The classes K0 to K4"));
    const char *const heads[] = {_("Class"), _("Means"), _("For example"), _("Where it may lie")};
    for (gsize i = 0; i < G_N_ELEMENTS(heads); i++)
        html_add(out, "<th scope=\"col\" role=\"columnheader\">%s</th>", heads[i]);
    g_string_append(out, "</tr></thead><tbody role=\"rowgroup\">\n");
    for (gsize i = 0; i < G_N_ELEMENTS(classes); i++) {
        g_string_append(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\" class=\"nb\">");
        html_badge(out, classes[i].class);
        g_string_append(out, " ");
        html_words(out, classes[i].class == CLASS_NONE ? _("Not read") : class_label(classes[i].class, html->swedish ? "sv" : "en"));
        const char *const cells[] = {classes[i].means, classes[i].example, classes[i].where};
        g_string_append(out, "</th>");
        for (gsize j = 0; j < G_N_ELEMENTS(cells); j++) {
            html_add(out, "<td role=\"cell\" data-e=\"%s\">", heads[j + 1]);
            html_words(out, _(cells[j]));
            g_string_append(out, "</td>");
        }
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</tbody></table></div>\n");
}

static void confidence(GString *out)
{
    html_add(out, "<div><h3>%s</h3><p>%s</p>\n<table><caption class=\"dold\">%s</caption><thead><tr><th scope=\"col\">%s</th>"
                  "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>",
             _("How sure a finding is"),
             _("The figure is the chance that the finding is real, by how it is spelt, what stands near it, and how often chance alone would hit. "
               "Findings below 50 % weigh nothing."),
             _("Words for how sure it is"), _("Word"), _("Chance"), _("Do this"));
    html_add(out, "<tr><th scope=\"row\">%s</th><td>80–100 %%</td><td>%s</td></tr>", _("certain"), _("Take it to be right."));
    html_add(out, "<tr><th scope=\"row\">%s</th><td>60–79 %%</td><td>%s</td></tr>", _("likely"), _("Open the file and look."));
    html_add(out, "<tr><th scope=\"row\">%s</th><td>50–59 %%</td><td>%s</td></tr></tbody></table></div>\n", _("possible"),
             _("Look when you are there anyway."));
}

static void access_words(GString *out)
{
    static const char *const means[] = {
        [EXPOSURE_ALL] = N_("everybody with an account on the server, or through the share"),
        [EXPOSURE_GROUP] = N_("the owner and the file's group"),
        [EXPOSURE_OWNER] = N_("nobody else"),
        [EXPOSURE_UNKNOWN] = N_("the rights could not be read"),
    };

    html_add(out, "<div><h3>%s</h3><p>%s</p>\n<table><caption class=\"dold\">%s</caption><thead><tr><th scope=\"col\">%s</th>"
                  "<th scope=\"col\">%s</th></tr></thead><tbody>",
             _("Who can read"),
             _("By the rights of the file itself on the server. The rights of its folder, of the share and of access lists are not looked at: "
               "fewer may come to it, or others. They do not change the class, but the order of the list."),
             _("Signs of access"), _("Sign"), _("Readable by"));
    for (int exposure = EXPOSURE_ALL; exposure >= EXPOSURE_UNKNOWN; exposure--) {
        g_string_append(out, "<tr><th scope=\"row\" class=\"nb\">");
        html_exposure(out, exposure);
        html_add(out, "</th><td>%s</td></tr>", _(means[exposure]));
    }
    g_string_append(out, "</tbody></table></div>\n");
}

void html_guide(struct html *html)
{
    GString *out = html->text;

    html_section(out, "lasguide", _("How to read the report"));
    html_add(out, "<div class=\"ruta\"><p><strong>%s</strong> %s</p></div>\n", _("Every class is a suggestion for follow-up."),
             _("It is no decision on sekretess. When somebody asks for a document, a person judges it anew, each time (OSL 6 kap. 3 §). "
               "That nothing was found does not mean that the document is public."));
    class_table(html);
    g_string_append(out, "<div class=\"par\">");
    confidence(out);
    access_words(out);
    html_add(out, "</div>\n<h3>%s</h3><p>%s</p>\n", _("Masked values"),
             _("A personnummer is always shown as <code>19850101-****</code>, also where it stands in a file's name. Passwords and keys are never "
               "shown. Paths can give persons away all the same, so the report is handled as <b class=\"k k2\">K2</b>."));
}

static void fact(GString *out, const char *name, const char *words)
{
    html_add(out, "<dt>%s</dt><dd>", name);
    html_words(out, words);
    g_string_append(out, "</dd>\n");
}

static char *when(const struct html *html)
{
    const struct report_about *about = &html->about;

    return g_strdup_printf(_("%s at %s to %s at %s%s"), write_date(about->began, html->swedish).text, write_clock(about->began, html->swedish).text,
                           write_date(about->ended, html->swedish).text, write_clock(about->ended, html->swedish).text,
                           about->interrupted ? _(", interrupted before the end") : "");
}

void html_made(struct html *html)
{
    GString *out = html->text;
    const struct totals *totals = html->totals;
    g_autofree char *joined = g_strjoinv(", ", (char **)html->about.roots), *roots = write_name(joined), *time = when(html);
    g_autofree char *files = g_strdup(write_count(totals->all.files, html->swedish).text);
    g_autofree char *scanned = g_strdup_printf(_("%s: %s files, %s"), roots, files, write_size(totals->bytes, html->swedish).text);
    g_autofree char *values = g_strdup(write_count(totals->test_values, html->swedish).text);
    g_autofree char *tests = g_strdup_printf(html->about.test_numbers_real ? _("%s numbers of Skatteverket's test series in %s files, counted as any other.")
                                                                           : _("%s numbers of Skatteverket's test series in %s files. They weigh nothing."),
                                             values, write_count(totals->test_files, html->swedish).text);
    g_autofree char *excepted = g_strdup_printf(_("%s findings are excepted by the organisation and weigh nothing."),
                                                write_count(totals->excepted, html->swedish).text);
    g_autofree char *program = g_strdup_printf("datarond %s", html->about.version ? html->about.version : "");

    html_section(out, "sa-togs", _("How this was made"));
    g_string_append(out, "<dl class=\"fakta\">\n");
    fact(out, _("Program"), program);
    fact(out, _("Rules"), html->about.rules ? html->about.rules : _("unknown"));
    fact(out, _("Scanned"), scanned);
    if (html->about.began)
        fact(out, _("When"), time);
    fact(out, _("Test numbers"), tests);
    if (totals->excepted)
        fact(out, _("Exceptions"), excepted);
    fact(out, _("What is not seen here"), _("Paper, systems of the verksamhet, mailboxes and cloud services. Handwriting. Names without any other sign."));
    fact(out, _("The report"), _("Holds paths and is handled as K2. It is gallrad according to the dokumenthanteringsplan."));
    g_string_append(out, "</dl>\n");
}
