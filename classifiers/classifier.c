/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From evidence to verdict. Every rule is asked; those that hold speak. Where none does, the rules with "otherwise"
 * are asked. The highest class among them is the file's, and the words are sorted by class and rank.
 *
 *     record --> facts --> rules that speak --> the silenced leave (unless) --> sorted --> verdict
 *                             | none spoke
 *                             `--> rules with "otherwise"
 */
#include "classifiers/verdict.h"

#include <string.h>

#include "classifiers/condition.h"
#include "classifiers/say.h"
#include "scanner/base/embed.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

/* Counts up when the code judges otherwise by the same rules. */
#define LOGIC "1"

struct classifier {
    GPtrArray *grounds; /* of struct ground, by name */
    struct folders *folders;
    GPtrArray *trees; /* of struct yaml: the phrases point into them */
    struct phrases phrases;
    GChecksum *checksum;
};

void classifier_free(struct classifier *classifier)
{
    if (!classifier)
        return;
    g_ptr_array_unref(classifier->grounds);
    g_ptr_array_unref(classifier->trees);
    folders_free(classifier->folders);
    g_checksum_free(classifier->checksum);
    g_free(classifier);
}
DEFINE_AUTO(classifier, classifier_free)

const char *classifier_version(const struct classifier *classifier)
{
    return g_checksum_get_string(classifier->checksum);
}

/* A ground of the same name takes the place of the one before: an organisation may sharpen a rule of the house. */
static void ground_add(struct classifier *classifier, struct ground *ground)
{
    for (guint i = 0; i < classifier->grounds->len; i++) {
        const struct ground *old = g_ptr_array_index(classifier->grounds, i);
        if (strcmp(old->name, ground->name) == 0) {
            g_ptr_array_remove_index(classifier->grounds, i);
            break;
        }
    }
    g_ptr_array_add(classifier->grounds, ground);
}

static gboolean add_text(struct classifier *classifier, const char *name, const char *data, gsize len, GError **error)
{
    struct yaml *root = yaml_parse(data, len, name, error);

    if (!root)
        return FALSE;
    g_ptr_array_add(classifier->trees, root);
    g_autofree char *file = g_path_get_basename(name);
    g_checksum_update(classifier->checksum, (const guchar *)file, (gssize)strlen(file) + 1);
    g_checksum_update(classifier->checksum, (const guchar *)data, (gssize)len);
    if (yaml_get(root, "verksamheter"))
        return folders_add(classifier->folders, root, name, error);
    if (yaml_get(root, "words"))
        return say_check(&classifier->phrases, root, name, error);
    struct ground *ground = ground_new(root, name, error);
    if (!ground)
        return FALSE;
    ground_add(classifier, ground);
    return TRUE;
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gboolean add_folder(struct classifier *classifier, const char *folder, GError **error)
{
    g_autoptr(GError) missing = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &missing);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    if (!dir && g_error_matches(missing, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
    if (!dir) {
        g_propagate_error(error, g_steal_pointer(&missing));
        return FALSE;
    }
    while ((name = g_dir_read_name(dir)))
        if (g_str_has_suffix(name, ".yaml"))
            g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(paths, by_text);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        g_autofree char *data = NULL;
        gsize len = 0;
        if (!g_file_get_contents(path, &data, &len, error) || !add_text(classifier, path, data, len, error))
            return FALSE;
    }
    return TRUE;
}

static GPtrArray *pass(const struct classifier *classifier, const struct facts *facts, gboolean otherwise)
{
    GPtrArray *spoken = g_ptr_array_new();

    for (guint i = 0; i < classifier->grounds->len; i++) {
        const struct ground *ground = g_ptr_array_index(classifier->grounds, i);
        if (ground_speaks(ground, facts, otherwise))
            g_ptr_array_add(spoken, (gpointer)ground);
    }
    return spoken;
}

static gboolean silenced(const struct ground *ground, const GPtrArray *spoken)
{
    for (guint i = 0; ground->unless && i < spoken->len; i++) {
        const struct ground *other = g_ptr_array_index(spoken, i);
        if (g_strv_contains((const char *const *)ground->unless, other->name))
            return TRUE;
    }
    return FALSE;
}

static int by_weight(gconstpointer a, gconstpointer b)
{
    const struct ground *one = *(struct ground *const *)a, *two = *(struct ground *const *)b;

    if (one->class != two->class)
        return two->class - one->class;
    return one->rank != two->rank ? (one->rank < two->rank) - (one->rank > two->rank) : strcmp(one->name, two->name);
}

/* Those that speak, the weightiest first: of a K4 nothing but that is told, and K0 and K1 are no news beside K2. */
static GPtrArray *judge(const struct classifier *classifier, const struct facts *facts)
{
    g_autoptr(GPtrArray) all = pass(classifier, facts, FALSE);

    if (!all->len) {
        g_ptr_array_unref(all);
        all = pass(classifier, facts, TRUE);
    }
    GPtrArray *heard = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++)
        if (!silenced(g_ptr_array_index(all, i), all))
            g_ptr_array_add(heard, g_ptr_array_index(all, i));
    g_ptr_array_sort(heard, by_weight);
    for (guint i = 1; i < heard->len; i++) {
        const struct ground *first = g_ptr_array_index(heard, 0), *ground = g_ptr_array_index(heard, i);
        if (ground->class == first->class || (first->class == CLASS_K3 && ground->class == CLASS_K2))
            continue;
        g_ptr_array_set_size(heard, (int)i);
    }
    return heard;
}

static gboolean run_examples(const struct classifier *classifier, const struct ground *ground, GPtrArray *examples, gboolean wanted, GError **error)
{
    for (guint i = 0; i < examples->len; i++) {
        struct facts *facts = g_ptr_array_index(examples, i);
        facts_place(facts, classifier->folders);
        g_autoptr(GPtrArray) heard = judge(classifier, facts);
        if (g_ptr_array_find(heard, ground, NULL) == wanted)
            continue;
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE,
                    wanted ? _("rule %s: its example number %u under \"accept\" is not accepted") : _("rule %s: its example number %u under \"reject\" is not rejected"),
                    ground->name, i + 1);
        return FALSE;
    }
    return TRUE;
}

/* Tries those not yet tried: a rule of the organisation may outweigh one of the house, whose examples then no longer hold. */
static gboolean check_grounds(const struct classifier *classifier, GError **error)
{
    if (!classifier->grounds->len || !classifier->phrases.of[LANGUAGE_SV]) {
        g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _("there are no rules for the classes"));
        return FALSE;
    }
    for (guint i = 0; i < classifier->grounds->len; i++) {
        struct ground *ground = g_ptr_array_index(classifier->grounds, i);
        for (guint k = 0; !ground->tried && k < ground->when->len; k++) {
            const char *unknown = condition_unknown(g_ptr_array_index(ground->when, k), classifier->folders);
            if (!unknown)
                continue;
            g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _("rule %s: there is no verksamhet \"%s\""), ground->name, unknown);
            return FALSE;
        }
        if (!ground->tried &&
            (!run_examples(classifier, ground, ground->accept, TRUE, error) || !run_examples(classifier, ground, ground->reject, FALSE, error)))
            return FALSE;
        ground->tried = TRUE;
    }
    return TRUE;
}

struct classifier *classifier_new(const char *const *folders, GError **error)
{
    AUTO(classifier) classifier = g_new0(struct classifier, 1);

    classifier->grounds = g_ptr_array_new_with_free_func((GDestroyNotify)ground_free);
    classifier->trees = g_ptr_array_new_with_free_func((GDestroyNotify)yaml_free);
    classifier->folders = folders_new();
    classifier->checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(classifier->checksum, (const guchar *)LOGIC, -1);
    for (const struct embedded *file = embedded_classifiers; file->name; file++)
        if (!add_text(classifier, file->name, file->data, file->len, error))
            return NULL;
    if (!check_grounds(classifier, error))
        return NULL;
    for (; folders && *folders; folders++)
        if (!add_folder(classifier, *folders, error))
            return NULL;
    return check_grounds(classifier, error) ? g_steal_pointer(&classifier) : NULL;
}

static void add_once(GPtrArray *list, char *const *items)
{
    for (; items && *items; items++)
        if (!g_ptr_array_find_with_equal_func(list, *items, g_str_equal, NULL))
            g_ptr_array_add(list, g_strdup(*items));
}

static struct verdict *verdict_of(const struct classifier *classifier, const struct facts *facts, const GPtrArray *heard, enum language language)
{
    struct verdict *verdict = g_new0(struct verdict, 1);

    verdict->class = heard->len ? ((const struct ground *)g_ptr_array_index(heard, 0))->class : CLASS_NONE;
    verdict->lagrum = g_ptr_array_new_with_free_func(g_free);
    verdict->gdpr = g_ptr_array_new_with_free_func(g_free);
    verdict->why = g_ptr_array_new_with_free_func(g_free);
    verdict->rules = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < heard->len; i++) {
        const struct ground *ground = g_ptr_array_index(heard, i);
        add_once(verdict->lagrum, ground->lagrum);
        add_once(verdict->gdpr, ground->gdpr);
        g_ptr_array_add(verdict->why, say_why(&classifier->phrases, language, ground, facts));
        g_ptr_array_add(verdict->rules, g_strdup(ground->name));
        if (!verdict->action)
            verdict->action = say_action(&classifier->phrases, language, ground, facts);
        if (verdict->urgency == URGENT_NOT || (ground->urgency != URGENT_NOT && ground->urgency < verdict->urgency))
            verdict->urgency = ground->urgency;
    }
    verdict->at_least = facts->left_out || (facts->status != STATUS_READ && facts->status != STATUS_EMPTY);
    return verdict;
}

struct verdict *classify(const struct classifier *classifier, const struct record *record, const char *language)
{
    AUTO(facts) facts = facts_of_record(record, classifier->folders);
    g_autoptr(GPtrArray) heard = judge(classifier, facts);
    const gboolean english = g_strcmp0(language, "en") == 0;
    struct verdict *verdict = verdict_of(classifier, facts, heard, english ? LANGUAGE_EN : LANGUAGE_SV);

    verdict->label = class_label(verdict->class, english ? "en" : "sv");
    return verdict;
}

const char *classify_verksamhet(const struct classifier *classifier, const char *path)
{
    return folders_find(classifier->folders, path, NULL);
}
