/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "patterns/match/syntax.h"
#include "patterns/match/widen.h"
#include "scanner/base/error.h"
#include "scanner/base/i18n.h"

#define MATCH_LIMIT 200000
#define JIT_STACK_MAX (512 * 1024)

struct regex {
    pcre2_code *code;
    gboolean fast;
};

struct regex_scratch {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

/* PCRE2's words for the faults that people make, in words that tell what to do. */
static const struct {
    int code;
    const char *words;
} faults[] = {
    {PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS, N_("a ) is missing")},
    {PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS, N_("a ) too many; write \\) for the sign itself")},
    {PCRE2_ERROR_MISSING_SQUARE_BRACKET, N_("a ] is missing")},
    {PCRE2_ERROR_QUANTIFIER_INVALID, N_("there is nothing before it that could be repeated; write \\* \\+ or \\? for the sign itself")},
    {PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER, N_("the first number in the braces is greater than the second")},
    {PCRE2_ERROR_QUANTIFIER_TOO_BIG, N_("the number in the braces is too great")},
    {PCRE2_ERROR_CLASS_RANGE_ORDER, N_("a range in square brackets runs backwards")},
    {PCRE2_ERROR_END_BACKSLASH, N_("nothing stands behind the last backslash")},
    {PCRE2_ERROR_UNKNOWN_ESCAPE, N_("an unknown letter behind a backslash")},
    {PCRE2_ERROR_INVALID_AFTER_PARENS_QUERY, N_("an unknown sign behind (?")},
    {PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH, N_("what (?<= or (?<! looks back at must have a fixed length")},
    {PCRE2_ERROR_UNKNOWN_UNICODE_PROPERTY, N_("an unknown sort of sign behind \\p")},
};

static const char *words_of(int code, char *room, gsize size)
{
    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++)
        if (faults[i].code == code)
            return _(faults[i].words);
    room[0] = '\0';
    pcre2_get_error_message(code, (PCRE2_UCHAR *)room, size);
    return room;
}

static pcre2_code *compile(const char *expression, GError **error)
{
    g_autofree char *limited = widen_limit(expression, REGEX_HIT_MAX);
    int code;
    PCRE2_SIZE at;
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)limited, PCRE2_ZERO_TERMINATED,
                                         PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_USE_OFFSET_LIMIT | PCRE2_NEVER_BACKSLASH_C, &code, &at, NULL);
    if (!compiled) {
        char room[256];
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _("the expression is wrong near sign %u: %s"), (guint)at + 1, words_of(code, room, sizeof room));
    }
    return compiled;
}

/* What the engine cannot keep its promises with: NULL where nothing of it stands there. Of what stands in brackets nothing does. */
static const char *unfit(const char *expression)
{
    for (const char *p = expression; *p; p++) {
        gsize class = syntax_class_len(p);
        if (class) {
            p += class - 1;
        } else if (*p == '\\' && p[1]) {
            p++;
            if (strchr("KGAZz", *p))
                return N_("\\K, \\G, \\A, \\Z and \\z cannot stand in a rule");
            if (*p == 'g')
                return N_("no group can be called or matched again");
        } else if (g_str_has_prefix(p, "(*") || g_str_has_prefix(p, "(?C") || g_str_has_prefix(p, "(?(")) {
            return N_("(*, (?C and (?( cannot stand in a rule");
        } else if (g_str_has_prefix(p, "(?R") || g_str_has_prefix(p, "(?&") || g_str_has_prefix(p, "(?P>") ||
                   (g_str_has_prefix(p, "(?") && (g_ascii_isdigit(p[2]) || (p[2] && strchr("+-", p[2]) && g_ascii_isdigit(p[3]))))) {
            return N_("no group can be called or matched again");
        }
    }
    return NULL;
}

gboolean regex_good(const char *expression, GError **error)
{
    pcre2_code *compiled = compile(expression, error);
    uint32_t again = 0, empty = 0;
    if (!compiled)
        return FALSE;
    (void)pcre2_pattern_info(compiled, PCRE2_INFO_BACKREFMAX, &again);
    (void)pcre2_pattern_info(compiled, PCRE2_INFO_MATCHEMPTY, &empty);
    pcre2_code_free(compiled);
    const char *wrong = again ? N_("no group can be called or matched again") : empty ? N_("the expression takes nothing at all, and so it would be found everywhere") : unfit(expression);
    if (wrong)
        g_set_error_literal(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _(wrong));
    return !wrong;
}

struct regex *regex_new(const char *expression, GError **error)
{
    pcre2_code *compiled = compile(expression, error);
    if (!compiled)
        return NULL;
    struct regex *regex = g_new0(struct regex, 1);
    regex->code = compiled;
    /* Without JIT it matches just as well. */
    regex->fast = pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE) == 0;
    return regex;
}

void regex_free(struct regex *regex)
{
    if (!regex)
        return;
    pcre2_code_free(regex->code);
    g_free(regex);
}

struct regex_scratch *regex_scratch_new(void)
{
    struct regex_scratch *scratch = g_new0(struct regex_scratch, 1);
    scratch->data = pcre2_match_data_create(16, NULL);
    scratch->context = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(scratch->context, MATCH_LIMIT);
    scratch->stack = pcre2_jit_stack_create(32 * 1024, JIT_STACK_MAX, NULL);
    pcre2_jit_stack_assign(scratch->context, NULL, scratch->stack);
    return scratch;
}

void regex_scratch_free(struct regex_scratch *scratch)
{
    if (!scratch)
        return;
    pcre2_match_data_free(scratch->data);
    pcre2_match_context_free(scratch->context);
    pcre2_jit_stack_free(scratch->stack);
    g_free(scratch);
}

gboolean regex_match(const struct regex *regex, struct regex_scratch *scratch, const struct regex_field *field, struct regex_match *match)
{
    pcre2_set_offset_limit(scratch->context, field->last);
    int groups = regex->fast ? pcre2_jit_match(regex->code, (PCRE2_SPTR)field->text, field->len, field->from, PCRE2_NOTEMPTY, scratch->data, scratch->context)
                             : pcre2_match(regex->code, (PCRE2_SPTR)field->text, field->len, field->from, PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY,
                                           scratch->data, scratch->context);
    if (groups < 1)
        return FALSE;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(scratch->data);
    gboolean group = groups > 1 && ends[2] != PCRE2_UNSET;
    *match = (struct regex_match){ends[0], ends[1], ends[group ? 2 : 0], ends[group ? 3 : 1]};
    return ends[0] <= ends[1];
}

/* Anonymous memory of that mode in /proc/self/maps gets the other protection. */
static gboolean protect(const char *mode, int protection)
{
    g_autofree char *maps = NULL;
    gsize len;
    gboolean all = TRUE;
    if (!g_file_get_contents("/proc/self/maps", &maps, &len, NULL))
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(maps, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        unsigned long from, to, inode = 0;
        char have[5] = "";
        if (sscanf(lines[i], "%lx-%lx %4s %*s %*s %lu", &from, &to, have, &inode) < 3 || inode != 0 || strchr(lines[i], '['))
            continue;
        if (g_str_equal(have, mode))
            all &= mprotect((void *)from, to - from, protection) == 0; /* NOLINT: an address is all there is */
    }
    return all;
}

void regex_seal(void)
{
    (void)protect("rwxp", PROT_READ | PROT_EXEC);
}

gboolean regex_unseal(void)
{
    return protect("r-xp", PROT_READ | PROT_WRITE | PROT_EXEC);
}
