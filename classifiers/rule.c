/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "classifiers/rule.h"

#include <string.h>

#include "classifiers/condition.h"
#include "scanner/base/i18n.h"

struct lists {
    const struct yaml *when, *accept, *reject, *english;
};

struct shape {
    struct ground ground;
    struct lists lists;
};

#define FIELD(key, kind, needed) {#key, kind, offsetof(struct shape, ground.key), needed}
#define LIST(key) {#key, YAML_NODE, offsetof(struct shape, lists.key), TRUE}
static const struct yaml_field fields[] = {
    FIELD(name, YAML_TEXT, TRUE),
    {"class", YAML_TEXT, offsetof(struct shape, ground.class_name), TRUE},
    {"urgency", YAML_TEXT, offsetof(struct shape, ground.urgency_name), FALSE},
    FIELD(rank, YAML_NUMBER, FALSE),
    FIELD(lagrum, YAML_TEXTS, FALSE),
    FIELD(gdpr, YAML_TEXTS, FALSE),
    FIELD(strength, YAML_TEXT, FALSE),
    FIELD(time, YAML_TEXT, FALSE),
    FIELD(checked, YAML_TEXT, FALSE),
    FIELD(source, YAML_TEXT, FALSE),
    FIELD(unless, YAML_TEXTS, FALSE),
    {"why", YAML_TEXT, offsetof(struct shape, ground.says[LANGUAGE_SV].why), TRUE},
    {"action", YAML_TEXT, offsetof(struct shape, ground.says[LANGUAGE_SV].action), FALSE},
    LIST(when),
    LIST(accept),
    LIST(reject),
    LIST(english),
    {NULL, 0, 0, FALSE},
};

static const struct yaml_field english_fields[] = {
    {"why", YAML_TEXT, offsetof(struct saying, why), TRUE},
    {"action", YAML_TEXT, offsetof(struct saying, action), FALSE},
    {NULL, 0, 0, FALSE},
};

static const char *const class_names[] = {"none", "K0", "K1", "K2", "K3", "K4"};
static const char *const urgency_names[] = {"", "protected", "credentials", "qualified"};
static const char *const strengths[] = {"rakt", "rakt_kval", "omvänt", "absolut", NULL};

void ground_free(struct ground *ground)
{
    if (!ground)
        return;
    char *const texts[] = {ground->name, ground->class_name, ground->urgency_name, ground->strength, ground->time, ground->checked, ground->source};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    for (guint i = 0; i < LANGUAGE_COUNT; i++) {
        g_free(ground->says[i].why);
        g_free(ground->says[i].action);
    }
    g_strfreev(ground->lagrum);
    g_strfreev(ground->gdpr);
    g_strfreev(ground->unless);
    g_clear_pointer(&ground->when, g_ptr_array_unref);
    g_clear_pointer(&ground->accept, g_ptr_array_unref);
    g_clear_pointer(&ground->reject, g_ptr_array_unref);
    g_free(ground);
}

