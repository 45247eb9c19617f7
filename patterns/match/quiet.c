/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A column of a million order numbers: soon all is known that chance can tell of it. Of its candidates one in eight is counted from then
 * on, and of the others only those are looked at that a rule may still take for likely:
 *
 *     2295290254   not of the eighth that is counted
 *                  lacks what the rules need that are still open here     -> passed over
 *                  no word near that could help a rule that is not
 *
 * What is open is worked out when a crowd has grown by as much as chance_lately may be behind. Words near are told by a bit for each rule,
 * for 256 bytes of the block at a time.
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
    if (all <= crowd->until && number < 64)
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

/* What a candidate must show for some rule to look at it, now that so many have been seen. */
static void find_open(const struct detector *detector, struct crowd *crowd)
{
    guint count = 0, known;
    guint32 until = G_MAXUINT32;
    crowd->until = 0; /* what was known is not asked for */
    crowd->poor = 0;
    for (guint i = 0; i < crowd->family->members->len; i++) {
        const struct member *member = &g_array_index(crowd->family->members, struct member, i);
        if (member->checked && quiet_poor(detector, crowd, i, &until)) {
            crowd->poor |= i < 64 ? G_GUINT64_CONSTANT(1) << i : 0;
            continue;
        }
        for (known = 0; known < count && crowd->open[known] != member->needs; known++)
            ;
        if (known == CROWD_OPEN)
            crowd->open[0] = 0;
        else if (known == count)
            crowd->open[count++] = member->needs;
    }
    crowd->open_count = count;
    crowd->until = until;
}

/* What is open of one family; FALSE: not known, or its candidates must all be looked at. */
static gboolean open_family(struct run *run, const struct family *family, struct lot *lot)
{
    const struct detector *detector = run->detector;
    struct open open = {.needs = 0};
    memcpy(&open.begins, family->prefix, PREFIX_MAX);
    memset(&open.mask, 0xff, family->prefix_len);
    lot->rules |= family->rules;
    if (quiet_unnamed(run, family, run->origin))
        return TRUE;
    struct crowd *crowd = crowds_known(detector->crowds, run->where, family);
    guint32 all = crowd && !family->loose ? chance_candidates(detector->chance, crowd->all) : GREAT;
    if (all < GREAT || (crowd && crowd->words != run->label_words) || (!crowd && !family->prefix_len))
        return FALSE;
    lot->loose = lot->loose && family->loose;
    if (crowd && (all > crowd->until || crowd->until == 0))
        find_open(detector, crowd);
    for (guint i = 0; i < (crowd ? crowd->open_count : 1); i++) {
        open.needs = crowd ? crowd->open[i] : 0;
        if (family->loose || lot->count == LOT_OPEN)
            return FALSE;
        lot->needs |= open.needs;
        lot->open[lot->count++] = open;
    }
    return TRUE;
}

void quiet_learn(struct run *run, const struct spot *spot)
{
    struct lot *lot = crowds_lot(run->detector->crowds, run->where, spot->slot);
    lot->slot = lot->count = lot->needs = 0;
    lot->rules = 0;
    lot->loose = TRUE;
    for (guint i = 0; i < spot->count; i++)
        if (!open_family(run, spot->families[i], lot))
            return;
    lot->where = run->where;
    lot->words = run->label_words;
    lot->slot = spot->slot + 1;
}

gboolean quiet_raised(const struct run *run, guint64 from, guint64 to, guint64 rules)
{
    return to - from > LEN_MAX || (raised_at(run, from) & rules) != 0;
}

static inline gboolean known(const struct run *run, const struct lot *lot, guint slot)
{
    return lot->where == run->where && lot->slot == slot + 1 && lot->words == run->label_words;
}

gboolean quiet_known(const struct run *run, const struct spot *spot)
{
    return known(run, crowds_lot(run->detector->crowds, run->where, spot->slot), spot->slot);
}

/* TRUE where digits that begin so and show those facts are nothing to anybody. */
static gboolean shut(const struct lot *lot, guint32 begins, guint facts)
{
    guint open = 0;
    for (guint i = 0; i < lot->count; i++)
        open |= !(((begins ^ lot->open[i].begins) & lot->open[i].mask) | (lot->open[i].needs & ~facts));
    return !open;
}

static G_GNUC_NO_INLINE gboolean quiet_digits(const struct lot *lot, const char *text, const struct spot *spot)
{
    struct number number;
    guint32 begins;
    number_read(&number, text, spot->from, spot->to);
    memcpy(&begins, text + spot->from + !g_ascii_isdigit(text[spot->from]), PREFIX_MAX);
    return shut(lot, begins, number_facts(&number, lot->needs));
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
    if (!known(run, lot, spot->slot) || raised_at(run, at) & lot->rules || len > LEN_MAX || spot->from + 1 + PREFIX_MAX > stretch.len)
        return FALSE;
    if (lot->loose)
        return TRUE;
    if (quiet_counted(place_hash(number_hash_of(stretch.text, spot->from, spot->to), run->where)))
        return FALSE;
    return !lot->count || quiet_digits(lot, stretch.text, spot);
}
