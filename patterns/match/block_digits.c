/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/block_digits.h"

#include "patterns/match/quiet.h"
#include "scanner/base/i18n.h"

#define RARE 0.2      /* likelihood of a value that real ones seldom have */
#define SPOILT_FACTOR 0.5
#define CELLS_FACTOR 0.12 /* a date in one cell and four digits in the next: a price, most often */

/* One candidate. */
struct candidate {
    struct run *run;
    const struct family *family;
    struct stretch stretch;
    gsize from, to;              /* in the stretch's text */
    const struct origin *origin;
    struct crowd *crowd;         /* NULL: there are too many */
    struct text spelt;           /* as validators read it, the same for all families; NULL: not yet */
    char *clean;                 /* room for it */
    gboolean fresh;              /* the value has not come lately */
};

/* The other side of a comma, dash or dot has the same shape: a list. */
static gboolean listed_behind(const struct candidate *candidate)
{
    const struct shape *shape = &candidate->family->shape;
    struct stretch stretch = candidate->stretch;
    gsize at = candidate->to + 1 + !!shape->lead;
    return stretch.text && at < stretch.len && g_ascii_isdigit(stretch.text[at]) && shape_match(shape, stretch.text, at, stretch.len);
}

/* Right before this candidate another of the family ends. */
static gboolean listed_before(const struct candidate *candidate)
{
    const struct family *family = candidate->family;
    const guint64 *ends = candidate->run->detector->shape_ends;
    guint64 base = candidate->stretch.base, from = base + candidate->from;
    gsize own = candidate->to - candidate->from - !!family->shape.lead;
    if (family->after)
        return candidate->run->ended && candidate->run->ended + 1 == from;
    for (guint len = family->shape.first_min; len <= family->shape.first_max; len++) {
        guint64 end = len == own ? candidate->run->ended : ends[scanner_slot(family, len)];
        if (end && end + 1 == from && end - base >= len && scanner_begins(family, candidate->stretch, (gsize)(end - base) - len))
            return TRUE;
    }
    return FALSE;
}

static void lift_members(struct candidate *candidate, const struct label *label)
{
    const struct engine *engine = candidate->run->detector->engine;
    struct crowd *crowd = candidate->crowd;
    for (guint i = 0; i < candidate->family->members->len; i++) {
        guint16 rule = g_array_index(candidate->family->members, struct member, i).rule;
        crowd->members[i].lift = context_lift(g_ptr_array_index(engine->rules, rule), rule, engine->dictionary, label);
    }
    crowd->words = label ? label->words->len : 0;
    crowd->until = 0;
}

/* A word near may raise the odds of a hit by the rule. */
static gboolean raises(struct candidate *candidate, guint16 rule)
{
    struct run *run = candidate->run;
    guint64 base = candidate->stretch.base, from = base + candidate->from, to = base + candidate->to;
    return quiet_raised(run, from, to, word_bit(rule)) && context_raises(run->detector->engine->rules, &run->near, from, to, rule);
}

/* TRUE where the hit cannot become likely enough to be told of, as far as can be known. */
static gboolean hopeless(struct candidate *candidate, guint number, const struct member *member)
{
    return quiet_poor(candidate->run->detector, candidate->crowd, number, NULL) && !raises(candidate, member->rule);
}

static void read_spelt(struct candidate *candidate)
{
    gsize len = candidate->to - candidate->from;
    candidate->spelt = (struct text){candidate->stretch.text + candidate->from, len};
    if (!candidate->family->after)
        return;
    candidate->spelt = (struct text){candidate->clean, shape_clean(candidate->spelt.at, len, candidate->clean)};
}

static void count_hit(const struct candidate *candidate, guint number, gboolean few, const struct check_result *result)
{
    guint32 scope = candidate->crowd ? candidate->crowd->members[number].scope : NO_SCOPE;
    if (!candidate->fresh)
        return;
    if (candidate->crowd)
        candidate->crowd->until = 0;
    chance_hit(candidate->run->detector->chance, scope, result->chance, (guint32)((result->year * 16 + result->month) * 32 + result->day));
    if (result->likelihood > 0 && result->likelihood <= RARE)
        chance_rare(candidate->run->detector->chance, scope);
    if (few)
        chance_few(candidate->run->detector->chance, scope);
}

