/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/base/place.h"

static const char *const part_names[PART_COUNT] = {
    [PART_BODY] = "body",         [PART_NAME] = "name",       [PART_HEADER] = "header",
    [PART_FOOTER] = "footer",     [PART_FOOTNOTE] = "footnote", [PART_ENDNOTE] = "endnote",
    [PART_COMMENT] = "comment",   [PART_NOTES] = "notes",     [PART_TEXTBOX] = "textbox",
    [PART_DELETED] = "deleted",   [PART_METADATA] = "metadata", [PART_HIDDEN_SHEET] = "hidden sheet",
};

const char *part_name(enum part part)
{
    return (guint)part < PART_COUNT ? part_names[part] : part_names[PART_BODY];
}

void place_cell(const struct place *place, char cell[16])
{
    char letters[8];
    gsize count = 0;

    cell[0] = '\0';
    if (!place->row || !place->column)
        return;
    for (guint32 left = place->column; left; left = (left - 1) / 26)
        letters[count++] = (char)('A' + (left - 1) % 26);
    for (gsize i = 0; i < count; i++)
        cell[i] = letters[count - 1 - i];
    g_snprintf(cell + count, 16 - count, "%u", place->row);
}

void place_copy(struct place *to, const struct place *from)
{
    *to = *from;
    to->member = g_strdup(from->member);
    to->sheet = g_strdup(from->sheet);
}

void place_clear(struct place *place)
{
    g_free((char *)place->member);
    g_free((char *)place->sheet);
    place->member = place->sheet = NULL;
}
