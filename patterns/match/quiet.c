/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A column of a million order numbers: soon all is known that chance can tell of it. Of its candidates one in eight is counted from then
 * on, and of the others only those are looked at that a rule may still take for likely:
 *
 *     2295290254   not of the eighth that is counted (of a smaller crowd: it has come lately)
 *                  lacks what the rules need that are open here: check digit, birthday, first digits   -> passed over
 *                  no word near that helps a rule which is not, or it lacks what that one needs
 *
 * All that is asked of the candidates of one slot in one column or document makes its lot: a handful of entries, compared before anything
 * is looked up. A rule is open where company, as chance_lately tells, leaves its hits likely enough. The lot is made anew where a crowd has
 * grown, or its hits have, by as much as that may be behind; in doubt it lets a candidate through, which is then judged as any other.
 * Words near are told by a bit for each rule, for 256 bytes of the block at a time.
 */
#include "patterns/match/quiet.h"

#define GREAT 4096   /* candidates from which one in eight is counted */
#define GREAT_BITS 3
#define CROWDED 1000 /* candidates from which the lot of a crowd's hits is known while the file goes on */
#define MIX G_GUINT64_CONSTANT(0xd6e8feb86659fd93)
#define LEN_MAX 64u  /* of a candidate that may be passed over */
#define REACH (CONTEXT_REACH + LEN_MAX)

gboolean quiet_great(const struct detector *detector, const struct crowd *crowd)
{
    return chance_candidates(detector->chance, crowd->all) >= GREAT;
}

inline gboolean quiet_counted(guint64 hash)
{
    return !((hash * MIX) >> (64 - GREAT_BITS));
}

static inline guint64 place_hash(guint64 hash, guint64 where)
{
    return hash ^ where * MIX;
}

guint64 quiet_hash(const struct number *number, gsize len, guint64 where)
{
    return place_hash(number_hash(number, len), where);
}

gboolean quiet_poor(const struct detector *detector, const struct crowd *crowd, guint number, guint32 *until)
{
    const struct member *member = &g_array_index(crowd->family->members, struct member, number);
    double base = member->base;
    guint32 all = chance_candidates(detector->chance, crowd->all);
    if (all <= crowd->until && crowd->until && number < 64)
        return crowd->poor >> number & 1;
    if (!member->loose) {
        if (detector->engine->without & WITHOUT_CHANCE || all < CROWDED)
            return FALSE;
        base = chance_lately(detector->chance, crowd->members[number].scope, base, until);
    }
    return base / (1 - base) * crowd->members[number].lift < STORE_ODDS_MIN;
}

gboolean quiet_unnamed(const struct run *run, const struct family *family, const struct origin *origin)
{
    return family->loose && !origin->label && run->near.words->len == 0 && family->base < STORE_TOLD_FROM;
}

void quiet_words(struct run *run)
{
    const GArray *words = run->near.words;
    guint64 block = run->detector->block;
    memset(run->raised, 0, sizeof run->raised);
    for (guint i = 0; i < words->len; i++) {
        const struct word_hit *word = &g_array_index(words, struct word_hit, i);
        guint64 from = word->at - MIN(word->at, block + REACH), to = word->at + REACH - MIN(word->at + REACH, block);
        for (guint64 cell = from / CELL_BYTES; word->at + REACH >= block && cell <= to / CELL_BYTES && cell < BLOCK_CELLS; cell++)
            run->raised[cell] |= word->rules;
    }
}

/* Bits of the rules that words near a candidate that begins there are for. */
static inline guint64 raised_at(const struct run *run, guint64 from)
{
    guint64 block = run->detector->block;
    return run->raised[(from - MIN(from, block)) / CELL_BYTES];
}

static inline gboolean known(const struct run *run, const struct lot *lot, guint slot)
{
    return lot->where == run->where && lot->slot == slot + 1 && lot->words == run->label_words;
}

/* Which members are poor, and for how long. */
static void find_poor(const struct detector *detector, struct crowd *crowd)
{
    guint32 until = G_MAXUINT32;
    guint64 poor = 0;
    crowd->until = 0; /* what was known is not asked for */
    for (guint i = 0; i < MIN(crowd->family->members->len, 64); i++)
        if (g_array_index(crowd->family->members, struct member, i).checked && quiet_poor(detector, crowd, i, &until))
            poor |= G_GUINT64_CONSTANT(1) << i;
    crowd->turns++;
    crowd->poor = poor;
    crowd->until = until;
}

/* The entry like open: of those from the first on (first: 0), or of those from the last back; NULL: there is no room. */
static struct open *entry_of(struct lot *lot, guint first, guint *count, const struct open *open)
{
    for (guint i = 0; i < *count; i++) {
        struct open *entry = &lot->open[first ? first - i : i];
        if (entry->needs == open->needs && entry->begins == open->begins && entry->mask == open->mask)
            return entry;
    }
    if (lot->opens + lot->helps == LOT_OPEN)
        return NULL;
    struct open *entry = &lot->open[first ? first - *count : *count];
    ++*count;
    *entry = *open;
    *(first ? &lot->helped_needs : &lot->needs) |= open->needs;
    return entry;
}

/* FALSE: there is no room. */
static gboolean open_member(struct lot *lot, const struct member *member, gboolean poor, struct open open)
{
    guint64 bit = word_bit(member->rule);
    open.needs = member->needs;
    if (!poor)
        return entry_of(lot, 0, &lot->opens, &open) != NULL;
    struct open *entry = entry_of(lot, LOT_OPEN - 1, &lot->helps, &open);
    *(entry ? &entry->rules : &lot->wake) |= bit;
    lot->helped |= bit;
    return TRUE;
}

