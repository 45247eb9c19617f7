/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patterns/match/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

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

static pcre2_code *compile(const char *expression, GError **error)
{
    g_autofree char *limited = widen_limit(expression, REGEX_HIT_MAX);
    int code;
    PCRE2_SIZE at;
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)limited, PCRE2_ZERO_TERMINATED,
                                         PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_USE_OFFSET_LIMIT | PCRE2_NEVER_BACKSLASH_C, &code, &at, NULL);
    if (!compiled) {
        guchar words[256] = "";
        pcre2_get_error_message(code, words, sizeof words);
        g_set_error(error, DATAROND_ERROR, DATAROND_ERROR_USAGE, _("the expression is wrong near sign %u: %s"), (guint)at + 1, (char *)words);
    }
    return compiled;
}

gboolean regex_good(const char *expression, GError **error)
{
    pcre2_code *compiled = compile(expression, error);
    pcre2_code_free(compiled);
    return compiled != NULL;
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
