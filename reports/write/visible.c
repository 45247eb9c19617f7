/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/write/write.h"

#include "scanner/base/i18n.h"

/* What turns, hides or breaks text without being seen: a name with it could pass for another. */
static gboolean hides(gunichar c)
{
    if ((c >= 0x80 && c < 0xA0) || c == 0xAD || c == 0x61C || c == 0x180E || c == 0xFEFF || c == 0x3164 || c == 0xFFA0)
        return TRUE;
    if ((c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F))
        return TRUE;
    return (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

char *write_terminal(const char *bytes)
{
    GString *out = g_string_new(NULL);
    const char *at = bytes ? bytes : "";

    while (*at) {
        gunichar c = g_utf8_get_char_validated(at, -1);

        if (c == (gunichar)-1 || c == (gunichar)-2) {
            g_string_append_printf(out, "\\x%02X", (guint8)*at++);
            continue;
        }
        if (c < 0x20)
            g_string_append_unichar(out, 0x2400 + c);
        else if (c == 0x7F)
            g_string_append_unichar(out, 0x2421);
        else if (hides(c))
            g_string_append_printf(out, "[U+%04X]", c);
        else
            g_string_append_unichar(out, c);
        at = g_utf8_next_char(at);
    }
    return g_string_free(out, FALSE);
}

/* A number in a name was found by the rules, whatever its shape: then every long number goes. */
static gboolean name_has_number(const struct evidence *evidence)
{
    for (guint i = 0; evidence && i < evidence->findings->len; i++) {
        const struct finding *finding = evidence->findings->pdata[i];

        for (guint j = 0; finding->places && j < finding->places->len; j++)
            if (g_array_index(finding->places, struct place, j).part == PART_NAME)
                return TRUE;
    }
    return FALSE;
}

char *write_path(const char *path, const struct evidence *evidence)
{
    g_autofree char *visible = write_terminal(path);

    return mask_numbers(visible, name_has_number(evidence));
}

char *write_name(const char *text)
{
    return write_path(text, NULL);
}

gboolean write_in_swedish(void)
{
    /* The catalogue answers with its own language. */
    return g_strcmp0(_("en"), "sv") == 0;
}