static int index_of(const char *const *names, gsize count, const char *name)
{
    for (gsize i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return (int)i;
    return -1;
}

/* FALSE: the law says more than the rule does. */
static gboolean check_law(const struct ground *ground, const struct yaml *root, const char *name, GError **error)
{
    const gboolean law = (ground->lagrum && *ground->lagrum) || (ground->gdpr && *ground->gdpr);
    const char *words = NULL;

    if (ground->class >= CLASS_K2 && !law)
        words = N_("K2 to K4 need a legal ground: lagrum or gdpr");
    else if (ground->class >= CLASS_K2 && (!ground->says[LANGUAGE_SV].action || !ground->says[LANGUAGE_EN].action))
        words = N_("K2 to K4 need an action, in Swedish and in English");
    else if (law && (!ground->checked || !ground->source))
        words = N_("a legal ground needs \"checked\" (the day of the text that was read) and \"source\"");
    else if (ground->strength && !g_strv_contains(strengths, ground->strength))
        words = N_("\"strength\" must be rakt, rakt_kval, omvänt or absolut");
    if (words)
        yaml_error(root, name, error, "%s", _(words));
    return !words;
}

static gboolean check_names(struct ground *ground, const struct yaml *root, const char *name, GError **error)
{
    const int class = index_of(class_names, G_N_ELEMENTS(class_names), ground->class_name);
    const int urgency = ground->urgency_name ? index_of(urgency_names, G_N_ELEMENTS(urgency_names), ground->urgency_name) : 0;

    if (class < 0)
        yaml_error(yaml_get(root, "class"), name, error, _("there is no class \"%s\"; write none or K0 to K4"), ground->class_name);
    else if (urgency < 0)
        yaml_error(yaml_get(root, "urgency"), name, error, _("there is no urgency \"%s\"; write protected, credentials or qualified"), ground->urgency_name);
    if (class < 0 || urgency < 0)
        return FALSE;
    ground->class = (enum class)(class - 1);
    ground->urgency = (enum urgency)urgency;
    return TRUE;
}

/* A list of at least one item, each made by the function; NULL with error. */
static GPtrArray *list_of(const struct yaml *list, const char *name, void *(*make)(const struct yaml *, const char *, GError **), GDestroyNotify end,
                          GError **error)
{
    if (list->type != YAML_LIST || !list->items->len) {
        yaml_error(list, name, error, "%s", _("a list with at least one item is expected here"));
        return NULL;
    }
    g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(end);
    for (guint i = 0; i < list->items->len; i++) {
        void *item = make(g_ptr_array_index(list->items, i), name, error);
        if (!item)
            return NULL;
        g_ptr_array_add(made, item);
    }
    return g_steal_pointer(&made);
}

static void *make_condition(const struct yaml *map, const char *name, GError **error)
{
    return condition_new(map, name, error);
}

static void *make_example(const struct yaml *map, const char *name, GError **error)
{
    return facts_of_example(map, name, error);
}

static gboolean fill(struct ground *ground, const struct lists *lists, const char *name, GError **error)
{
    if (!yaml_bind(lists->english, name, english_fields, &ground->says[LANGUAGE_EN], error))
        return FALSE;
    ground->when = list_of(lists->when, name, make_condition, (GDestroyNotify)condition_free, error);
    if (!ground->when)
        return FALSE;
    ground->accept = list_of(lists->accept, name, make_example, (GDestroyNotify)facts_free, error);
    if (!ground->accept)
        return FALSE;
    ground->reject = list_of(lists->reject, name, make_example, (GDestroyNotify)facts_free, error);
    return ground->reject != NULL;
}

struct ground *ground_new(const struct yaml *root, const char *name, GError **error)
{
    struct shape shape = {0};
    const gboolean bound = yaml_bind(root, name, fields, &shape, error);
    AUTO(ground) ground = g_memdup2(&shape.ground, sizeof shape.ground);

    if (!bound || !fill(ground, &shape.lists, name, error) || !check_names(ground, root, name, error) || !check_law(ground, root, name, error))
        return NULL;
    return g_steal_pointer(&ground);
}

gboolean ground_speaks(const struct ground *ground, const struct facts *facts, gboolean otherwise)
{
    for (guint i = 0; i < ground->when->len; i++)
        if (condition_holds(g_ptr_array_index(ground->when, i), facts, otherwise))
            return TRUE;
    return FALSE;
}

const char *ground_words(const struct ground *ground, const struct facts *facts)
{
    for (guint i = 0; i < ground->when->len; i++) {
        const struct condition *condition = g_ptr_array_index(ground->when, i);
        const struct fact_theme *theme = NULL;
        if (condition_holds(condition, facts, condition->otherwise))
            theme = condition_theme(condition, facts);
        if (theme)
            return theme->shown;
    }
    return "";
}