/* Another rule of the kind claims the same stretch, is as likely, and no word near can make this one likelier. */
static gboolean outclaimed(struct candidate *candidate, guint number, const struct member *member)
{
    const struct detector *detector = candidate->run->detector;
    guint64 from = candidate->stretch.base + candidate->from, to = candidate->stretch.base + candidate->to;
    for (guint i = detector->claims->len; i > 0; i--) {
        const struct claim *claim = &g_array_index(detector->claims, struct claim, i - 1);
        const struct rule *other = g_ptr_array_index(detector->engine->rules, claim->rule);
        if (claim->from != from)
            return FALSE;
        if (claim->to == to && other->kind_id == member->kind_id && !claim->lacking &&
            claim_odds(detector, claim) >= member->base / (1 - member->base) * candidate->crowd->members[number].lift)
            return !raises(candidate, member->rule);
    }
    return FALSE;
}

static gboolean in_two_cells(const struct candidate *candidate)
{
    for (gsize i = candidate->from; i < candidate->to; i++)
        if (candidate->stretch.text[i] == '\t')
            return TRUE;
    return FALSE;
}

static void try_member(struct candidate *candidate, guint number, gboolean idle)
{
    struct run *run = candidate->run;
    const struct engine *engine = run->detector->engine;
    const struct member *member = &g_array_index(candidate->family->members, struct member, number);
    const struct rule *rule = g_ptr_array_index(engine->rules, member->rule);
    if (candidate->crowd && outclaimed(candidate, number, member))
        return;
    if (!candidate->spelt.at)
        read_spelt(candidate);
    struct hit hit;
    hit_init(&hit, candidate->stretch.base + candidate->from, candidate->stretch.base + candidate->to, member->rule, member->spelling, member->base);
    if (!run_valid(run, rule, candidate->spelt, &hit.result))
        return;
    gboolean guarded = !(engine->without & WITHOUT_GUARD);
    gboolean part = guarded && context_guard(candidate->stretch, listed_before(candidate), listed_behind(candidate), &hit);
    if (rule->person && in_two_cells(candidate))
        hit_reason(&hit, (struct reason){N_("its digits stand in two cells"), NO_WORD, FALSE, CELLS_FACTOR});
    /* Decimals that happen to pass are no company for each other. */
    if (member->checked && !part) {
        count_hit(candidate, number, rule->few, &hit.result);
        hit.scope = candidate->crowd && !(engine->without & WITHOUT_CHANCE) ? candidate->crowd->members[number].scope : NO_SCOPE;
    }
    if (!idle || hit.result.likelihood > 1)
        run_weigh(run, candidate->origin, &hit);
}

/* The family's crowd where the candidate stands. */
static void find_crowd(struct candidate *candidate)
{
    const struct label *label = candidate->origin->label;
    candidate->crowd = crowds_find(candidate->run->detector->crowds, run_where(candidate->origin), candidate->family);
    if (candidate->crowd && candidate->crowd->words != (label ? label->words->len : 0))
        lift_members(candidate, label);
}

/* Another spelling of the rule, likelier, has the same stretch: the validator says the same of both. */
static gboolean outdone(const struct match *match, const struct member *member)
{
    for (guint i = 0; i < match->count; i++)
        for (guint k = 0; k < match->families[i]->members->len; k++) {
            const struct member *other = &g_array_index(match->families[i]->members, struct member, k);
            if (other->rule == member->rule && other->base > member->base)
                return TRUE;
        }
    return FALSE;
}

/* TRUE where no member of a family that chance tells nothing of can become likely: dates, most often. */
static gboolean idle_family(struct candidate *candidate)
{
    for (guint i = 0; i < candidate->family->members->len; i++)
        if (!candidate->crowd || !hopeless(candidate, i, &g_array_index(candidate->family->members, struct member, i)))
            return FALSE;
    return TRUE;
}

static void try_family(struct candidate *candidate, const struct match *match, const struct number *number, guint facts)
{
    struct chance *chance = candidate->run->detector->chance;
    const GArray *members = candidate->family->members;
    gboolean fresh = candidate->fresh;
    if (fresh && candidate->crowd)
        chance_candidate(chance, candidate->crowd->scope);
    if (candidate->family->common & ~facts && !(fresh && facts & (NEEDS_BIRTHDAY | NEEDS_BIRTHDAY_60)))
        return;
    for (guint i = 0; i < members->len; i++) {
        const struct member *member = &g_array_index(members, struct member, i);
        gboolean fits = !(member->needs & ~facts), idle = fits && member->checked && candidate->crowd && hopeless(candidate, i, member);
        if (idle && (member->loose || !fresh))
            continue;
        if (fits && !(member->twice && match->count > 1 && outdone(match, member)))
            try_member(candidate, i, idle);
        else if (fresh && candidate->crowd && number_near(number, member->needs, facts))
            chance_near(chance, candidate->crowd->members[i].scope);
    }
}

