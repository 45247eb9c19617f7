/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A map of the files in K3 and K4: each förvaltning is a rectangle as large as its number of files, filled with its folders.
 * Rows are laid along the shorter side of what is left, and a row takes one more rectangle as long as that makes its
 * worst one squarer:
 *
 *     +-------+------+---+
 *     |       |  3   | 5 |      1 and 2 are the first row, laid along the left side;
 *     |   1   +------+---+      3 and 4 the next, and so on in what is left
 *     +-------+  4   | 6 |
 *     |   2   |      |   |
 *     +-------+------+---+
 */
#include "reports/html.h"

#include "reports/write/columns.h"
#include "reports/write/escape.h"
#include "reports/write/number.h"
#include "scanner/base/i18n.h"

#define WIDTH 1152.0
#define HEIGHT 430.0
#define HEADING 23.0   /* room above a förvaltning's folders for its name */
#define CHARACTER 8.8  /* width of one at 14 px, on the wide side */
#define BOLD 9.4       /* of one in a heading */
#define UNITS_MAX 12
#define FOLDERS_MAX 12
#define FEW 10         /* fewer files need no map */

struct box {
    double x, y, width, height;
};

struct tile {
    char *name;
    guint64 files, open;
    struct box box;
};

static void tile_clear(gpointer tile)
{
    g_free(((struct tile *)tile)->name);
}

static double squareness(double area, double strip)
{
    double other = area / strip;

    return MAX(strip / other, other / strip);
}

/* The worst proportion in a row of these tiles, laid along a side. */
static double worst(const struct tile *tiles, guint count, double side, double scale)
{
    double sum = 0, most = 0;

    for (guint i = 0; i < count; i++)
        sum += (double)tiles[i].files * scale;
    for (guint i = 0; i < count; i++)
        most = MAX(most, squareness((double)tiles[i].files * scale, sum / side));
    return most;
}

static void lay_row(struct tile *tiles, guint count, struct box *left, double scale)
{
    gboolean tall = left->width >= left->height; /* the row stands along the left side */
    double side = tall ? left->height : left->width, sum = 0, at = tall ? left->y : left->x;

    for (guint i = 0; i < count; i++)
        sum += (double)tiles[i].files * scale;
    for (guint i = 0; i < count; i++) {
        double length = (double)tiles[i].files * scale / sum * side, depth = sum / side;

        tiles[i].box = tall ? (struct box){left->x, at, depth, length} : (struct box){at, left->y, length, depth};
        at += length;
    }
    if (tall) {
        left->x += sum / side;
        left->width -= sum / side;
    } else {
        left->y += sum / side;
        left->height -= sum / side;
    }
}

/* Tiles are sorted by size, none of them empty. */
static void lay(GArray *tiles, struct box left)
{
    double sum = 0;

    for (guint i = 0; i < tiles->len; i++)
        sum += (double)g_array_index(tiles, struct tile, i).files;
    double scale = sum > 0 ? left.width * left.height / sum : 0;
    for (guint from = 0; from < tiles->len;) {
        struct tile *row = &g_array_index(tiles, struct tile, from);
        double side = MIN(left.width, left.height);
        guint count = 1;

        while (from + count < tiles->len && worst(row, count + 1, side, scale) <= worst(row, count, side, scale))
            count++;
        lay_row(row, count, &left, scale);
        from += count;
    }
}

/* One line of text, where it has room; cut rather than left out. */
static void write_text(GString *out, const struct box *box, double down, const char *class, const char *text)
{
    guint room = box->width > 16 ? (guint)((box->width - 12) / CHARACTER) : 0; /* headings come cut already */

    if (room < 3 || box->height < down + 4)
        return;
    g_autofree char *cut = columns_cut(text, room);
    html_add(out, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" font-size=\"14\">", class, box->x + 6, box->y + down);
    escape_html(out, cut);
    g_string_append(out, "</text>");
}

static void write_tile(struct html *html, const struct tile *tile)
{
    const char *class = tile->open ? "t2t" : "";
    g_autofree char *files = g_strdup(write_count(tile->files, html->swedish).text);
    g_autofree char *open = g_strdup_printf(_("open: %s"), write_count(tile->open, html->swedish).text);

    html_add(html->text, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", tile->open ? "t2" : "t1",
             tile->box.x, tile->box.y, tile->box.width, tile->box.height);
    write_text(html->text, &tile->box, 19, class, tile->name);
    write_text(html->text, &tile->box, 37, class, files);
    if (tile->open)
        write_text(html->text, &tile->box, 55, class, open);
}

