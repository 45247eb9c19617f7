/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands behind "lösenord:" or "password=": a secret, or only a place for one ("********", "<ditt lösenord>",
 * "${DB_PASSWORD}", "saknas"). */
#include "patterns/check/check.h"

/* Words that people and templates write where the secret would stand. */
static const char *const places[] = {
    "lösenord", "losenord", "password", "passwd", "pwd", "pass", "secret", "changeme", "change_me", "example", "exempel", "none",
    "null", "nil", "true", "false", "string", "saknas", "ingen", "inget", "tomt", "valfritt", "hemligt", "bytas", "byts",
    "your_password", "yourpassword", "mypassword", "todo", "undefined", "required", "optional", "ditt", "ditt_lösenord", "krävs",
    "obligatoriskt", "skickas", "lämnas", "lämnats", "fås", "finns", "glömt", "ändras", "måste", "endast", "separat", "via",
    "passwort", "passord", "adgangskode", "salasana", "wachtwoord", "contraseña", "motdepasse", "ange", "enter",
    "enligt", "och", "eller", "ska", "skall", "är", "får", "kan", "inte", "minst", "samma", "genom", "hämtas", "delas", "yes", "no", "ja", "nej", "text",
    "value", "field", "varchar", "char", "input", "label", "hash", "encrypted", "encryption", "plaintext", "login", "username", "prompt", "empty",
    "blank", "this", "your", "must", "will", "from", "when", "with", "invalid", "incorrect", "wrong", "reset", "change", "changed", "expired", "some",
    "authentication", "only", "default", "disabled", "enabled", "unchanged", "never", "user", "root", "admin-password", "återställt", "uppdaterat",
    "parola", "parol", "senha", "heslo", "zaporka", "jelszó", "slaptažodis", "lozinka", "contrasenya", "hasło",
    "palavra-chave", "mot de passe", "¿olvidaste", "geslo", "salasõna", "parole", "define", "undef", "binary", "gecos", "shell", "priority",
    "ändrat", "bytt", "fel", "felaktigt", "okänt", "oförändrat", "skickat", "utgånget", "spärrat", NULL,
};

static gboolean masked(const char *at, gsize len)
{
    gsize same = 1;

    while (same < len && at[same] == at[0])
        same++;
    return same == len || strchr("<[{$%", at[0]) || strstr(at, "...") || strstr(at, "***") || strstr(at, "xxxx")
           || strstr(at, "XXXX") || strstr(at, "${") || strstr(at, "{{") || strstr(at, "(");
}

/* Names of a program's own, not what they stand for: "self.creds.password", "DB_PASSWORD", "0x0003", "getPassword(", "/tmp". */
static gboolean code(const char *at, const char *small)
{
    gboolean own = TRUE, capitals = TRUE, words = strstr(small, "pass") || strstr(small, "pwd") || strstr(small, "lösen");

    if (g_str_has_prefix(at, "&#") || g_str_has_prefix(at, "--") || g_str_has_prefix(at, "rule:") || (at[0] == ':' && (strstr(at, ":::") || g_ascii_isupper(at[1]))))
        return TRUE;
    if (words && (strchr(at, '/') || strchr(at, '}')))
        return TRUE;
    if (strchr("/`\\@*", at[0]) || g_str_has_prefix(small, "0x") || strpbrk(at, "[({`"))
        return TRUE;
    for (const char *p = at; *p; p++) {
        own &= (guchar)*p >= 0x80 || g_ascii_isalpha(*p) || *p == '=' || *p == '_' || *p == '.' || *p == '-' || *p == ':' || *p == '>' || *p == '$';
        capitals &= (guchar)*p >= 0x80 || g_ascii_isupper(*p) || *p == '_' || *p == '-' || *p == ':';
    }
    return own && (words || capitals || strstr(at, "->") || (strchr(at, '.') && at[strlen(at) - 1] != '.'));
}

/* Of "user:secret@host", as addresses have it, the secret; of anything else all. */
static char *secret_of(const char *at)
{
    const char *colon = strchr(at, ':'), *host = colon ? strrchr(colon, '@') : NULL;
    return host && host > colon + 1 ? g_strndup(colon + 1, (gsize)(host - colon - 1)) : g_strdup(at);
}

static gboolean valid(struct text spelt, const struct check_env *env, struct check_result *result)
{
    g_autofree char *secret = NULL, *small = NULL;

    memset(result, 0, sizeof *result);
    if (spelt.len < 4 || spelt.len >= sizeof result->value || !g_utf8_validate_len(spelt.at, spelt.len, NULL))
        return FALSE;
    memcpy(result->value, spelt.at, spelt.len);
    for (gsize i = 0; i < spelt.len; i++)
        if (g_ascii_isspace(result->value[i]))
            return FALSE;
    secret = secret_of(result->value);
    gsize len = strlen(secret);
    while (len > 1 && strchr(").,", secret[len - 1]) && !strchr(secret, '('))
        secret[--len] = 0;
    small = g_utf8_strdown(secret, -1);
    if (masked(secret, len) || g_strv_contains(places, small) || code(secret, small))
        return FALSE;
    result->chance = 0.9;
    return TRUE;
}

const struct check check_losenord = {.name = "losenord", .valid = valid};