static gboolean counted(const struct candidate *candidate, guint64 hash)
{
    const struct detector *detector = candidate->run->detector;
    return !(candidate->crowd && quiet_great(detector, candidate->crowd) && !quiet_counted(hash)) && chance_fresh(detector->chance, hash);
}

static void try_match(struct candidate *candidate, const struct match *match)
{
    struct run *run = candidate->run;
    struct number number = {.len = 0};
    guint facts = 0, needs = 0;
    for (guint i = 0; i < match->count; i++) {
        candidate->family = match->families[i];
        if (quiet_unnamed(run, candidate->family, candidate->origin))
            continue;
        find_crowd(candidate);
        if (candidate->family->loose && idle_family(candidate))
            continue;
        if (!number.len) {
            number_read(&number, run->stretch.text, match->from, match->to);
            candidate->fresh = counted(candidate, quiet_hash(&number, match->to - match->from, run_where(candidate->origin)));
            for (guint k = i; k < match->count; k++)
                needs |= match->families[k]->needs;
            facts = number_facts(&number, needs);
        }
        try_family(candidate, match, &number, facts);
    }
}

static void on_match(void *user, struct stretch stretch, const struct match *match)
{
    struct run *run = user;
    char clean[REGEX_HIT_MAX + 1];
    struct candidate candidate = {.run = run, .clean = clean, .stretch = stretch, .from = match->from, .to = match->to,
                                  .origin = run_origin(run, stretch.base + match->from)};
    try_match(&candidate, match);
    if (candidate.fresh || !quiet_known(run, match->spot))
        quiet_learn(run, match->spot);
}

void run_digits(struct run *run)
{
    guint64 base = run->stretch.base;
    quiet_words(run);
    scanner_run(run->detector->engine->scanner, run->stretch, (gsize)(run->detector->block - base), (gsize)(run->end - base),
                &(struct scan_user){quiet_spot, on_match, run});
}

/* TRUE where the column's head speaks for the hit. */
static gboolean headed(const struct hit *hit)
{
    for (guint i = 0; i < hit->reasons; i++)
        if (hit->reason[i].header && hit->reason[i].factor > 1)
            return TRUE;
    return FALSE;
}

/* What a spoilt number was meant to be, for one rule: only where the column says so. */
static void try_number(struct run *run, const struct cell_number *number, guint16 rule_number)
{
    const struct rule *rule = g_ptr_array_index(run->detector->engine->rules, rule_number);
    struct text digits = text_of(number->digits);
    for (guint i = 0; i < rule->spellings->len; i++) {
        const struct spelling *spelling = &g_array_index(rule->spellings, struct spelling, i);
        struct hit hit = {.from = number->from, .to = number->to, .rule = rule_number, .spelling = (guint16)i,
                          .base = spelling->confidence, .factor = 1};
        if (!shape_bare(spelling->text, digits.len) || !run_valid(run, rule, digits, &hit.result))
            continue;
        guint claims = run->detector->claims->len;
        hit_reason(&hit, (struct reason){N_("the number is mended: a spreadsheet had spoilt it"), NO_WORD, FALSE, SPOILT_FACTOR});
        run_weigh(run, run_origin(run, hit.from), &hit);
        if (run->detector->claims->len > claims && !headed(&hit))
            g_array_set_size(run->detector->claims, claims);
        return;
    }
}

void run_cells(struct run *run)
{
    GArray *numbers = run->detector->cell_numbers;
    const GPtrArray *rules = run->detector->engine->rules;
    guint done = 0;
    for (; done < numbers->len; done++) {
        const struct cell_number *number = &g_array_index(numbers, struct cell_number, done);
        if (number->from >= run->end)
            break;
        for (guint i = 0; i < rules->len; i++) {
            const struct rule *rule = g_ptr_array_index(rules, i);
            if (rule->sort == RULE_DIGITS && rule->check && rule->person)
                try_number(run, number, (guint16)i);
        }
    }
    if (done)
        g_array_remove_range(numbers, 0, done);
}