/* The largest of the sums as tiles, those after them as one; only_in: of folders, the förvaltning; NULL: all. */
static GArray *tiles_of(const GPtrArray *sums, const struct sum *only_in, guint most)
{
    GArray *tiles = g_array_new(FALSE, TRUE, sizeof(struct tile));
    struct tile rest = {NULL, 0, 0, {0, 0, 0, 0}};
    guint left = 0;

    g_array_set_clear_func(tiles, tile_clear);
    for (guint i = 0; i < sums->len; i++) {
        const struct sum *sum = sums->pdata[i];
        struct tile tile = {NULL, sum->class[CLASS_K3] + sum->class[CLASS_K4], sum->open, {0, 0, 0, 0}};

        if (!tile.files || (only_in && sum->unit != only_in))
            continue;
        if (tiles->len >= most) {
            rest.files += tile.files;
            rest.open += tile.open;
            left++;
            continue;
        }
        tile.name = totals_short_name(sum, only_in != NULL, 60);
        g_array_append_val(tiles, tile);
    }
    if (left) {
        rest.name = g_strdup_printf(ngettext("%u other", "%u others", left), left);
        g_array_append_val(tiles, rest);
    }
    return tiles;
}

static gint by_files(gconstpointer left, gconstpointer right)
{
    const struct sum *a = *(struct sum *const *)left, *b = *(struct sum *const *)right;
    guint64 files_a = a->class[CLASS_K3] + a->class[CLASS_K4], files_b = b->class[CLASS_K3] + b->class[CLASS_K4];

    return files_a != files_b ? (files_a > files_b ? -1 : 1) : g_strcmp0(a->name, b->name);
}

static void write_unit(struct html *html, const struct tile *unit, GArray *folders)
{
    struct box inside = unit->box;
    g_autofree char *files = g_strdup(write_count(unit->files, html->swedish).text);
    guint room = (guint)MAX((inside.width - 12) / BOLD, 0), taken = columns_of(files) + 1;
    g_autofree char *name = columns_cut(unit->name, room > taken ? room - taken : 0), *words = g_strdup_printf("%s %s", name, files);
    struct box head = {inside.x - 3, inside.y - 4, inside.width, inside.height};

    if (inside.height > 3 * HEADING) {
        write_text(html->text, &head, 19, "rub", words);
        inside.y += HEADING;
        inside.height -= HEADING;
    }
    lay(folders, inside);
    for (guint i = 0; i < folders->len; i++)
        write_tile(html, &g_array_index(folders, struct tile, i));
}

void html_treemap(struct html *html)
{
    GString *out = html->text;
    g_autoptr(GPtrArray) units = totals_worst(html->totals->units), folders = totals_worst(html->totals->folders);
    guint64 secret = html->totals->all.class[CLASS_K3] + html->totals->all.class[CLASS_K4];

    if (secret < FEW)
        return;
    g_ptr_array_sort(units, by_files);
    g_ptr_array_sort(folders, by_files);
    g_autoptr(GArray) tiles = tiles_of(units, NULL, UNITS_MAX);
    lay(tiles, (struct box){0, 0, WIDTH, HEIGHT});
    html_add(out, "<figure><figcaption>%s</figcaption>\n<svg class=\"tk\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"",
             _("The area shows how many files in K3 and K4 a folder has. Filled areas have files that everybody on the server can read."), WIDTH, HEIGHT);
    html_add(out, _("Map: %s files in K3 and K4 by förvaltning and folder. The same figures stand in the tables."), write_count(secret, html->swedish).text);
    g_string_append(out, "\">\n");
    for (guint i = 0; i < tiles->len; i++) {
        const struct tile *unit = &g_array_index(tiles, struct tile, i);

        if (i < UNITS_MAX) {
            g_autoptr(GArray) inside = tiles_of(folders, units->pdata[i], FOLDERS_MAX);
            write_unit(html, unit, inside);
        } else {
            write_tile(html, unit);
        }
    }
    g_string_append(out, "</svg></figure>\n");
}