/* The crowd has grown, or its hits have, so much that something else may be known of it. */
static gboolean changed(const struct family *family, const struct crowd *crowd, guint32 all)
{
    return (family->loose || all >= GREAT) && (all > crowd->until || crowd->until == 0);
}

/* TRUE where the lot is what would be learnt anew. */
static gboolean unchanged(const struct run *run, const struct spot *spot, const struct lot *lot)
{
    guint32 turns = 0;
    for (guint i = 0; i < spot->count; i++) {
        const struct crowd *crowd = crowds_known(run->detector->crowds, run->where, spot->families[i]);
        if (crowd && changed(spot->families[i], crowd, chance_candidates(run->detector->chance, crowd->all)))
            return FALSE;
        turns += crowd ? crowd->turns + 1 : 0;
    }
    return turns == lot->turns;
}

/* What is open of one family; FALSE: not known, or its candidates must all be looked at. */
static gboolean open_family(struct run *run, const struct family *family, struct lot *lot, gboolean *decided)
{
    const struct detector *detector = run->detector;
    struct open open = {.needs = 0};
    memcpy(&open.begins, family->prefix, PREFIX_MAX);
    memset(&open.mask, 0xff, family->prefix_len);
    lot->wake |= family->loose ? family->rules : 0;
    if (quiet_unnamed(run, family, run->origin))
        return TRUE;
    struct crowd *crowd = crowds_known(detector->crowds, run->where, family);
    lot->loose = lot->loose && family->loose;
    if (!crowd)
        return family->prefix_len && !family->loose && entry_of(lot, 0, &lot->opens, &open);
    guint32 all = chance_candidates(detector->chance, crowd->all);
    if (crowd->words != run->label_words)
        return FALSE;
    if (changed(family, crowd, all))
        find_poor(detector, crowd);
    lot->turns += crowd->turns + 1;
    if (!family->loose && !*decided) {
        lot->great = lot->great && all >= GREAT;
        *decided = family->prefix_len == 0;
    }
    for (guint i = 0; i < family->members->len; i++) {
        gboolean poor = i < 64 && crowd->until && crowd->poor >> i & 1;
        if (family->loose ? !poor : !open_member(lot, &g_array_index(family->members, struct member, i), poor, open))
            return FALSE;
    }
    return TRUE;
}

void quiet_learn(struct run *run, const struct spot *spot)
{
    struct lot *lot = crowds_lot(run->detector->crowds, run->where, spot->slot);
    gboolean decided = FALSE;
    if (known(run, lot, spot->slot) && unchanged(run, spot, lot))
        return;
    lot->slot = lot->turns = lot->needs = lot->helped_needs = lot->opens = lot->helps = 0;
    lot->wake = lot->helped = 0;
    lot->loose = lot->great = TRUE;
    for (guint i = 0; i < spot->count; i++)
        if (!open_family(run, spot->families[i], lot, &decided))
            return;
    lot->where = run->where;
    lot->words = run->label_words;
    lot->slot = spot->slot + 1;
}

gboolean quiet_raised(const struct run *run, guint64 from, guint64 to, guint64 rules)
{
    return to - from > LEN_MAX || (raised_at(run, from) & rules) != 0;
}

gboolean quiet_known(const struct run *run, const struct spot *spot)
{
    return known(run, crowds_lot(run->detector->crowds, run->where, spot->slot), spot->slot);
}

static gboolean fits(const struct open *open, guint32 begins, guint facts)
{
    return !(((begins ^ open->begins) & open->mask) | (open->needs & ~facts));
}

/* TRUE where digits that begin so and show those facts are nothing to anybody. */
static gboolean shut(const struct lot *lot, guint32 begins, guint facts, guint64 raised)
{
    gboolean open = FALSE;
    for (guint i = 0; i < lot->opens; i++)
        open |= fits(&lot->open[i], begins, facts);
    for (guint i = 0; raised && i < lot->helps; i++)
        open |= (lot->open[LOT_OPEN - 1 - i].rules & raised) && fits(&lot->open[LOT_OPEN - 1 - i], begins, facts);
    return !open;
}

static G_GNUC_NO_INLINE gboolean quiet_digits(const struct lot *lot, const char *text, const struct spot *spot, guint64 raised)
{
    struct number number;
    guint32 begins;
    number_read(&number, text, spot->from, spot->to);
    memcpy(&begins, text + spot->from + !g_ascii_isdigit(text[spot->from]), PREFIX_MAX);
    return shut(lot, begins, number_facts(&number, lot->needs | (raised ? lot->helped_needs : 0)), raised);
}

gboolean quiet_spot(void *user, struct stretch stretch, const struct spot *spot)
{
    struct run *run = user;
    struct detector *detector = run->detector;
    gsize len = spot->to - spot->from;
    guint64 at = stretch.base + spot->from, *end = &detector->shape_ends[spot->slot];
    if (len > REGEX_HIT_MAX)
        return TRUE;
    run->ended = *end;
    *end = stretch.base + spot->to;
    run_origin(run, at);
    const struct lot *lot = crowds_lot(detector->crowds, run->where, spot->slot);
    guint64 raised = raised_at(run, at);
    if (!known(run, lot, spot->slot) || raised & lot->wake || len > LEN_MAX || spot->from + 1 + PREFIX_MAX > stretch.len)
        return FALSE;
    if (lot->loose)
        return TRUE;
    guint64 hash = place_hash(number_hash_of(stretch.text, spot->from, spot->to), run->where);
    if (lot->great ? quiet_counted(hash) : !chance_seen(detector->chance, hash))
        return FALSE;
    raised &= lot->helped;
    return (!lot->opens && !raised) || quiet_digits(lot, stretch.text, spot, raised);
}
